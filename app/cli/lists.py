"""lists: the list of a meeting for a period, as a table, as JSON, or as a workbook."""

from argparse import Namespace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.actions.save_list import save_list
from app.cli import say
from app.errors import Invalid
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.meetings import meeting_list, names
from app.ledger.sheet import Cell, MeetingSheet, Table, Value
from app.rules.stat_periods import Period, containing, parse
from app.store.office import Office


def lists(office: Office, asked: Namespace) -> None:
    """Show one list, or name those there are."""
    if asked.name is None:
        _name_them(office, asked)
        return
    known = names(office.level)
    id = next((each for each, name in known.items() if asked.name in (each, name)), None)
    if id is None:
        raise Invalid(f"没有“{asked.name}”这种表，可以写：{'、'.join(known.values())}。")
    sheet = meeting_sheet(office, id, _period(office, id, asked.period))
    if asked.output is not None:
        _save(office, sheet, asked)
    elif asked.as_json:
        say.document(_document(sheet))
    else:
        _print(sheet)


def _name_them(office: Office, asked: Namespace) -> None:
    known = names(office.level)
    if asked.as_json:
        say.document([{"id": id, "name": name} for id, name in known.items()])
        return
    print(say.table(["名称", "表"], [[id, name] for id, name in known.items()]))


def _period(office: Office, id: str, said: str | None) -> Period:
    """The period that was said, else the one in which yesterday lies: on a Monday last week, on the first last month."""
    last_day = int(office.setting("statistics.last_day"))
    if said is not None:
        return parse(said, last_day)
    return containing(meeting_list(id, "accepted").kind, office.today - timedelta(days=1), last_day)


def _save(office: Office, sheet: MeetingSheet, asked: Namespace) -> None:
    path = Path(asked.output).expanduser()
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    change = save_list(office, sheet, path, replace=asked.replace)
    if asked.as_json:
        say.document({"change": change.seq, "file": str(path), "list": sheet.id, "period": sheet.period.key})
    else:
        print(f"已存为 {path}，已记入日志。文件没有加密，用完请妥善保管。")


def _print(sheet: MeetingSheet) -> None:
    print(f"{sheet.title}\n{sheet.under}")
    for table in sheet.tables:
        print(f"\n{table.title}{f'（{table.note}）' if table.note else ''}")
        rows = [[cell.text for cell in line.cells] for line in table.lines]
        print(say.table([head.label for head in table.heads], rows, widest=48) if rows else "没有。")
    print("\n" + "\n".join(sheet.remarks))


def _document(sheet: MeetingSheet) -> dict[str, Any]:
    return {
        "list": sheet.id, "name": sheet.name, "unit": sheet.unit, "period": sheet.period.key,
        "from": sheet.period.first.isoformat(), "to": sheet.period.last.isoformat(),
        "tables": [_table(table) for table in sheet.tables], "remarks": list(sheet.remarks),
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    lines = [
        {"cells": [_cell(cell) for cell in line.cells], "real_name": line.first, "case": line.case}
        for line in table.lines
    ]
    return {"title": table.title, "note": table.note, "heads": [head.label for head in table.heads], "lines": lines,
            "count": None if table.number is None else table.number.value}  # fmt: skip


def _cell(cell: Cell) -> dict[str, Any]:
    said: dict[str, Any] = {"text": cell.text, "value": _plain(cell.value)}
    if cell.numbers:
        said["counts"] = [_plain(number.value) for number in cell.numbers]
    if cell.status is not None:
        said["status"] = cell.status.value
    return said


def _plain(value: Value) -> Any:
    return float(value) if isinstance(value, Decimal) else say.plain(value)
