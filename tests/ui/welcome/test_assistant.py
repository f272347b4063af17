"""The assistant: six screens by keyboard, nothing lost going back, nothing written before the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.records.offices import Staff
from app.store import keys
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist
from ui.main_window import MainWindow
from ui.start import Program
from ui.welcome.assistant import Assistant
from ui.welcome.welcome import Welcome

PASSWORD = "correct horse"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The welcome of an empty folder, in front."""
    made = Program(qapp)
    made.open_folder(tmp_path / "new")
    assert made.window is not None
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()


@pytest.fixture
def assistant(program: Program, typist: Typist) -> Assistant:
    """Its first screen, reached with Enter."""
    typist.enter()
    assert program.window is not None
    (welcome,) = program.window.findChildren(Welcome)
    assert welcome.assistant is not None
    return welcome.assistant


def type_office(typist: Typist) -> None:
    """The first two screens."""
    for text in ("1", "YX01", "云溪镇纪委", ""):
        if text:
            typist.type(text)
        typist.enter()
    typist.enter()
    for text in ("QH00", "清河县纪委监委信访室"):
        typist.type(text)
        typist.enter()
    typist.enter()


def test_an_office_is_set_up_and_locked_by_keyboard_alone(
    program: Program, assistant: Assistant, typist: Typist, tmp_path: Path
) -> None:
    type_office(typist)
    typist.type("王敏")
    typist.press(Qt.Key.Key_S, CTRL)
    for text in (PASSWORD, PASSWORD):
        typist.type(text)
        typist.enter()
    assert assistant.at == 4 and not (tmp_path / "new").exists()
    code = assistant.sheet.sheet.code
    assert code[:4] in assistant.sheet.sheet.shown.text()
    assistant.sheet.sheet.line.setFocus()
    typist.type("????")
    typist.enter()
    assert assistant.at == 4 and "不一样" in assistant.sheet.sheet.said.text()
    typist.type(code[-4:].lower())
    typist.enter()
    assert assistant.at == 5 and "已设口令" in assistant.done.words.text()
    typist.enter()
    window = program.window
    assert isinstance(window, MainWindow)
    assert (window.office.name, window.office.level, window.office.above) == (
        "云溪镇纪委",
        "township",
        "QH00",
    )
    assert window.office.person == "王敏" and window.office.roles is not None
    assert keys.unlock(tmp_path / "new", PASSWORD).name == "王敏"
    assert keys.unlock(tmp_path / "new", code).recovered


def test_a_password_may_be_left_out_knowing_what_that_means(
    program: Program, assistant: Assistant, typist: Typist, tmp_path: Path
) -> None:
    type_office(typist)
    typist.type("王敏")
    typist.press(Qt.Key.Key_S, CTRL)
    assistant.password.skip.setFocus()
    typist.enter()
    assert "什么也保护不了" in assistant.done.words.text()
    typist.enter()
    window = program.window
    assert isinstance(window, MainWindow) and window.office.roles is None
    assert not keys.is_protected(tmp_path / "new") and window.top_bar.lock.isHidden()


@pytest.mark.thorough
def test_nothing_is_lost_going_back(program: Program, assistant: Assistant, typist: Typist) -> None:
    type_office(typist)
    typist.type("王敏")
    assistant.people.add_and_go()
    typist.type("李岚")
    typist.press(Qt.Key.Key_S, CTRL)
    typist.type(PASSWORD)
    typist.enter()
    typist.type(PASSWORD)
    typist.enter()
    code = assistant.sheet.sheet.code
    for at in (3, 2, 1, 0):
        typist.press(Qt.Key.Key_Escape)
        assert assistant.at == at
    typist.press(Qt.Key.Key_Escape)
    assert program.window is not None
    (welcome,) = program.window.findChildren(Welcome)
    assert welcome.stack.currentIndex() == 0
    typist.enter()
    assert welcome.assistant is assistant
    for at in (1, 2, 3, 4):
        typist.press(Qt.Key.Key_S, CTRL)
        assert assistant.at == at
    assert assistant.sheet.sheet.code == code
    new = assistant.new_office()
    assert (new.code, new.above, new.person, new.others) == ("YX01", "QH00", "王敏", (("李岚", ()),))


def test_what_is_missing_is_said_beside_the_field(assistant: Assistant, typist: Typist) -> None:
    typist.press(Qt.Key.Key_S, CTRL)
    assert assistant.at == 0
    assert assistant.form.rows["unit.code"].error == "请填写单位代码。"


def test_a_code_that_the_store_refuses_is_said_beside_its_field(
    program: Program, assistant: Assistant, tmp_path: Path
) -> None:
    assistant.form.set_values({"unit.level": "township", "unit.code": "Y/1", "unit.name": "云溪镇纪委"})
    assistant.people.people[0][0].set_value("王敏")
    assistant.skip_password()
    assert isinstance(program.window, QMainWindow) and not isinstance(program.window, MainWindow)
    assert assistant.at == 0 and "不用 / @ # 这类符号" in assistant.form.rows["unit.code"].error
    assert not (tmp_path / "new").exists()


@pytest.mark.thorough
def test_people_have_roles_and_what_they_weaken_is_said(
    assistant: Assistant, typist: Typist, program: Program
) -> None:
    type_office(typist)
    typist.type("王敏")
    assert "管理员同时办理业务" in assistant.people.costs.text()
    assistant.people.people[0][1].set_value(("clerk",))
    typist.press(Qt.Key.Key_S, CTRL)
    assert assistant.at == 2 and "管理员" in assistant.people.people[0][1].error
    assistant.people.people[0][1].set_value(("administrator",))
    assistant.people.add_and_go()
    typist.type("王敏")
    typist.press(Qt.Key.Key_S, CTRL)
    assert assistant.at == 2 and "已经写过" in assistant.people.people[1][0].error
    assistant.people.people[1][0].set_value("李岚")
    assistant.people.people[1][1].set_value(("leader", "handler"))
    typist.press(Qt.Key.Key_S, CTRL)
    assert assistant.at == 3
    assistant.form.set_values({"unit.name": "云溪镇纪委"})
    assistant.skip_password()
    assistant.go_on()
    assert isinstance(program.window, MainWindow)
    office: Office = program.window.office
    assert [(each.name, each.roles) for each in office.find(Staff)] == [
        ("王敏", ("administrator",)), ("李岚", ("handler", "leader")),
    ] or [(each.name, set(each.roles or ())) for each in office.find(Staff)] == [
        ("王敏", {"administrator"}), ("李岚", {"leader", "handler"}),
    ]  # fmt: skip


@pytest.mark.thorough
def test_a_short_password_is_refused(assistant: Assistant, typist: Typist) -> None:
    type_office(typist)
    typist.type("王敏")
    typist.press(Qt.Key.Key_S, CTRL)
    typist.type("short")
    typist.press(Qt.Key.Key_S, CTRL)
    assert assistant.at == 3 and "至少 8 个字符" in assistant.password.new.wrong.text()
