"""A second corpus, whose headings the reader was not made for: measured without a person, against the truth beside each.

Builds nothing: `tests/data/foreign/second/build.py` does. The shares right are printed by `-s` and stand in docs/TESTING.md,
beside those of the first reading, before anything was mended.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.lines import Line, Understood
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import read_source
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand
from tests.app.exchange.foreign.ledgers import TODAY
from tests.app.exchange.foreign.test_corpus import plain

CORPUS = Path(__file__).resolve().parents[3] / "data" / "foreign" / "second"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".xlsx", ".xls", ".ods", ".csv"))
COLUMNS_GOAL, VALUES_GOAL = 0.98, 0.995
OPEN = "?"
"""What nobody could say of a column without asking."""


def read(path: Path) -> tuple[list[Understood], dict[str, Any]]:
    truth = json.loads((path.parent / f"{path.name}.json").read_text("utf-8"))
    found = []
    source = read_source(path)
    for sheet in source.sheets:
        for table in tables_of(sheet, source.name):
            rows, passed = data_rows(table)
            setting = Setting(TODAY, table.year or 2024)
            found.append(understand(table, map_columns(table, rows, setting), rows, passed, setting))
    return found, truth


def meant(said: str) -> list[tuple[str, ...]]:
    """The field or fields that a column may rightly become."""
    return [tuple(part.split("+")) if part else () for part in said.split("|")]


def values(found: Understood, truth: dict[str, Any]) -> Iterator[tuple[Line, str, Any, list[str]]]:
    """Of each cell of which something is meant: its line, the field, what is meant, and what was understood."""
    fields = {str(each.column): each.fields for each in found.mapping}
    for line in found.lines:
        for column, value in truth["rows"].get(str(line.row), {}).items():
            choices = meant(truth["columns"][column])
            got = fields.get(column, ())
            wanted = got if got in choices else choices[0]
            if truth["columns"][column] in (OPEN, "") or not wanted or wanted == ("row.serial",):
                continue
            parts = value if isinstance(value, list) else [value]
            for field, part in zip(wanted, parts, strict=True):
                yield line, field, part, said(line, field)


def said(line: Line, field: str) -> list[str]:
    kind, _, name = field.partition(".")
    if kind == "allegation":
        return [plain(point[name]) for point in line.allegations if name in point]
    return [plain(line.values[field])] if field in line.values else []


def test_the_second_corpus_holds_more_than_a_dozen_ledgers_of_every_kind() -> None:
    assert len(FILES) >= 15
    assert {path.suffix for path in FILES} == {".xlsx", ".xls", ".ods", ".csv"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_its_header_and_rows_are_found(path: Path) -> None:
    tables, truth = read(path)
    assert len(tables) == len(truth["sheets"])
    for found in tables:
        assert list(range(*found.table.header_rows)) == truth["header_rows"]
        assert [str(line.row) for line in found.lines] == list(truth["rows"])
        assert len(found.passed) == truth["below"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_none_of_its_values_is_taken_wrong_without_a_word(path: Path) -> None:
    wrong = []
    tables, truth = read(path)
    for found in tables:
        for line, field, value, got in values(found, truth):
            told = line.problems or any(note.field == field and note.kind != "repair" for note in line.notes)
            told = told or field in line.assumed
            if got and got != [plain(value)] and not told:
                wrong.append(f"row {line.row + 1} {field}: {got} for {value}")
        for mapped in found.mapping:
            choices = meant(truth["columns"][str(mapped.column)])
            if (
                truth["columns"][str(mapped.column)] != OPEN
                and mapped.fields
                and mapped.fields not in choices
            ):
                wrong.append(f"column {mapped.heading!r}: {mapped.fields} for {choices} ({mapped.by})")
    assert wrong == []


def test_the_shares_right_without_a_person_reach_the_goals_here_too() -> None:
    columns = right_columns = told = right_values = 0
    misread: list[str] = []
    for path in FILES:
        tables, truth = read(path)
        for found in tables:
            for mapped in found.mapping:
                choices = truth["columns"].get(str(mapped.column), "")
                if choices == OPEN:
                    continue
                columns += 1
                right = mapped.fields in meant(choices)
                right_columns += right
                if not right:
                    misread.append(
                        f"{path.name} {mapped.heading!r}: {mapped.fields} for {choices} ({mapped.by})"
                    )
            for line, field, value, got in values(found, truth):
                told += 1
                right_values += got == [plain(value)]
                if got != [plain(value)]:
                    misread.append(f"{path.name} row {line.row + 1} {field}: {got} for {value}")
    print(f"columns {right_columns}/{columns}, values {right_values}/{told}")
    shown = "\n".join(misread[:60])
    assert right_columns >= COLUMNS_GOAL * columns, shown
    assert right_values >= VALUES_GOAL * told, shown
