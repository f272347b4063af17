"""What a unit returned stands on 今日 of the office that gave it, within its days and past them."""

from pathlib import Path

import pytest

from app.ledger.given_back import RETURNED, given_back
from app.ledger.today import look
from app.rules.status import Status
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, county_office, handled, told


def test_a_unit_that_gives_to_nobody_is_returned_nothing(office: Office) -> None:
    case = handled(office)
    act(office, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    assert given_back(office) == []


@pytest.mark.thorough
def test_a_returned_case_is_told_until_it_is_given_anew_and_turns_red_after_five_working_days(
    office: Office, tmp_path: Path
) -> None:
    clock: Clock = office._clock  # type: ignore[assignment]
    county = county_office(tmp_path / "county", clock)
    receive(county, post(office, "QH00", tmp_path))
    case = told(county)
    act(county, case, "forward", supervision__handling_unit=office.name)
    for each in (told(county), case):
        assert [duty.rule for duty in look(county, "").soon.duties] == [], each
    receive(office, post(county, "YX01", tmp_path))
    act(office, case, "sign_receipt", handling__handler="李岚")
    act(office, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    clock.forward(hours=1)
    receive(county, post(office, "QH00", tmp_path))
    found = look(county, "", RETURNED)
    (line,) = found.soon.duties
    assert (line.status, line.since, found.kinds[RETURNED]) == (Status.DUE_SOON, office.today, 1)
    clock.forward(days=10)
    county.confirm_today(clock.now.date())
    (line,) = look(county, "", RETURNED).overdue.duties
    assert line.days_left is not None and line.days_left < 0
    act(county, case, "assign", supervision__handling_unit="河口镇纪委")
    assert look(county, "", RETURNED).overdue.duties == ()
    county.close()
