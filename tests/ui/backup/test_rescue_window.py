"""Damaged data open the rescue window, never an endless splash; every way out of it works and erases nothing."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as driver

from app.actions import backup as backing
from app.store import backups, keys
from app.store.office import Office
from app.store.opening import FILE_NAME
from tests.ui.workplace import Typist, report
from ui.backup.rescue_window import RescueSide
from ui.do import do
from ui.main_window import MainWindow
from ui.rescue import install_excepthook
from ui.start import Program


def rescue_of(program: Program) -> RescueSide:
    """What stands in the window."""
    assert program.window is not None
    (found,) = program.window.findChildren(RescueSide)
    return found


def opened(program: Program, qtbot: QtBot, folder: Path) -> RescueSide:
    """Open damaged data and wait until the backups were looked at."""
    program.open_folder(folder)
    side = rescue_of(program)
    qtbot.waitUntil(lambda: side.found.text() != "正在查看备份…")
    return side


def ruin(folder: Path) -> bytes:
    """Damage the data file; what it was."""
    path = folder / FILE_NAME
    before = path.read_bytes()
    path.write_bytes(b"\xff" * 20000)
    return before


def words(side: RescueSide) -> set[str]:
    """The buttons."""
    return {
        each.text() for each in side.findChildren(QPushButton) if each.isVisibleTo(side) and each.isEnabled()
    }


@pytest.fixture
def worked(town: Path) -> Path:
    """A folder with a backup, and one report after it."""
    office = Office.open(town)
    report(office)
    backing.back_up(office)
    report(office)
    office.close()
    return town


def test_it_says_what_is_wrong_which_backup_is_good_and_what_would_be_lost(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    ruin(worked)
    side = opened(program, qtbot, worked)
    assert side.wrong.text().startswith("数据文件打不开")
    assert "1 件，刚才打开检查过" in side.found.text()
    assert "以后的 1 步会丢失，最近的是：登记 云信" in side.lost.text()
    assert words(side) == {
        "恢复这份备份",
        "抢救能读的记录",
        "用别处的备份…",
        "再打开一次",
        "换一个文件夹…",
        "退出",
    }


def test_the_backup_is_restored_by_enter_and_the_damaged_file_kept(
    program: Program, qtbot: QtBot, worked: Path, typist: Typist
) -> None:
    ruin(worked)
    side = opened(program, qtbot, worked)
    assert program.window is not None
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    side.restore_button.setFocus()
    typist.enter()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.office.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (1,)
    assert program.window.strip.message.text().startswith("已恢复到")
    (aside,) = (worked / backups.SET_ASIDE).iterdir()
    assert (aside / FILE_NAME).read_bytes() == b"\xff" * 20000


def test_readable_records_are_salvaged(program: Program, qtbot: QtBot, worked: Path) -> None:
    path = worked / FILE_NAME
    whole = path.read_bytes()
    office = Office.open(worked)
    (root,) = office.db.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = 'desk'").fetchone()
    office.close()
    path.write_bytes(whole[: (root - 1) * 4096] + b"\xff" * 4096 + whole[root * 4096 :])
    side = opened(program, qtbot, worked)
    side.salvage()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.office.db.execute_sql("SELECT count(*) FROM case_row").fetchone() == (2,)
    assert program.window.strip.message.text().startswith("抢救出")


# -- in the middle of the work ------------------------------------------------------------------------------


def working(program: Program, folder: Path) -> MainWindow:
    """The office's window."""
    program.open_folder(folder)
    assert isinstance(program.window, MainWindow)
    return program.window


def malformed(*_: object) -> None:
    raise driver.DatabaseError("database disk image is malformed")


def interrupted(program: Program, qtbot: QtBot) -> RescueSide:
    """Wait for the rescue, and for its look at the backups."""
    qtbot.waitUntil(lambda: not isinstance(program.window, MainWindow))
    side = rescue_of(program)
    qtbot.waitUntil(lambda: side.found.text() != "正在查看备份…")
    return side


@pytest.mark.thorough
def test_damage_met_by_an_action_ends_the_work_and_opens_the_rescue(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    window = working(program, worked)
    do(window, malformed)
    do(window, malformed)
    side = interrupted(program, qtbot)
    assert side.wrong.text().startswith("数据文件已损坏") and side.backup is not None
    side.restore()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))


@pytest.mark.thorough
def test_pages_of_the_file_that_are_damaged_meanwhile_open_the_rescue(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    window = working(program, worked)
    office = window.office
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    size = (worked / FILE_NAME).stat().st_size
    with open(worked / FILE_NAME, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    office.db.close()  # what the connection remembers of the file goes
    do(window, lambda: report(office))
    assert interrupted(program, qtbot).backup is not None


@pytest.mark.thorough
def test_damage_met_while_a_page_is_painted_opens_the_rescue(
    program: Program, qtbot: QtBot, worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working(program, worked)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_excepthook(program.interrupt)
    try:
        malformed()
    except driver.DatabaseError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert interrupted(program, qtbot).backup is not None


@pytest.mark.thorough
def test_after_an_input_output_error_the_same_data_can_be_opened_again(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    def unplugged() -> None:
        raise driver.OperationalError("disk I/O error")

    do(working(program, worked), unplugged)
    side = interrupted(program, qtbot)
    assert "数据线" in side.wrong.text()
    side.again.click()
    assert isinstance(program.window, MainWindow)
    assert program.window.office.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (2,)


@pytest.mark.thorough
def test_a_broken_backup_is_no_damage_of_the_store(program: Program, worked: Path) -> None:
    window = working(program, worked)
    (made,) = backing.listed(window.office)
    made.path.write_bytes(b"x" * 9000)
    key = keys.unlock(worked, None).key
    do(window, lambda: backups.look_into(made.path, key))
    assert program.window is window and "不完整" in window.strip.message.text()


@pytest.mark.thorough
def test_nothing_to_salvage_is_said_and_the_window_stays(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    ruin(worked)
    side = opened(program, qtbot, worked)
    side.salvage()
    qtbot.waitUntil(lambda: side.message.text() not in ("", "正在逐条读取…"))
    assert "备份" in side.message.text()
    assert side.restore_button.isVisibleTo(side) and side.restore_button.isEnabled()


@pytest.mark.thorough
def test_without_any_good_backup_salvage_and_a_stick_are_offered(
    program: Program, qtbot: QtBot, town: Path, worked: Path, tmp_path: Path
) -> None:
    (made,) = backups.listed(worked)
    elsewhere = made.path.replace(tmp_path / made.path.name)
    ruin(worked)
    side = opened(program, qtbot, worked)
    assert side.found.text().startswith("没有找到能用的备份")
    assert "恢复这份备份" not in words(side)
    side.use_file(tmp_path / "photo.db")
    qtbot.waitUntil(lambda: "不是回音的备份" in side.message.text())
    side.use_file(elsewhere)
    qtbot.waitUntil(lambda: side.backup is not None)
    assert "恢复这份备份" in words(side)


@pytest.mark.parametrize("damage", ["gone", "broken"])
@pytest.mark.thorough
def test_lost_locks_are_put_back_from_the_backups(
    program: Program, qtbot: QtBot, worked: Path, damage: str
) -> None:
    lock = worked / keys.KEY_FILE
    if damage == "gone":
        lock.unlink()
    else:
        lock.write_text("# broken\n")
    side = opened(program, qtbot, worked)
    assert "钥匙文件" in side.wrong.text() and "一点不少" in side.found.text()
    side.locks_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.office.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (2,)


def test_lost_locks_without_a_backup_are_explained(program: Program, qtbot: QtBot, town: Path) -> None:
    (town / keys.KEY_FILE).unlink()
    side = opened(program, qtbot, town)
    assert "备份里也没有完好的钥匙文件" in side.found.text()
    assert words(side) == {"换一个文件夹…", "退出"}


@pytest.mark.thorough
def test_a_data_file_that_is_gone_is_restored_and_not_mistaken_for_a_new_office(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    (worked / FILE_NAME).unlink()
    side = opened(program, qtbot, worked)
    assert "不见了" in side.wrong.text()
    side.restore()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))


@pytest.mark.thorough
def test_a_protected_store_is_rescued_under_the_password_that_was_typed(
    program: Program, qtbot: QtBot, worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.welcome.unlock import Unlock

    monkeypatch.setattr(keys, "MEMORY", 1024)
    keys.protect(worked, keys.unlock(worked, None).key, "王敏", "柳树村的早晨很安静")
    ruin(worked)
    program.open_folder(worked)
    assert program.window is not None
    (asks,) = program.window.findChildren(Unlock)
    asks.line.setText("柳树村的早晨很安静")
    asks.ask.unlock()
    qtbot.waitUntil(lambda: bool(program.window and program.window.findChildren(RescueSide)))
    side = rescue_of(program)
    qtbot.waitUntil(lambda: side.backup is not None)
    side.restore()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.office.person == "王敏"


@pytest.mark.thorough
def test_locks_that_were_exchanged_for_others_are_put_back_from_the_backups(
    program: Program, qtbot: QtBot, worked: Path
) -> None:
    lock = worked / keys.KEY_FILE
    lock.unlink()
    keys.create_unprotected(worked)
    side = opened(program, qtbot, worked)
    assert "不是一对" in side.wrong.text() and "看来是钥匙文件被换过" in side.found.text()
    side.locks_button.click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    assert program.window.office.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (2,)
