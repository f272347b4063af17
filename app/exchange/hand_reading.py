"""What people typed into the visible sheets of a posting: every cell against what the hidden truth exported.

Nothing of this store is asked; what is found is judged elsewhere (`hand_verdict`). Rows are known by their 回音码,
else by the number of the case; a row that is missing says nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from app.errors import Invalid
from app.exchange.differences import in_words
from app.exchange.found_sheets import CASE, FoundSheet, find_sheet, plain
from app.exchange.frame import column_letters
from app.exchange.home import at_home
from app.exchange.mark import is_mark, mark
from app.exchange.read_xlsx import LooseSheet, Value
from app.exchange.seen import SORT, Seen, seen_in
from app.exchange.sheets import Column
from app.exchange.truth import Stated, Truth
from app.exchange.typed import as_text, read_typed
from app.exchange.visible import LIGHT_FIELD, MARK_FIELD, STAGE_FIELD, SUM_FIELD, reader
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import Stored
from app.store.same import SAME_AS, ends

NUMBER = "registration.case_no"
RESPONDENTS = "case.respondents"
_COMPUTED = {LIGHT_FIELD: "light", STAGE_FIELD: "stage", RESPONDENTS: "respondents", SUM_FIELD: "sum"}
_BANDS = ("registration", "handling", "supervision")
MOST = 50_000
"""Cells of one file that are listed: an office without Huiyin fills some hundreds of cases; more is no work of a hand."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell that does not say what was exported.

    `id` is "" where the record does not exist yet (a band that was empty); `field` is a full id, or one of the computed
    columns; `base` and `typed` are stored faces. `wrong`: why it could not be understood, `asked`: what is to be
    asked before it may count, `computed`: whether no record holds it.
    """

    sheet: str
    cell: str
    row: int
    kind: str
    id: str
    case: str
    case_no: str
    field: str
    label: str
    base: Stored
    typed: Stored
    old: str
    new: str
    wrong: str = ""
    asked: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class LooseRow:
    """One row that is no row of the file: `values` are what could be read by field id, `reason` why it stands here.

    `fresh`: whether it may be a new row (it has no code at all).
    """

    sheet: str
    row: int
    kind: str
    reason: str
    fresh: bool
    values: dict[str, Stored] = field(default_factory=dict)
    said: str = ""
    wrong: str = ""
    case: str = ""
    """The case whose number it bears."""


@dataclass
class Reading:
    """Everything that was typed into a file."""

    cells: list[TypedCell] = field(default_factory=list)
    rows: list[LooseRow] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    """Names under which its sheets were exported, of those that were found."""


class _Row(NamedTuple):
    """A row of a sheet whose record is known: where it stands, and the records behind its columns."""

    number: int
    cells: Sequence[Value]
    key: str


class Exported:
    """What the truth says was exported, by what a visible row shows of it."""

    def __init__(self, truth: Truth) -> None:
        self.records: dict[tuple[str, str], Stated] = {}
        self.by_case: dict[tuple[str, str], list[Stated]] = defaultdict(list)
        for versions in truth.versions():
            one = versions[0]
            if one.kind in KINDS:
                self.records[one.kind, one.id] = one
                if one.kind in ("handling", "supervision", "allegation") and one.voided is None:
                    self.by_case[one.kind, str(one.fields.get("case") or "")].append(one)
        self.seen = seen_in((sort, said) for sort, said in truth.walk() if sort == SORT)
        self.home = _homes(self.records)
        self.marks: dict[str, dict[str, str]] = defaultdict(dict)
        self.numbers: dict[str, str] = {}
        self.by_number: dict[str, list[str]] = defaultdict(list)
        for kind, id in self.records:
            self.marks[kind][_mark(id)] = id
        for id in self.marks["registration"].values():
            self.numbers[id] = str(self.records["registration", id].fields.get("case_no") or "")
            bearers = self.by_number[plain(self.numbers[id])]
            if self.home.get(id, id) not in bearers:
                bearers.append(self.home.get(id, id))

    def band(self, kind: str, case: str) -> Stated | None:
        """The record that stood in a band of a case."""
        if kind == "registration":
            return self.records.get((kind, case))
        if said := self.seen.get(case):
            id = said.handling if kind == "handling" else said.supervision
            return self.records.get((kind, id)) if id else None
        order = ("round_no", "received_on") if kind == "handling" else ("assigned_on",)
        return max(
            self.by_case.get((kind, case), ()),
            key=lambda one: ([_rank(one.fields.get(name)) for name in order], one.id),
            default=None,
        )


def _homes(records: Mapping[tuple[str, str], Stated]) -> dict[str, str]:
    """By the id of a case that was exported as the same as another, the one under which it stood in the sheets."""
    cases = {id: one for (kind, id), one in records.items() if kind == "registration" and one.voided is None}
    said = {id: str(one.fields[SAME_AS]) for id, one in cases.items() if one.fields.get(SAME_AS)}
    return ends(said, set(cases))


def _rank(stored: Stored) -> tuple[int, str]:
    return (stored, "") if isinstance(stored, int) else (0, stored or "")


@cache
def _mark(id: str) -> str:
    try:
        return mark(id)
    except ValueError:
        return ""


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
