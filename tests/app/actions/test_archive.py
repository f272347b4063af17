"""What is closed is put away by its handler; what was rejected, moved or kept by the registrar, without ever being handled."""

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.undo import undo
from app.errors import NotAllowed
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.journeys.telling import act, counted_by, handled, told

LEFT = {
    "reject": {"registration__rejection_ground": "other_organ"},
    "transfer_out": {"transfer__to_unit": "镇民政所"},
    "retain": {},
}


@pytest.mark.parametrize("how", LEFT)
def test_what_left_the_path_is_archived_without_a_number_of_handling(office: Office, how: str) -> None:
    case = told(office)
    act(office, case, how, **LEFT[how])
    found = act(office, case, "archive", handling__archive_no="2026-1")
    assert found.stage is Stage.ARCHIVED and found.handling is not None
    assert (found.handling.archive_no, found.handling.handling_no, found.handling.unit) == (
        "2026-1",
        None,
        None,
    )
    assert counted_by(office, "handling.unit") == {}
    with pytest.raises(NotAllowed, match="已经归档"):
        act(office, case, "archive")
    undo(office)
    assert read_case(office, case).handling is None


def test_what_is_neither_closed_nor_left_is_not_archived(office: Office) -> None:
    with pytest.raises(NotAllowed, match="还没有办结"):
        act(office, handled(office), "archive")


@pytest.mark.parametrize(("how", "stage"), [
    ("reject", Stage.REJECTED), ("transfer_out", Stage.TRANSFERRED_OUT), ("retain", Stage.RETAINED),
])  # fmt: skip
def test_what_its_handler_found_not_to_be_ours_goes_back_and_is_decided_anew(
    office: Office, how: str, stage: Stage
) -> None:
    case = handled(office)
    assert "退回" in str(CASE_ACTIONS[how].why_not(office, read_case(office, case)))
    act(office, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    assert act(office, case, how, **LEFT[how]).stage is stage
    assert act(office, case, "archive").stage is Stage.ARCHIVED
