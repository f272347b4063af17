"""A result that is owed to a real-name reporter stands on 今日 from the day of closing, not three days before its limit."""

from app.ledger.duties import Duty
from app.ledger.today import look
from app.store.office import Office
from tests.app.store.offices import Clock
from tests.journeys.telling import act, closed, due


def lines(office: Office, person: str = "") -> tuple[Duty, ...]:
    return look(office, "", person=person).telling.duties


def test_a_closed_real_name_case_waits_for_feedback_until_it_presses_or_is_told(office: Office) -> None:
    closed(office, identity_status="anonymous")
    case = closed(office)
    act(office, case, "tell_acceptance")
    (line,) = lines(office)
    (limit,) = due(office, case, "T04")
    assert line.case is not None and line.case.registration.id == case
    assert (line.rule, line.due_on, line.done) == ("T04", limit.due_on, limit.rule.done)
    assert [len(lines(office, who)) for who in ("李岚", "王敏")] == [1, 0], "the handler tells"
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(days=(office.calendar.add_working_days(office.today, 13).day - office.today).days)
    office.confirm_today(clock.now.date())
    assert lines(office) == () and [each.rule for each in look(office, "").soon.duties] == ["T04"]
    told_of = closed(office)
    assert len(lines(office)) == 1
    act(office, told_of, "feed_back")
    assert lines(office) == ()
