"""What was given away and came back can be given anew, to another unit or to a handler of our own; history stays."""

from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.ledger.today import RETURNED, look
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, due, told


def returned(above: Office, town: Office, folder: Path) -> str:
    """A case that the town signed for and gave back."""
    case = told(above)
    act(above, case, "accept")
    act(above, case, "assign", supervision__handling_unit=town.name, supervision__letter_no="清函1号")
    receive(town, post(above, "YX01", folder))
    act(town, case, "sign_receipt", handling__handler="李岚")
    act(town, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    forward(town)
    receive(above, post(town, "QH00", folder))
    return case


def forward(office: Office) -> None:
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(hours=1)


@pytest.mark.parametrize("how", ["assign", pytest.param("forward", marks=pytest.mark.thorough)])
def test_what_was_taken_back_is_given_to_another_unit_on_a_sheet_of_its_own(above: Office, how: str) -> None:
    case = told(above)
    act(above, case, how, supervision__handling_unit="河口镇纪委", supervision__letter_no="清函1号")
    assert CASE_ACTIONS[how].why_not(above, read_case(above, case)) is not None
    act(above, case, "withdraw", supervision__withdraw_reason="wrong_unit")
    assert look(above, "").waiting.total == 0, "nobody has it"
    found = act(above, case, how, supervision__handling_unit="云溪镇纪委")
    assert [(each.handling_unit, each.letter_no, each.withdrawn_on) for each in found.supervisions] == [
        ("河口镇纪委", "清函1号", above.today), ("云溪镇纪委", None, None),
    ]  # fmt: skip
    assert found.supervision is not None and found.supervision.handling_unit == "云溪镇纪委"
    assert look(above, "").waiting.total == 1
    assert CASE_ACTIONS[how].why_not(above, found) is not None


def test_what_a_unit_returns_is_told_and_is_given_to_another_or_handled_here(
    above: Office, office: Office, tmp_path: Path
) -> None:
    case = returned(above, office, tmp_path)
    (line,) = [duty for duty in look(above, "").soon.duties if duty.rule == RETURNED]
    assert line.what == f"{office.name}退回，请重新交办或者自办"
    assert look(above, "").waiting.total == 0
    assert CASE_ACTIONS["hand_over"].why_not(above, read_case(above, case)) is None
    found = act(above, case, "assign", supervision__handling_unit="河口镇纪委")
    assert [each.handling_unit for each in found.supervisions] == [office.name, "河口镇纪委"]
    assert not [duty for duty in look(above, "").soon.duties if duty.rule == RETURNED]
    assert look(above, "").waiting.total == 1 and len(due(above, case, "T05")) == 1


@pytest.mark.thorough
def test_what_came_back_may_be_handled_by_the_office_that_gave_it(
    above: Office, office: Office, tmp_path: Path
) -> None:
    case = returned(above, office, tmp_path)
    found = act(above, case, "hand_over", handling__handler="周晓燕")
    assert (found.stage, found.handling and found.handling.owner) == (Stage.ASSIGNED, above.code)
    assert [each.round_no for each in found.handlings] == [1, 2]
    withdrawn = told(above)
    act(above, withdrawn, "accept")
    act(above, withdrawn, "assign", supervision__handling_unit=office.name)
    act(above, withdrawn, "withdraw", supervision__withdraw_reason="wrong_unit")
    assert act(above, withdrawn, "hand_over", handling__handler="周晓燕").stage is Stage.ASSIGNED
