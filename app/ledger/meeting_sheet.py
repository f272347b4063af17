"""A list of a meeting is filled in: every section for its period, each number with the question that opens its rows.

Everything is counted without the cases from which the person who has logged in is recused; the sheet says how many
those are.
"""

from collections.abc import Callable, Iterable

from app.ledger import earlier_lights
from app.ledger.columns import CASE, OWNER
from app.ledger.figures import Compared, Count, MeetingList, Posts, Rate, Rows, Section, Split
from app.ledger.meetings import FLAGGED, meeting_list
from app.ledger.query import Query
from app.ledger.recused import recused
from app.ledger.sheet import Cell, Head, Line, MeetingSheet, Table
from app.ledger.sheet_figures import Figures, needed
from app.ledger.sheet_rows import RowSections
from app.ledger.sheet_split import SplitSection
from app.ledger.tally import Tally
from app.rules.stat_periods import Period, before, cut, year_before
from app.store import recusal
from app.store.office import Office


def meeting_sheet(
    office: Office, id: str, period: Period, progress: Callable[[int, int], None] | None = None
) -> MeetingSheet:
    """Fill in a list for a period. KeyError for a list there is none of, NotAllowed for who may not read cases.

    `progress` is told how many cases of how many while lights of earlier days are reckoned, and may raise to stop.
    """
    recusal.refuse_reading(office.db)
    declared = meeting_list(id, str(office.setting("statistics.closure_base")))
    return _Filling(office, declared, period, progress).sheet()


class _Filling:
    def __init__(
        self, office: Office, declared: MeetingList, period: Period,
        progress: Callable[[int, int], None] | None,
    ) -> None:  # fmt: skip
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
        self._flagged = FLAGGED.query(self._now, self._today)
        asked = self._questions()
        earlier_lights.reckon(office.db, _earlier_days(asked), progress)
        self._tally = Tally(office.db, self._today, {self._flagged: [], **asked})
        self._figures = Figures(office, self._tally, self._least)

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
        yield "件是不同的事项：认定为同一事项的算一件；件次含重复件；接访按批次和人次分开记。"
        yield from self._unjoined()
        masked = len(recused(self._office.db, CASE))
        if masked:
            yield f"您应回避的 {masked} 件不在内。"

    def _unjoined(self) -> Iterable[str]:
        alone = self._tally.alone(self._flagged)
        if alone and self._counts_matters():
            yield f"本期有 {alone} 件次标了重复，还没有认定主件，先各算一件；请在案件页“认定重复”。"

    def _counts_matters(self) -> bool:
        sections = (each for each in self._declared.sections if isinstance(each, (Compared, Split)))
        return any(isinstance(each, Count) and each.matters for one in sections for each in one.figures)

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
                    found.setdefault(query, []).extend([*by, *needed(figure)])
        return found

    # -- tables ---------------------------------------------------------------------------------------------

    def _table(self, section: Section) -> Table:
        if isinstance(section, Compared):
            return self._compared(section)
        if isinstance(section, Split):
            return SplitSection(self._office, section, self._figures, self._spans, self._whole).table()
        rows = RowSections(self._office, self._tally, self._now, self._whole)
        return rows.posts(section) if isinstance(section, Posts) else rows.rows(section)

    def _compared(self, section: Compared) -> Table:
        heads = [Head("指标", 26), Head("单位", 6), Head("本期", 16, True)]
        if len(self._spans) == 3:
            heads += [Head("上期", 16, True), Head("增减", 14, True), Head("环比", 11, True)]
        heads += [Head("去年同期", 16, True), Head("增减", 14, True), Head("同比", 11, True)]
        lines = []
        for figure in section.figures:
            cells = [self._figures.whole(figure, span) for span in self._spans]
            shown = [Cell(figure.label, figure.label), Cell(figure.unit, figure.unit), cells[0]]
            for other in cells[1:]:
                shown += [other, *self._figures.against(figure, cells[0], other)]
            lines.append(Line(tuple(shown), figure.first))
        return Table(section.title, section.note, tuple(heads), tuple(lines))


def _earlier_days(asked: Iterable[Query]) -> list[str]:
    """The days before today of which a light is asked."""
    stood = (each for query in asked for each in query.conditions if each.how == earlier_lights.STOOD)
    return list(dict.fromkeys(str(each.values[0]) for each in stood))
