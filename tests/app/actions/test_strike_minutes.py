"""What minutes and circulars say of a matter that went up: with its marks it goes with it, without them by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_record
from app.actions.issue_circular import issue_circular
from app.actions.record_meeting import record_meeting
from app.actions.strike_minutes import is_offered, sentences, strike_minutes
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.rules.stat_periods import parse
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.test_escalate_case import all_that_is_kept
from tests.app.store.offices import REPORTER, reported

APPROVED: dict[str, Any] = {"registration.approver": "刘书记", "registration.instructed_on": date(2026, 3, 9)}
MINUTES = (
    "逐件对账。云信〔2026〕1号密室有账本；曾小明收了钱。\n黎不传来催过两次。其他两件按期。密室那件要快。"
)


@pytest.fixture
def case(office: Office) -> str:
    """A case of which minutes and a circular speak, by number, by name, and by neither."""
    case = reported(office, REPORTER, received_on=date(2026, 3, 6), summary="反映密室账本")
    record_meeting(office, "weekly", parse("2026-W10"), {"minutes": MINUTES})
    issue_circular(office, "circular", "各村", "按时报送。云信〔2026〕1号逾期。")
    return case


def escalate(office: Office, case: str) -> None:
    CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)


def test_before_it_is_done_the_sentences_that_go_are_shown(office: Office, case: str) -> None:
    told = CASE_ACTIONS["escalate_case"].told(office, read_case(office, case))
    for words in (
        "“云信〔2026〕1号密室有账本；”",
        "“曾小明收了钱。”",
        "“黎不传来催过两次。”",
        "“云信〔2026〕1号逾期。”",
    ):
        assert words in told
    assert "逐件对账" not in told and "其他两件" not in told


def test_sentences_with_its_number_or_a_name_are_gone_from_store_journal_and_undo(
    office: Office, case: str
) -> None:
    escalate(office, case)
    (meeting,), (letter,) = office.find(Meeting), office.find(Order)
    assert meeting.minutes == "逐件对账。其他两件按期。密室那件要快。（3 句已随报上级件销毁）"
    assert letter.requirement == "按时报送。（1 句已随报上级件销毁）"
    kept = all_that_is_kept(office)
    assert [words for words in ("密室有账本", "收了钱", "来催过", "号逾期") if words in kept] == []
    assert journal.verify(office.db) == []
    with pytest.raises(NotAllowed):
        undo(office)


def test_what_was_written_of_it_before_and_taken_out_since_is_gone_from_the_journal(
    office: Office, case: str
) -> None:
    (meeting,) = office.find(Meeting)
    edit_record(office, "meeting", meeting.id, meeting.version, {"minutes": "都按期。"})
    assert "密室有账本" in all_that_is_kept(office)
    escalate(office, case)
    assert office.find(Meeting)[0].minutes == "都按期。"
    assert "密室有账本" not in all_that_is_kept(office)


def test_minutes_that_were_voided_lose_them_too(office: Office, case: str) -> None:
    with office.writing("作废会议", action="record_meeting") as write:
        write.void(office.find(Meeting)[0], "记错")
    escalate(office, case)
    (meeting,) = office.find(Meeting)
    assert meeting.voided == "记错" and "密室有账本" not in all_that_is_kept(office)


def test_what_names_neither_is_struck_by_its_words(office: Office, case: str) -> None:
    assert not is_offered(office)
    escalate(office, case)
    assert is_offered(office)
    assert sentences(office, "密室那件") == [f"{office.find(Meeting)[0].name}：“密室那件要快。”"]
    change = strike_minutes(office, "密室那件、两件")
    assert change.label == "划去会议记录里报上级件的话 2 句" and not change.undoable
    assert "密室那件" not in all_that_is_kept(office)
    minutes = str(office.find(Meeting)[0].minutes)
    assert minutes.startswith("逐件对账。") and minutes.endswith("（2 句已随报上级件销毁）")


def test_words_that_tell_no_sentence_are_refused(office: Office, case: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="至少两个字"):
        strike_minutes(office, "密、 ")
    with pytest.raises(NotAllowed, match="没有含这几个字"):
        strike_minutes(office, "没有写过的")
    assert office.find(Meeting)[0].minutes == MINUTES


def test_only_whoever_registers_strikes(office: Office, case: str) -> None:
    for roles, may in ((("handler",), False), (("auditor",), False), (("clerk",), True)):
        office.roles = frozenset(roles)
        if may:
            strike_minutes(office, "密室那件")
        else:
            with pytest.raises(NotAllowed, match="职责"):
                strike_minutes(office, "密室那件")
    assert "密室那件" not in str(office.find(Meeting)[0].minutes)
