"""A held record side by side: what both knew, what stands here, what the other hand wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.actions.common_base import common_base
from app.actions.decide import Held
from app.exchange.differences import differences
from app.store.office import Office
from ui.exchange.words import EMPTY
from ui.theme import current

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADS = ("项目", "原来", "本方（现在显示）", "对方")
HEADS_ELSEWHERE = ("项目", "原来", "现在显示的", "另一份")
"""For an office that only looks on: neither version is its own."""
UNKNOWN = "—"


@dataclass(frozen=True)
class Side:
    """One field: its label, the value both knew, ours, theirs."""

    label: str
    base: str
    ours: str
    theirs: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As the table shows it."""
        return self.label, self.base or EMPTY, self.ours or EMPTY, self.theirs or EMPTY


def sides(office: Office, held: Held, number: int = 0) -> list[Side]:
    """Every field in which ours and the other version of that number differ."""
    base = common_base(office, held, number)
    known: dict[str, str] = {}
    if base is not None:
        for version in (held.ours, held.others[number]):
            known |= {each.label: each.old for each in differences(held.kind, base, version)}
    return [
        Side(each.label, known.get(each.label, "" if base is not None else UNKNOWN), each.old, each.new)
        for each in held.differences(number)
    ]


class HeldModel(QAbstractTableModel):
    """Fields of one record; what nobody changed since is written quietly."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sides: Sequence[Side] = ()
        self.heads = HEADS

    def show_sides(self, shown: Sequence[Side], *, owned: bool) -> None:
        """Show these; `owned` says whether our office decides."""
        self.beginResetModel()
        self.sides = shown
        self.heads = HEADS if owned else HEADS_ELSEWHERE
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sides)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not index.row() < len(self.sides):
            return None
        side, column = self.sides[index.row()], index.column()
        text = side.cells[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if column else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[column]}：{text}"
        if role == Qt.ItemDataRole.ForegroundRole and column:
            changed = column > 1 and text != side.cells[1]
            return None if changed else current().colour("text_soft")
        return None
