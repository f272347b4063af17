"""Census over every status and stage: a word in the core, a light on the screen, a colour in every preset."""

import re
from pathlib import Path
from typing import get_args

import pytest

from app.exchange.looks import STATUS_COLOURS
from app.rules.stage import Stage
from app.rules.status import COLOURS, Preset, Status, load_presets
from ui.preset import hues
from ui.theme import LIGHTS
from ui.tokens import Hue

PRESETS = [pytest.param(each, id=each.id) for each in load_presets()]


@pytest.mark.parametrize("status", Status)
def test_a_status_has_a_word_and_a_light_of_its_own(status: Status) -> None:
    assert re.search(r"[\u4e00-\u9fff]", status.label)
    light = LIGHTS[status.value]
    assert light.status == status.value
    assert (light.word, light.glyph) == (status.label, status.mark)
    assert light.hue in get_args(Hue)


def test_there_is_no_light_without_a_status() -> None:
    assert set(LIGHTS) == {status.value for status in Status}
    assert list(LIGHTS)[:4] == ["overdue", "urgent", "due_soon", "running"]


def test_two_statuses_never_look_the_same_without_colour() -> None:
    looks = [(light.glyph, light.word) for light in LIGHTS.values()]
    assert len(set(looks)) == len(looks)


def test_no_other_file_spells_the_words_of_a_light() -> None:
    words = re.compile(r"[\"']( ?剩 ?\{|逾期 ?\{-|将到期[\"']|迟办结[\"']|未启动[\"'])")
    spelt = [
        file
        for package in ("app", "ui")
        for file in Path(package).rglob("*.py")
        if words.search(file.read_text("utf-8"))
    ]
    assert spelt == [Path("app/rules/status.py")]


def test_every_colour_of_a_preset_has_a_chinese_name() -> None:
    assert {colour for each in load_presets() for colour in each.colours.values()} <= set(COLOURS)


def test_a_workbook_colours_the_same_statuses() -> None:
    assert set(STATUS_COLOURS) == {status.value for status in Status}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_ranks_and_colours_every_status(preset: Preset) -> None:
    assert sorted(preset.order) == sorted(Status)
    assert set(preset.colours) == set(Status)
    assert set(hues(preset)) == {status.value for status in Status}, "a colour that the screen has not"
    assert preset.label and preset.source
    assert preset.yellow_days >= (preset.urgent_days or 0) >= 0


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_has_a_word_of_its_own(stage: Stage) -> None:
    assert re.search(r"[\u4e00-\u9fff]", stage.label)
    assert [each for each in Stage if each.label == stage.label] == [stage]
