"""The racers of `workbooks`: each writes or reads one ledger in this process and prints its time and peak memory.

All writers get the same invented rows, made one by one while they write, and give every cell its style; the time
of importing a library is not counted, the time of making the rows is, for everyone.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

KINDS = ("id", "date", "text", "text", "longtext", "integer", "money", "flag", "status")
HEADER_ROWS = 5
TEXT = "反映某村干部在低保评定中优亲厚友、虚报冒领，并长期占用村集体鱼塘，要求调查处理。"
STATUSES = (("已逾期", "overdue"), ("还剩两天", "due_soon"), ("在办", "running"), ("按期办结", "done"))
FILLS = ("F8CBC6", "FFF2B3", "D3E4F8", "D5ECD4")
FORMATS = {"id": "@", "date": "yyyy-mm-dd", "text": "@", "integer": "0", "money": "#,##0.00####"}

Row = list[str | date | int | Decimal | None]


def kind_of(column: int) -> str:
    """The kind of a column."""
    return KINDS[column % len(KINDS)]


def ledger_rows(rows: int, columns: int) -> Iterator[Row]:
    """Invented rows: one field in six is empty, long texts differ; a status cell is its index in STATUSES."""
    draw = random.Random(7)
    makers: dict[str, Callable[[int], Any]] = {
        "id": lambda number: f"青石信〔2026〕{number}号",
        "date": lambda _: date(2020, 1, 1) + timedelta(draw.randrange(2_000)),
        "text": lambda _: draw.choice(("来信", "来访", "来电", "网络", None)),
        "longtext": lambda number: TEXT * draw.randint(1, 2) + str(number) if draw.random() < 0.8 else None,
        "integer": lambda _: draw.randrange(100),
        "money": lambda _: Decimal(draw.randrange(1_000_000)) / 10_000,
        "flag": lambda _: draw.choice(("是", "否", None)),
        "status": lambda _: draw.randrange(len(STATUSES)),
    }
    for number in range(rows):
        yield [makers[kind_of(column)](number) for column in range(columns)]


def write_ours(rows: int, columns: int, path: Path) -> Callable[[], None]:
    from app.exchange.sheets import Book, Cell, Column, Sheet, Styled
    from app.exchange.write_xlsx import write_book

    coloured = [Styled(word, status) for word, status in STATUSES]  # type: ignore[arg-type]
    kinds = [kind_of(column) for column in range(columns)]
    described = [
        Column(
            f"registration.f{index}",
            f"第{index}列",
            14,
            "text" if kind == "status" else kind,
            "登记",
            index % 2 == 0,
        )  # type: ignore[arg-type]
        for index, kind in enumerate(kinds)
    ]

    def cells() -> Iterator[list[Cell]]:
        for row in ledger_rows(rows, columns):
            yield [
                coloured[value] if kind == "status" and isinstance(value, int) else value
                for kind, value in zip(kinds, row, strict=True)
            ]

    def run() -> None:
        with path.open("wb") as target:
            write_book(Book([Sheet("台账", "题", "单位", described, cells())]), target)

    return run


def write_openpyxl_reused(rows: int, columns: int, path: Path) -> Callable[[], None]:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="FFA6A6A6")
    border, font = Border(side, side, side, side), Font(name="宋体", size=10)
    align = Alignment(vertical="center", wrap_text=True)

    def run() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("台账")

        def cell(kind: str, fill: str | None) -> Any:
            made = WriteOnlyCell(sheet)
            made.border, made.font, made.alignment = border, font, align
            made.number_format = FORMATS.get(kind, "General")
            if fill:
                made.fill = PatternFill("solid", fgColor=fill)
            return made

        kinds = [kind_of(column) for column in range(columns)]
        plain = [cell(kind, None if index % 2 == 0 else "F2F2F2") for index, kind in enumerate(kinds)]
        coloured = {
            index: [cell(kind, fill) for fill in FILLS]
            for index, kind in enumerate(kinds)
            if kind == "status"
        }
        for _ in range(HEADER_ROWS):
            sheet.append([f"第{index}列" for index in range(columns)])
        for row in ledger_rows(rows, columns):
            out = []
            for index, value in enumerate(row):
                made = coloured[index][value] if index in coloured else plain[index]  # type: ignore[index]
                made.value = STATUSES[value][0] if index in coloured else value  # type: ignore[index]
                out.append(made)
            sheet.append(out)
        book.save(path)

    return run


def write_xlsxwriter(rows: int, columns: int, path: Path) -> Callable[[], None]:
    import xlsxwriter

    def run() -> None:
        book = xlsxwriter.Workbook(str(path), {"in_memory": True})
        sheet = book.add_worksheet("台账")
        base = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
        kinds = [kind_of(column) for column in range(columns)]
        plain = [book.add_format({**base, "num_format": FORMATS.get(kind, "General")}) for kind in kinds]
        coloured = [book.add_format({**base, "bg_color": f"#{fill}"}) for fill in FILLS]
        for number, row in enumerate(ledger_rows(rows, columns), HEADER_ROWS):
            for index, value in enumerate(row):
                if kinds[index] == "status":
                    sheet.write_string(number, index, STATUSES[value][0], coloured[value])  # type: ignore[index]
                elif isinstance(value, date):
                    sheet.write_datetime(number, index, value, plain[index])
                else:
                    sheet.write(number, index, value, plain[index])
        book.close()

    return run


def write_openpyxl_plain(rows: int, columns: int, path: Path) -> Callable[[], None]:
    from openpyxl import Workbook

    def run() -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in ledger_rows(rows, columns):
            sheet.append(row)
        book.save(path)

    return run


def write_pandas(rows: int, columns: int, path: Path) -> Callable[[], None]:
    import pandas

    frame = pandas.DataFrame(ledger_rows(rows, columns))
    return lambda: frame.to_excel(path, index=False)


def write_libreoffice(rows: int, columns: int, path: Path) -> Callable[[], None]:
    """From a workbook of ours that it has to load first; the load is raced too (`read`), so subtract it."""
    write_ours(rows, columns, path)()
    return lambda: _convert(path, "xlsx")


def read_ours(path: Path) -> Callable[[], None]:
    from app.exchange.read_xlsx import read_book

    return lambda: _expect_cells(read_book(path).sheets["台账"])


def read_openpyxl(path: Path) -> Callable[[], None]:
    from openpyxl import load_workbook

    def run() -> None:
        book = load_workbook(path, read_only=True)
        _expect_cells([list(row) for row in book["台账"].iter_rows(values_only=True)])

    return run


def read_pandas(path: Path) -> Callable[[], None]:
    import pandas

    return lambda: _expect_cells(pandas.read_excel(path, header=None).values.tolist())


def read_libreoffice(path: Path) -> Callable[[], None]:
    """Its load and the writing of one short line per row: the least that makes it load everything."""
    return lambda: _convert(path, "csv")


def _convert(path: Path, kind: str) -> None:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(path.parent / "converted"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)


def _expect_cells(rows: list[list[Any]]) -> None:
    if not rows or rows[-1][0] is None:
        raise AssertionError("the reader found no cells")


WRITERS: dict[str, Callable[[int, int, Path], Callable[[], None]]] = {
    "ours": write_ours,
    "openpyxl re-used": write_openpyxl_reused,
    "XlsxWriter in memory": write_xlsxwriter,
    "openpyxl plain": write_openpyxl_plain,
    "pandas": write_pandas,
    "LibreOffice": write_libreoffice,
}
READERS: dict[str, Callable[[Path], Callable[[], None]]] = {
    "ours": read_ours,
    "openpyxl read-only": read_openpyxl,
    "pandas": read_pandas,
    "LibreOffice": read_libreoffice,
}


def main() -> None:
    """task, racer, rows, columns, folder → one line of JSON."""
    task, name, rows, columns, folder = sys.argv[1:]
    path = Path(folder) / ("ours.xlsx" if task == "read" or name == "ours" else f"{name}.xlsx")
    run = WRITERS[name](int(rows), int(columns), path) if task == "write" else READERS[name](path)
    started = time.perf_counter()
    run()
    seconds = time.perf_counter() - started
    whose = resource.RUSAGE_CHILDREN if name == "LibreOffice" else resource.RUSAGE_SELF
    result = {"seconds": seconds, "peak": resource.getrusage(whose).ru_maxrss / 1024}
    if task == "write":
        result["size"] = path.stat().st_size / 1e6
    print(json.dumps(result))


if __name__ == "__main__":
    main()
