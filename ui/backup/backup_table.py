"""The list of backups: when, why, how many cases, the last thing done, size, whether it was found whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from app.store.backups import Backup
from ui.theme import current

COLUMNS = ("时间", "为什么", "件数", "附件", "最后一步", "大小", "验证")
WIDE = COLUMNS.index("最后一步")
"""The column that takes the room that the others leave."""
ROWS_SHOWN = 6


class BackupTable(QTableWidget):
    """`opened` carries the backup on which Enter was pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self._backups: Sequence[Backup] = ()
        theme = current()
        self.setHorizontalHeaderLabels(COLUMNS)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName("备份")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        fitting, rest = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch
        for at in range(len(COLUMNS)):
            self.horizontalHeader().setSectionResizeMode(at, rest if at == WIDE else fitting)
        self.itemActivated.connect(lambda item: self.opened.emit(self._backups[item.row()]))

    @property
    def chosen(self) -> Backup | None:
        """The backup in the chosen row."""
        row = self.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Fill the table and choose the newest."""
        self._backups = found
        self.setRowCount(len(found))
        for row, each in enumerate(found):
            for column, text in enumerate(texts(each)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
        if found:
            self.setCurrentCell(0, 0)
        rows = min(max(len(found), 2), ROWS_SHOWN)
        self.setFixedHeight(current().px(34) * (rows + 1) + current().px(6))


def texts(backup: Backup) -> tuple[str, ...]:
    """What stands in a backup's row."""
    return (
        f"{backup.at:%Y-%m-%d %H:%M}", backup.why, str(backup.cases), str(backup.attachments), backup.last or "–",
        f"{backup.size / 1_000_000:.1f} MB", "已验证" if backup.verified else "未验证",
    )  # fmt: skip
