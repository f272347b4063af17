"""A held record side by side: what both knew, what stands here, what the other hand wrote, and what it is to be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt

from app.actions.decide import JOINED, OURS, THEIRS, Held, Torn, fields_of, hand
from app.schema.kinds import Stored
from app.store.office import Office
from ui.exchange.words import EMPTY
from ui.parts.line_model import Index, WordModel
from ui.theme import current

HEADS = ("项目", "原来", "本方", "对方", "定为")
HEADS_ELSEWHERE = ("项目", "原来", "现在显示的", "另一份", "定为")
"""For an office that only looks on: neither version is its own."""
UNKNOWN = "—"
CHOSEN = HEADS.index("定为")
_MARKS = {OURS: "本方", THEIRS: "对方", JOINED: "合并", "": "请选 1 或 2"}


@dataclass(frozen=True)
class Side:
    """One field: its label, the value both knew, ours, theirs, and which is picked; blank while a person has to."""

    label: str
    base: str
    ours: str
    theirs: str
    field: Torn
    pick: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """As the table shows it."""
        base = (self.base or EMPTY) if self.field.point.based else UNKNOWN
        return self.label, base, self.ours or EMPTY, self.theirs or EMPTY, _MARKS[self.pick]


def sides(office: Office, held: Held, number: int = 0) -> list[Side]:
    """Every field in which ours and the other version of that number differ; what one side changed is picked already."""
    return [
        Side(each.label, each.base, each.ours, each.theirs, each, "" if each.torn else _only_changed(each))
        for each in fields_of(office, held, number)
    ]


def _only_changed(field: Torn) -> str:
    return THEIRS if field.point.joined == field.point.theirs else OURS


def heads_of(office: Office, held: Held, number: int) -> tuple[str, ...]:
    """The heads of the columns, with person and day of both versions."""
    heads = list(HEADS if held.owned else HEADS_ELSEWHERE)
    for column, said in ((2, hand(office, held)), (3, hand(office, held, number))):
        who = " ".join(part for part in (said[0], said[1][5:10]) if part)
        heads[column] = f"{heads[column]} {who}".strip()
    return tuple(heads)


class HeldModel(WordModel):
    """Fields of one record; what nobody changed since is written quietly."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)
        self.sides: Sequence[Side] = ()

    def show_sides(self, shown: Sequence[Side], heads: tuple[str, ...]) -> None:
        """Show these under these heads."""
        self.sides, self.heads = list(shown), heads
        self.show_lines([each.cells for each in shown])

    def pick(self, row: int, keep: str) -> None:
        """Let a field be ours or theirs."""
        if 0 <= row < len(self.sides):
            self.sides = [
                replace(each, pick=keep) if at == row else each for at, each in enumerate(self.sides)
            ]
            self.lines = [each.cells for each in self.sides]
            self.dataChanged.emit(self.index(row, 0), self.index(row, CHOSEN))

    @property
    def open(self) -> list[Side]:
        """The fields that nobody has picked yet."""
        return [each for each in self.sides if not each.pick]

    @property
    def picks(self) -> dict[str, Stored]:
        """What each field is to be, by name."""
        return {each.field.name: each.field.value(each.pick) for each in self.sides if each.pick}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not index.row() < len(self.sides):
            return None
        column = index.column()
        if role == Qt.ItemDataRole.ToolTipRole and not column:
            return None
        if role == Qt.ItemDataRole.ForegroundRole and column:
            return self._ink(self.sides[index.row()], column)
        return super().data(index, role)

    @staticmethod
    def _ink(side: Side, column: int) -> object:
        if column == CHOSEN:
            return current().colour("accent_text" if side.pick else "orange")
        changed = column > 1 and side.cells[column] != side.cells[1]
        return None if changed else current().colour("text_soft")
