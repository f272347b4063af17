"""Ctrl+V in the ledger: rows copied in Excel or WPS go through the same four steps as a foreign file."""

from PySide6.QtWidgets import QApplication

from app.exchange.foreign.pasted import pasted
from app.ledger.columns import CASE
from app.store.office import Office
from ui.do import do
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.page import ForeignPage
from ui.exchange.foreign.reading import Ledger, look_at
from ui.frame import Frame
from ui.ledger.board import Board

ONLY_CASES = "这个视图的行不是案件：请先换到案件的视图再{}。"


def paste(frame: Frame, office: Office, board: Board) -> None:
    """Open the four steps for what lies on the clipboard; without a header the columns are those from the current one on."""
    if board.model.source != CASE:
        frame.say_error(ONLY_CASES.format("粘贴"))
        return
    held = QApplication.clipboard().mimeData()
    html, text = held.html(), held.text()
    labels = [column.label for column in board.model.columns][max(0, board.table.currentIndex().column()) :]

    def look() -> ForeignPage:
        source, told = pasted(html, text, labels)
        return ForeignPage(frame, office, *look_at(office, Ledger(source, None, told)))

    do(frame, look, done=frame.open_page)


def fill(frame: Frame, office: Office, board: Board) -> None:
    """Open the county's form for the rows as they are filtered and sorted now."""
    if board.model.source != CASE:
        frame.say_error(ONLY_CASES.format("填表"))
        return
    frame.open_page(FormPage(frame, office, list(board.model.numbers)))
