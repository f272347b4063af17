"""How the program is started with a window."""

import gc
import sys

import pytest

import ui.screenshots
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


def test_the_folder_may_be_named_before_a_command_of_the_window_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(ui.screenshots, "main", lambda arguments: asked.append(arguments) or 0)
    assert main(["--dir", "云溪", "screenshots", "图"]) == 0
    assert asked == [["图", "--dir", "云溪"]]
    assert main(["--dir", "云溪", "bench"]) == 2
    assert "不认识的参数：--dir" in capsys.readouterr().err
