"""The checked-in ledgers of eight shapes, read without a person, against the truth beside each.

Builds nothing: `tests/data/foreign/build.py` does. The shares right are printed by `-s` and stand in docs/TESTING.md.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.lines import Line, Understood
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import read_source
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand
from app.schema.kinds import Money
from tests.app.exchange.foreign.ledgers import TODAY
from tests.tiers import some

CORPUS = Path(__file__).resolve().parents[3] / "data" / "foreign"
FILES = sorted(path for path in CORPUS.glob("L*.*") if path.suffix != ".json")
COLUMNS_GOAL, VALUES_GOAL = 0.98, 0.995


def read(path: Path) -> tuple[Understood, dict[str, Any]]:
    truth = json.loads((path.parent / f"{path.name}.json").read_text("utf-8"))
    source = read_source(path)
    (table,) = [table for sheet in source.sheets for table in tables_of(sheet, source.name)]
    rows, passed = data_rows(table)
    setting = Setting(TODAY, table.year or 2024)
    return understand(table, map_columns(table, rows, setting), rows, passed, setting), truth


def said(line: Line, field: str) -> list[str]:
    """What was understood of a field, as the truth writes it."""
    kind, _, name = field.partition(".")
    if kind == "kept":
        found = [value for heading, value in line.kept.items() if bare(heading).endswith(bare(name))]
    elif kind == "allegation":
        found = [point[name] for point in line.allegations if name in point]
    else:
        found = [line.values[field]] if field in line.values else []
    return [plain(value) for value in found]


def bare(heading: str) -> str:
    return "".join(heading.split()).replace("（必填，按格式填写）", "")


def plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return Money().to_text(value) if type(value).__name__ == "Decimal" else "".join(str(value).split())


def wanted(value: Any) -> list[str]:
    return [plain(each) for each in value] if isinstance(value, list) else [plain(value)]


def test_there_are_forty_ledgers_and_more_of_every_kind() -> None:
    assert len(FILES) >= 40
    assert {path.suffix for path in FILES} == {".xlsx", ".xls", ".ods", ".csv"}
    assert {path.name[:2] for path in FILES} == {f"L{number}" for number in range(1, 9)}


@pytest.mark.parametrize("path", some(FILES), ids=lambda path: path.name)
def test_header_rows_and_what_is_no_data_are_found(path: Path) -> None:
    found, truth = read(path)
    assert list(range(*found.table.header_rows)) == truth["header_rows"]
    assert {each.row for each in found.passed} == set(truth["skipped"])
    assert [line.row for line in found.lines] == sorted(int(row) for row in truth["rows"])


@pytest.mark.parametrize("path", some(FILES), ids=lambda path: path.name)
def test_no_wrong_value_is_taken_silently(path: Path) -> None:
    found, truth = read(path)
    wrong = []
    for line in found.lines:
        for field, value in truth["rows"][str(line.row)].items():
            got = said(line, field)
            if got and got != wanted(value) and not line.problems and not told(line, field):
                wrong.append((line.row, field, got, value))
    assert wrong == []


def told(line: Line, field: str) -> bool:
    return any(note.kind != "repair" for note in line.notes if note.field == field)


@pytest.mark.parametrize("path", some(FILES), ids=lambda path: path.name)
def test_just_the_rows_that_lack_something_are_refused(path: Path) -> None:
    found, truth = read(path)
    lacking = {line.row for line in found.lines if line.problems}
    assert lacking == set(truth["refused"])


def test_the_shares_right_without_a_person_reach_the_goals() -> None:
    columns = right_columns = values = right_values = 0
    misread: list[str] = []
    for path in FILES:
        found, truth = read(path)
        for mapped in found.mapping:
            fields = truth["columns"].get(str(mapped.column))
            if fields is not None:
                columns += 1
                right_columns += list(mapped.fields) == fields
                if list(mapped.fields) != fields:
                    misread.append(f"{path.name} {mapped.heading!r}: {mapped.fields} for {fields}")
        for line in found.lines:
            for field, value in truth["rows"][str(line.row)].items():
                if line.row in truth["refused"] or field == SERIAL:
                    continue
                values += 1
                right_values += said(line, field) == wanted(value)
                if said(line, field) != wanted(value):
                    misread.append(f"{path.name} row {line.row + 1} {field}: {said(line, field)} for {value}")
    print(f"columns {right_columns}/{columns}, values {right_values}/{values}")
    shown = "\n".join(misread[:40])
    assert right_columns >= COLUMNS_GOAL * columns, shown
    assert right_values >= VALUES_GOAL * values, shown
