"""Census over every setting: it has a default, it is read somewhere, and every setting read is declared."""

import re
from pathlib import Path

import pytest

from app.rules.numbering import NumberStyle
from app.rules.status import load_preset
from app.store.shelf import DEFAULTS, WORDS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = "\n".join(path.read_text("utf-8") for top in ("app", "ui") for path in (ROOT / top).rglob("*.py"))


@pytest.mark.parametrize("key", sorted(DEFAULTS))
def test_a_setting_has_a_default_and_is_read(key: str) -> None:
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", key)
    assert DEFAULTS[key] is not None
    words = key if not key.startswith(("number.", "office.")) else key.split(".")[0] + "."
    assert len(re.findall(re.escape(words), SOURCES)) > 1


def test_every_setting_that_is_asked_for_is_declared() -> None:
    asked = set(re.findall(r"\.setting\(\s*\"([^\"]+)\"\s*\)", SOURCES))
    assert asked
    assert asked <= set(DEFAULTS)


def test_the_defaults_are_of_use() -> None:
    assert load_preset(DEFAULTS["preset"]).id == DEFAULTS["preset"]
    for key in ("number.case", "number.handling", "number.stub", "number.letter"):
        assert NumberStyle(DEFAULTS[key]).parse(NumberStyle(DEFAULTS[key]).format("云", 2026, 7)) is not None


def test_everything_on_the_shelf_has_a_chinese_word_for_the_journal() -> None:
    kinds = set(re.findall(r"\.shelve\(\s*\"([a-z_]+)\"", SOURCES)) - {"setting"}
    assert {"taken", "sibling"} < kinds
    assert WORDS.keys() == DEFAULTS.keys() | kinds
    assert [word for word in WORDS.values() if not re.fullmatch(r"[\u4e00-\u9fff]+", word)] == []
