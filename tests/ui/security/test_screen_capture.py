"""Screenshots are kept out where the system can, by the strongest way that it knows."""

import platform

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.security.screen_capture import affinity, keep_out


class Windows:
    """A Windows that knows some affinities."""

    def __init__(self, *known: int) -> None:
        self.known, self.asked = known, list[int]()

    def SetWindowDisplayAffinity(self, window: int, affinity: int) -> int:
        self.asked.append(affinity)
        return int(affinity in self.known)


def test_a_new_windows_leaves_the_window_out_and_an_older_one_blackens_it() -> None:
    new, old, oldest = Windows(1, 17), Windows(1), Windows()
    assert affinity(new, 7) and new.asked == [17]
    assert affinity(old, 7) and old.asked == [17, 1]
    assert not affinity(oldest, 7)


def test_elsewhere_nothing_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    widget = QWidget()
    qtbot.addWidget(widget)
    assert not keep_out(widget)
