"""Whatever a county decided goes down and stands below as it stood above: every group, any configuration."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.exchange.issued.group import Item, Standing
from app.exchange.issued.groups import GROUPS, group
from app.rules.declarations import shipped_rules
from app.store import shelf
from app.store.setting_checks import check_measure
from tests.app.store.test_setting_checks import RULE, SCHEME

DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.sampled_from(["holiday", "makeup", "ordinary"]), max_size=6).map(
    lambda days: [[day.isoformat(), kind, "县里定"] for day, kind in sorted(days.items())]
)
CHANGES = st.dictionaries(
    st.sampled_from([each.id for each in shipped_rules()]),
    st.fixed_dictionaries({}, optional={
        "limit": st.integers(0, 60), "unit": st.sampled_from(["working_days", "days", "months"]),
        "active": st.booleans(), "warn": st.integers(0, 9),
    }).filter(bool), max_size=4,
)  # fmt: skip
CODES = st.dictionaries(
    st.sampled_from(["intake_channel", "category"]),
    st.dictionaries(st.from_regex(r"x_[a-z]{1,4}", fullmatch=True),
                    st.fixed_dictionaries({"label": st.sampled_from(["甲", "乙丙"])}, optional={"offered": st.booleans()}),
                    min_size=1, max_size=3),
    max_size=2,
)  # fmt: skip
SETTINGS = st.fixed_dictionaries({
    "calendar.changes": CALENDARS, "rules.changes": CHANGES, "rules.local": st.sampled_from([{}, {"县里": RULE}]),
    "preset": st.sampled_from(["default", "C1", "C4", "county"]), "preset.local": st.just({"county": SCHEME}),
    "codes.changes": CODES,
})  # fmt: skip
SENT = [id for id in GROUPS if id != "units"]


def standing(settings: dict[str, Any]) -> Standing:
    return Standing(lambda key: settings.get(key, shelf.DEFAULTS[key]))


@given(above=SETTINGS, below=SETTINGS)
def test_configuration_round_trips(above: dict[str, Any], below: dict[str, Any]) -> None:
    here = dict(below)
    for id in SENT:
        each = GROUPS[id]
        content = json.loads(json.dumps(each.content(standing(above))))
        each.check(content)
        here |= each.settings(standing(here), each.items(standing(here), content))
        assert each.items(standing(here), content) == []
    for key, value in here.items():
        check_measure(key, value, lambda asked: here.get(asked, shelf.DEFAULTS[asked]))


@given(settings=SETTINGS)
@pytest.mark.thorough
def test_everything_can_be_given_back_to_what_the_program_came_with(settings: dict[str, Any]) -> None:
    for id in SENT:
        each, here = GROUPS[id], standing(settings)
        back = [Item(id, key, "", "", "", None) for key in each.present(here)]
        made = {**settings, **each.settings(here, back)}
        assert each.present(standing(made)) == {}


def test_a_group_that_does_not_exist_is_refused_with_those_that_do() -> None:
    assert group("rules").label == "时限"
    with pytest.raises(Invalid, match="可以写：calendar、rules、presets、codes、units"):
        group("letters")
