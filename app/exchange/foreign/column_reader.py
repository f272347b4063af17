"""One column of a foreign table, many rows at once: what needs no look is taken as it stands, the rest cell by cell.

Nearly all cells of a ledger are a clean text, a plain day, or a word that stood in the column before. Which of the three
a cell is takes one cheap test; only what passes none is read in full by `CellReader`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.exchange.foreign.cell_reader import CellReader, Effect, People
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.lines import Line
from app.exchange.foreign.mapping import Mapped
from app.exchange.read_xlsx import Value as Cell

_TRIED, _REMEMBERED = 1_000, 4_000
"""Different cells of a column after which it is asked whether they repeat; the most that are remembered."""

_VALUE, _PERSON, _KEPT, _MORE = "value", "person", "kept", "more"
_Done = tuple[str, str, Any]
"""What a cell does to its row: one thing, under a name; or all that an `Effect` holds."""


class ColumnReader:
    """Reads the cells of one column into the rows they stand in."""

    def __init__(self, each: Mapped, reader: CellReader) -> None:
        self._each, self._reader = each, reader
        self._clean = reader.clean_text(each)
        self._years = reader.plain_years(each)
        self._known: dict[object, _Done] | None = {} if reader.remembered(each) else None

    def read(
        self, cells: Sequence[Cell], numbers: Sequence[int], lines: Sequence[Line], people: Sequence[People]
    ) -> None:
        """One cell for each row: the rows' numbers, lines and persons stand in the same order."""
        if self._each.fields == (SERIAL,):
            return
        if self._clean is not None:
            cells = self._take_clean(cells, lines, self._clean)
        elif self._years is not None:
            cells = self._take_days(cells, lines, self._years)
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            known = self._known
            if known is None:
                self._reader.read(lines[place], numbers[place], self._each, cell, people[place])
                continue
            key = cell if cell.__class__ is str else (cell.__class__, cell)
            way, name, said = known.get(key) or self._learn(known, key, cell, numbers[place])
            if way is _KEPT:
                lines[place].kept[name] = said
            elif way is _VALUE:
                lines[place].values[name] = said
            elif way is _PERSON:
                people[place][name] = said
            else:
                self._do(said, numbers[place], lines[place], people[place])

    def _take_clean(
        self, cells: Sequence[Cell], lines: Sequence[Line], clean: Callable[[str], bool]
    ) -> list[Cell]:
        """Take texts that are to be kept as they stand; what is left to be read comes back."""
        field_id = self._each.fields[0]
        left: list[Cell] = []
        for line, cell in zip(lines, cells, strict=True):
            if cell.__class__ is str and clean(cell):
                line.values[field_id] = cell
                left.append(None)
            else:
                left.append(cell)
        return left

    def _take_days(self, cells: Sequence[Cell], lines: Sequence[Line], years: range) -> list[Cell]:
        field_id = self._each.fields[0]
        left: list[Cell] = []
        for line, cell in zip(lines, cells, strict=True):
            if cell.__class__ is date and cell.year in years:
                line.values[field_id] = cell
                left.append(None)
            else:
                left.append(cell)
        return left

    def _learn(self, known: dict[object, _Done], key: object, cell: Cell, row: int) -> _Done:
        """Read a cell that did not stand in this column before."""
        done = known[key] = _only_thing(self._reader.effect(self._each, cell))
        if len(known) == _REMEMBERED or (len(known) == _TRIED and 2 * row < 3 * _TRIED):
            self._known = None  # its cells hardly repeat
        return done

    def _do(self, effect: Effect, row: int, line: Line, people: People) -> None:
        """Do all that a cell does to its row."""
        line.values.update(effect.values)
        people.update(effect.people)
        line.kept.update(effect.kept)
        if effect.rare:
            self._reader.do(effect, line, row, self._each.column)


def _only_thing(effect: Effect) -> _Done:
    """The one thing that most cells do, or all together."""
    said = (*effect.values, *effect.people, *effect.kept)
    if effect.rare or len(said) != 1:
        return _MORE, "", effect
    return (_VALUE if effect.values else _PERSON if effect.people else _KEPT), *said[0]
