"""What was given away and came back can be given anew, to another unit or to a handler of our own; history stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.ledger.today import RETURNED, look
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, county_office, due, told


@pytest.fixture
def county(office: Office, tmp_path: Path) -> Iterator[Office]:
    made = county_office(tmp_path / "county", office._clock)  # type: ignore[arg-type]
    receive(made, post(office, "QH00", tmp_path))
    yield made
    made.close()


def returned(county: Office, town: Office, folder: Path) -> str:
    """A case that the town signed for and gave back."""
    case = told(county)
    act(county, case, "accept")
    act(county, case, "assign", supervision__handling_unit=town.name, supervision__letter_no="清函1号")
    receive(town, post(county, "YX01", folder))
    act(town, case, "sign_receipt", handling__handler="李岚")
    act(town, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    forward(town)
    receive(county, post(town, "QH00", folder))
    return case


def forward(office: Office) -> None:
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(hours=1)


@pytest.mark.parametrize("how", ["assign", pytest.param("forward", marks=pytest.mark.thorough)])
def test_what_was_taken_back_is_given_to_another_unit_on_a_sheet_of_its_own(county: Office, how: str) -> None:
    case = told(county)
    act(county, case, how, supervision__handling_unit="河口镇纪委", supervision__letter_no="清函1号")
    assert CASE_ACTIONS[how].why_not(county, read_case(county, case)) is not None
    act(county, case, "withdraw", supervision__withdraw_reason="wrong_unit")
    assert look(county, "").waiting.total == 0, "nobody has it"
    found = act(county, case, how, supervision__handling_unit="云溪镇纪委")
    assert [(each.handling_unit, each.letter_no, each.withdrawn_on) for each in found.supervisions] == [
        ("河口镇纪委", "清函1号", county.today), ("云溪镇纪委", None, None),
    ]  # fmt: skip
    assert found.supervision is not None and found.supervision.handling_unit == "云溪镇纪委"
    assert look(county, "").waiting.total == 1
    assert CASE_ACTIONS[how].why_not(county, found) is not None


def test_what_a_unit_returns_is_told_and_is_given_to_another_or_handled_here(
    county: Office, office: Office, tmp_path: Path
) -> None:
    case = returned(county, office, tmp_path)
    (line,) = [duty for duty in look(county, "").soon.duties if duty.rule == RETURNED]
    assert line.what == f"{office.name}退回，请重新交办或者自办"
    assert look(county, "").waiting.total == 0
    assert CASE_ACTIONS["hand_over"].why_not(county, read_case(county, case)) is None
    found = act(county, case, "assign", supervision__handling_unit="河口镇纪委")
    assert [each.handling_unit for each in found.supervisions] == [office.name, "河口镇纪委"]
    assert not [duty for duty in look(county, "").soon.duties if duty.rule == RETURNED]
    assert look(county, "").waiting.total == 1 and len(due(county, case, "T05")) == 1


@pytest.mark.thorough
def test_what_came_back_may_be_handled_by_the_office_that_gave_it(
    county: Office, office: Office, tmp_path: Path
) -> None:
    case = returned(county, office, tmp_path)
    found = act(county, case, "hand_over", handling__handler="周晓燕")
    assert (found.stage, found.handling and found.handling.owner) == (Stage.ASSIGNED, county.code)
    assert [each.round_no for each in found.handlings] == [1, 2]
    withdrawn = told(county)
    act(county, withdrawn, "accept")
    act(county, withdrawn, "assign", supervision__handling_unit=office.name)
    act(county, withdrawn, "withdraw", supervision__withdraw_reason="wrong_unit")
    assert act(county, withdrawn, "hand_over", handling__handler="周晓燕").stage is Stage.ASSIGNED
