"""Codes that go down: words and additions."""

from typing import Any

import pytest

from app.errors import Invalid
from app.exchange.issued.code_words import CodeWords
from app.exchange.issued.group import Standing
from app.store import shelf

GROUP = CodeWords()
SENT = {
    "intake_channel": {
        "drone": {"label": "无人机"},
        "letter": {"label": "来信件"},
        "other": {"offered": False},
    }
}


def standing(changes: Any, taken: dict[str, Any] | None = None) -> Standing:
    known = {**shelf.DEFAULTS, "codes.changes": changes}
    return Standing(lambda key: known[key], taken=taken or {})


def test_added_renamed_and_dropped_codes_are_items_and_make_the_county_s_list() -> None:
    items = GROUP.items(standing({}), GROUP.content(standing(SENT)))
    assert [(each.label, each.old, each.new) for each in items] == [
        ("信访形式 · 无人机", "没有", "无人机"), ("信访形式 · 来信件", "来信", "来信件"),
        ("信访形式 · 其他", "其他", "其他（不再选用）"),
    ]  # fmt: skip
    assert GROUP.settings(standing({}), items) == {"codes.changes": SENT}


def test_our_own_word_is_not_overridden_unticked_and_what_the_county_took_back_goes() -> None:
    ours = {"intake_channel": {"letter": {"label": "信"}}}
    (item,) = GROUP.items(standing(ours), {"intake_channel": {"letter": {"label": "来信件"}}})
    assert item.own and (item.old, item.new) == ("信", "来信件")
    assert GROUP.items(standing(ours), {}) == []
    (item,) = GROUP.items(standing(ours, {"codes/intake_channel/letter": {"label": "信"}}), {})
    assert (item.old, item.new, item.ticked) == ("信", "来信", True)
    assert GROUP.settings(standing(ours), [item]) == {"codes.changes": {}}


def test_what_only_a_newer_program_knows_of_a_code_is_left_out() -> None:
    sent = {"intake_channel": {"drone": {"label": "无人机", "colour": "red"}}}
    GROUP.check(sent)
    (item,) = GROUP.items(standing({}), sent)
    assert item.value == {"label": "无人机"}


def test_a_list_that_this_program_does_not_know_is_told_and_left() -> None:
    GROUP.check({"new_list": {"a": {"label": "甲"}}})
    (item,) = GROUP.items(standing({}), {"new_list": {"a": {"label": "甲"}}})
    assert "请升级回音" in item.refusal


@pytest.mark.parametrize("content", [None, [], {"intake_channel": 7}, {"intake_channel": {"A": {"label": "甲"}}},
                                     {"staff_role": {"boss": {"label": "组长"}}}, {"x" * 50: {}}])  # fmt: skip
def test_what_is_no_list_is_refused(content: Any) -> None:
    with pytest.raises(Invalid):
        GROUP.check(content)
