"""A township with its real window, and a typist who has a keyboard and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions.create_office import NewOffice, create_office
from app.actions.register import Entry, register, registered_case
from app.actions.settings import add_staff
from app.schema.kinds import Value
from app.store.office import Office
from ui.entry.page import EntryPage
from ui.main_window import MainWindow

TOWN = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
NO_MODIFIER, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


class Clock:
    """A clock that a test moves by hand; it starts on Friday 2026-03-06."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 6, 9, 0)

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, number: int) -> None:
        """Let days go by."""
        self.at += timedelta(days=number)


def new_town(folder: Path, clock: Clock) -> None:
    """Set up the township with two colleagues."""
    office = create_office(folder, TOWN, clock=clock)
    add_staff(office, name="李青云", roles=("handler",))
    office.close()


def town_window(qtbot: QtBot, office: Office, *, crashes: bool = False) -> MainWindow:
    """Its window, shown and active, on 今日. One that `crashes` is deleted by the test itself."""
    window = MainWindow(office)
    if not crashes:
        qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page(window.today)
    return window


def report(office: Office, **more: Value) -> str:
    """A registered real-name letter; the id of its case."""
    said: dict[str, Value] = {
        "received_on": office.today, "intake_channel": "letter", "intake_source": "self",
        "identity_status": "real_name", "category": "misconduct_report", "summary": "反映村低保评定不公",
    }  # fmt: skip
    point: dict[str, Value] = {"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}
    who: dict[str, Value] = {"name": "李某某", "phone": "13800000000"}
    return registered_case(register(office, Entry(said | more, [point], who)))


class Typist:
    """Presses keys on whatever has the focus."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def enter(self) -> None:
        """回车."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Latin signs as keys, Chinese as an input method commits it."""
        focused = QApplication.focusWidget()
        assert focused is not None
        if text.isascii():
            QTest.keyClicks(focused, text)
            return
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(focused, event)

    def fill(
        self, page: EntryPage, texts: Mapping[str, str], points: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """Go through the form with Enter, typing where there is something to type, until 保存 has the focus."""
        for _ in range(80):
            name, row = focused_field(page)
            if name == "save":
                return
            text = (
                texts.get(name, "")
                if row is None
                else (points[row].get(name, "") if row < len(points) else "")
            )
            if text:
                self.type(text)
            self.enter()
        raise AssertionError(f"the form did not end; the focus is in {focused_field(page)}")


def focused_field(page: EntryPage) -> tuple[str, int | None]:
    """Where the focus is: a full field id, or a cell's name with its row, or `save`."""
    focused = QApplication.focusWidget()
    for name, row in page.report.form.rows.items():
        if _inside(row.editor, focused):
            return name, None
    for at, point in enumerate(page.report.points.rows):
        for name, cell in point.cells.items():
            if _inside(cell, focused):
                return name, at
    return "save" if focused is page.save_button else "elsewhere", None


def _inside(outer: QWidget, inner: QWidget | None) -> bool:
    return inner is not None and (outer is inner or outer.isAncestorOf(inner))
