"""谈话函询: a written inquiry is answered, countersigned and reported on in time; a talk is its own answer (T07, T08)."""

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.errors import Invalid, NotAllowed
from app.records.proceedings import Inquiry
from app.rules.obligations import Obligation
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import do_action
from tests.app.store.offices import Clock, reported


def act(office: Office, case: str, name: str, **said: object) -> None:
    action = CASE_ACTIONS[name]
    given = {f"inquiry.{key}": value for key, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]


def duties(office: Office, case: str, rule: str) -> list[Obligation]:
    return [each for each in read_case(office, case).obligations if each.rule.id == rule]


@pytest.fixture
def case(office: Office) -> str:
    made = reported(office, identity_status="anonymous")
    do_action(office, made, "accept")
    do_action(office, made, "hand_over")
    return made


def test_a_written_inquiry_has_fifteen_working_days_and_its_report_a_month(
    office: Office, case: str, clock: Clock
) -> None:
    act(office, case, "inquire", way="written_inquiry")
    (reply,) = duties(office, case, "T07")
    assert reply.is_open and reply.due_on == office.calendar.add_working_days(office.today, 15).day
    with pytest.raises(NotAllowed, match="登记函询回复"):
        act(office, case, "report_inquiry", outcome="clarified")
    clock.forward(days=5)
    office.confirm_today(office.now.date())
    act(office, case, "note_inquiry_reply", countersigned_by="何书记")
    (reply,), (report,) = duties(office, case, "T07"), duties(office, case, "T08")
    assert reply.done_on == office.today and report.is_open and report.started_on == office.today
    with pytest.raises(Invalid) as caught:
        act(office, case, "report_inquiry", outcome=None)
    assert caught.value.field == "inquiry.outcome"
    act(office, case, "report_inquiry", outcome="clarified", opinion="予以了结")
    assert not duties(office, case, "T08")[0].is_open
    (kept,) = read_case(office, case).of(Inquiry)
    assert (kept.respondent, kept.countersigned_by, kept.outcome, kept.opinion) == (
        "曾小明", "何书记", "clarified", "予以了结",
    )  # fmt: skip


def test_a_talk_needs_no_reply_and_its_report_is_due_from_that_day(office: Office, case: str) -> None:
    act(office, case, "inquire", way="talk", talkers="李岚、周晓燕")
    assert duties(office, case, "T07") == []
    (report,) = duties(office, case, "T08")
    assert report.is_open and report.started_on == office.today
    with pytest.raises(NotAllowed, match="没有等着回复的函询"):
        act(office, case, "note_inquiry_reply")
