"""The directory of units that goes down."""

from typing import Any

import pytest

from app.errors import Invalid
from app.exchange.issued.directory import Directory
from app.exchange.issued.group import Standing

GROUP = Directory()
STONE = {"name": "石桥镇纪委", "unit_kind": "township", "above": "QH00", "short": "石"}


def standing(units: dict[str, Any], taken: dict[str, Any] | None = None) -> Standing:
    return Standing(lambda key: None, units, "YX01", taken or {})


def test_new_units_and_new_names_are_items_and_our_own_is_left_alone() -> None:
    sent = {"SQ02": STONE, "YX01": {**STONE, "name": "云溪"}, "PZ03": {**STONE, "name": "派驻第三组"}}
    GROUP.check(sent)
    ours = {"PZ03": {**STONE, "name": "三组", "short": ""}}
    new, renamed = GROUP.items(standing(ours), sent)
    assert (new.key, new.old, new.own) == ("SQ02", "没有", False)
    assert (
        (renamed.key, renamed.own) == ("PZ03", True) and "三组" in renamed.old and "派驻第三组" in renamed.new
    )
    assert not GROUP.items(standing(ours, {"units/PZ03": ours["PZ03"]}), sent)[1].own


def test_what_the_county_leaves_blank_changes_nothing() -> None:
    assert GROUP.items(standing({"SQ02": STONE}), {"SQ02": {**STONE, "short": "", "above": ""}}) == []


@pytest.mark.parametrize("content", [None, {"SQ02": {}}, {"S/2": STONE}, {"SQ02": {**STONE, "name": " "}},
                                     {"SQ02": {**STONE, "unit_kind": "moon"}}, {"SQ02": {**STONE, "short": 7}}])  # fmt: skip
def test_what_is_no_directory_is_refused(content: Any) -> None:
    with pytest.raises(Invalid):
        GROUP.check(content)
