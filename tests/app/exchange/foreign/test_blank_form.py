"""The forms that come with the program, blank and filled: cell by cell, style by style, and as LibreOffice prints them."""

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from app.exchange.foreign.blank_form import _kind, blank_form
from app.exchange.foreign.fill import Filling, Form, fill, form_of
from app.exchange.foreign.ready import Layout, layouts
from app.schema.kinds import Count, Day, Kind, Money
from tests.tiers import some

UNIT, DAY = "云溪镇纪委", date(2026, 3, 9)
FORMS = [each for each in layouts() if each.blank is not None]
every = pytest.mark.parametrize("layout", FORMS, ids=lambda each: each.id)
with_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no soffice: apt-get install libreoffice-calc fonts-noto-cjk"
)
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
"""What LibreOffice is told: separated by commas, in UTF-8."""
LOOKS = ("font", "fill", "border", "number_format", "protection")


def blank(layout: Layout) -> bytes:
    return blank_form(layout, "清河县住建局纪检组", 2026)


def value(kind: Kind | None, long: bool, row: int) -> Filling:
    if isinstance(kind, Day):
        return date(2026, 1, 1 + row % 28)
    if isinstance(kind, Money):
        return Decimal("1.25")
    if isinstance(kind, Count):
        return row
    return "反映村里修路款去向不明，要求查清并公布账目。" * 3 if long else f"第{row}件"


def filled(layout: Layout, rows: int) -> tuple[Form, bytes]:
    form = form_of(blank(layout), "a.xlsx")
    columns = {
        at: [value(_kind(each), each.width > 28, row) for row in range(rows)]
        for at, each in enumerate(layout.columns)
    }
    return form, fill(form, columns, UNIT, DAY)


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


@every
@pytest.mark.parametrize("rows", some([57, 10, 1]))
def test_filled_it_is_the_blank_cell_by_cell_and_style_by_style(layout: Layout, rows: int) -> None:
    form, data = filled(layout, rows)
    old, new = book(form.data), book(data)
    more = max(rows - form.room, 0)
    assert new.max_row == old.max_row + more and new.max_column == old.max_column
    below = form.first + form.room
    pairs: dict[tuple[str, str], tuple[Any, Any]] = {}
    for row in range(1, new.max_row + 1):
        ours = form.first <= row < below + more
        like = min(row, below - 1) if ours else row if row < below else row - more
        for column in range(1, new.max_column + 1):
            was, now = old.cell(like, column), new.cell(row, column)
            pairs[str(was._style), str(now._style)] = was, now
            if not ours:
                assert now.value == expected(was.value, below - 1, more), (row, column)
        if not ours:
            assert new.row_dimensions[row].height == old.row_dimensions[like].height
    for was, now in pairs.values():
        for look in LOOKS:
            assert repr(getattr(was, look)) == repr(getattr(now, look)), (was.coordinate, look)
        assert was.alignment.horizontal == now.alignment.horizontal
    assert {key: each.width for key, each in new.column_dimensions.items()} == {
        key: each.width for key, each in old.column_dimensions.items()
    }
    assert moved({str(each) for each in old.merged_cells.ranges}, below, more) == {
        str(each) for each in new.merged_cells.ranges
    }
    assert repr(new.page_setup) == repr(old.page_setup) and new.freeze_panes == old.freeze_panes
    assert (new.print_title_rows, new.print_title_cols) == (old.print_title_rows, old.print_title_cols)
    assert re.sub(r"\d+$", "", str(new.print_area)) == re.sub(r"\d+$", "", str(old.print_area))
    assert str(new.print_area).endswith(f"${new.max_row}")
    assert len(new.data_validations.dataValidation) == len(old.data_validations.dataValidation)


def expected(was: Any, last: int, more: int) -> Any:
    """What a cell outside the rows holds afterwards: unit and day filled in, sums longer."""
    if isinstance(was, str) and was.startswith("填报单位："):
        return f"填报单位：{UNIT}"
    if isinstance(was, str) and was.startswith("填报日期："):
        return "填报日期：2026年3月9日"
    if isinstance(was, str) and was.startswith("=SUM"):
        return was.replace(f"{last})", f"{last + more})")
    return was


def moved(ranges: set[str], below: int, more: int) -> set[str]:
    def down(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + (more if int(found[2]) >= below else 0)}"

    return {re.sub(r"([A-Z]+)(\d+)", down, each) for each in ranges}


@with_libreoffice
@pytest.mark.thorough
@every
def test_libreoffice_opens_it_reckons_its_sums_and_prints_every_row(layout: Layout, tmp_path: Path) -> None:
    _, data = filled(layout, 40)
    (tmp_path / "f.xlsx").write_bytes(data)
    for kind in ("pdf", CSV):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind,
             "--outdir", str(tmp_path), str(tmp_path / "f.xlsx")], check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    text = (tmp_path / "f.csv").read_text("utf-8")
    pages = pypdfium2.PdfDocument((tmp_path / "f.pdf").read_bytes())
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "第39件" in text and "审核人：" in text and "###" not in text
    if layout.id == "L7":
        assert next(line for line in csv.reader(text.splitlines()) if line[0] == "合计").count("50.00") == 5
    assert "审核人：" in printed and "2026年3月9日" in printed
    across = 4 if len(layout.columns) > 30 else 1
    assert len(pages) % across == 0 and len(pages) <= 12 * across
    heading = layout.columns[0].heading
    assert printed.count(heading) >= len(pages) // across  # the header stands on every page
