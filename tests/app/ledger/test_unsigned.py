"""What the office above gave stands on 今日 until somebody signs for it, with its five working days."""

from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.ledger.duties import Duty
from app.ledger.today import look, to_do
from app.ledger.unsigned import UNSIGNED
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, told

SIGNING = "H10"
"""The light of what was forwarded."""


def lines(office: Office) -> list[Duty]:
    found = look(office, "")
    return [
        duty
        for part in (found.overdue, found.soon, found.unsigned)
        for duty in part.duties
        if duty.rule in (UNSIGNED, SIGNING)
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
    found = look(office, "")
    kind = UNSIGNED if how == "assign" else SIGNING
    assert line.status is Status.OVERDUE and (line.rule, found.kinds[kind]) == (kind, 1)
    assert found.overdue.total == len(found.overdue.duties) and found.to_do == to_do(office)
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


def test_what_was_forwarded_is_a_light_at_both_ends_and_the_unit_s_own_to_sign(
    office: Office, above: Office, tmp_path: Path
) -> None:
    case = told(above)
    act(above, case, "forward", supervision__handling_unit=office.name)
    receive(office, post(above, "YX01", tmp_path))
    for each in (office, above):
        (limit,) = [duty for duty in read_case(each, case).obligations if duty.rule.id == SIGNING]
        assert limit.due_on == each.calendar.add_working_days(each.today, 5).day and limit.is_open
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(days=10)
    for each in (office, above):
        each.confirm_today(clock.now.date())
    seen = look(above, "")
    assert seen.units == ((office.code, 1),)
    assert [duty.what for duty in seen.overdue.duties] == [f"交给{office.name}，还没有签收"]
    act(office, case, "sign_receipt", handling__handler="李岚")
    (limit,) = [duty for duty in read_case(office, case).obligations if duty.rule.id == SIGNING]
    assert limit.late and limit.done_on == office.today
