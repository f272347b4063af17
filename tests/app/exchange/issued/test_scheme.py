"""The scheme of lights that goes down, with its definition for a program that does not know it."""

from typing import Any

import pytest

from app.errors import Invalid
from app.exchange.issued.group import Standing
from app.exchange.issued.scheme import Scheme
from app.store import shelf
from tests.app.store.test_setting_checks import SCHEME

GROUP = Scheme()


def standing(**said: Any) -> Standing:
    known = {**shelf.DEFAULTS, **{name.replace("_", "."): value for name, value in said.items()}}
    return Standing(lambda key: known[key])


def test_a_shipped_scheme_is_chosen_and_its_definition_not_kept() -> None:
    (item,) = GROUP.items(standing(), GROUP.content(standing(preset="C1")))
    assert "五色预警" in item.old and item.new.startswith("红黄绿三色（寿光 2015），提前 3 个工作日变黄")
    assert GROUP.settings(standing(), [item]) == {"preset": "C1", "preset.local": {}}


def test_a_scheme_of_the_county_s_own_comes_with_its_definition() -> None:
    sent = GROUP.content(standing(preset="county", preset_local={"county": SCHEME}))
    GROUP.check(sent)
    (item,) = GROUP.items(standing(), sent)
    made = GROUP.settings(standing(), [item])
    assert made == {"preset": "county", "preset.local": {"county": SCHEME}}
    assert GROUP.items(standing(preset="county", preset_local={"county": SCHEME}), sent) == []


def test_what_only_a_newer_program_knows_of_a_scheme_is_left_out() -> None:
    sent = {"preset": "county", "definition": {**SCHEME, "blink": True}}
    GROUP.check(sent)
    (item,) = GROUP.items(standing(), sent)
    assert item.value["definition"] == SCHEME


def test_a_scheme_that_this_office_chose_itself_is_said() -> None:
    (item,) = GROUP.items(standing(preset="C2"), GROUP.content(standing(preset="C1")))
    assert item.own and not item.ticked


@pytest.mark.parametrize(
    "content",
    [None, {"preset": "C1"}, {"preset": "C1", "definition": None}, {"preset": "C2", "definition": SCHEME},
     {"preset": 7, "definition": SCHEME}],
)  # fmt: skip
def test_what_is_no_scheme_is_refused(content: Any) -> None:
    with pytest.raises(Invalid):
        GROUP.check(content)
