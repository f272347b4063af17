"""How the program is started with a window."""

import gc
import sys

import pytest

import ui.start
from ui.__main__ import TURN, main


def test_work_on_a_thread_gives_way_to_the_window_after_a_millisecond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[float] = []
    monkeypatch.setattr(ui.start, "run", lambda *_: found.append(sys.getswitchinterval()) or 0)
    before = sys.getswitchinterval()
    try:
        assert main([]) == 0
    finally:
        sys.setswitchinterval(before)
        gc.enable()
    assert found == [pytest.approx(TURN)] and before > TURN
