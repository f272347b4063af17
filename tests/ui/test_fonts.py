"""Without a Chinese face of the system the bundled one writes, and it has the characters and figures needed."""

import pytest
from PySide6.QtGui import QFontMetrics, QRawFont
from pytestqt.qtbot import QtBot

from ui import fonts

SAID = "回音信访举报台账登记办理督办〔2026〕1号，。：；（）《》“”0123456789剩逾"


def test_a_known_face_of_the_system_comes_first(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUIYIN_FONT", raising=False)
    monkeypatch.setattr(fonts, "_system_face", lambda: "Microsoft YaHei")
    assert fonts.face() == "Microsoft YaHei"


def test_a_system_without_chinese_faces_gets_the_bundled_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUIYIN_FONT", raising=False)
    monkeypatch.setattr(fonts, "_system_face", lambda: None)
    assert fonts.face() == fonts.bundled_face() != ""


def test_the_bundled_face_has_every_character_a_page_shows(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_FONT", "bundled")
    raw = QRawFont.fromFont(fonts.font(14))
    assert [each for each in SAID if not raw.supportsCharacter(ord(each))] == []


def test_tabular_figures_have_one_width(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_FONT", "bundled")
    metrics = QFontMetrics(fonts.font(14, tabular=True))
    assert len({metrics.horizontalAdvance(each) for each in "0123456789"}) == 1
