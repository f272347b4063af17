"""The rows of a view for Qt: the ids of the whole answer, and the values of the pages that are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.actions.edit import NOT_BEGUN
from app.actions.units import unit_name
from app.ledger.columns import CASE, Column, columns, hidden
from app.ledger.families import Repeats
from app.ledger.light import left
from app.ledger.query import values
from app.ledger.unit_words import with_unit_names
from app.rules.rights import refusal, refusal_of_kinds
from app.rules.status import Status
from app.schema.kinds import Count, Link, Money, Stored, Value
from app.store.office import Office
from ui.parts.light import LIGHT_ROLE, LightCell
from ui.preset import hues
from ui.theme import light
from ui.tokens import Hue

REPEAT = "重"
PAGE, PAGES = 80, 100
"""Rows fetched at once, and pages kept."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LIGHT, _DUE, _NUMBER = "case.light", "case.due_on", "registration.case_no"
_MAY_BE_MISSING = ("row.handling", "row.supervision")
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_WRITE = _READ | Qt.ItemFlag.ItemIsEditable
_NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

CHANGED_ELSEWHERE = {
    "case.respondents": "在案件页的“被反映人和问题”里改：按 Enter 打开这一件。",
    "case.stage": "随办理的步骤变：按 Enter 打开这一件去办。",
}
"""How people change what some computed columns show; the others follow by themselves."""


@dataclass(slots=True)
class Row:
    """One row that was fetched: stored values of the view's columns by place, and what the screen asks beside."""

    stored: tuple[Stored, ...]
    texts: list[str]
    beside: dict[str, Stored]
    light: LightCell | None = None


class LedgerModel(QAbstractTableModel):
    """Ids of one answer and a window of its rows. It asks nothing by itself: `show` gives it the answer."""

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.source = CASE
        self.columns: tuple[Column, ...] = ()
        self.known: dict[str, Column] = {}
        """Every column of the source, units by their names."""
        self.numbers: array[int] = array("q")
        self.today = date.min
        self._names: tuple[str, ...] = ()
        self._beside: tuple[str, ...] = ()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._hues: Mapping[str, Hue] = {}
        self.light_at = -1
        self.folds = False
        """Whether each matter is one line."""
        self.in_doubt = False
        """Whether the clock cannot be believed: then no light says anything."""
        self.numeric: frozenset[int] = frozenset()
        self.several, self.opened = Repeats(), frozenset[int]()
        """Matters of several reports, and those whose reports are shown; both as the numbers were asked."""
        self.number_at = -1
        self._owners: tuple[str, ...] = ()
        self._barred: tuple[str | None, ...] = ()

    # -- what is shown --------------------------------------------------------------------------------------

    def show(self, source: str, names: Sequence[str], numbers: "array[int]", today: date) -> None:
        """Show these columns of these rows; everything held is forgotten."""
        self.beginResetModel()
        known = self.known = with_unit_names(self.office, columns(source))
        self.source, self.numbers, self.today = source, numbers, today
        self.columns = tuple(known[name] for name in names)
        self._names = tuple(names)
        self._beside = tuple(hidden(source)) + ((_LIGHT, _DUE) if source == CASE else ())
        self.light_at = self._names.index(_LIGHT) if _LIGHT in self._names else -1
        self.number_at = self._names.index(_NUMBER) if source == CASE and _NUMBER in self._names else -1
        self.numeric = frozenset(
            at for at, column in enumerate(self.columns) if isinstance(column.kind, (Count, Money))
        )
        self._owners = tuple(f"row.{column.field.record}" for column in self.columns)
        self.forget()
        self.endResetModel()

    def reload(self, today: date) -> None:
        """The same rows, their values fetched anew."""
        self.today = today
        self.forget()
        if self.numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, len(self.columns) - 1))

    def forget(self) -> None:
        """Drop what was fetched."""
        self._pages.clear()
        self._hues = hues(self.office.measure.preset)
        roles = self.office.roles
        self._barred = tuple(
            refusal("edit", roles) or refusal_of_kinds([column.field.record], roles)
            for column in self.columns
        )

    # -- rows -----------------------------------------------------------------------------------------------

    def row(self, at: int) -> Row:
        """The row at a place, fetched with its page when need be."""
        page = at // PAGE
        found = self._pages.get(page)
        if found is None:
            found = self._pages[page] = self._fetch(page)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return found[at % PAGE]

    @property
    def held(self) -> int:
        """How many pages are held."""
        return len(self._pages)

    def record_id(self, at: int) -> str:
        """Id of the record in a row; for cases that of the registration."""
        return str(self.row(at).beside["row.id"])

    def case_id(self, at: int) -> str | None:
        """Id of the case that a row is or belongs to."""
        beside = self.row(at).beside
        found = beside["row.id"] if self.source == CASE else beside.get("row.case")
        return None if found is None else str(found)

    def value(self, at: int, column: int) -> Value:
        """The Python value in a cell."""
        return self.columns[column].kind.from_stored(self.row(at).stored[column])

    def locked(self, at: int, column: int) -> str | None:
        """Why a cell cannot be written, in one sentence; None when it can."""
        wanted = self.columns[column]
        if wanted.field.derived:
            return f"“{wanted.label}”{CHANGED_ELSEWHERE.get(wanted.name, '由程序维护，不能手工改。')}"
        if self._barred[column] is not None:
            return self._barred[column]
        if self._not_begun(at, column):
            return NOT_BEGUN
        owner = self._foreign(at, column)
        return None if owner is None else f"这一栏由{unit_name(self.office, owner)}填写，本单位不能改。"

    def may_propose(self, at: int, column: int) -> bool:
        """Whether a change of a cell that another office writes can be proposed to it: there must be a record."""
        wanted = self.columns[column]
        if self._barred[column] is not None or self.beside_owner(at, column) in (None, self.office.code):
            return False
        return not (wanted.field.derived or wanted.field.sensitive or isinstance(wanted.field.kind, Link))

    def beside_owner(self, at: int, column: int) -> str | None:
        """The code of the office that owns the record behind a cell; None where there is no record."""
        owner = self.row(at).beside.get(self._owners[column])
        return None if owner is None else str(owner)

    def is_shut(self, at: int, column: int) -> bool:
        """Whether a cell is shown as locked: another office's, or not for this person. What the program keeps by itself
        in a row that can be written is not."""
        foreign = self._foreign(at, column) is not None or self._not_begun(at, column)
        return self._barred[column] is not None or foreign

    def _not_begun(self, at: int, column: int) -> bool:
        """Whether writing the cell would begin a handling of another office's case."""
        beside = self.row(at).beside
        if self._owners[column] != "row.handling" or beside.get("row.handling") is not None:
            return False
        return beside.get("row.registration") not in (None, self.office.code)

    def _foreign(self, at: int, column: int) -> str | None:
        """The code of the other office whose cell it is."""
        beside, key = self.row(at).beside, self._owners[column]
        owner = beside.get(key)
        if owner is None:
            if key in _MAY_BE_MISSING:
                return None
            owner = beside.get("row.registration")
        return None if owner in (None, self.office.code) else str(owner)

    def ours(self, at: int) -> bool:
        """Whether the record of a row (the registration of a case) is this office's own."""
        kind = "registration" if self.source == CASE else self.source
        return self.row(at).beside[f"row.{kind}"] == self.office.code

    def family(self, at: int) -> int | None:
        """The matter of a row, by the row number of its main item; None where it has one report only."""
        family = self.several.family(self.numbers[at])
        return family if self.source == CASE and family in self.several.size else None

    def fold_mark(self, at: int) -> str:
        """What stands at the number of the line of a matter of several: ×3, opened ×3 ▾; of a report below it 重."""
        family = self.family(at)
        if family is None or not self.folds:
            return ""
        if family in self.opened and at and self.family(at - 1) == family:
            return REPEAT
        count = f"×{self.several.size[family]}"
        return f"{count} ▾" if family in self.opened else count

    def light_cell(self, at: int) -> LightCell:
        """The light of a case with its days, counted when it is looked at."""
        row = self.row(at)
        if row.light is None and self.in_doubt:
            row.light = LightCell(light(Status.NONE.value, self._hues), instead="日期待核对")
        if row.light is None:
            status = Status(str(row.beside[_LIGHT]))
            due = row.beside[_DUE]
            days = None
            if due is not None:
                days = left(self.office.measure.calendar, date.fromisoformat(str(due)), self.today)
            row.light = LightCell(light(status.value, self._hues), days)
        return row.light

    def _fetch(self, page: int) -> list[Row]:
        part = self.numbers[page * PAGE : (page + 1) * PAGE]
        found = values(self.office.db, self.source, part, (*self._names, *self._beside), self.today)
        width = len(self._names)
        return [self._made(found.get(number), width) for number in part]

    def _made(self, stored: tuple[Stored, ...] | None, width: int) -> Row:
        if stored is None:  # the row went away after the ids were asked
            return Row((None,) * width, [""] * width, dict.fromkeys(self._beside) | {_LIGHT: "none"})
        shown = stored[:width]
        texts = [column.text(value) for column, value in zip(self.columns, shown, strict=True)]
        return Row(shown, texts, dict(zip(self._beside, stored[width:], strict=True)))

    # -- Qt -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == LIGHT_ROLE:
            return self.light_cell(index.row()) if index.column() == self.light_at else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBERS if index.column() in self.numeric else _WORDS
        if role == Qt.ItemDataRole.EditRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self.text(index.row(), index.column())
            why = (
                self.locked(index.row(), index.column())
                if self.is_shut(index.row(), index.column())
                else None
            )
            return why or (text if len(text) > 12 else None)
        return None

    def text(self, at: int, column: int) -> str:
        """What a person reads in a cell; a light with its mark."""
        if column == self.light_at:
            cell = self.light_cell(at)
            return f"{cell.light.glyph} {cell.text}"
        return self.row(at).texts[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label if 0 <= section < len(self.columns) else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _WRITE if self.locked(index.row(), index.column()) is None else _READ
