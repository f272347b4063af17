"""What the office above gave stands on 今日 until somebody signs for it, with its five working days."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.ledger.duties import Duty
from app.ledger.today import look
from app.ledger.unsigned import UNSIGNED
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, county_office, told


@pytest.fixture
def above(office: Office, tmp_path: Path) -> Iterator[Office]:
    made = county_office(tmp_path / "above", office._clock)  # type: ignore[arg-type]
    receive(made, post(office, "QH00", tmp_path))
    yield made
    made.close()


def lines(office: Office) -> list[Duty]:
    found = look(office, "")
    return [
        duty
        for part in (found.overdue, found.soon, found.unsigned)
        for duty in part.duties
        if duty.rule == UNSIGNED
    ]


@pytest.mark.parametrize(("how", "words"), [("assign", "签收上级交办要结果"), ("forward", "签收上级转办")])
def test_what_was_given_waits_to_be_signed_and_goes_once_it_is(
    office: Office, above: Office, tmp_path: Path, how: str, words: str
) -> None:
    case = told(above)
    act(above, case, how, supervision__handling_unit=office.name)
    assert lines(office) == []
    receive(office, post(above, "YX01", tmp_path))
    (line,) = lines(office)
    assert (line.what, line.status) == (words, Status.RUNNING)
    assert line.due_on == office.calendar.add_working_days(office.today, 5).day
    assert line.case is not None and line.case.registration.id == case
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(days=10)
    office.confirm_today(clock.now.date())
    (line,) = lines(office)
    assert line.status is Status.OVERDUE and look(office, "").kinds[UNSIGNED] == 1
    action = CASE_ACTIONS["sign_receipt"]
    action.do(office, case, {**action.standing(office, read_case(office, case)), "handling.handler": "李岚"})
    assert lines(office) == []


@pytest.mark.thorough
def test_what_is_withdrawn_or_given_to_another_unit_waits_for_nobody_here(
    office: Office, above: Office, tmp_path: Path
) -> None:
    ours = told(above)
    act(above, ours, "assign", supervision__handling_unit=office.name)
    receive(office, post(above, "YX01", tmp_path))
    assert len(lines(office)) == 1
    act(above, ours, "withdraw", supervision__withdraw_reason="wrong_unit")
    receive(office, post(above, "YX01", tmp_path))
    assert lines(office) == []
    assert [each.rule.id for each in read_case(office, ours).obligations] == ["T03"], "no limit runs any more"
