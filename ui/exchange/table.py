"""A read-only table of fixed row height, as the preview and the held records need it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.theme import current

ROW = 34


class PlainTable(QTableView):
    """Whole rows are chosen; the columns after those with a width share the rest. Tab leaves it."""

    def __init__(self, model: QAbstractTableModel, widths: Sequence[int], name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._widths = widths
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(widths), model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        theme = current()
        self.setFont(theme.font(tabular=True))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, theme.px(width))
