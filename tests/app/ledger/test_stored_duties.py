"""Every duty has its own light, stored as dates; the office has duties of its own."""

from datetime import date, timedelta

from app.actions.catalogue import CASE_ACTIONS
from app.ledger.stored_duties import office_duties, quarter_ends
from app.records.oversight import Periodic
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.ledger.stored import case_duties, duty_counts
from tests.app.store.offices import Clock, reported


def act(office: Office, case: str, name: str, said: dict[str, object]) -> None:
    """Do one action with its defaults and these values."""
    action = CASE_ACTIONS[name]
    action.do(office, case, {**action.defaults(office, read_case(office, case)), **said})  # type: ignore[dict-item]


def test_several_duties_of_a_case_have_a_light_each(office: Office, clock: Clock) -> None:
    case = reported(office, intake_source="forwarded_above")
    clock.forward(days=9)
    assert [(each.rule_id, each.status) for each in case_duties(office, list(Status))] == [
        ("T02", Status.OVERDUE),
        ("T03", Status.RUNNING),
    ]
    act(office, case, "accept", {})
    assert [(each.rule_id, each.status) for each in case_duties(office, list(Status))] == [
        ("T02", Status.DONE_LATE),
        ("T03", Status.RUNNING),
    ]
    assert duty_counts(office) == {("T02", Status.DONE_LATE): 1, ("T03", Status.RUNNING): 1}


def test_duties_are_asked_by_light_and_by_rule(office: Office, clock: Clock) -> None:
    for days in (0, 20, 40):
        reported(office, received_on=office.today - timedelta(days), intake_source="forwarded_above")
    late = case_duties(office, [Status.OVERDUE])
    assert [each.rule_id for each in late] == ["T02", "T03", "T02"]
    assert [each.due_on for each in late] == sorted(each.due_on for each in late if each.due_on)
    assert {each.rule_id for each in case_duties(office, [Status.OVERDUE], ["T03"])} == {"T03"}
    assert len(case_duties(office, list(Status), limit=2)) == 2


def test_a_voided_case_owes_nothing(office: Office) -> None:
    from app.actions.void_case import void_case

    void_case(office, reported(office), "登记错了")
    assert case_duties(office, list(Status)) == []
    assert duty_counts(office) == {}


def test_a_duty_without_a_limit_is_listed_without_a_date(office: Office) -> None:
    case = reported(office, identity_status="anonymous", handling_class="immediate")
    act(office, case, "accept", {})
    (duty,) = case_duties(office, list(Status))
    assert (duty.rule_id, duty.due_on, duty.status) == ("H13", None, Status.NONE)
    assert [each.rule.id for each in read_case(office, case).unlimited] == ["H13"]


def test_quarters_end_where_they_end() -> None:
    assert quarter_ends(date(2026, 4, 1), 3) == [date(2026, 3, 31), date(2025, 12, 31), date(2025, 9, 30)]
    assert quarter_ends(date(2026, 3, 31), 1) == [date(2025, 12, 31)]


def test_an_office_owes_its_periodic_reports_after_each_quarter(office: Office, clock: Clock) -> None:
    assert office_duties(office) == ()
    reported(office)
    assert office_duties(office) == ()
    clock.forward(days=25)
    office.confirm_today(clock.now.date())
    made = office_duties(office)
    assert [(each.rule.id, each.subject_label) for each in made] == [
        ("T11", "2026年第1季度"),
        ("T12", "2026年第1季度"),
    ]
    with office.writing("报送", action="edit") as write:
        write.add(Periodic, duty="results", period_end_on=date(2026, 3, 31), sent_on=office.today)
    assert [each.done_on for each in office_duties(office)] == [office.today, None]
