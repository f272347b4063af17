"""A table row by row as records of ours: what each row says, what was repaired, what is doubtful, why it is refused."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.exchange.foreign.cells_read import NOTHING, Read, Setting, read_cell, written
from app.exchange.foreign.days_written import DATES_INSIDE, day_written
from app.exchange.foreign.headings import SERIAL, label_of
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.several import aligned, name_and_phone, name_unit_post, persons, unit_and_post
from app.exchange.foreign.tables import Passed, Table
from app.exchange.posting import Progress, no_progress
from app.exchange.read_xlsx import Value as Cell
from app.records.registration import Registration
from app.schema.kinds import Value

_UNSPLIT = "分不清哪些字是单位、哪些字是职务，照原文收取，请核对"
_KEYS = ("registration.case_no", "registration.county_ref_no", "registration.platform_no", SERIAL)
_ANONYMOUS = re.compile(r"(?:匿名|群众|不详|未署名|无名|某群众|一群众|知情人|村民)(?:举报|来信|代表)?$")
_ACTS = (
    (re.compile(r"受理"), "registration.accepted_on"), (re.compile(r"(?<!未)(?:办结|了结|结案|结束)"), "handling.closed_on"),
    (re.compile(r"(?<!未)反馈|告知"), "handling.fed_back_on"), (re.compile(r"归档"), "handling.archived_on"),
)  # fmt: skip


_REQUIRED = tuple(each for each in Registration.columns() if each.required)


@dataclass(frozen=True, slots=True)
class Note:
    """Something told of a cell: `kind` is repair, doubt or problem; `text` what stands in it. Row and column from 0."""

    row: int
    column: int
    kind: str
    text: str
    sentence: str
    field: str = ""


@dataclass(slots=True)
class Line:
    """One row understood: single values by full id, one mapping for each allegation, texts kept by heading.

    `problems` is why it cannot be taken; `rows` are the rows of the sheet it stands on, more than one where merged
    cells make several rows one matter.
    """

    rows: list[int]
    values: dict[str, Value] = field(default_factory=dict)
    allegations: list[dict[str, Value]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    assumed: set[str] = field(default_factory=set)
    """Fields that the sheet does not say: a new case needs them, a known one keeps its own."""

    @property
    def row(self) -> int:
        """The first row it stands on, from 0."""
        return self.rows[0]

    @property
    def problems(self) -> list[Note]:
        """Why it is refused; empty where it may be taken."""
        return [each for each in self.notes if each.kind == "problem"]


@dataclass(slots=True)
class Understood:
    """A table as understood. `unknown` words by (field, word) with how often; `assumed` what the sheet does not say."""

    table: Table
    mapping: list[Mapped]
    lines: list[Line]
    passed: list[Passed]
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    assumed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the person decided beside the mapping: cells whose repair is refused, values for columns that are missing."""

    refused: frozenset[tuple[int, int]] = frozenset()
    given: Mapping[str, Value] = field(default_factory=dict)


_GIVEN: Mapping[str, Value] = {
    "registration.intake_channel": "other", "registration.intake_source": "self",
    "registration.category": "misconduct_report",
}  # fmt: skip
"""What is assumed where a sheet has no such column, until the person says otherwise."""


def understand(
    table: Table, mapping: Sequence[Mapped], rows: Sequence[int], passed: Sequence[Passed], setting: Setting,
    wishes: Wishes | None = None, progress: Progress = no_progress,
) -> Understood:  # fmt: skip
    """Read every row of data. Nothing is written; whatever `progress` raises stops it."""
    reader = _Reader(table, list(mapping), setting, wishes or Wishes())
    found = Understood(table, list(mapping), [], list(passed), reader.unknown, reader.assumed)
    for done, number in enumerate(rows):
        if done % 500 == 0:
            progress(done, len(rows))
        above = reader.continues(number)
        if above is not None and found.lines and above in found.lines[-1].rows:
            reader.add_to(found.lines[-1], number)
        else:
            found.lines.append(reader.line(number))
    for line in found.lines:
        reader.complete(line)
    return found


class _Reader:
    """Reads rows of one table."""

    def __init__(self, table: Table, mapping: list[Mapped], setting: Setting, wishes: Wishes) -> None:
        self._cells, self._marks = table.sheet.rows, table.sheet.marks
        self._mapping, self._setting, self._wishes = mapping, setting, wishes
        self._first_row = table.header_rows[1]
        self._down = self._merged_down(table)
        fields = {field: each for each in mapping for field in each.fields}
        self._fields = fields
        self._keys = [fields[each].column for each in _KEYS if each in fields]
        self._plain = not (self._down or wishes.refused or self._marks.speak)
        self._known: dict[int, dict[tuple[type, Cell], Value]] = {each.column: {} for each in mapping}
        self.unknown: Counter[tuple[str, str]] = Counter()
        self.assumed: dict[str, str] = {}
        self._given = self._assumptions()

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

    def _assumptions(self) -> dict[str, Value]:
        """Values for the required fields that no column says."""
        given: dict[str, Value] = {}
        for each in Registration.columns():
            if each.required and each.id not in self._fields:
                value = self._wishes.given.get(each.id, _GIVEN.get(each.id))
                if value is not None:
                    given[each.id] = value
                    self.assumed[each.id] = each.kind.to_text(value)
        for each_id, value in self._wishes.given.items():
            given.setdefault(each_id, value)
        return given

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
        self._read_into(line, row, self._mapping)
        return line

    def add_to(self, line: Line, row: int) -> None:
        """A continuation: another person of the same matter."""
        line.rows.append(row)
        own = [
            each for each in self._mapping
            if (row, each.column) not in self._down and any(field.startswith("allegation.") for field in each.fields)
        ]  # fmt: skip
        line.notes.append(
            Note(row, self._keys[0], "repair", "", f"合并单元格：与第 {line.row + 1} 行是同一件")
        )
        self._read_into(line, row, own)

    def _read_into(self, line: Line, row: int, mapping: Iterable[Mapped]) -> None:
        people: dict[str, list[Value]] = {}
        for each in mapping:
            if self._plain and self._read_known(line, row, each, people):
                continue
            cell, down = self._cell(row, each.column)
            self._tell_marks(line, row, each, cell)
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            if down:
                self._note(line, row, each, "repair", written(cell), "合并单元格：照上面的内容填下来")
            if (row, each.column) in self._wishes.refused:
                line.kept[each.heading] = written(cell)
            elif not each.fields:
                if (text := written(cell).strip()) not in NOTHING:
                    line.kept[each.heading or f"第 {each.column + 1} 列"] = text
                    self._known[each.column][cell.__class__, cell] = text
            elif len(each.fields) > 1:
                self._take_apart(line, row, each, cell, people)
            elif each.fields[0] != SERIAL:
                self._single(line, row, each, each.fields[0], cell, people)
        self._add_people(line, row, people)

    def _read_known(self, line: Line, row: int, each: Mapped, people: dict[str, list[Value]]) -> bool:
        """Take a cell as one like it was taken before, where there was nothing to tell; whether that was so."""
        cells, column = self._cells[row], each.column
        cell = cells[column] if column < len(cells) else None
        if cell is None:
            return True
        known = self._known[column].get((cell.__class__, cell))
        if known is None:
            return False
        if not each.fields:
            line.kept[each.heading or f"第 {column + 1} 列"] = str(known)
        elif (field_id := each.fields[0]).startswith("allegation."):
            people[field_id] = [known]
        else:
            line.values[field_id] = known
        return True

    def _tell_marks(self, line: Line, row: int, each: Mapped, cell: Cell) -> None:
        place = row, each.column
        marks = self._marks
        if marks.errors and place in marks.errors:
            self._note(
                line, row, each, "repair", marks.errors[place], f"公式出错（{marks.errors[place]}），当作空白"
            )
        if cell is None:
            return
        if marks.struck and place in marks.struck:
            self._note(line, row, each, "doubt", written(cell), "有删除线，仍照原文收取，请确认")
        if marks.notes and place in marks.notes:
            line.kept[f"{each.heading}(批注)"] = marks.notes[place]
            self._note(line, row, each, "repair", written(cell), f"批注一并保留：{marks.notes[place][:60]}")

    def _single(
        self, line: Line, row: int, each: Mapped, field_id: str, cell: Cell, people: dict[str, list[Value]]
    ) -> None:
        if field_id == "allegation.respondent":
            self._respondents(line, row, each, written(cell), people)
            return
        if field_id == "reporter.name" and _ANONYMOUS.match(written(cell).strip()):
            line.values.setdefault("registration.identity_status", "anonymous")
            self._note(
                line, row, each, "repair", written(cell), f"“{written(cell).strip()}”：按匿名件登记，不记姓名"
            )
            return
        found = read_cell(field_id, cell, each.heading, self._setting)
        self._tell(line, row, each, field_id, cell, found)
        if found.value is None:
            return
        if field_id.startswith("allegation."):
            people.setdefault(field_id, []).append(found.value)
        else:
            line.values[field_id] = found.value
        if field_id == "handling.result":
            self._acts_inside(line, row, each, str(found.value))
        elif not (found.repair or found.doubt or found.kept):
            self._known[each.column][cell.__class__, cell] = found.value

    def _tell(self, line: Line, row: int, each: Mapped, field_id: str, cell: Cell, found: Read) -> None:
        text = written(cell)
        if found.kept:
            line.kept[each.heading] = found.kept
        if found.repair:
            self._note(line, row, each, "repair", text, found.repair, field_id)
        if found.doubt:
            self._note(line, row, each, "doubt", text, found.doubt, field_id)
        if found.unknown:
            self.unknown[field_id, text.strip()] += 1
        if found.problem:
            refuses = self._required(field_id) or not found.kept
            sentence = found.problem if refuses else f"{found.problem}；原文保留在附记里"
            self._note(line, row, each, "problem" if refuses else "doubt", text, sentence, field_id)

    @staticmethod
    def _required(field_id: str) -> bool:
        kind, _, name = field_id.partition(".")
        return kind == "registration" and Registration.column(name).required

    def _respondents(
        self, line: Line, row: int, each: Mapped, text: str, people: dict[str, list[Value]]
    ) -> None:
        names, told = persons(text)
        if told:
            self._note(line, row, each, "doubt", text, told, "allegation.respondent")
            line.kept[each.heading] = text
        if len(names) > 1:
            self._note(line, row, each, "repair", text, f"拆成 {len(names)} 个被反映人：{'、'.join(names)}")
        reads = [
            read_cell("allegation.respondent", name, each.heading, self._setting).value for name in names
        ]
        people["allegation.respondent"] = reads

    def _take_apart(
        self, line: Line, row: int, each: Mapped, cell: Cell, people: dict[str, list[Value]]
    ) -> None:
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
        else:
            found = DATES_INSIDE.search(text)
            parts = (text.replace(found[0], "").strip(" ，,、"), found[0]) if found else (text,)
        if parts is None:
            self._note(
                line,
                row,
                each,
                "doubt",
                text,
                _UNSPLIT,
                each.fields[0],
            )
            parts = (text,)
        said = []
        for field_id, part in zip(each.fields, parts, strict=False):
            if part:
                self._single(line, row, each, field_id, part, people)
                said.append(f"{label_of(field_id)}“{part}”")
        if len(said) > 1:
            self._note(line, row, each, "repair", text, "拆成 " + "、".join(said))

    def _units_and_posts(
        self, line: Line, row: int, each: Mapped, text: str, people: dict[str, list[Value]]
    ) -> None:
        pieces = [piece for piece in re.split(r"[;；\n]+", text) if piece.strip()] or [text]
        split = [unit_and_post(piece) for piece in pieces]
        if None in split:
            self._note(
                line,
                row,
                each,
                "doubt",
                text,
                _UNSPLIT,
                "allegation.unit",
            )
            people["allegation.unit"] = [text]
            return
        certain = [each for each in split if each is not None]
        people["allegation.unit"] = [unit or None for unit, _ in certain]
        people["allegation.position"] = [post or None for _, post in certain]
        if any(post for _, post in certain):
            told = "；".join(f"单位“{unit}”、职务“{post}”" for unit, post in certain)
            self._note(line, row, each, "repair", text, f"拆成{told}")

    def _add_people(self, line: Line, row: int, people: dict[str, list[Value]]) -> None:
        """The persons of a row, each with the unit, post, rank and kind of matter said for that person or for all."""
        if not people:
            return
        names = people.pop("allegation.respondent", [None])
        rest: dict[str, list[Value]] = {}
        for field_id, values in people.items():
            fitted = aligned(values, len(names))
            if fitted is None:
                text = "、".join(str(value) for value in values)
                told = f"{label_of(field_id)}与被反映人数目不一样，都写在第一人名下"
                self._note(line, row, self._fields[field_id], "doubt", text, told, field_id)
                fitted = [text, *[None] * (len(names) - 1)]
            rest[field_id] = fitted
        for place, name in enumerate(names):
            said = {
                "respondent": name,
                **{key.partition(".")[2]: values[place] for key, values in rest.items()},
            }
            line.allegations.append({key: value for key, value in said.items() if value is not None})

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
                    self._note(
                        line,
                        row,
                        each,
                        "repair",
                        text,
                        f"从这段话里读出{label_of(field_id)} {found.day}",
                        field_id,
                    )
                    break

    def _note(
        self, line: Line, row: int, each: Mapped, kind: str, text: str, sentence: str, field_id: str = ""
    ) -> None:
        line.notes.append(
            Note(row, each.column, kind, text, sentence, field_id or (each.fields[0] if each.fields else ""))
        )

    def complete(self, line: Line) -> None:
        """Fill what follows from the row or was given for all, and say what is still missing."""
        values = line.values
        written_down = set(values)
        for field_id, value in self._given.items():
            values.setdefault(field_id, value)
        if (
            "registration.identity_status" not in values
            and "registration.identity_status" not in self._fields
        ):
            named = values.get("reporter.name") is not None
            values["registration.identity_status"] = "signed_unverified" if named else "anonymous"
            self.assumed["registration.identity_status"] = "有反映人姓名的按“署名待核实”，没有的按“匿名”"
        if "registration.registered_on" not in self._fields and "registration.received_on" in values:
            values.setdefault("registration.registered_on", values["registration.received_on"])
            self.assumed["registration.registered_on"] = "按收到日期"
        line.assumed |= set(values) - written_down
        if (
            values.get("registration.identity_status") in ("anonymous", "impersonated")
            and "reporter.name" in values
        ):
            column = self._fields["reporter.name"].column
            told = "署名情况是匿名，却写了反映人姓名，请核对是不是署名件"
            line.notes.append(Note(line.row, column, "problem", "", told, "registration.identity_status"))
        if "registration.registered_on" not in self._fields and "registration.received_on" not in values:
            missing = [each for each in _REQUIRED if each.name != "registered_on"]  # one reason is enough
        else:
            missing = list(_REQUIRED)
        for each in missing:
            if values.get(each.id) is None and not self._told(line, each.id):
                mapped = self._fields.get(each.id)
                column = mapped.column if mapped else 0
                line.notes.append(
                    Note(line.row, column, "problem", "", f"缺少“{each.label}”，请填写", each.id)
                )

    @staticmethod
    def _told(line: Line, field_id: str) -> bool:
        return any(note.field == field_id and note.kind == "problem" for note in line.notes)
