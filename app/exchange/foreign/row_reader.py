"""One row of a foreign table: its cells one after the other, merged cells filled down, marks told, persons put together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from app.exchange.foreign.cell_reader import CellReader, People
from app.exchange.foreign.cells_read import Setting, written
from app.exchange.foreign.column_reader import ColumnReader
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import label_of
from app.exchange.foreign.lines import Line, Note, Wishes
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.measures import KIND, add_measures, give_to_person
from app.exchange.foreign.several import aligned
from app.exchange.foreign.tables import Table
from app.exchange.posting import Progress
from app.exchange.read_xlsx import Value as Cell
from app.records.catalogue import KINDS
from app.schema.kinds import Value

_KEYS = ("registration.case_no", "registration.county_ref_no", "registration.platform_no", SERIAL)
_NAME = "allegation.respondent"
_OF_ONE = {f"allegation.{each.name}": each.name for each in KINDS["allegation"].columns()}
"""What a row may say of the one person reported."""
_AT_ONCE = 500
"""Rows between two looks at whether to go on."""


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
        self._columns = {each.column: ColumnReader(each, self._reader) for each in mapping}

    def say_year(self, year: int | None) -> None:
        """From here on a day without a year is of this one."""
        if year != self._reader.year:
            self._reader.year = year
            self._columns = {each.column: ColumnReader(each, self._reader) for each in self._mapping}

    @property
    def unknown(self) -> Counter[tuple[str, str]]:
        """Words of no code list by field, and how often they stood."""
        return self._reader.unknown_in_order()

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

    def lines(self, rows: Sequence[int], progress: Progress) -> list[Line]:
        """All rows of data; rows without merged or marked cells many at a time. Whatever `progress` raises stops it."""
        found: list[Line] = []
        plain: list[int] = []
        for done, row in enumerate(rows):
            if done % _AT_ONCE == 0:
                found += self._plain_lines(plain)
                plain = []
                progress(done, len(rows))
            if row not in self._peculiar:
                plain.append(row)
                continue
            found += self._plain_lines(plain)
            plain = []
            above = self.continues(row)
            if above is not None and found and above in found[-1].rows:
                self.add_to(found[-1], row)
            else:
                found.append(Line([row]))
                self._read_into(found[-1], row, self._mapping)
        return found + self._plain_lines(plain)

    def _plain_lines(self, rows: Sequence[int]) -> list[Line]:
        """Rows without merged or marked cells, column by column: in each row the left cell comes before the right."""
        lines = [Line([row]) for row in rows]
        people: list[People] = [{} for _ in rows]
        columns = list(zip_longest(*(self._cells[row] for row in rows)))
        for each in self._mapping:
            if each.column < len(columns):
                self._columns[each.column].read(columns[each.column], rows, lines, people)
        for row, line, said in zip(rows, lines, people, strict=True):
            self._add_people(line, row, said)
        return lines

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
        if len(people.get(_NAME, ())) == 1 and all(
            len(said) == 1 and key in _OF_ONE for key, said in people.items()
        ):
            one = {"respondent": people[_NAME][0]} | {_OF_ONE[key]: said for key, (said,) in people.items()}
            line.allegations.append({key: value for key, value in one.items() if value is not None})
            return
        names = people.pop(_NAME, [None])

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
