"""A list of 统计 leaves the program: on paper, as a PDF, as a workbook; each time journalled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.actions.note_leaving import note_printed
from app.actions.save_list import save_list
from app.ledger.sheet import MeetingSheet
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.ledger.asks import PdfAsk, PrinterAsk
from ui.statistics.asks import WorkbookAsk

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Leaving:
    """One list on its way out."""

    def __init__(self, parent: QWidget, frame: Frame, office: Office, sheet: MeetingSheet) -> None:
        self._parent, self._frame, self._office, self._sheet = parent, frame, office, sheet

    def print(self) -> None:
        """Show the sheets, then print the list."""
        from ui.ledger.paper import new_printer
        from ui.statistics.paper import print_list
        from ui.statistics.preview import PreviewAsk

        sheet, preset, printer = self._sheet, self._office.measure.preset, new_printer()
        if not PreviewAsk.ask(self._parent, printer, lambda on: print_list(on, sheet, preset)):
            return
        if PrinterAsk.ask(self._parent, printer):
            self._press(lambda: printer, "已打印")

    def save_pdf(self) -> None:
        """Save the list as a PDF."""
        from ui.ledger.paper import to_pdf

        path = PdfAsk.ask(self._parent, self._file_name())
        if path is not None:
            self._press(lambda: to_pdf(path), f"已存为 {path.name}")

    def save(self) -> None:
        """Save the list as a workbook."""
        path = WorkbookAsk.ask(self._parent, self._file_name())
        if path is None:
            return
        do(
            self._frame,
            lambda: save_list(self._office, self._sheet, path, replace=True),  # the window has asked already
            done=lambda _: self._frame.say(f"已存为 {path.name}，已记入日志。文件没有加密，用完请妥善保管。"),
        )

    def _file_name(self) -> str:
        from app.exchange.list_book import file_name

        return str(Path(file_name(self._sheet)).stem)

    def _press(self, make: Callable[[], QPrinter], said: str) -> None:
        from ui.statistics.paper import print_list

        def leave() -> int:
            printer = make()
            note_printed(
                self._office, self._sheet.name, sum(len(table.lines) for table in self._sheet.tables)
            )
            return print_list(printer, self._sheet, self._office.measure.preset)

        do(self._frame, leave, done=lambda pages: self._frame.say(f"{said}，共 {pages} 页，已记入日志。"))
