"""A table row by row as records of ours, and what follows from a row or is missing in it."""

from bisect import bisect
from collections.abc import Iterator, Sequence

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.lines import MISSING, Line, Note, Understood, Wishes
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.row_reader import RowReader
from app.exchange.foreign.tables import Passed, Table
from app.exchange.foreign.years_said import year_row
from app.exchange.posting import Progress, no_progress
from app.records.registration import Registration
from app.schema.kinds import Value

_REQUIRED = tuple((each.id, each.label) for each in Registration.columns() if each.required)
_IDENTITY = "registration.identity_status"
_RECEIVED, _REGISTERED = "registration.received_on", "registration.registered_on"
_GIVEN: dict[str, Value] = {
    "registration.intake_channel": "other", "registration.intake_source": "self",
    "registration.category": "misconduct_report",
}  # fmt: skip
"""What is assumed where a sheet has no such column, until the person says otherwise."""


def understand(
    table: Table, mapping: Sequence[Mapped], rows: Sequence[int], passed: Sequence[Passed], setting: Setting,
    wishes: Wishes | None = None, progress: Progress = no_progress,
) -> Understood:  # fmt: skip
    """Read every row of data. Nothing is written; whatever `progress` raises stops it."""
    wishes = wishes or Wishes()
    reader = RowReader(table, list(mapping), setting, wishes)
    lines: list[Line] = []
    for year, some in _by_year(table, rows, passed, setting.year):
        reader.say_year(year)
        lines += reader.lines(some, progress)
    found = Understood(table, list(mapping), lines, list(passed), reader.unknown)
    completion = _Completion(reader.fields, wishes, found)
    for line in found.lines:
        completion.complete(line)
    return found


def _by_year(
    table: Table, rows: Sequence[int], passed: Sequence[Passed], year: int | None
) -> Iterator[tuple[int | None, Sequence[int]]]:
    """The rows of data, parted where a row between them says another year."""
    begun = 0
    for each in passed:
        said = year_row(table.sheet.rows[each.row])
        if said is not None:
            end = bisect(rows, each.row)
            yield year, rows[begun:end]
            begun, year = end, said
    yield year, rows[begun:]


class _Completion:
    """Fills what follows from a row or was given for all, and says what is still missing."""

    def __init__(self, fields: dict[str, Mapped], wishes: Wishes, found: Understood) -> None:
        self._fields, self._assumed, self._unfound = fields, found.assumed, found.unfound
        self._given: dict[str, Value] = {}
        for each in Registration.columns():
            if each.required and each.id not in fields:
                value = wishes.given.get(each.id, _GIVEN.get(each.id))
                if value is not None:
                    self._given[each.id] = value
                    self._assumed[each.id] = each.kind.to_text(value)
        for each_id, value in wishes.given.items():
            self._given.setdefault(each_id, value)

    def complete(self, line: Line) -> None:
        """One row."""
        values = line.values
        written_down = set(values)
        for field_id, value in self._given.items():
            values.setdefault(field_id, value)
        if _IDENTITY not in values and _IDENTITY not in self._fields:
            named = values.get("reporter.name") is not None
            values[_IDENTITY] = "signed_unverified" if named else "anonymous"
            self._assumed[_IDENTITY] = "有反映人姓名的按“署名待核实”，没有的按“匿名”"
        if _REGISTERED not in self._fields and _RECEIVED in values:
            values.setdefault(_REGISTERED, values[_RECEIVED])
            self._assumed[_REGISTERED] = "按收到日期"
        line.assumed |= values.keys() - written_down
        if values.get(_IDENTITY) in ("anonymous", "impersonated") and "reporter.name" in values:
            told = "署名情况是匿名，却写了反映人姓名，请核对是不是署名件"
            line.notes.append(
                Note(line.row, self._fields["reporter.name"].column, "problem", "", told, _IDENTITY)
            )
        self._missing(line)

    def _missing(self, line: Line) -> None:
        values = line.values
        one_is_enough = _REGISTERED not in self._fields and _RECEIVED not in values
        for field_id, label in _REQUIRED:
            if values.get(field_id) is not None or (one_is_enough and field_id == _REGISTERED):
                continue
            if any(note.field == field_id and note.kind == "problem" for note in line.notes):
                continue
            mapped = self._fields.get(field_id)
            column = mapped.column if mapped else 0
            if mapped is None and label not in self._unfound:
                self._unfound.append(label)
            how = "请填写" if mapped else "表上没有认出是哪一列，请指出"
            line.notes.append(Note(line.row, column, "problem", "", f"{MISSING}“{label}”，{how}", field_id))
