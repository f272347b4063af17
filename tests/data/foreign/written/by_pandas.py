"""Writes the ledgers beside this file with pandas itself, each with its truth.

pandas is no dependency of the program, nor of its tests, which read what stands here; to build it anew:

    python -m venv made && made/bin/pip install pandas openpyxl xlsxwriter lxml
    made/bin/python tests/data/foreign/written/by_pandas.py

What pandas does to a ledger that people do not: an index column without a heading, headings in bold, days as moments,
a column of whole numbers with a gap as numbers with a point (13800000000.0), True and False, NaN as a blank.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from build import LAYOUTS, Maker, R  # type: ignore[import-not-found]

HERE = Path(__file__).parent
ROWS = 14


def frame(layout: str) -> tuple[Any, list[dict[str, Any]]]:
    """A ledger of this shape as pandas holds one, and the truth of each row."""
    maker = Maker(layout, 96)  # the dice of real days
    made = [maker.row(number) for number in range(ROWS)]
    table = pandas.DataFrame(
        [cells for cells, _ in made], columns=[heading for heading, _ in LAYOUTS[layout]]
    )
    truth = [dict(said) for _, said in made]
    for place, (heading, what) in enumerate(LAYOUTS[layout]):
        if isinstance(what, str) and what.endswith("_on"):
            table[heading] = pandas.to_datetime(table[heading])
        if what == "reporter.phone":
            table[heading] = pandas.to_numeric(table[heading])
            for number in (2, 9):  # whoever is unknown: the column is one of numbers with a point now
                table.loc[number, heading] = None
                truth[number].pop(what)
        if what == R + "remark":
            table.loc[3, heading] = None
            truth[3].pop(what)
        assert table.columns[place] == heading
    return table, truth


def write(name: str, layout: str, first_row: int = 1, first_column: int = 0, how: str = "") -> None:
    """One file and its truth; the header may be two rows and a blank one, as pandas writes groups."""
    table, truth = frame(layout)
    path = HERE / name
    header = [0]
    if how == "groups":
        tops = ["登记情况" if number < 8 else "办理情况" for number in range(len(table.columns))]
        table.columns = pandas.MultiIndex.from_arrays([tops, list(table.columns)])
        header, first_row, first_column = [0, 1], 3, 1
    if name.endswith(".csv"):
        table.to_csv(path, index=first_column > 0, encoding=how or "utf-8")
    elif name.endswith(".xls"):
        path.write_text(table.to_html(index=first_column > 0), encoding="utf-8")
    else:
        engine = "xlsxwriter" if "xlsxwriter" in name else "openpyxl"
        with pandas.ExcelWriter(path, engine=engine) as book:
            table.to_excel(book, sheet_name="台账", index=first_column > 0)
    columns = {str(first_column + at): _fields(what) for at, (_, what) in enumerate(LAYOUTS[layout])}
    said = {
        "columns": columns,
        "header_rows": header,
        "rows": {str(first_row + at): each for at, each in enumerate(truth)},
    }
    path.with_name(f"{name}.json").write_text(
        json.dumps(said, ensure_ascii=False, indent=1, default=_plain) + "\n", "utf-8"
    )


def _fields(what: Any) -> list[str]:
    return [] if what == "" else list(what) if isinstance(what, tuple) else [what]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    write("openpyxl-L1.xlsx", "L1")
    write("openpyxl-L5-index.xlsx", "L5", first_column=1)
    write("xlsxwriter-L4.xlsx", "L4")
    write("xlsxwriter-L2-index.xlsx", "L2", first_column=1)
    write("openpyxl-L2-groups.xlsx", "L2", how="groups")
    write("utf8-L4-index.csv", "L4", first_column=1)
    write("bom-L8.csv", "L8", how="utf-8-sig")
    write("gb18030-L7.csv", "L7", how="gb18030")
    write("html-L3.xls", "L3")
    print(pandas.__version__)
