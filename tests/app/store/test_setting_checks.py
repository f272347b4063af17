"""What the settings behind lights and lists may hold."""

from typing import Any

import pytest

from app.actions.settings import set_setting
from app.errors import Invalid
from app.rules.status import shipped_preset
from app.store import shelf
from app.store.office import Office
from app.store.setting_checks import check_measure
from tests.app.exchange.conftest import town

__all__ = ["town"]

RULE = """
[[rule]]
id = "X01"
label = "镇里的时限"
applies_to = "case"
start = "registration.received_on"
limit = 7
unit = "working_days"
done = ["handling.closed_on"]
begins = "收到"
ends = "办结"
source = "本镇"
"""
SCHEME = {**shipped_preset("C1"), "id": "county", "label": "县里的三色", "yellow_days": 5}
GOOD = [
    ("calendar.changes", [["2026-10-10", "ordinary", "国庆节"]]),
    ("rules.changes", {"T02": {"limit": 10, "unit": "days", "active": False, "warn": 2}}),
    ("rules.local", {"镇里": RULE}),
    ("preset", "county"),
    ("preset.local", {"county": SCHEME}),
    ("codes.changes", {"intake_channel": {"drone": {"label": "无人机"}, "letter": {"offered": False}}}),
]
BAD: list[tuple[str, Any]] = [
    ("calendar.changes", [["20261010", "holiday", "国庆节"]]),
    ("calendar.changes", [["2026-10-10", "feast", "国庆节"]]),
    ("calendar.changes", [["9999-10-10", "holiday", "国庆节"]]),
    ("calendar.changes", [["2026-10-10", "holiday"]]),
    ("calendar.changes", [["2026-10-10", "holiday", 7]]),
    ("rules.changes", {"T02": {"limit": "10"}}),
    ("rules.changes", {"T02": {"limit": True}}),
    ("rules.changes", {"T02": {"unit": "years"}}),
    ("rules.changes", {"T02": {"colour": "red"}}),
    ("rules.changes", {"T02": 7}),
    ("rules.local", {"镇里": RULE.replace("= 7", '= "7"')}),
    ("rules.local", {"镇里": RULE.replace("= 7", "= -7")}),
    ("rules.local", {"镇里": RULE.replace("X01", "T02")}),
    ("rules.local", {"镇里": RULE.replace("handling.closed_on", "handling.nothing")}),
    ("rules.local", {"镇里": "[[rule]]\nlimit = " + "[" * 5000}),
    ("rules.local", {"镇里": 7}),
    ("rules.local", {"": RULE}),
    ("preset", "C9"),
    ("preset.local", {"county": {**SCHEME, "id": "other"}}),
    ("preset.local", {"county": {**SCHEME, "yellow_days": "5"}}),
    ("preset.local", {"county": {**SCHEME, "colours": {}}}),
    ("preset.local", {"county": {**SCHEME, "colours": {**SCHEME["colours"], "overdue": "black"}}}),
    ("preset.local", {"county": {**SCHEME, "surprise": 1}}),
    ("preset.local", {"county": {**SCHEME, "ages": [{"status": "urgent", "since": "registration.nothing", "months": 1}]}}),
    ("preset.local", {"county": 7}),
    ("codes.changes", {"no_list": {}}),
    ("codes.changes", {"staff_role": {"chief": {"label": "组长"}}}),
    ("codes.changes", {"intake_channel": {"drone": {}}}),
    ("codes.changes", {"intake_channel": {"Drone": {"label": "无人机"}}}),
    ("codes.changes", {"intake_channel": {"drone": {"label": "无人机" * 30}}}),
    ("codes.changes", {"intake_channel": {"drone": {"label": "无\n人机"}}}),
    ("codes.changes", {"intake_channel": {"drone": {"label": "无人机", "aliases": [7]}}}),
    ("codes.changes", []),
]  # fmt: skip


def _setting(key: str) -> Any:
    return {"county": SCHEME} if key == "preset.local" else shelf.DEFAULTS[key]


@pytest.mark.parametrize(("key", "value"), GOOD, ids=[key for key, _ in GOOD])
def test_what_makes_sense_is_let_through(key: str, value: Any) -> None:
    check_measure(key, value, _setting)


@pytest.mark.parametrize(("key", "value"), BAD)
def test_what_makes_none_is_refused_in_a_sentence(key: str, value: Any) -> None:
    with pytest.raises(Invalid) as said:
        check_measure(key, value, _setting)
    assert said.value.sentence.endswith("。")


def test_a_scheme_of_the_office_is_chosen_and_measures(town: Office) -> None:
    set_setting(town, "preset.local", {"county": SCHEME})
    set_setting(town, "preset", "county")
    assert (town.measure.preset.label, town.measure.preset.yellow_days) == ("县里的三色", 5)
    with pytest.raises(Invalid, match="没有“C9”"):
        set_setting(town, "preset", "C9")
