"""Ledgers written by pandas itself (`tests/data/foreign/written/by_pandas.py`), against the truth beside each."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.lines import Understood
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import read_source
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand
from tests.app.exchange.foreign.ledgers import TODAY
from tests.app.exchange.foreign.test_corpus import said, wanted

WRITTEN = Path(__file__).resolve().parents[3] / "data" / "foreign" / "written"
FILES = sorted(path for path in WRITTEN.iterdir() if path.suffix in (".xlsx", ".xls", ".csv"))


def read(path: Path) -> tuple[Understood, dict[str, Any]]:
    truth = json.loads((path.parent / f"{path.name}.json").read_text("utf-8"))
    source = read_source(path)
    (table,) = [table for sheet in source.sheets for table in tables_of(sheet, source.name)]
    rows, passed = data_rows(table)
    setting = Setting(TODAY, table.year or 2024)
    return understand(table, map_columns(table, rows, setting), rows, passed, setting), truth


def test_pandas_wrote_workbooks_of_both_engines_separated_values_and_a_web_page() -> None:
    names = [path.name for path in FILES]
    assert {name.split("-")[0] for name in names} == {
        "openpyxl",
        "xlsxwriter",
        "utf8",
        "bom",
        "gb18030",
        "html",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_pandas_wrote_is_read_as_it_was_meant(path: Path) -> None:
    found, truth = read(path)
    assert list(range(*found.table.header_rows)) == truth["header_rows"]
    mapped = {str(each.column): list(each.fields) for each in found.mapping}
    assert {column: mapped[column] for column in truth["columns"]} == truth["columns"]
    assert [line.row for line in found.lines] == [int(row) for row in truth["rows"]]
    wrong = [
        (line.row, field, said(line, field), value)
        for line in found.lines
        for field, value in truth["rows"][str(line.row)].items()
        if not field.startswith(("row.", "kept.")) and said(line, field) != wanted(value)
    ]
    assert wrong == []
