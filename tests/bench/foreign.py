"""Somebody else's ledger under the clock: a big one looked at, a phantom of a million rows, a styled form filled.

Each is measured in a process of its own; the workbooks are invented and made anew for each run of the bench.
"""

import random
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS, WIDTH = 10_000, 45
PHANTOM = 1_048_576
FORM_ROWS = 2_000
FORM = "L6"
GOALS = {"inspect": 3.0, "inspect MB": 200.0, "phantom": 3.0, "fill": 5.0}
"""Seconds, and MB for the memory."""


def big(path: Path, rows: int = ROWS) -> Path:
    """A ledger of the first known shape, made 45 columns wide by columns that are no field."""
    from tests.data.foreign.build import LAYOUTS, Maker

    maker, dice = Maker("L1", 3), random.Random(1)
    heads = [heading for heading, _ in LAYOUTS["L1"]]
    extra = [f"县里栏目{number}" for number in range(WIDTH - len(heads))]
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [*heads, *extra])
        for row in range(1, rows + 1):
            cells, _ = maker.row(row % 2_000)
            cells[0], cells[2], cells[3] = (
                row,
                f"安塘信〔2024〕{row}号",
                date(2020, 1, 1) + timedelta(row % 1_500),
            )
            cells[9] = (
                f"反映{dice.choice(('石桥村', '柳树村'))}第{row}件事，数额{dice.randrange(100_000)}，要求查处"
            )
            cells += [dice.choice(("一般", "急", "已装订", "三号柜", None)) for _ in extra]
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write(row, column, value)
    return path


def phantom(path: Path, rows: int = PHANTOM) -> Path:
    """Two matters, and below them every row of the sheet drawn with a border and nothing in it."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, border = book.add_worksheet("台账"), book.add_format({"border": 1})
        sheet.write_row(0, 0, ["信访编号", "收件时间", "被反映人", "问题摘要"])
        for row in (1, 2):
            sheet.write_row(row, 0, [f"安塘信〔2024〕{row}号", "2024.3.5", "张三", f"反映第{row}件事"])
        for row in range(3, rows):
            sheet.write_blank(row, 0, None, border)
    return path


def look(started: str, file: str, folder: str) -> dict[str, Any]:
    """Look at a ledger, at an office that knows nothing of it."""
    from app.exchange.foreign.inspection import inspect
    from tests.bench import store

    office = store.open_office(Path(folder))
    began = time.perf_counter()
    found = inspect(office, Path(file))
    took = time.perf_counter() - began
    read = found.counts()["read"]
    office.close()
    return {"seconds": took, "rows": read}


def form(started: str, rows: str) -> dict[str, Any]:
    """Fill a ready form with so many rows."""
    from app.exchange.foreign.blank_form import blank_form
    from app.exchange.foreign.fill import fill, form_of
    from app.exchange.foreign.ready import layouts

    layout = next(each for each in layouts() if each.id == FORM)
    blank = form_of(blank_form(layout, "云溪镇纪委", 2026), "a.xlsx")
    texts = {
        at: [
            f"第{row}件" if each.width < 28 else "反映村里修路款去向不明，要求查清。" * 4
            for row in range(int(rows))
        ]
        for at, each in enumerate(layout.columns)
    }
    began = time.perf_counter()
    data = fill(blank, texts, "云溪镇纪委", date(2026, 3, 9))  # type: ignore[arg-type]
    return {"seconds": time.perf_counter() - began, "bytes": len(data)}
