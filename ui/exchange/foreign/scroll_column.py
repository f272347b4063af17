"""A column of words and fields that scrolls, filled anew whenever the ledger was looked at again."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.parts.scroll import scrolling
from ui.theme import set_role


def scroll_column(outer: QWidget) -> tuple[QVBoxLayout, QWidget]:
    """A column that scrolls inside `outer`, and `outer` itself."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    around = QVBoxLayout(outer)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(scrolling(inside))
    return column, outer


def clear(column: QVBoxLayout) -> None:
    """Take everything out of it."""
    while column.count():
        item = column.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.hide()
            part.deleteLater()


def quiet(text: str) -> QLabel:
    """Words that explain, in soft colour."""
    said = QLabel(text)
    said.setWordWrap(True)
    set_role(said, "quiet")
    return said
