"""A list of a meeting, filled in: tables of cells, each number with the question that opens exactly its rows.

Screen, paper, workbook and command line show the same value. Everything is counted without the cases from which the
person who has logged in is recused; the sheet says how many those are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.ledger.columns import CASE, OWNER, UNIT, WHOSE, Column, columns
from app.ledger.figures import Compared, Count, Figure, Mean, MeetingList, Posts, Rate, Rows, Section, Split
from app.ledger.light import left, light_text
from app.ledger.meetings import meeting_list
from app.ledger.pieces import holding
from app.ledger.posts import Post, below, posts
from app.ledger.query import Condition, Query, ordered, record_ids, values
from app.ledger.recused import recused
from app.ledger.tally import Tally
from app.records.catalogue import KINDS
from app.rules.formulas import duration, growth, growth_text, percent_text, points, points_text, share
from app.rules.stat_periods import Period, before, cut, year_before
from app.rules.status import Status
from app.schema.kinds import Stored
from app.store import recusal
from app.store.office import Office

NOT_YET = "（还没有交办）"
"""What stands for the unit of cases that nobody has got yet."""
ONE_WHERE_BLANK = frozenset({"visit.batches", "visit.persons"})
"""Columns in which a blank counts one: a reception is one batch of one person until somebody says otherwise."""
REAL = "registration.identity_status"
MONEY, MONEY_PARTS = "万元", 1_000_000
"""Sums of money have no smallest base; they are compared to the cent (six decimals of 万元)."""
_BEFORE = ("", "上期", "去年")
"""What the columns of the other periods are called."""
Value = int | Decimal | str | date | None


@dataclass(frozen=True)
class Number:
    """A figure and the question that opens its rows; with `sum_of` it is the sum of that column over them."""

    value: int | Decimal
    query: Query
    sum_of: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: what is read, its value for a workbook, the numbers in it (of a rate part and base), its light."""

    text: str
    value: Value = None
    numbers: tuple[Number, ...] = ()
    status: Status | None = None


@dataclass(frozen=True)
class Head:
    """A column: its words, its width in characters, and whether it holds figures (set to the right)."""

    label: str
    width: int
    figures: bool = False


@dataclass(frozen=True)
class Line:
    """A row. `first`: it speaks of real-name reports. `case`: the id of the case that it shows."""

    cells: tuple[Cell, ...]
    first: bool = False
    case: str | None = None
    total: bool = False


@dataclass(frozen=True)
class Table:
    """One section, filled in. `number` is how many rows there are in all where the lines are rows."""

    title: str
    note: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    number: Number | None = None


@dataclass(frozen=True)
class MeetingSheet:
    """A whole list: heading, unit, period, tables, remarks."""

    id: str
    name: str
    title: str
    unit: str
    period: Period
    under: str
    tables: tuple[Table, ...]
    remarks: tuple[str, ...]

    def numbers(self) -> Iterable[Number]:
        """Every number that stands anywhere."""
        for table in self.tables:
            yield from (number for line in table.lines for cell in line.cells for number in cell.numbers)
            if table.number is not None:
                yield table.number


def meeting_sheet(office: Office, id: str, period: Period) -> MeetingSheet:
    """Fill in a list for a period. KeyError for a list there is none of, NotAllowed for who may not read cases."""
    recusal.refuse_reading(office.db)
    declared = meeting_list(id, str(office.setting("statistics.closure_base")))
    return _Filling(office, declared, period).sheet()


def split_query(query: Query, by: str, value: Stored) -> Query:
    """The question for one line of a split."""
    return replace(query, conditions=(*query.conditions, Condition(by, (value,))))


@lru_cache(maxsize=8192)
def _day(text: str) -> date:
    return date.fromisoformat(text)


class _Filling:
    def __init__(self, office: Office, declared: MeetingList, period: Period) -> None:
        self._office, self._declared = office, declared
        self._today = office.today
        last_day = int(office.setting("statistics.last_day"))
        self._least = int(office.setting("statistics.least_base"))
        self._whole = period
        self._now, self._last = cut(period, before(period, last_day), self._today)
        _, self._year = cut(period, year_before(period, last_day), self._today)
        self._spans = (
            (self._now, self._last, self._year) if period.kind != "year" else (self._now, self._year)
        )
        self._tally = Tally(office.db, self._today, self._questions())

    def sheet(self) -> MeetingSheet:
        said = self._declared
        tables = [self._table(section) for section in said.sections]
        under = f"{self._office.name} · {self._whole.words} · 制表 {self._today.isoformat()}"
        return MeetingSheet(
            said.id, said.name, said.title, self._office.name, self._whole, under, tuple(tables), tuple(self._remarks())
        )  # fmt: skip

    def _remarks(self) -> Iterable[str]:
        if self._now != self._whole:
            yield f"本期还没有结束，各期都算到同一天（本期到 {self._now.last.isoformat()}）。"
        yield from self._doubts()
        yield "同比、环比的“增减”是绝对数；率的增减是百分点。"
        yield f"基数不到 {self._least} 的不算百分比，写“基数小”；基数为零的写“—”。"
        yield "件是不同的事项，件次含重复件；接访按批次和人次分开记。"
        masked = len(recused(self._office.db, CASE))
        if masked:
            yield f"您应回避的 {masked} 件不在内。"

    def _doubts(self) -> Iterable[str]:
        if self._declared.balance is None:
            return
        counts = [self._tally.count(ask.query(self._now, self._today)) for ask in self._declared.balance]
        carried, came, ended, stock = counts
        if carried + came - ended != stock:
            off = carried + came - ended - stock
            yield f"对账差 {off:+} 件次：有的件了结日期早于收到日期，请在台账里按“了结日期”核对。"

    # -- what is asked --------------------------------------------------------------------------------------

    def _questions(self) -> dict[Query, list[str]]:
        """Every question of the list, with the columns that its figures need."""
        found: dict[Query, list[str]] = {}
        for section in self._declared.sections:
            if isinstance(section, Rows):
                found.setdefault(section.ask.query(self._now, self._today), [])
                continue
            if isinstance(section, Posts):
                found.setdefault(section.came.query(self._now, self._today), []).append(OWNER)
                continue
            beside = isinstance(section, Compared) or section.compared
            spans = self._spans if beside else (self._now,)
            by = [section.by] if isinstance(section, Split) else []
            for figure in section.figures:
                asks = (figure.part, figure.base) if isinstance(figure, Rate) else (figure.ask,)
                for query in (ask.query(span, self._today) for ask in asks for span in spans):
                    found.setdefault(query, []).extend([*by, *_needed(figure)])
        return found

    # -- tables ---------------------------------------------------------------------------------------------

    def _table(self, section: Section) -> Table:
        if isinstance(section, Compared):
            return self._compared(section)
        if isinstance(section, Split):
            return self._split(section)
        return self._posts(section) if isinstance(section, Posts) else self._rows(section)

    def _compared(self, section: Compared) -> Table:
        heads = [Head("指标", 26), Head("单位", 6), Head("本期", 16, True)]
        if len(self._spans) == 3:
            heads += [Head("上期", 16, True), Head("增减", 14, True), Head("环比", 11, True)]
        heads += [Head("去年同期", 16, True), Head("增减", 14, True), Head("同比", 11, True)]
        lines = []
        for figure in section.figures:
            cells = [self._whole_cell(figure, span) for span in self._spans]
            shown = [Cell(figure.label, figure.label), Cell(figure.unit, figure.unit), cells[0]]
            for other in cells[1:]:
                shown += [other, *self._against(figure, cells[0], other)]
            lines.append(Line(tuple(shown), figure.first))
        return Table(section.title, section.note, tuple(heads), tuple(lines))

    def _whole_cell(self, figure: Figure, span: Period) -> Cell:
        if isinstance(figure, Rate):
            part, base = (ask.query(span, self._today) for ask in (figure.part, figure.base))
            return self._rate_cell((self._tally.count(part), part), (self._tally.count(base), base))
        query = figure.ask.query(span, self._today)
        if isinstance(figure, Mean):
            return self._mean_cell(
                self._spent(figure, query).values(), Number(self._tally.count(query), query)
            )
        return _count_cell(self._total(figure, query), query, figure.sum_of)

    def _against(self, figure: Figure, now: Cell, then: Cell) -> tuple[Cell, Cell]:
        """增减 and 同比/环比: absolute numbers and percent of counts, points of rates, days of means."""
        if isinstance(figure, Rate):
            moved = points(_decimal(now.value), _decimal(then.value))
            return Cell(points_text(moved), points_text(moved)), Cell("", None)
        if isinstance(figure, Mean):
            if not isinstance(now.value, Decimal) or not isinstance(then.value, Decimal):
                return Cell("—", "—"), Cell("", None)
            text = f"{now.value - then.value:+} 天"
            return Cell(text, text), Cell("", None)
        new, old = _decimal(now.value) or Decimal(0), _decimal(then.value) or Decimal(0)
        enough = old >= self._least or (figure.unit == MONEY and old > 0)
        rate = growth(int(new * MONEY_PARTS), int(old * MONEY_PARTS)) if enough else None
        text, moved = growth_text(rate, 0 if old == 0 else 1), new - old
        return Cell(f"{moved:+}" if moved else "0", _plain(moved)), Cell(text, text)

    def _split(self, section: Split) -> Table:
        heads = [Head(_label(section), 24)]
        parts = self._parts(section)
        for figure, at in parts:
            plain = section.compared or isinstance(figure, Rate)
            words = figure.label if plain else f"{figure.label}({figure.unit})"
            heads.append(Head(_BEFORE[at] or words, 14, True))
            if section.shares:
                heads.append(Head("占比", 10, True))
        groups = [self._grouped(section, figure, self._spans[at]) for figure, at in parts]
        names: dict[Stored, None] = dict.fromkeys(self._seeds(section))
        for group in groups:
            names |= dict.fromkeys(group)
        ordered = sorted(names, key=lambda each: (-_rank(groups[0].get(each)), each is None, str(each)))
        shown = ordered[: section.most or len(ordered)]
        lines = [self._split_line(section, each, groups) for each in shown]
        more = f"只列前 {section.most} 类，共 {len(ordered)} 类" if len(ordered) > len(shown) else ""
        if not section.void:
            lines.append(self._total_line(section))
        if section.posts:
            heads.append(Head("报送", 9))
            came = {each.name: each for each in posts(self._office, self._whole)}
            none = Cell("", None)
            states = [came.get(each.cells[0].text) for each in lines]
            lines = [
                replace(each, cells=(*each.cells, none if one is None else self._state(one)))
                for each, one in zip(lines, states, strict=True)
            ]
        return Table(section.title, _joined(section.note, more), tuple(heads), tuple(lines))

    def _parts(self, section: Split) -> list[tuple[Figure, int]]:
        """The columns of figures: each with the place of its period among this one, the one before, and a year ago."""
        beside = range(len(self._spans)) if section.compared else range(1)
        return [
            (figure, at) for figure in section.figures for at in beside
            if not at or not (isinstance(figure, Count) and figure.ask.of_today)
        ]  # fmt: skip

    def _split_line(self, section: Split, value: Stored, groups: "list[dict[Stored, Cell]]") -> Line:
        column = columns(_source(section.figures[0]))[section.by]
        cells = [Cell(name := self._name(section, column, value), name)]
        for place, ((figure, at), group) in enumerate(zip(self._parts(section), groups, strict=True)):
            cell = group.get(value) or self._nothing(section, figure, value, self._spans[at])
            if section.void and cell.value == 0:
                due = Status.DUE_SOON if place == 0 and self._now.year >= self._today.year else Status.OVERDUE
                cell = replace(cell, text=f"{due.mark} {section.void}", status=due)
            cells.append(cell)
            if section.shares and isinstance(figure, Count):
                cells.append(self._share_cell(figure, cell))
        return Line(tuple(cells))

    def _name(self, section: Split, column: Column, value: Stored) -> str:
        if value is not None:
            return column.text(value)
        return {UNIT: NOT_YET, WHOSE: self._office.name}.get(section.by, "（空白）")

    def _state(self, one: Post) -> Cell:
        words, status = one.state(self._whole.last < self._today)
        return Cell(f"{status.mark} {words}" if status else words, words, status=status)

    def _posts(self, section: Posts) -> Table:
        heads = (
            Head("单位", 24), Head("最近一份", 10), Head("收取日期", 11), Head("里面的件", 9, True),
            Head("本期收到(件次)", 12, True), Head("零报告", 8),
            Head("没来件的工作日", 14, True), Head("报送", 9), Head("联系电话", 16),
        )  # fmt: skip
        query = section.came.query(self._now, self._today)
        came = self._tally.by(query, OWNER)
        lines = [
            self._post_line(each, came.get(each.code, 0), query) for each in posts(self._office, self._whole)
        ]
        return Table(section.title, section.note, heads, tuple(lines))

    def _post_line(self, one: Post, came: int, query: Query) -> Line:
        zero = "零报告" if one.in_period and not came else ""
        number = f"第 {one.number} 号" if one.last else "从来没有"
        silent = Cell("—", None) if one.silent is None else Cell(str(one.silent), one.silent)
        return Line((
            Cell(one.name, one.name), Cell(number, number),
            Cell("", None) if one.last is None else Cell(one.last.isoformat(), one.last),
            Cell(str(one.cases), one.cases) if one.last else Cell("—", None),
            _count_cell(came, split_query(query, OWNER, one.code), ""), Cell(zero, zero or None), silent,
            self._state(one), Cell(one.telephone, one.telephone or None),
        ))  # fmt: skip

    def _share_cell(self, figure: Count, cell: Cell) -> Cell:
        whole = self._tally.count(figure.ask.query(self._now, self._today))
        part = cell.value if isinstance(cell.value, int) else 0
        text = percent_text(share(part, whole, self._least), whole)
        return Cell(text, text)

    def _total_line(self, section: Split) -> Line:
        cells = [Cell("合计", "合计")]
        for figure, at in self._parts(section):
            cells.append(self._whole_cell(figure, self._spans[at]))
            if section.shares:
                cells.append(Cell("", None))
        return Line(tuple(cells), total=True)

    def _grouped(self, section: Split, figure: Figure, span: Period) -> dict[Stored, Cell]:
        by = section.by
        if isinstance(figure, Rate):
            part, base = (ask.query(span, self._today) for ask in (figure.part, figure.base))
            parts, bases = self._tally.by(part, by), self._tally.by(base, by)
            return {
                each: self._rate_cell((parts.get(each, 0), split_query(part, by, each)),
                                      (number, split_query(base, by, each)))
                for each, number in bases.items()
            }  # fmt: skip
        query = figure.ask.query(span, self._today)
        if isinstance(figure, Mean):
            where = self._tally.values(query, by)
            spans: dict[Stored, list[tuple[date, date]]] = {}
            for number, spent in self._spent(figure, query).items():
                spans.setdefault(where[number], []).append(spent)
            return {
                each: self._mean_cell(spans.get(each, []), Number(number, split_query(query, by, each)))
                for each, number in self._tally.by(query, by).items()
            }
        if figure.sum_of:
            raise ValueError("a split counts rows")
        return {
            each: _count_cell(number, split_query(query, by, each), "")
            for each, number in self._tally.by(query, by).items()
        }

    def _nothing(self, section: Split, figure: Figure, value: Stored, span: Period) -> Cell:
        if isinstance(figure, Count):
            return _count_cell(0, split_query(figure.ask.query(span, self._today), section.by, value), "")
        return Cell("—", None)

    def _seeds(self, section: Split) -> list[str]:
        if not section.units:
            return []
        if self._office.level != "county":
            return [self._office.name]
        return [str(each.name) for each in below(self._office)]

    def _rows(self, section: Rows) -> Table:
        query = replace(section.ask.query(self._now, self._today), sort=section.sort)
        numbers = self._real_first(query)
        shown = columns(query.source)
        heads = [
            Head(shown[name].label, max(6, min(20, shown[name].field.width))) for name in section.columns
        ]
        lines = self._row_lines(query.source, numbers[: section.most], section.columns)
        more = f"只列前 {section.most} 行，共 {len(numbers)} 行" if len(numbers) > section.most else ""
        return Table(
            section.title,
            _joined(section.note, more),
            tuple(heads),
            tuple(lines),
            Number(len(numbers), query),
        )

    def _real_first(self, query: Query) -> list[int]:
        rows = self._tally.rows(replace(query, sort=()))
        every = list(ordered(self._office.db, query, rows))
        if query.source != CASE or not every:
            return every
        real = set(holding(self._office.db, CASE, REAL, ("real_name",), "in", self._today))
        return [each for each in every if each in real] + [each for each in every if each not in real]

    def _row_lines(self, source: str, numbers: list[int], names: tuple[str, ...]) -> Iterable[Line]:
        asked = (*names, *(("case.due_on", REAL) if source == CASE else ("row.case",)))
        found = values(self._office.db, source, numbers, asked, self._today)
        cases = record_ids(self._office.db, source, numbers) if source == CASE else {}
        shown = columns(source)
        for number in numbers:
            row = dict(zip(asked, found[number], strict=True))
            case = cases.get(number) or row.get("row.case")
            cells = tuple(self._row_cell(shown[name], row) for name in names)
            yield Line(cells, row.get(REAL) == "real_name", None if case is None else str(case))

    def _row_cell(self, column: Column, row: dict[str, Stored]) -> Cell:
        stored = row[column.name]
        if column.name == "case.light":
            status, due = Status(str(stored)), row["case.due_on"]
            days = left(self._office.calendar, _day(str(due)), self._today) if due else None
            text = light_text(status, days)
            return Cell(text, text, status=status)
        text = column.text(stored).replace("\n", " ")
        return Cell(text, text or None)

    # -- figures --------------------------------------------------------------------------------------------

    def _total(self, figure: Count, query: Query) -> int | Decimal:
        if not figure.sum_of:
            return self._tally.count(query)
        blank = 1 if figure.sum_of in ONE_WHERE_BLANK else 0
        kind, _, name = figure.sum_of.partition(".")
        read = KINDS[kind].column(name).kind.from_stored
        found = [read(each) for each in self._tally.values(query, figure.sum_of).values()]
        total = sum(
            (Decimal(str(each)) if each is not None else Decimal(blank) for each in found), Decimal(0)
        )
        return _plain(total)

    def _spent(self, figure: Mean, query: Query) -> dict[int, tuple[date, date]]:
        starts, ends = (self._tally.values(query, name) for name in (figure.start, figure.end))
        return {
            number: (_day(str(start)), _day(str(end)))
            for number, start in starts.items()
            if start is not None and (end := ends[number]) is not None and str(end) >= str(start)
        }

    def _mean_cell(self, spans: Iterable[tuple[date, date]], rows: Number) -> Cell:
        found = duration(spans, self._office.calendar)
        if found.days is None:
            return Cell("—", None, (rows,))
        return Cell(f"{found.days}（{found.working_days}）", found.days, (rows,))

    def _rate_cell(self, part: tuple[int, Query], base: tuple[int, Query]) -> Cell:
        value = share(part[0], base[0], self._least)
        text = f"{percent_text(value, base[0])}（{part[0]}/{base[0]}）"
        return Cell(text, value, (Number(part[0], part[1]), Number(base[0], base[1])))


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == int(number) else number


def _count_cell(number: int | Decimal, query: Query, sum_of: str) -> Cell:
    return Cell(str(number), number, (Number(number, query, sum_of),))


def _decimal(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, (int, Decimal)) else None


def _rank(cell: Cell | None) -> Decimal:
    return (_decimal(cell.value) if cell else None) or Decimal(0)


def _needed(figure: Figure) -> list[str]:
    if isinstance(figure, Mean):
        return [figure.start, figure.end]
    return [figure.sum_of] if isinstance(figure, Count) and figure.sum_of else []


def _source(figure: Figure) -> str:
    return (figure.part if isinstance(figure, Rate) else figure.ask).source


def _label(section: Split) -> str:
    return columns(_source(section.figures[0]))[section.by].label


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)
