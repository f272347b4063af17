"""The figures of a list as cells: numbers, sums, rates and means; alone, by a column, and against another period."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.ledger.figures import Count, Figure, Mean, Rate
from app.ledger.query import Condition, Query
from app.ledger.sheet import Cell, Number, Value
from app.ledger.tally import Tally
from app.records.catalogue import KINDS
from app.rules.formulas import duration, growth, growth_text, percent_text, points, points_text, share
from app.rules.stat_periods import Period
from app.schema.kinds import Stored
from app.store.office import Office

ONE_WHERE_BLANK = frozenset({"visit.batches", "visit.persons"})
"""Columns in which a blank counts one: a reception is one batch of one person until somebody says otherwise."""
MONEY, MONEY_PARTS = "万元", 1_000_000
"""Sums of money have no smallest base; they are compared to the cent (six decimals of 万元)."""


def split_query(query: Query, by: str, value: Stored) -> Query:
    """The question for one line of a split."""
    return replace(query, conditions=(*query.conditions, Condition(by, (value,))))


class Figures:
    """Fills in figures from what was counted. `least`: the smallest base of a percentage."""

    def __init__(self, office: Office, tally: Tally, least: int) -> None:
        self._office, self._tally, self._least = office, tally, least

    def whole(self, figure: Figure, span: Period) -> Cell:
        """A figure of a whole period."""
        today = self._office.today
        if isinstance(figure, Rate):
            part, base = (ask.query(span, today) for ask in (figure.part, figure.base))
            return self._rate((self._tally.count(part), part), (self._tally.count(base), base))
        query = figure.ask.query(span, today)
        if isinstance(figure, Mean):
            return self._mean(self._spent(figure, query).values(), Number(self._tally.count(query), query))
        return count_cell(self._total(figure, query), query, figure)

    def against(self, figure: Figure, now: Cell, then: Cell) -> tuple[Cell, Cell]:
        """增减 and 同比/环比: absolute numbers and percent of counts, points of rates, days of means."""
        if isinstance(figure, Rate):
            moved = points(decimal(now.value), decimal(then.value))
            return Cell(points_text(moved), points_text(moved)), Cell("", None)
        if isinstance(figure, Mean):
            if not isinstance(now.value, Decimal) or not isinstance(then.value, Decimal):
                return Cell("—", "—"), Cell("", None)
            text = f"{now.value - then.value:+} 天"
            return Cell(text, text), Cell("", None)
        new, old = decimal(now.value) or Decimal(0), decimal(then.value) or Decimal(0)
        enough = old >= self._least or (figure.unit == MONEY and old > 0)
        rate = growth(int(new * MONEY_PARTS), int(old * MONEY_PARTS)) if enough else None
        text, moved = growth_text(rate, 0 if old == 0 else 1), new - old
        return Cell(f"{moved:+}" if moved else "0", plain(moved)), Cell(text, text)

    def grouped(self, figure: Figure, by: str, span: Period) -> dict[Stored, Cell]:
        """A figure for each value of a column."""
        if isinstance(figure, Rate):
            return self._rates(figure, by, span)
        query = figure.ask.query(span, self._office.today)
        if isinstance(figure, Mean):
            return self._means(figure, by, query)
        if figure.sum_of:
            raise ValueError("a split counts rows")
        found = self._tally.matters_by(query, by) if figure.matters else self._tally.by(query, by)
        return {
            each: count_cell(number, split_query(query, by, each), figure) for each, number in found.items()
        }

    def nothing(self, figure: Figure, by: str, value: Stored, span: Period) -> Cell:
        """What stands where no row has the value."""
        if isinstance(figure, Count):
            return count_cell(0, split_query(figure.ask.query(span, self._office.today), by, value), figure)
        return Cell("—", None)

    def part_of(self, figure: Count, cell: Cell, span: Period) -> Cell:
        """The share of a cell in the figure of the whole period."""
        whole = self._tally.count(figure.ask.query(span, self._office.today))
        part = cell.value if isinstance(cell.value, int) else 0
        text = percent_text(share(part, whole, self._least), whole)
        return Cell(text, text)

    def _rates(self, figure: Rate, by: str, span: Period) -> dict[Stored, Cell]:
        part, base = (ask.query(span, self._office.today) for ask in (figure.part, figure.base))
        parts, bases = self._tally.by(part, by), self._tally.by(base, by)
        return {
            each: self._rate((parts.get(each, 0), split_query(part, by, each)),
                             (number, split_query(base, by, each)))
            for each, number in bases.items()
        }  # fmt: skip

    def _means(self, figure: Mean, by: str, query: Query) -> dict[Stored, Cell]:
        where = self._tally.values(query, by)
        spans: dict[Stored, list[tuple[date, date]]] = {}
        for number, spent in self._spent(figure, query).items():
            spans.setdefault(where[number], []).append(spent)
        return {
            each: self._mean(spans.get(each, []), Number(number, split_query(query, by, each)))
            for each, number in self._tally.by(query, by).items()
        }

    def _total(self, figure: Count, query: Query) -> int | Decimal:
        if not figure.sum_of:
            return self._tally.matters(query) if figure.matters else self._tally.count(query)
        blank = 1 if figure.sum_of in ONE_WHERE_BLANK else 0
        kind, _, name = figure.sum_of.partition(".")
        read = KINDS[kind].column(name).kind.from_stored
        found = [read(each) for each in self._tally.values(query, figure.sum_of).values()]
        total = sum(
            (Decimal(str(each)) if each is not None else Decimal(blank) for each in found), Decimal(0)
        )
        return plain(total)

    def _spent(self, figure: Mean, query: Query) -> dict[int, tuple[date, date]]:
        starts, ends = (self._tally.values(query, name) for name in (figure.start, figure.end))
        return {
            number: (_day(str(start)), _day(str(end)))
            for number, start in starts.items()
            if start is not None and (end := ends[number]) is not None and str(end) >= str(start)
        }

    def _mean(self, spans: Iterable[tuple[date, date]], rows: Number) -> Cell:
        found = duration(spans, self._office.calendar)
        if found.days is None:
            return Cell("—", None, (rows,))
        return Cell(f"{found.days}（{found.working_days}）", found.days, (rows,))

    def _rate(self, part: tuple[int, Query], base: tuple[int, Query]) -> Cell:
        value = share(part[0], base[0], self._least)
        text = f"{percent_text(value, base[0])}（{part[0]}/{base[0]}）"
        return Cell(text, value, (Number(part[0], part[1]), Number(base[0], base[1])))


@lru_cache(maxsize=8192)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def needed(figure: Figure) -> list[str]:
    """The columns that a figure reads of its rows."""
    if isinstance(figure, Mean):
        return [figure.start, figure.end]
    return [figure.sum_of] if isinstance(figure, Count) and figure.sum_of else []


def count_cell(number: int | Decimal, query: Query, figure: Count) -> Cell:
    """A number that opens its rows."""
    return Cell(str(number), number, (Number(number, query, figure.sum_of, figure.matters),))


def plain(number: Decimal) -> int | Decimal:
    """A whole number without decimals."""
    return int(number) if number == int(number) else number


def decimal(value: Value) -> Decimal | None:
    """What a cell counts; None where it says something else."""
    return Decimal(value) if isinstance(value, (int, Decimal)) else None
