"""Small ledgers as other people make them; all persons, villages and matters are invented."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.lines import Understood, Wishes
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand

TODAY = date(2026, 3, 9)
HEAD = (
    "序号",
    "信访编号",
    "收件时间",
    "反映人姓名",
    "联系电话",
    "被反映人",
    "单位及职务",
    "问题摘要",
    "信访形式",
    "备注",
)


def row(number: int, **said: Any) -> list[Any]:
    """A row under HEAD; `said` by heading."""
    usual = {"序号": number, "信访编号": f"安塘信〔2024〕{number}号", "收件时间": "2024.3.5", "被反映人": "张三",
             "单位及职务": "石桥村党支部书记", "问题摘要": f"反映第{number}件事", "信访形式": "来信"}  # fmt: skip
    return [{**usual, **said}.get(heading) for heading in HEAD]


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), title: str = "台账"
) -> Path:
    """A plain workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for each in rows:
        sheet.append(list(each))
    for each in merged:
        sheet.merge_cells(each)
    book.save(path)
    return path


def sheet(*rows: Sequence[Any], name: str = "台账", **said: Any) -> Sheet:
    """A sheet without any file."""
    return Sheet(name, [list(each) for each in rows], **said)


def understood(
    each: Sheet, wishes: Wishes | None = None, taught: tuple[tuple[str, str, str], ...] = ()
) -> Understood:
    """The first table of a sheet, understood on TODAY."""
    table = tables_of(each)[0]
    rows, passed = data_rows(table)
    setting = Setting(TODAY, table.year, taught)
    return understand(table, map_columns(table, rows, setting), rows, passed, setting, wishes)
