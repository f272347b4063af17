"""Limits that go down; what is longer than the law says is told loudly."""

from typing import Any

import pytest

from app.errors import Invalid
from app.exchange.issued.group import Standing
from app.exchange.issued.limits import Limits, looser
from app.store import shelf
from tests.app.store.test_setting_checks import RULE

GROUP = Limits()


def standing(
    changes: dict[str, Any], local: dict[str, str] | None = None, taken: dict[str, Any] | None = None
) -> Standing:
    known = {**shelf.DEFAULTS, "rules.changes": changes, "rules.local": local or {}}
    return Standing(lambda key: known[key], taken=taken or {})


def test_a_shorter_limit_is_one_item_and_ticked() -> None:
    (item,) = GROUP.items(standing({}), GROUP.content(standing({"T03": {"limit": 10}})))
    assert (item.label, item.old, item.new, item.ticked) == (
        "受理告知",
        "15 个工作日",
        "10 个工作日",
        True,
    )
    assert GROUP.settings(standing({}), [item])["rules.changes"] == {"T03": {"limit": 10}}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"limit": 20}, "更长"), ({"limit": 21, "unit": "days"}, "更长"), ({"limit": 1, "unit": "months"}, "更长"),
        ({"active": False}, "停用了"), ({"limit": 0}, "没有了"), ({"limit": 14, "unit": "days"}, ""), ({"warn": 9}, ""),
    ],
)  # fmt: skip
def test_what_leaves_more_time_than_the_law_is_said_and_not_ticked(said: dict[str, Any], words: str) -> None:
    (item,) = GROUP.items(standing({}), GROUP.content(standing({"T03": said})))
    assert (words in item.warning) if words else item.warning == ""
    assert item.ticked is (words == "")
    assert not words or "《规则》第二十六条" in item.warning


def test_the_office_s_own_limits_have_no_law_to_be_longer_than() -> None:
    assert looser("H02", {"limit": 900, "unit": "days", "active": True, "warn": None}) == ""


def test_a_local_set_comes_as_one_item_with_its_limits_and_goes_when_the_county_drops_it() -> None:
    sent = GROUP.content(standing({"X01": {"limit": 3}}, {"县里": RULE}))
    (item,) = GROUP.items(standing({}), sent)
    assert (item.label, item.old, item.new) == ("本地规则“县里”", "没有", "镇里的时限 3 个工作日")
    made = GROUP.settings(standing({}), [item])
    assert made == {"rules.changes": {"X01": {"limit": 3}}, "rules.local": {"县里": RULE}}
    here = standing(made["rules.changes"], made["rules.local"], {"rules/local/县里": RULE})
    assert GROUP.items(here, sent) == []
    gone = GROUP.items(here, GROUP.content(standing({})))
    assert [(each.key, each.new, each.value) for each in gone] == [("local/县里", "去掉", None)]
    assert GROUP.settings(here, gone)["rules.local"] == {}


def test_a_set_that_clashes_with_our_own_cannot_be_taken_and_says_why() -> None:
    (item,) = GROUP.items(standing({}, {"本镇": RULE}), GROUP.content(standing({}, {"县里": RULE})))
    assert "已经有“X01”" in item.refusal and not item.ticked


def test_a_rule_that_this_program_does_not_know_is_told_and_left() -> None:
    sent = GROUP.content(standing({}))
    sent["limits"]["T99"] = {"label": "新的时限", "limit": 3, "unit": "days", "active": True, "warn": None}
    GROUP.check(sent)
    (item,) = GROUP.items(standing({}), sent)
    assert "请升级回音" in item.refusal


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.update(limits=[]), lambda said: said.pop("local"), lambda said: said["limits"].update(T03=7),
        lambda said: said["limits"]["T03"].update(limit="10"), lambda said: said["limits"]["T03"].update(limit=-1),
        lambda said: said["limits"]["T03"].update(unit="years"), lambda said: said["limits"]["T03"].update(active=1),
        lambda said: said["limits"]["T03"].update(label=7), lambda said: said["local"].update(x="[[rule"),
    ],
)  # fmt: skip
def test_spoiled_limits_are_refused(spoil: Any) -> None:
    sent = GROUP.content(standing({}))
    spoil(sent)
    with pytest.raises(Invalid):
        GROUP.check(sent)
