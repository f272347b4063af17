"""One cell of a foreign table read into its row: values, persons, what is kept beside, and all that is told of it.

Most cells of a column say what others said before: what such a cell does is kept as an `Effect` and done again.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.exchange.foreign.cells_read import (
    NOTHING,
    Read,
    Setting,
    read_cell,
    written,
)
from app.exchange.foreign.days_written import DATES_INSIDE, day_written
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import label_of
from app.exchange.foreign.lines import Line, Note
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.measures import KIND, WHO, pieces
from app.exchange.foreign.plain_cells import clean_text, plain_years
from app.exchange.foreign.several import name_and_phone, name_unit_post, persons, unit_and_post
from app.exchange.read_xlsx import Value as Cell
from app.records.registration import Registration
from app.schema.kinds import Value

_UNSPLIT = "分不清哪些字是单位、哪些字是职务，照原文收取，请核对"
_ANONYMOUS = re.compile(r"(?:匿名|群众|不详|未署名|无名|某群众|一群众|知情人|村民)(?:举报|来信|代表)?$")
_ACTS = (
    (re.compile(r"受理"), "registration.accepted_on"), (re.compile(r"(?<!未)(?:办结|了结|结案|结束)"), "handling.closed_on"),
    (re.compile(r"(?<!未)反馈|告知"), "handling.fed_back_on"), (re.compile(r"归档"), "handling.archived_on"),
)  # fmt: skip
_REQUIRED = frozenset(each.id for each in Registration.columns() if each.required)
_RESULT = "handling.result"
"""The one field whose cells also fill what no other column says, so that their neighbours matter."""

People = dict[str, list[Value]]
"""What a row says of the persons reported, by field id: one value for each person, or one for all."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cell does to its row, wherever the row stands; most do one thing and tell nothing (not `rare`).

    `values` are said by the column, `besides` only where nothing else says them; `told` is kind, text, sentence and field.
    """

    values: tuple[tuple[str, Value], ...]
    people: tuple[tuple[str, list[Value]], ...]
    kept: tuple[tuple[str, str], ...]
    besides: tuple[tuple[str, Value], ...] = ()
    told: tuple[tuple[str, str, str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    rare: bool = False


class CellReader:
    """Reads cells of one table; `fields` says under which column each field stands."""

    def __init__(self, fields: Mapping[str, Mapped], setting: Setting) -> None:
        self._fields, self._setting = fields, setting
        self.unknown: Counter[tuple[str, str]] = Counter()
        self._met: dict[tuple[str, str], tuple[int, int]] = {}

    @property
    def year(self) -> int | None:
        """The year of days that are written without one."""
        return self._setting.year

    @year.setter
    def year(self, year: int | None) -> None:
        self._setting = replace(self._setting, year=year)

    def met(self, word: tuple[str, str], row: int, column: int) -> None:
        """A word of no code list stands there."""
        self.unknown[word] += 1
        self._met[word] = min(self._met.get(word, (row, column)), (row, column))

    def unknown_in_order(self) -> Counter[tuple[str, str]]:
        """Words of no code list by field and how often they stood, in the order in which they stand on the sheet."""
        return Counter({word: self.unknown[word] for word in sorted(self.unknown, key=self._met.__getitem__)})

    def effect(self, each: Mapped, cell: Cell) -> Effect:
        """What this cell of that column does to any row."""
        line, people, counted, met = Line([0]), People(), self.unknown, self._met
        self.unknown, self._met = Counter(), {}
        self.read(line, 0, each, cell, people)
        unknown, self.unknown, self._met = tuple(self.unknown), counted, met
        own = tuple((key, value) for key, value in line.values.items() if key in each.fields)
        besides = tuple((key, value) for key, value in line.values.items() if key not in each.fields)
        told = tuple((note.kind, note.text, note.sentence, note.field) for note in line.notes)
        kept = tuple(line.kept.items())
        return Effect(
            own, tuple(people.items()), kept, besides, told, unknown, bool(besides or told or unknown)
        )

    def do(self, effect: Effect, line: Line, row: int, column: int) -> None:
        """Do to this row what is rare: all but values, persons and texts."""
        for field_id, value in effect.besides:
            line.values.setdefault(field_id, value)
        line.notes += [Note(row, column, *told) for told in effect.told]
        for word in effect.unknown:
            self.met(word, row, column)

    @staticmethod
    def remembered(each: Mapped) -> bool:
        """Whether a cell of this column does the same in every row."""
        return _RESULT not in each.fields

    def clean_text(self, each: Mapped) -> Callable[[str], bool] | None:
        """What tells texts that become the value of their row as they stand; None where none does."""
        if not self._is_plain(each):
            return None
        if each.fields[0] != _RESULT:
            return clean_text(each.fields[0])
        clean = clean_text(_RESULT)
        assert clean is not None
        return lambda text: clean(text) and DATES_INSIDE.search(text) is None

    def plain_years(self, each: Mapped) -> range | None:
        """The years whose days become the value of their row as they stand; None where none do."""
        return plain_years(each.fields[0], self._setting) if self._is_plain(each) else None

    @staticmethod
    def _is_plain(each: Mapped) -> bool:
        """Whether a cell says one value of the case, and nothing of who reported or was reported."""
        return (
            len(each.fields) == 1
            and each.fields[0] not in (SERIAL, "reporter.name")
            and not each.fields[0].startswith(("allegation.", KIND))
        )

    def read(self, line: Line, row: int, each: Mapped, cell: Cell, people: People) -> None:
        """Read one cell of a column into its row."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return
        if not each.fields:
            if (text := written(cell).strip()) not in NOTHING:
                line.kept[each.heading or f"第 {each.column + 1} 列"] = text
        elif len(each.fields) > 1:
            self._take_apart(line, row, each, cell, people)
        elif each.fields[0] != SERIAL:
            self._single(line, row, each, each.fields[0], cell, people)

    def _single(self, line: Line, row: int, each: Mapped, field_id: str, cell: Cell, people: People) -> None:
        if field_id == "allegation.respondent":
            self._respondents(line, row, each, written(cell), people)
            return
        if field_id == "reporter.name" and _ANONYMOUS.match(written(cell).strip()):
            line.values.setdefault("registration.identity_status", "anonymous")
            self.note(
                line, row, each, "repair", written(cell), f"“{written(cell).strip()}”：按匿名件登记，不记姓名"
            )
            return
        if field_id.startswith(KIND) and self._measures(each, field_id, written(cell), people):
            return
        found = read_cell(field_id, cell, each.heading, self._setting)
        self._tell(line, row, each, field_id, cell, found)
        if found.value is None:
            return
        if field_id.startswith("allegation."):
            people.setdefault(field_id, []).append(found.value)
        else:
            line.values[field_id] = found.value
        if field_id == _RESULT:
            self._acts_inside(line, row, each, str(found.value))

    def _measures(self, each: Mapped, field_id: str, text: str, people: People) -> bool:
        """Whether the cell speaks of several persons and each piece was understood."""
        said = pieces(text)
        found = [read_cell(field_id, piece, each.heading, self._setting).value for _, piece in said]
        if not found or any(value is None for value in found):
            return False
        people[field_id], people[field_id + WHO] = found, [name for name, _ in said]
        return True

    def _tell(self, line: Line, row: int, each: Mapped, field_id: str, cell: Cell, found: Read) -> None:
        text = written(cell)
        if found.kept:
            line.kept[each.heading] = found.kept
        if found.repair:
            self.note(line, row, each, "repair", text, found.repair, field_id)
        if found.doubt:
            self.note(line, row, each, "doubt", text, found.doubt, field_id)
        if found.unknown:
            self.met((field_id, text.strip()), row, each.column)
        if found.problem:
            refuses = field_id in _REQUIRED or not found.kept
            sentence = found.problem if refuses else f"{found.problem}；原文保留在附记里"
            self.note(line, row, each, "problem" if refuses else "doubt", text, sentence, field_id)

    def _respondents(self, line: Line, row: int, each: Mapped, text: str, people: People) -> None:
        names, told = persons(text)
        if told:
            self.note(line, row, each, "doubt", text, told, "allegation.respondent")
            line.kept[each.heading] = text
        if len(names) > 1:
            self.note(line, row, each, "repair", text, f"拆成 {len(names)} 个被反映人：{'、'.join(names)}")
        people["allegation.respondent"] = [
            read_cell("allegation.respondent", name, each.heading, self._setting).value for name in names
        ]

    def _take_apart(self, line: Line, row: int, each: Mapped, cell: Cell, people: People) -> None:
        text = written(cell).strip()
        if text in NOTHING:
            return
        if each.fields == ("reporter.name", "reporter.phone"):
            parts: Sequence[str] | None = name_and_phone(text)
            if parts and not parts[1] and _ANONYMOUS.match(parts[0]):
                self._single(line, row, each, "reporter.name", parts[0], people)
                return
        elif each.fields == ("allegation.unit", "allegation.position"):
            self._units_and_posts(line, row, each, text, people)
            return
        elif each.fields[0] == "allegation.respondent":
            parts = name_unit_post(text)
            if parts is not None and len(each.fields) == 2:
                parts = parts[0], parts[1] + parts[2]
        else:
            found = DATES_INSIDE.search(text)
            parts = (text.replace(found[0], "").strip(" ，,、"), found[0]) if found else (text,)
        if parts is None:
            self._unsplit(line, row, each, text)
            parts = (text,)
        said = []
        for field_id, part in zip(each.fields, parts, strict=False):
            if part:
                self._single(line, row, each, field_id, part, people)
                said.append(f"{label_of(field_id)}“{part}”")
        if len(said) > 1:
            self.note(line, row, each, "repair", text, "拆成 " + "、".join(said))

    def _units_and_posts(self, line: Line, row: int, each: Mapped, text: str, people: People) -> None:
        pieces = [piece for piece in re.split(r"[;；\n]+", text) if piece.strip()] or [text]
        split = [unit_and_post(piece) for piece in pieces]
        if None in split:
            self._unsplit(line, row, each, text)
            people["allegation.unit"] = [text]
            return
        certain = [each for each in split if each is not None]
        people["allegation.unit"] = [unit or None for unit, _ in certain]
        people["allegation.position"] = [post or None for _, post in certain]
        if any(post for _, post in certain):
            told = "；".join(f"单位“{unit}”、职务“{post}”" for unit, post in certain)
            self.note(line, row, each, "repair", text, f"拆成{told}")

    def _unsplit(self, line: Line, row: int, each: Mapped, text: str) -> None:
        self.note(line, row, each, "doubt", text, _UNSPLIT, each.fields[0])

    def _acts_inside(self, line: Line, row: int, each: Mapped, text: str) -> None:
        """Dates within an account of what was done fill the dates that no column of the sheet says."""
        year = self._setting.year
        for match in DATES_INSIDE.finditer(text):
            found = day_written(match[0], year)
            if found is None or found.precision != "day" or found.day > self._setting.today:
                continue
            year = found.day.year
            after = re.split(r"[，,。；;、]", text[match.end() :], maxsplit=1)[0][:12]
            for act, field_id in _ACTS:
                if act.search(after) and field_id not in self._fields and field_id not in line.values:
                    line.values[field_id] = found.day
                    self.note(
                        line,
                        row,
                        each,
                        "repair",
                        text,
                        f"从这段话里读出{label_of(field_id)} {found.day}",
                        field_id,
                    )
                    break

    @staticmethod
    def note(
        line: Line, row: int, each: Mapped, kind: str, text: str, sentence: str, field_id: str = ""
    ) -> None:
        """Tell something of a cell."""
        line.notes.append(
            Note(row, each.column, kind, text, sentence, field_id or (each.fields[0] if each.fields else ""))
        )
