"""A registered matter that proves to belong above: its content is destroyed everywhere, the stub stays, T01 runs on."""

from datetime import date
from typing import Any

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.undo import undo
from app.actions.void_case import void_case
from app.errors import NotAllowed, Refused
from app.ledger.query import Query, ids
from app.records.matters import Allegation, Escalation, Reporter, Step
from app.records.registration import Registration
from app.store import drafts, journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported

SECRET = "某县领导插手工程"
APPROVED: dict[str, Any] = {"registration.approver": "刘书记", "registration.instructed_on": date(2026, 3, 9)}


def escalated(office: Office) -> str:
    """A case with all that hangs on it, escalated; its id."""
    case = reported(office, REPORTER, received_on=date(2026, 3, 6), summary=SECRET)
    edit_cases(office, [case], {"registration.remark": f"{SECRET}，另有来信"})
    drafts.keep(office, f"action/{case}", {"typed": SECRET})
    CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)
    return case


def test_the_records_are_gone_and_the_stub_stands(office: Office) -> None:
    case = escalated(office)
    with pytest.raises(Refused):
        read_case(office, case)
    for record in (Registration, Allegation, Reporter, Step):
        assert office.find(record) == []
    (stub,) = office.find(Escalation)
    assert (stub.received_on, stub.channel, stub.handed_on) == (date(2026, 3, 6), "letter", None)
    assert stub.stub_no == "云报〔2026〕1号"


def test_nothing_of_the_content_is_left_in_any_table(office: Office) -> None:
    case = escalated(office)
    for text in (SECRET, "曾小明", "柳树村", case):
        assert list(ids(office.db, Query(office.today, text=text))) == []
    for name in office.db.get_tables():
        if name.startswith("case_gram"):
            continue
        for row in office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall():
            assert SECRET not in repr(row) and "曾小明" not in repr(row), name
    assert drafts.kept(office, f"action/{case}") is None
    contents = [
        change for seq in range(1, journal.head(office.db)[0] + 1) if (change := journal.read(office.db, seq))
    ]
    assert SECRET not in repr(contents)


def test_the_journal_keeps_number_day_and_approver_and_still_proves(office: Office) -> None:
    escalated(office)
    line = journal.lines(office.db)[0]
    assert line.label == "云信〔2026〕1号 转为报上级件 云报〔2026〕1号，2026-03-09 由刘书记批准"
    assert journal.verify(office.db) == []


def test_it_is_not_undone_nor_is_anything_before_it_in_that_case(office: Office) -> None:
    other = reported(office, summary="另一件")
    escalated(office)
    undo(office)
    assert read_case(office, other).registration.voided is not None, (
        "the newest that can be taken back is of the other"
    )


def test_other_cases_stay_as_they_are(office: Office) -> None:
    other = reported(office, summary="另一件")
    escalated(office)
    assert read_case(office, other).registration.summary == "另一件"
    assert len(ids(office.db, Query(office.today, text="另一件"))) == 1


def test_what_another_office_handles_or_was_voided_is_refused(office: Office) -> None:
    case = reported(office)
    void_case(office, case, "登记错了")
    with pytest.raises(NotAllowed, match="已经作废"):
        CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)
