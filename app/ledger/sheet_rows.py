"""Sections of a list that show rows: cases or other records, and what came from each unit below."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.ledger.columns import CASE, OWNER, Column, columns
from app.ledger.figures import Count, Posts, Rows
from app.ledger.light import left, light_text
from app.ledger.pieces import holding
from app.ledger.posts import Post, posts
from app.ledger.query import Query, ordered, record_ids, values
from app.ledger.sheet import Cell, Head, Line, Number, Table
from app.ledger.sheet_figures import count_cell, split_query
from app.ledger.tally import Tally
from app.rules.stat_periods import Period
from app.rules.status import Status
from app.schema.kinds import Stored
from app.store.office import Office

REAL = "registration.identity_status"


def joined(*parts: str) -> str:
    """Remarks in one line."""
    return "；".join(part for part in parts if part)


def state_cell(one: Post, over: bool) -> Cell:
    """Whether a unit has reported. `over`: the period is."""
    words, status = one.state(over)
    return Cell(f"{status.mark} {words}" if status else words, words, status=status)


@dataclass(frozen=True)
class RowSections:
    """Fills in rows for a period as far as today (`now`); `whole` is all of it."""

    office: Office
    tally: Tally
    now: Period
    whole: Period

    def posts(self, section: Posts) -> Table:
        """收报情况."""
        heads = (
            Head("单位", 24), Head("最近一份", 10), Head("收取日期", 11), Head("里面的件", 9, True),
            Head("本期收到(件次)", 12, True), Head("零报告", 8),
            Head("没来件的工作日", 14, True), Head("报送", 9), Head("联系电话", 16),
        )  # fmt: skip
        query = section.came.query(self.now, self.office.today)
        came = self.tally.by(query, OWNER)
        lines = [
            self._post_line(each, section, came.get(each.code, 0)) for each in posts(self.office, self.whole)
        ]
        return Table(section.title, section.note, heads, tuple(lines))

    def _post_line(self, one: Post, section: Posts, came: int) -> Line:
        query = section.came.query(self.now, self.office.today)
        zero = "零报告" if one.in_period and not came else ""
        number = f"第 {one.number} 号" if one.last else "从来没有"
        silent = Cell("—", None) if one.silent is None else Cell(str(one.silent), one.silent)
        return Line((
            Cell(one.name, one.name), Cell(number, number),
            Cell("", None) if one.last is None else Cell(one.last.isoformat(), one.last),
            Cell(str(one.cases), one.cases) if one.last else Cell("—", None),
            count_cell(came, split_query(query, OWNER, one.code), Count("", "件次", section.came)),
            Cell(zero, zero or None), silent,
            state_cell(one, self.whole.last < self.office.today), Cell(one.telephone, one.telephone or None),
        ))  # fmt: skip

    def rows(self, section: Rows) -> Table:
        """The rows themselves."""
        query = replace(section.ask.query(self.now, self.office.today), sort=section.sort)
        numbers = self._real_first(query)
        shown = columns(query.source)
        heads = [
            Head(shown[name].label, max(6, min(20, shown[name].field.width))) for name in section.columns
        ]
        lines = self._row_lines(query.source, numbers[: section.most], section.columns)
        more = f"只列前 {section.most} 行，共 {len(numbers)} 行" if len(numbers) > section.most else ""
        return Table(
            section.title,
            joined(section.note, more),
            tuple(heads),
            tuple(lines),
            Number(len(numbers), query),
        )

    def _real_first(self, query: Query) -> list[int]:
        rows = self.tally.rows(replace(query, sort=()))
        every = list(ordered(self.office.db, query, rows))
        if query.source != CASE or not every:
            return every
        real = set(holding(self.office.db, CASE, REAL, ("real_name",), "in", self.office.today))
        return [each for each in every if each in real] + [each for each in every if each not in real]

    def _row_lines(self, source: str, numbers: list[int], names: tuple[str, ...]) -> Iterable[Line]:
        asked = (*names, *(("case.due_on", REAL) if source == CASE else ("row.case",)))
        found = values(self.office.db, source, numbers, asked, self.office.today)
        cases = record_ids(self.office.db, source, numbers) if source == CASE else {}
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
            days = (
                left(self.office.calendar, date.fromisoformat(str(due)), self.office.today) if due else None
            )
            text = light_text(status, days)
            return Cell(text, text, status=status)
        text = column.text(stored).replace("\n", " ")
        return Cell(text, text or None)

    # -- figures --------------------------------------------------------------------------------------------
