"""What people typed into a workbook as a table: one line per cell or row, each with a tick where it can be taken."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from app.exchange.hand_outcome import Becomes, HandEdit
from ui.exchange.words import EMPTY
from ui.parts.line_model import Index, LineModel
from ui.theme import current

HEADS = ("收", "表和格", "编号", "项目", "怎么收", "导出时", "表里写的", "说明")
WIDTHS = (40, 104, 168, 104, 84)
TICK, PLACE, BECOMES = HEADS.index("收"), HEADS.index("表和格"), HEADS.index("怎么收")
WORDS = {
    Becomes.EDIT: "修改", Becomes.TRUST: "代记", Becomes.PROPOSAL: "更正建议", Becomes.NEW: "新增", Becomes.NOTED: "不收",
    Becomes.UNREAD: "看不懂",
}  # fmt: skip
_INKS = {Becomes.PROPOSAL: "orange", Becomes.UNREAD: "red", Becomes.NOTED: "text_soft"}
_SPOKEN = {True: "收", False: "不收"}


class HandModel(LineModel[HandEdit]):
    """Lines of hand edits. `ticks_changed` when another set of them is to be taken."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)
        self._ticked: set[str] = set()

    def show_edits(self, edits: Sequence[HandEdit]) -> None:
        """Show these, ticked as they come."""
        self._ticked = {each.key for each in edits if each.can_be_taken and each.ticked}
        self.show_lines(list(edits))
        self.ticks_changed.emit()

    @property
    def ticked(self) -> Collection[str]:
        """Keys of those that are to be taken."""
        return frozenset(self._ticked)

    def toggle(self, row: int) -> None:
        """Tick it or untick it, where it can be taken at all."""
        one = self.line(row)
        if one is None or not one.can_be_taken:
            return
        self._ticked ^= {one.key}
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))
        self.ticks_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        one = self.line(index.row())
        if index.column() == TICK and one is not None and one.can_be_taken:
            return found | Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.toggle(index.row())
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.line(index.row())
        if one is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK and one.can_be_taken:
            return Qt.CheckState.Checked if one.key in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(one)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _SPOKEN[one.key in self._ticked] if column == TICK else _cells(one)[column]
            return f"{HEADS[column]}：{said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return _cells(one)[column] if column > BECOMES else None
        if role == Qt.ItemDataRole.ForegroundRole and column == BECOMES:
            return current().colour(_INKS.get(one.becomes, "accent_text"))
        return None


def _cells(one: HandEdit) -> tuple[str, ...]:
    return ("", f"{one.sheet} {one.cell}", one.case_no, one.label, WORDS[one.becomes], _flat(one.base) or EMPTY,
            _flat(one.typed) or EMPTY, one.reason)  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(text.split())


def whole(one: HandEdit) -> str:
    """Everything about it, for reading in full."""
    head = f"{one.sheet} {one.cell} · {one.case_no} {one.label}".strip()
    now = f"\n这里现在：{one.now}" if one.can_be_taken and one.now not in ("", one.base) else ""
    said = f"导出时：{one.base or EMPTY}\n表里写的：{one.typed or EMPTY}{now}"
    return "\n".join(part for part in (head, one.reason, said) if part)
