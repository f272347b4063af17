"""备份与恢复 on the page 设置, by keyboard, to the restored window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.actions import backup as backing
from app.actions.catalogue import CASE_ACTIONS
from app.store import backups
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report
from ui.backup.restoring import Restoring
from ui.backup.section import BackupSection
from ui.main_window import MainWindow
from ui.start import Program


@pytest.fixture
def section(window: MainWindow) -> BackupSection:
    window.show_page(window.settings)
    return window.settings.backup


def texts(section: BackupSection) -> list[list[str]]:
    """What stands in the table."""
    table = section.table
    return [
        [
            item.text() if (item := table.item(row, column)) is not None else ""
            for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    ]


def backed_up(qtbot: QtBot, section: BackupSection) -> None:
    """Press 现在备份 and wait."""
    before = section.table.rowCount()
    section.now.click()
    qtbot.waitUntil(lambda: section.table.rowCount() > before)


def test_a_backup_made_now_stands_in_the_list(
    qtbot: QtBot, section: BackupSection, window: MainWindow, office: Office
) -> None:
    report(office)
    backed_up(qtbot, section)
    ((_, why, cases, contents, last, size, verified),) = texts(section)
    assert (why, cases, contents, verified) == ("手动", "1", "0", "已验证")
    assert last.startswith("登记 云信") and size.endswith("MB")
    assert window.strip.message.text().startswith("已备份 1 件")


@pytest.mark.thorough
def test_enter_on_a_backup_says_what_would_be_lost_and_esc_leaves_it(
    qtbot: QtBot, section: BackupSection, window: MainWindow, office: Office, typist: Typist
) -> None:
    backed_up(qtbot, section)
    for _ in range(2):
        report(office)
    section.table.setFocus()
    typist.enter()
    assert section.card is not None
    assert "以后的 2 步会丢失，最近的是：登记 云信" in section.card.lost.text()
    assert section.card.back.hasFocus()
    typist.press(Qt.Key.Key_Escape)
    assert section.card is None and section.table.hasFocus()


@pytest.mark.thorough
def test_the_key_hands_the_backup_on(
    qtbot: QtBot, section: BackupSection, window: MainWindow, office: Office, typist: Typist
) -> None:
    backed_up(qtbot, section)
    section.restore_button.click()
    with qtbot.waitSignal(window.restore_wanted) as wanted:
        typist.press(Qt.Key.Key_Return, CTRL)
    assert wanted.args[0].path == backups.listed(office.folder)[0].path


@pytest.mark.thorough
def test_who_may_not_is_told_before_the_question(
    qtbot: QtBot, section: BackupSection, window: MainWindow, office: Office
) -> None:
    backed_up(qtbot, section)
    office.roles = frozenset({"clerk"})
    section.restore_button.click()
    assert section.card is None
    assert "由管理员办理" in window.strip.message.text()
    section.choose_target()
    assert "由管理员办理" in window.strip.message.text()


@pytest.mark.thorough
def test_a_second_place_is_named_missed_and_forgotten(
    section: BackupSection, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))
    section.choose_second()
    assert section.place.text() == str(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    section.show_all()
    assert "现在不在" in section.place.text()
    section.set_second(None)
    assert section.place.text().startswith("没有。") and backing.second_place(office) is None


@pytest.mark.thorough
def test_a_backup_from_elsewhere_is_offered_and_another_file_refused(
    section: BackupSection,
    window: MainWindow,
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = backing.back_up(office).backup
    elsewhere = made.path.replace(tmp_path / made.path.name)
    for chosen in ("", str(tmp_path / "photo.db"), str(elsewhere)):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (chosen, ""))
        section.choose_file()
        assert (section.card is not None) == (chosen == str(elsewhere))
    assert "不是回音的备份" in window.strip.message.text()


@pytest.mark.thorough
def test_what_was_set_aside_is_shown_with_its_size(section: BackupSection, office: Office) -> None:
    assert section.aside.text().startswith("没有")
    room = office.folder / backups.SET_ASIDE / "20260301-080000"
    room.mkdir(parents=True)
    (room / "ledger.db").write_bytes(b"x" * 2_500_000)
    section.show_all()
    assert section.aside.text().startswith("1 份，共 2.5 MB")


@pytest.mark.thorough
def test_the_office_is_packed_into_one_file(
    qtbot: QtBot, section: BackupSection, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "搬家"), ""))
    section.choose_target()
    qtbot.waitUntil(lambda: (tmp_path / "搬家.huiyin").is_file() and "已打包" in window.strip.message.text())
    assert texts(section)[0][1] == "搬家前"


def test_a_restored_office_opens_again_and_says_its_new_number(
    program: Program, qtbot: QtBot, town: Path
) -> None:
    program.open_folder(town)
    assert isinstance(program.window, MainWindow)
    office = program.window.office
    made = backing.back_up(office).backup
    desk = office.desk
    report(office)
    before = program.window
    before.restore_wanted.emit(made)
    assert not isinstance(program.window, MainWindow) and program.window is not None
    assert program.window.findChildren(Restoring)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    again = program.window.office
    assert again is not office and again.desk != desk
    said = program.window.strip.message.text()
    assert said.startswith("已恢复到") and again.desk.rpartition("/")[2] in said
    assert again.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (0,)


@pytest.mark.thorough
def test_a_restore_that_cannot_be_done_leaves_the_office_open(
    program: Program, qtbot: QtBot, town: Path
) -> None:
    program.open_folder(town)
    assert isinstance(program.window, MainWindow)
    made = backing.back_up(program.window.office).backup
    made.path.write_bytes(b"x" * 9000)
    desk = program.window.office.desk
    program.window.restore_wanted.emit(made)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert program.window.strip.message.text().startswith("没有恢复：")
    assert program.window.office.desk == desk


def test_a_second_window_on_the_same_folder_is_refused(program: Program, qtbot: QtBot, town: Path) -> None:
    program.open_folder(town)
    other = Program(program.app)
    other.open_folder(town)
    assert other.window is not None and not isinstance(other.window, MainWindow)
    assert "另一个回音窗口" in other.window.message.text()  # type: ignore[attr-defined]
    other.window.close()
    other.window.deleteLater()
    other.close()


@pytest.mark.thorough
def test_a_packed_office_is_opened_on_a_new_pc_and_the_old_one_says_so(
    program: Program, town: Path, tmp_path: Path
) -> None:
    from app.actions.move import pack
    from ui.welcome.welcome import Welcome

    office = Office.open(town)
    pack(office, tmp_path / "a.huiyin")
    desk = office.desk
    office.close()
    program.open_folder(tmp_path / "new")
    assert program.window is not None
    (welcome,) = program.window.findChildren(Welcome)
    welcome.unpack(tmp_path / "a.huiyin")
    assert isinstance(program.window, MainWindow)
    assert program.window.office.desk != desk
    program.open_folder(town)
    assert isinstance(program.window, MainWindow)
    assert "打包搬过家" in program.window.strip.message.text()


@pytest.mark.thorough
def test_copies_that_hold_a_matter_for_the_level_above_are_counted_and_given_up_on_one_press(
    qtbot: QtBot, section: BackupSection, window: MainWindow, office: Office
) -> None:
    case = report(office)
    backed_up(qtbot, section)
    assert section.escalated.isHidden()
    said = {"registration.approver": "刘书记", "registration.instructed_on": office.today}
    CASE_ACTIONS["escalate_case"].do(office, case, said)
    section.show_all()
    assert not section.escalated.isHidden() and section.told.text().startswith("还有 1 份")
    section.give_up()
    qtbot.waitUntil(section.escalated.isHidden)
    assert window.strip.message.text() == "已清除仍有报上级件内容的旧备份 1 份。"
