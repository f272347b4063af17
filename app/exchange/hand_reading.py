"""What people typed into the visible sheets of a posting: every cell against what the hidden truth exported.

Nothing of this store is asked; what is found is judged elsewhere (`hand_verdict`). Rows are known by their 回音码,
else by the number of the case; a row that is missing says nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from app.errors import Invalid
from app.exchange.differences import in_words
from app.exchange.exported import Exported
from app.exchange.found_sheets import CASE, FoundSheet, find_sheet, plain
from app.exchange.frame import column_letters
from app.exchange.hand_found import NUMBER, RESPONDENTS, LooseRow, Reading, TypedCell
from app.exchange.home import at_home
from app.exchange.mark import is_mark
from app.exchange.read_xlsx import LooseSheet, Value
from app.exchange.seen import Seen
from app.exchange.sheets import Column
from app.exchange.truth import Truth
from app.exchange.typed import as_text, read_typed
from app.exchange.visible import LIGHT_FIELD, MARK_FIELD, STAGE_FIELD, SUM_FIELD, reader
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import Stored

_COMPUTED = {LIGHT_FIELD: "light", STAGE_FIELD: "stage", RESPONDENTS: "respondents", SUM_FIELD: "sum"}
_BANDS = ("registration", "handling", "supervision")
MOST = 50_000
"""Cells of one file that are listed: an office without Huiyin fills some hundreds of cases; more is no work of a hand."""


class _Row(NamedTuple):
    """A row of a sheet whose record is known: where it stands, and the records behind its columns."""

    number: int
    cells: Sequence[Value]
    key: str


def read_by_hand(truth: Truth, sheets: Iterable[LooseSheet], made_on: date, today: date) -> Reading:
    """What was typed into these sheets. `made_on`: the day of the export, `today`: that of the taking."""
    exported, reading = Exported(truth), Reading()
    rows: dict[str, list[tuple[FoundSheet, _Row]]] = defaultdict(list)
    for sheet in sheets:
        found = find_sheet(sheet)
        if found is None:
            continue
        reading.found.add(found.layout.name)
        reading.told += found.told
        one = _Sheet(found, exported, reading, made_on, today)
        for row in one.known_rows():
            rows[row.key].append((found, row))
            reading.cells += one.typed(row)
            if len(reading.cells) > MOST:  # of the rest not even the memory is spent
                break
        if len(reading.cells) > MOST:
            reading.told.append(
                f"表里改动超过 {MOST} 格，像是整表换过，只列前 {MOST} 格。请与对方核对；真是这么多，请对方分成几份填。"
            )
            del reading.cells[MOST:]
    _ask_about_twins(reading, rows)
    return reading


class _Sheet:
    """One found sheet being read."""

    def __init__(
        self, found: FoundSheet, exported: Exported, reading: Reading, made_on: date, today: date
    ) -> None:
        self._found, self._exported, self._reading = found, exported, reading
        self._made_on, self._today = made_on, today
        self.name, self.kind = found.sheet.name, found.layout.kind
        self._record = "registration" if self.kind == CASE else self.kind
        self._fields = _fields(self.kind)
        self._crossed = 0

    def known_rows(self) -> Iterator[_Row]:
        """The rows whose record is known; the others go to the reading with the reason."""
        marked, loose = self._sorted_out()
        taken = {row.key for row in marked}
        yield from (row for row in marked if self._agrees(row))
        for number, cells in loose:
            case = self._case_by_number(cells)
            if self.kind == CASE and case and case not in taken:
                taken.add(case)
                if self._cell(cells, MARK_FIELD) is not None:
                    self._tell(number, "回音码不对(被改过或少了几位)，按信访编号认出这一件。")
                yield _Row(number, cells, case)
            else:
                self._put_aside(number, cells, case)
        if self._crossed > 2:
            self._reading.told.append(
                f"“{self.name}”表有 {self._crossed} 行的编号和回音码对不上，可能只给一部分列排了序，"
                "这些行没有看。请对方撤销排序，或整表一起排。"
            )

    def _sorted_out(self) -> tuple[list[_Row], list[tuple[int, Sequence[Value]]]]:
        marks = self._exported.marks[self._record]
        marked, loose = [], []
        for number, cells in self._found.rows:
            key = marks.get(plain(self._cell(cells, MARK_FIELD)).upper())
            if key is None:
                loose.append((number, cells))
            else:
                marked.append(_Row(number, cells, key))
        return marked, loose

    def _agrees(self, row: _Row) -> bool:
        """Whether number and code of a row speak of one case; else the row is put aside."""
        other = self._case_by_number(row.cells)
        case = self._case_of(row.key)
        if other is None or other == self._exported.home.get(case, case):
            return True
        self._crossed += 1
        said = f"编号“{self._exported.numbers[other]}”是另一件的，与这一行的回音码对不上，这一行没有看。"
        self._put_aside(row.number, row.cells, other, said)
        return False

    def _case_of(self, key: str) -> str:
        one = self._exported.records[self._record, key]
        return key if self.kind == CASE else str(one.fields.get("case") or "")

    def _case_by_number(self, cells: Sequence[Value]) -> str | None:
        found = self._exported.by_number.get(plain(self._cell(cells, NUMBER)), ())
        return found[0] if len(found) == 1 else None

    def _cell(self, cells: Sequence[Value], name: str) -> Value:
        at = self._found.columns.get(name)
        return cells[at] if at is not None and at < len(cells) else None

    def _tell(self, number: int, said: str) -> None:
        self._reading.told.append(f"“{self.name}”表第 {number + 1} 行：{said}")

    def _put_aside(self, number: int, cells: Sequence[Value], case: str | None, reason: str = "") -> None:
        code = self._cell(cells, MARK_FIELD)
        fresh = code is None and not reason
        reason = reason or self._why_unknown(code, case)
        values, wrong = self._values(cells)
        filled = [
            name for name in self._found.columns if self._cell(cells, name) is not None and name != MARK_FIELD
        ]
        said = "，".join(f"{self._label(name)} {as_text(self._cell(cells, name))}" for name in filled)
        self._reading.rows.append(
            LooseRow(self.name, number + 1, self.kind, reason, fresh, values, said[:2_000], wrong, case or "")
        )

    def _why_unknown(self, code: Value, case: str | None) -> str:
        text = plain(code).upper()
        if code is None and case is not None and self.kind == CASE:
            return "没有回音码，编号与另一行相同，像是复制出来的。要登记新的一件，请连编号一起清空。"
        if code is None:
            return "没有回音码，是新加的一行。"
        if is_mark(text):
            return "回音码是别的记录的，不在这份文件里，这一行没有看。请从原文件里把回音码抄回来。"
        return "回音码不对(被改过或少了几位)，认不出是哪一条，这一行没有看。请从原文件里把回音码抄回来。"

    def _values(self, cells: Sequence[Value]) -> tuple[dict[str, Stored], str]:
        """What the cells of a new row say, by full id, and the first sentence about one that is not understood."""
        found: dict[str, Stored] = {}
        wrong = ""
        for name, each in self._fields.items():
            try:
                stored = self._read(each, self._cell(cells, name))
            except Invalid as error:
                wrong = wrong or f"“{each.label}”：{error.sentence}"
                continue
            if stored is not None:
                found[name] = stored
        for name in (NUMBER, RESPONDENTS):
            if (value := self._cell(cells, name)) is not None:
                found.setdefault(name, as_text(value))
        return found, wrong

    def _read(self, each: Field, value: Value) -> Stored:
        return read_typed(each, value, self._made_on, self._today, self._found.sheet.first_day)

    def _label(self, name: str) -> str:
        return self._found.layout.columns[name].header

    def typed(self, row: _Row) -> Iterator[TypedCell]:
        """The cells of a row that do not say what was exported."""
        case = self._case_of(row.key)
        for name, at in self._found.columns.items():
            value = row.cells[at] if at < len(row.cells) else None
            each = self._fields.get(name)
            if each is not None:
                cell = self._typed_field(row, case, each, at, value)
            elif name in _COMPUTED or name == NUMBER:
                cell = self._typed_computed(row, case, name, at, value)
            else:
                cell = None
            if cell is not None:
                yield cell

    def _typed_field(self, row: _Row, case: str, each: Field, at: int, value: Value) -> TypedCell | None:
        record = each.record
        one = (
            self._exported.band(record, case)
            if self.kind == CASE
            else self._exported.records[record, row.key]
        )
        base = one.fields.get(each.name) if one is not None else None
        if self._is(each, base, value):
            return None
        blank = self._new_cell(row, case, each.id, at, value)
        cell = replace(
            blank, kind=record, id=one.id if one is not None else "", base=base, old=in_words(each, base)
        )
        if (row.number, at) in self._found.sheet.silent:
            return replace(
                cell, new="(公式没有结果)", wrong="这一格是公式，没有算出结果。请改成直接填写的内容。"
            )
        try:
            typed = self._read(each, value)
        except Invalid as error:
            return replace(cell, wrong=error.sentence)
        if typed == base:
            return None
        return replace(cell, typed=typed, new=in_words(each, typed), computed=each.derived)

    def _typed_computed(self, row: _Row, case: str, name: str, at: int, value: Value) -> TypedCell | None:
        if name == NUMBER:
            base: str | None = self._exported.numbers.get(case)
        else:
            said: Seen | None = self._exported.seen.get(case)
            if said is None:
                return None
            base = getattr(said, _COMPUTED[name])
        if plain(value) == plain(at_home(base, self._found.layout.columns[name])):
            return None
        cell = self._new_cell(row, case, name, at, value)
        return replace(cell, kind=self._record, id=row.key, base=base, old=base or "", typed=as_text(value) or None,
                       computed=True)  # fmt: skip

    def _new_cell(self, row: _Row, case: str, name: str, at: int, value: Value) -> TypedCell:
        address = f"{column_letters(at)}{row.number + 1}"
        number = self._exported.numbers.get(case, "")
        return TypedCell(self.name, address, row.number + 1, "", "", case, number, name, self._label(name), None, None,
                         "", as_text(value))  # fmt: skip

    def _is(self, each: Field, base: Stored, value: Value) -> bool:
        """Whether the cell says what was exported, as it comes home."""
        if base is None or value is None:
            return base is None and value is None
        return value == _home(each, base, self._found.layout.columns[each.id])


def _home(each: Field, base: Stored, column: Column) -> Value:
    try:
        return at_home(reader(each.kind)(each.kind.from_stored(base)), column)
    except (Invalid, ValueError, ArithmeticError, TypeError):
        return None


@cache
def _fields(kind: str) -> dict[str, Field]:
    """The fields that stand in a sheet of this kind as records hold them, by full id."""
    kinds = _BANDS if kind == CASE else (kind,)
    return {each.id: each for name in kinds for each in KINDS[name].columns()}


def _ask_about_twins(reading: Reading, rows: dict[str, list[tuple[FoundSheet, _Row]]]) -> None:
    """Of rows with one code: where they say the same, one of them; where not, each cell is asked about."""
    twins = {key: found for key, found in rows.items() if len(found) > 1}
    if not twins:
        return
    places = {(found.sheet.name, row.number + 1): key for key, all in twins.items() for found, row in all}
    by_place: dict[tuple[str, str], list[TypedCell]] = defaultdict(list)
    kept: list[TypedCell] = []
    for cell in reading.cells:
        key = places.get((cell.sheet, cell.row))
        if key is None:
            kept.append(cell)
        else:
            by_place[key, cell.field].append(cell)
    for (key, _), cells in by_place.items():
        if len(cells) == len(twins[key]) and len({(each.typed, each.new) for each in cells}) == 1:
            kept.append(cells[0])
            continue
        where = "、".join(str(row.number + 1) for _, row in twins[key])
        said = f"第 {where} 行是同一个回音码，内容不同：要哪一行就勾哪一格；若是新的一件，请清空新行的回音码和编号。"
        kept += [replace(each, asked=said) for each in cells]
    reading.cells = kept
