"""Backups that nobody has to think of; what goes wrong is told once and never stops the work."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions import backup as backing
from app.actions.attach import attach, file_of
from app.actions.backup import Made, changed, due
from app.errors import Unavailable
from app.store import backups
from app.store.office import Office
from app.store.vault import FOLDER
from tests.app.store.papers import png
from tests.ui.workplace import Clock, report
from ui.backup import keeper
from ui.backup.keeper import Keeper
from ui.main_window import MainWindow
from ui.rescue import RescueDialog


@pytest.fixture
def watch(window: MainWindow, office: Office) -> Keeper:
    return Keeper(window, office)


def look(qtbot: QtBot, watch: Keeper, reason: str = "work") -> object:
    """One look, to its end."""
    with qtbot.waitSignal(watch.ended) as ended:
        watch.look(reason, changed if reason == "start" else due)
    watch.stop()
    return ended.args[0]


def test_the_start_backs_up_only_what_is_new(qtbot: QtBot, watch: Keeper, office: Office) -> None:
    made = look(qtbot, watch, "start")
    assert isinstance(made, Made) and made.backup.why == "打开时"
    assert look(qtbot, watch, "start") is None
    report(office)
    assert isinstance(look(qtbot, watch, "start"), Made)


def test_work_is_backed_up_every_half_hour(qtbot: QtBot, watch: Keeper, office: Office, clock: Clock) -> None:
    look(qtbot, watch, "start")
    report(office)
    assert look(qtbot, watch) is None
    clock.pass_days(1)
    made = look(qtbot, watch)
    assert isinstance(made, Made) and (made.backup.why, made.backup.cases) == ("工作中", 1)


def test_the_looks_begin_after_the_window_is_there_and_end_with_it(
    qtbot: QtBot, watch: Keeper, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch._first.setInterval(0)
    with qtbot.waitSignal(watch.ended):
        watch.start()
        assert backups.listed(office.folder) == []
    watch.stop()
    assert len(backups.listed(office.folder)) == 1
    assert not watch._first.isActive() and not watch._often.isActive()
    assert keeper.LOOK_EVERY == 60_000


def test_a_missing_stick_is_hinted_at_once(
    qtbot: QtBot, watch: Keeper, window: MainWindow, office: Office, tmp_path: Path
) -> None:
    backing.set_second_place(office, tmp_path / "stick")
    look(qtbot, watch, "start")
    assert window.strip.message.text().startswith("第二位置")
    assert window.strip.message.property("role") == ""
    window.say("")
    report(office)
    look(qtbot, watch, "start")
    assert window.strip.message.text() == ""


def test_a_failure_is_told_once_in_a_sentence_until_a_backup_succeeds(
    qtbot: QtBot, watch: Keeper, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("磁盘已满。")

    with monkeypatch.context() as broken:
        broken.setattr(backups, "make", full)
        look(qtbot, watch, "start")
        assert window.strip.message.text() == "自动备份没有做成：磁盘已满。"
        window.say("")
        look(qtbot, watch, "start")
        assert window.strip.message.text() == ""
    look(qtbot, watch, "start")
    with monkeypatch.context() as broken:
        broken.setattr(backups, "make", full)
        broken.setattr(keeper, "changed", lambda office: True)
        with qtbot.waitSignal(watch.ended):
            watch.look("start", lambda office: True)
        watch.stop()
    assert "磁盘已满" in window.strip.message.text()


def test_a_bug_of_ours_is_rescued(qtbot: QtBot, watch: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(RescueDialog, "ask", seen.append)

    def wrong(_office: Office) -> bool:
        raise KeyError("ours")

    with qtbot.waitSignal(watch.ended):
        watch.look("work", wrong)
    watch.stop()
    assert [type(each) for each in seen] == [KeyError]


def test_a_second_look_while_one_is_on_its_way_is_left_out(
    qtbot: QtBot, watch: Keeper, office: Office
) -> None:
    with qtbot.waitSignal(watch.ended):
        watch.look("start", changed)
        watch.look("start", changed)
    watch.stop()
    assert len(backups.listed(office.folder)) == 1


def test_an_attachment_that_was_lost_is_told_after_the_start(
    qtbot: QtBot, watch: Keeper, window: MainWindow, office: Office
) -> None:
    attach(office, report(office), file_of(office, png(), "a.png"), "photo")
    assert isinstance(look(qtbot, watch, "start"), Made)
    assert "附件" not in window.strip.message.text()
    for path in (office.folder / FOLDER).iterdir():
        path.unlink()
    with qtbot.waitSignal(watch.noticed) as noticed:
        look(qtbot, watch, "start")
    assert noticed.args[0].startswith("有 1 个附件的内容不见了")
