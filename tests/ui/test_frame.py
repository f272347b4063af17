"""The frame: pages by key, pages over pages, the strip and its undo, search, badges."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.change import Change
from ui.frame import Frame
from ui.page import Page
from ui.palette import Hit
from ui.parts.keys import KeysDialog


class Plain(Page):
    """A page that counts what happens to it."""

    def __init__(self, title: str, waiting: int = 0) -> None:
        super().__init__()
        self.title = title
        self.waiting = waiting
        self.stay = False
        self.deaf = False
        self.changes: list[Change | None] = []

    def build(self) -> QWidget:
        return QLabel(self.title)

    def badge(self) -> int:
        return self.waiting

    def refresh(self, change: Change | None) -> None:
        self.changes.append(change)

    def escaped(self) -> bool:
        return self.deaf

    def may_leave(self) -> bool:
        return not self.stay


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    made = Frame()
    qtbot.addWidget(made)
    for page in (Plain("今日"), Plain("台账", 2), Plain("登记")):
        made.add_page(page)
    made.show_page(made._pages[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def pages(frame: Frame) -> list[Plain]:
    """Its pages, as what they are."""
    return [page for page in frame._pages if isinstance(page, Plain)]


def test_alt_and_a_number_open_the_page_of_that_place(qtbot: QtBot, frame: Frame) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert frame.page is pages(frame)[2]
    assert not pages(frame)[1].is_built


def test_a_page_laid_over_another_goes_away_with_escape(qtbot: QtBot, frame: Frame) -> None:
    case = Plain("云信〔2026〕17号")
    frame.open_page(case)
    assert frame.page is case
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.page is pages(frame)[0]
    assert frame._stack.count() == 1


def test_a_page_may_deal_with_escape_by_itself(qtbot: QtBot, frame: Frame) -> None:
    case = Plain("云信〔2026〕17号")
    case.deaf = True
    frame.open_page(case)
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.page is case
    case.deaf = False
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.page is not case


def test_a_page_that_must_be_kept_is_not_left(qtbot: QtBot, frame: Frame) -> None:
    first, second, _third = pages(frame)
    first.stay = True
    assert not frame.show_page(second)
    assert frame.page is first
    assert not frame.close()
    first.stay = False
    assert frame.show_page(second)


def test_control_z_takes_back_what_the_strip_offers_and_only_once(qtbot: QtBot, frame: Frame) -> None:
    taken: list[str] = []
    frame.say("已保存 云信〔2026〕17号", undo=lambda: taken.append("17"))
    assert frame.strip.button.isVisible()
    qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["17"]
    assert not frame.strip.button.isVisible()
    with qtbot.waitSignal(frame.undo_requested):
        qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["17"]


def test_in_a_text_field_control_z_undoes_the_typing(qtbot: QtBot, frame: Frame) -> None:
    line = QLineEdit(frame.page.widget if frame.page else None)
    line.show()
    line.setFocus()
    qtbot.keyClicks(line, "abc")
    with qtbot.assertNotEmitted(frame.undo_requested):
        qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


def test_an_error_is_said_in_the_strip_in_the_error_style(frame: Frame) -> None:
    frame.say_error("磁盘已满，请腾出空间后再试。")
    assert frame.strip.message.property("role") == "error"
    frame.say("已保存")
    assert frame.strip.message.property("role") == ""


def test_badges_say_how_much_waits(frame: Frame) -> None:
    entry = frame.rail._entries[pages(frame)[1]]
    assert entry.accessibleName() == "台账，2 件待处理"
    pages(frame)[1].waiting = 0
    frame.refresh()
    assert entry.accessibleName() == "台账"
    assert not entry._badge.isVisible()


def test_only_pages_that_are_built_hear_of_a_change(frame: Frame) -> None:
    change = Change(seq=1, action="register", label="登记", person="王敏", at="2026-03-06T09:00:00")
    frame.refresh(change)
    assert [page.changes for page in pages(frame)] == [[change], [], []]


def test_control_k_finds_and_enter_opens(qtbot: QtBot, frame: Frame) -> None:
    opened: list[str] = []
    asked: list[str] = []

    def search(text: str) -> list[Hit]:
        asked.append(text)
        return [Hit(f"{text}号", "", lambda: opened.append(text))] if text else []

    frame.set_search(search)
    qtbot.keyClick(frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = frame.palette_box
    assert box.isVisible() and box.line.hasFocus()
    assert [hit.title for hit in box._hits] == ["今日", "台账", "登记"]
    qtbot.keyClicks(box.line, "17")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert opened == ["17"]
    assert asked == ["", "17"]
    assert not box.isVisible()


def test_arrows_choose_among_the_pages_found_and_escape_only_closes_the_palette(
    qtbot: QtBot, frame: Frame
) -> None:
    case = Plain("案件")
    frame.open_page(case)
    frame.palette_box.open()
    qtbot.keyClick(frame.palette_box.line, Qt.Key.Key_Escape)
    assert frame.page is case
    frame.palette_box.open()
    qtbot.keyClick(frame.palette_box.line, Qt.Key.Key_Down)
    qtbot.keyClick(frame.palette_box.line, Qt.Key.Key_Return)
    assert frame.page is pages(frame)[1]


def test_f1_lists_the_keys(qtbot: QtBot, frame: Frame) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_F1)
    dialog = frame.findChild(KeysDialog)
    assert isinstance(dialog, KeysDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Ctrl+K" in words
    dialog.close()
