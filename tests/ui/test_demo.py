"""After the demonstration the window opens on the township where there is a screen, and only there."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from app.demo import PASSWORD
from ui import demo


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The folders that a window was opened on; the playing itself is another test's."""
    found: list[Path] = []
    played = SimpleNamespace(township=tmp_path / "云溪镇纪委", log=[])
    monkeypatch.setattr(demo, "build_demo", lambda folder, program: played)
    monkeypatch.setattr(demo, "protect", lambda *arguments: None)
    monkeypatch.setattr(demo, "take_pictures", lambda *arguments: True)
    monkeypatch.setattr(demo, "how_to_reopen", lambda *arguments: "")
    monkeypatch.setattr("ui.start.run", lambda folder, arguments: found.append(folder) or 0)
    monkeypatch.setenv(demo.VARIABLE, "")  # so that what is set meanwhile is taken back
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return found


def test_where_there_is_a_screen_the_window_opens_on_the_township(opened: list[Path], tmp_path: Path) -> None:
    assert demo.main(["--dir", str(tmp_path / "demo")]) == 0
    assert opened == [tmp_path / "云溪镇纪委"]
    assert demo.os.environ[demo.VARIABLE] == PASSWORD


def test_without_a_screen_it_is_said_that_no_window_opens(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert demo.main(["--dir", str(tmp_path / "demo")]) == 0
    assert opened == []
    assert "没有显示屏" in capsys.readouterr().out


def test_a_window_that_was_not_wanted_stays_shut(opened: list[Path], tmp_path: Path) -> None:
    assert demo.main(["--dir", str(tmp_path / "demo"), "--no-window"]) == 0
    assert opened == []


def test_pictures_that_were_not_made_end_with_1(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "take_pictures", lambda *arguments: False)
    assert demo.main(["--dir", str(tmp_path / "demo"), "--no-window"]) == 1
