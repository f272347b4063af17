"""A third corpus, of shapes that no reader was made for: measured without a person, against the truth beside each.

Builds nothing: `tests/data/foreign/third/build.py` does. The shares right are printed by `-s`; those of the first reading,
before anything was mended, stand in docs/TESTING.md.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.inspection import _tables
from app.exchange.foreign.lines import Understood
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import read_source
from app.exchange.foreign.tables import data_rows
from app.exchange.foreign.understood import understand
from app.exchange.foreign.years_said import common_year
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import TODAY
from tests.app.exchange.foreign.test_corpus import plain
from tests.app.exchange.foreign.test_second_corpus import COLUMNS_GOAL, OPEN, VALUES_GOAL, meant, values

CORPUS = Path(__file__).resolve().parents[3] / "data" / "foreign" / "third"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".xlsx", ".xls", ".ods", ".csv"))


@cache
def truth(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((path.parent / f"{path.name}.json").read_text("utf-8"))["tables"]
    return found


def read(office: Office, path: Path) -> list[Understood]:
    """As `inspect` does, before a township's words are put in the place of the county's."""
    source, found = read_source(path), []
    for sheet in source.sheets:
        for table in _tables(office, source, sheet, {}):
            rows, passed = data_rows(table)
            year = table.year or common_year(source.sheets)
            setting = Setting(TODAY, year, month=table.month)
            found.append(understand(table, map_columns(table, rows, setting), rows, passed, setting))
    return found


def test_it_holds_a_dozen_and_more_of_every_kind() -> None:
    assert len(FILES) >= 15
    assert {path.suffix for path in FILES} == {".xlsx", ".xls", ".ods", ".csv"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_its_tables_and_rows_are_found(office: Office, path: Path) -> None:
    found = read(office, path)
    assert [
        (list(range(*each.table.header_rows)), [str(row) for line in each.lines for row in line.rows])
        for each in found
    ] == [(each["header_rows"], list(each["rows"])) for each in truth(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_none_of_its_values_is_taken_wrong_without_a_word(office: Office, path: Path) -> None:
    assert wrong(read(office, path), truth(path)) == []


def wrong(tables: list[Understood], truths: list[dict[str, Any]]) -> list[str]:
    """Columns and values that are something else than was meant, and nobody is told."""
    found = []
    for table, said in zip(tables, truths, strict=True):
        for line, field, value, got in values(table, said):
            told = line.problems or any(note.field == field and note.kind != "repair" for note in line.notes)
            if got and got != [plain(value)] and not told and field not in line.assumed:
                found.append(f"row {line.row + 1} {field}: {got} for {value}")
        for mapped in table.mapping:
            choices = said["columns"].get(str(mapped.column), "")
            if choices != OPEN and mapped.fields and mapped.fields not in meant(choices):
                found.append(f"column {mapped.heading!r}: {mapped.fields} for {choices} ({mapped.by})")
    return found


def test_the_shares_right_without_a_person_reach_the_goals_here_too(office: Office) -> None:
    columns = right_columns = told = right_values = 0
    misread: list[str] = []
    for path in FILES:
        for table, said in zip(read(office, path), truth(path), strict=True):
            for mapped in table.mapping:
                choices = said["columns"].get(str(mapped.column), "")
                if choices == OPEN:
                    continue
                columns += 1
                right_columns += mapped.fields in meant(choices)
                if mapped.fields not in meant(choices):
                    misread.append(
                        f"{path.name} {mapped.heading!r}: {mapped.fields} for {choices} ({mapped.by})"
                    )
            for line, field, value, got in values(table, said):
                told += 1
                right_values += got == [plain(value)]
                if got != [plain(value)]:
                    misread.append(f"{path.name} row {line.row + 1} {field}: {got} for {value}")
    print(f"columns {right_columns}/{columns}, values {right_values}/{told}")
    assert right_columns >= COLUMNS_GOAL * columns, "\n".join(misread[:60])
    assert right_values >= VALUES_GOAL * told, "\n".join(misread[:60])
