"""What an office makes of its code lists."""

import pytest

from app.actions.code_words import add_code, offer_code, rename_code
from app.actions.undo import undo
from app.errors import Invalid
from app.schema.codes import code_list
from app.store.office import Office
from tests.app.exchange.issued.conftest import no_codes_left, town

__all__ = ["no_codes_left", "town"]


def test_codes_are_added_under_ids_of_the_office_and_undone(town: Office) -> None:
    add_code(town, "intake_channel", " 无人机 ")
    add_code(town, "intake_channel", "巡回接访")
    assert [each.id for each in code_list("intake_channel").codes[-2:]] == ["x_yx01_1", "x_yx01_2"]
    offer_code(town, "intake_channel", "x_yx01_1", False)
    rename_code(town, "intake_channel", "x_yx01_1", "飞行器")
    code = code_list("intake_channel").by_id["x_yx01_1"]
    assert (code.label, code.retired) == ("飞行器", True)
    offer_code(town, "intake_channel", "x_yx01_1", True)
    assert not code_list("intake_channel").by_id["x_yx01_1"].retired
    for _ in range(5):
        undo(town)
    assert town.setting("codes.changes") == {} and "x_yx01_1" not in code_list("intake_channel").by_id


def test_words_that_stand_there_lists_of_the_program_and_nothing_are_refused(town: Office) -> None:
    for list_id, word, why in (
        ("intake_channel", "来信", "已经有"),
        ("staff_role", "组长", "不能改"),
        ("intake_channel", " ", "名称"),
    ):
        with pytest.raises(Invalid, match=why):
            add_code(town, list_id, word)
