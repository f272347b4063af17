"""One row of a foreign table: its cells one after the other, merged cells filled down, marks told, persons put together."""

from collections import Counter
from collections.abc import Iterable

from app.exchange.foreign.cell_reader import CellReader, Effect, People
from app.exchange.foreign.cells_read import Setting, written
from app.exchange.foreign.headings import SERIAL, label_of
from app.exchange.foreign.lines import Line, Note, Wishes
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.measures import KIND, add_measures, give_to_person
from app.exchange.foreign.several import aligned
from app.exchange.foreign.tables import Table
from app.exchange.read_xlsx import Value as Cell
from app.schema.kinds import Value

_KEYS = ("registration.case_no", "registration.county_ref_no", "registration.platform_no", SERIAL)
_TRIED, _REMEMBERED = 1_000, 4_000
"""Different cells of a column after which it is asked whether they repeat; the most that are remembered."""


class RowReader:
    """Reads rows of one table; `unknown` are words of no code list and how often they stood."""

    def __init__(self, table: Table, mapping: list[Mapped], setting: Setting, wishes: Wishes) -> None:
        self._cells, self._marks = table.sheet.rows, table.sheet.marks
        self._mapping, self._wishes = mapping, wishes
        self._down = self._merged_down(table)
        self.fields = {field: each for each in mapping for field in each.fields}
        self._reader = CellReader(self.fields, setting)
        self._keys = [self.fields[each].column for each in _KEYS if each in self.fields]
        marks = self._marks
        places = (*self._down, *wishes.refused, *marks.notes, *marks.struck, *marks.errors)
        self._peculiar = {row for row, _ in places}
        self._columns = [(each, each.column, self._memory(each)) for each in mapping]

    def _memory(self, each: Mapped) -> dict[object, Effect] | None:
        return {} if self._reader.remembered(each) else None

    @property
    def unknown(self) -> Counter[tuple[str, str]]:
        """Words of no code list by field, and how often they stood."""
        return self._reader.unknown

    @staticmethod
    def _merged_down(table: Table) -> dict[tuple[int, int], int]:
        """For every place that a merged cell covers below its top, the row of its top."""
        down: dict[tuple[int, int], int] = {}
        for top, left, bottom, right in table.sheet.merged:
            if top >= table.header_rows[1] and bottom > top and bottom - top < 2000 and right - left < 50:
                down |= {
                    (row, column): top
                    for row in range(top + 1, bottom + 1)
                    for column in range(left, right + 1)
                }
        return down

    def continues(self, row: int) -> int | None:
        """The row of which this one is a continuation: one whose key is merged over both."""
        tops = {self._down.get((row, column)) for column in self._keys}
        top = next(iter(tops)) if len(tops) == 1 else None
        return top

    def _cell(self, row: int, column: int) -> tuple[Cell, bool]:
        """The value of a cell, and whether it came down from a merged one."""
        top = self._down.get((row, column))
        cells = self._cells[row if top is None else top]
        return (cells[column] if column < len(cells) else None), top is not None

    def line(self, row: int) -> Line:
        """One row of data."""
        line = Line([row])
        if row in self._peculiar:
            self._read_into(line, row, self._mapping)
        else:
            self._read_plain(line, row)
        return line

    def add_to(self, line: Line, row: int) -> None:
        """A continuation: another person of the same matter."""
        line.rows.append(row)
        own = [
            each for each in self._mapping
            if (row, each.column) not in self._down and any(field.startswith(("allegation.", KIND)) for field in each.fields)
        ]  # fmt: skip
        line.notes.append(
            Note(row, self._keys[0], "repair", "", f"合并单元格：与第 {line.row + 1} 行是同一件")
        )
        further = Line([row])
        self._read_into(further, row, own)
        if further.measures or any(key.startswith(KIND) for key in further.values):
            for each in (line, further):
                give_to_person(each)
        line.allegations += further.allegations
        line.measures += further.measures
        line.notes += further.notes
        line.kept |= {heading: text for heading, text in further.kept.items() if heading not in line.kept}

    def _read_plain(self, line: Line, row: int) -> None:
        """A row without merged or marked cells: what a cell did before is done again."""
        people: People = {}
        cells, values, kept = self._cells[row], line.values, line.kept
        for place, (each, column, known) in enumerate(self._columns):
            if column >= len(cells) or (cell := cells[column]) is None:
                continue
            if known is None:
                self._reader.read(line, row, each, cell, people)
                continue
            key = cell if cell.__class__ is str else (cell.__class__, cell)
            effect = known.get(key)
            if effect is None:
                effect = known[key] = self._reader.effect(each, cell)
                if len(known) in (_TRIED, _REMEMBERED) and self._seldom(len(known), row):
                    self._columns[place] = each, column, None
            for field_id, value in effect.values:
                values[field_id] = value
            for field_id, said in effect.people:
                people[field_id] = said
            for heading, text in effect.kept:
                kept[heading] = text
            if effect.rare:
                self._reader.do(effect, line, row, column)
        self._add_people(line, row, people)

    def _seldom(self, different: int, row: int) -> bool:
        """Whether cells of a column hardly repeat, so that remembering them is for nothing."""
        return different == _REMEMBERED or 2 * row < 3 * different

    def _read_into(self, line: Line, row: int, mapping: Iterable[Mapped]) -> None:
        people: People = {}
        for each in mapping:
            cell, down = self._cell(row, each.column)
            self._tell_marks(line, row, each, cell)
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            if down:
                self._reader.note(line, row, each, "repair", written(cell), "合并单元格：照上面的内容填下来")
            if (row, each.column) in self._wishes.refused:
                line.kept[each.heading] = written(cell)
            else:
                self._reader.read(line, row, each, cell, people)
        self._add_people(line, row, people)

    def _tell_marks(self, line: Line, row: int, each: Mapped, cell: Cell) -> None:
        place = row, each.column
        marks = self._marks
        if marks.errors and place in marks.errors:
            self._reader.note(
                line, row, each, "repair", marks.errors[place], f"公式出错（{marks.errors[place]}），当作空白"
            )
        if cell is None:
            return
        if marks.struck and place in marks.struck:
            self._reader.note(line, row, each, "doubt", written(cell), "有删除线，仍照原文收取，请确认")
        if marks.notes and place in marks.notes:
            line.kept[f"{each.heading}(批注)"] = marks.notes[place]
            self._reader.note(
                line, row, each, "repair", written(cell), f"批注一并保留：{marks.notes[place][:60]}"
            )

    def _add_people(self, line: Line, row: int, people: People) -> None:
        """The persons of a row, each with the unit, post, rank and kind of matter said for that person or for all."""
        if not people:
            return
        names = people.pop("allegation.respondent", [None])

        def tell(field_id: str, sentence: str) -> None:
            column = self.fields[field_id]
            text = written(self._cell(row, column.column)[0])
            self._reader.note(line, row, column, "doubt", text, sentence, field_id)
            line.kept[column.heading] = text

        add_measures(line, names, people, tell)
        if not people and names == [None]:
            return
        rest: dict[str, list[Value]] = {}
        for field_id, values in people.items():
            fitted = aligned(values, len(names))
            if fitted is None:
                text = "、".join(str(value) for value in values)
                told = f"{label_of(field_id)}与被反映人数目不一样，都写在第一人名下"
                self._reader.note(line, row, self.fields[field_id], "doubt", text, told, field_id)
                fitted = [text, *[None] * (len(names) - 1)]
            rest[field_id] = fitted
        for place, name in enumerate(names):
            said = {
                "respondent": name,
                **{key.partition(".")[2]: values[place] for key, values in rest.items()},
            }
            line.allegations.append({key: value for key, value in said.items() if value is not None})
