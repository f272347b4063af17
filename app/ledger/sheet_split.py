"""One section of a list that splits figures by the values of a column: a line each, and a total."""

from dataclasses import dataclass, replace
from decimal import Decimal

from app.ledger.columns import UNIT, WHOSE, Column, columns
from app.ledger.figures import Count, Figure, Rate, Split
from app.ledger.posts import below, posts
from app.ledger.sheet import Cell, Head, Line, Table
from app.ledger.sheet_figures import Figures, decimal
from app.ledger.sheet_rows import joined, state_cell
from app.rules.stat_periods import Period
from app.rules.status import Status
from app.schema.kinds import Stored
from app.store.office import Office

NOT_YET = "（还没有交办）"
"""What stands for the unit of cases that nobody has got yet."""
_BEFORE = ("", "上期", "去年")
"""What the columns of the other periods are called."""


@dataclass(frozen=True)
class SplitSection:
    """Fills in a split. `spans`: this period as far as today, then those beside it; `whole` is the whole of this one."""

    office: Office
    section: Split
    figures: Figures
    spans: tuple[Period, ...]
    whole: Period

    def table(self) -> Table:
        """The section."""
        section, parts = self.section, self._parts()
        groups = [self.figures.grouped(figure, section.by, self.spans[at]) for figure, at in parts]
        names: dict[Stored, None] = dict.fromkeys(self._seeds())
        for group in groups:
            names |= dict.fromkeys(group)
        ordered = sorted(names, key=lambda each: (-_rank(groups[0].get(each)), each is None, str(each)))
        shown = ordered[: section.most or len(ordered)]
        lines = [self._line(each, groups) for each in shown]
        more = f"只列前 {section.most} 类，共 {len(ordered)} 类" if len(ordered) > len(shown) else ""
        if not section.void:
            lines.append(self._total())
        heads = self._heads()
        if section.posts:
            heads.append(Head("报送", 9))
            lines = self._with_posts(lines)
        return Table(section.title, joined(section.note, more), tuple(heads), tuple(lines))

    def _heads(self) -> list[Head]:
        section = self.section
        heads = [Head(columns(_source(section.figures[0]))[section.by].label, 24)]
        for figure, at in self._parts():
            plain = section.compared or isinstance(figure, Rate)
            words = figure.label if plain else f"{figure.label}({figure.unit})"
            heads.append(Head(_BEFORE[at] or words, 14, True))
            if section.shares:
                heads.append(Head("占比", 10, True))
        return heads

    def _with_posts(self, lines: list[Line]) -> list[Line]:
        came = {each.name: each for each in posts(self.office, self.whole)}
        states = [came.get(each.cells[0].text) for each in lines]
        over = self.whole.last < self.office.today
        return [
            replace(each, cells=(*each.cells, Cell("", None) if one is None else state_cell(one, over)))
            for each, one in zip(lines, states, strict=True)
        ]

    def _parts(self) -> list[tuple[Figure, int]]:
        """The columns of figures: each with the place of its period among this one, the one before, and a year ago."""
        beside = range(len(self.spans)) if self.section.compared else range(1)
        return [(figure, at) for figure in self.section.figures for at in beside]

    def _line(self, value: Stored, groups: "list[dict[Stored, Cell]]") -> Line:
        section, now = self.section, self.spans[0]
        column = columns(_source(section.figures[0]))[section.by]
        cells = [Cell(name := self._name(column, value), name)]
        for place, ((figure, at), group) in enumerate(zip(self._parts(), groups, strict=True)):
            cell = group.get(value) or self.figures.nothing(figure, section.by, value, self.spans[at])
            if section.void and cell.value == 0:
                running = place == 0 and now.year >= self.office.today.year
                due = Status.DUE_SOON if running else Status.OVERDUE
                cell = replace(cell, text=f"{due.mark} {section.void}", status=due)
            cells.append(cell)
            if section.shares and isinstance(figure, Count):
                cells.append(self.figures.part_of(figure, cell, now))
        return Line(tuple(cells))

    def _name(self, column: Column, value: Stored) -> str:
        if value is not None:
            return column.text(value)
        return {UNIT: NOT_YET, WHOSE: self.office.name}.get(self.section.by, "（空白）")

    def _total(self) -> Line:
        cells = [Cell("合计", "合计")]
        for figure, at in self._parts():
            cells.append(self.figures.whole(figure, self.spans[at]))
            if self.section.shares:
                cells.append(Cell("", None))
        return Line(tuple(cells), total=True)

    def _seeds(self) -> list[str]:
        if not self.section.units:
            return []
        if self.office.level != "county":
            return [self.office.name]
        return [str(each.name) for each in below(self.office)]


def _rank(cell: Cell | None) -> Decimal:
    return (decimal(cell.value) if cell else None) or Decimal(0)


def _source(figure: Figure) -> str:
    return (figure.part if isinstance(figure, Rate) else figure.ask).source
