"""A workbook is the same as openpyxl saves it, and nothing of it touches the disk."""

import io
import tempfile
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from app.exchange.in_memory import bytes_of


def a_book() -> openpyxl.Workbook:
    """Two sheets with what writes parts of its own: a note, a drop-down, a link, a chart."""
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("第二张")
    first.append(["黎不传密", 3, 4.5])
    first["A1"].comment = Comment("请核对", "回音")
    first["A1"].hyperlink = "#'第二张'!A1"
    choice = DataValidation("list", formula1='"是,否"')
    choice.add("B1:B9")
    first.add_data_validation(choice)
    chart = BarChart()
    chart.add_data(Reference(first, min_col=2, min_row=1, max_row=1))
    second.add_chart(chart)
    return book


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}


def test_every_part_is_what_openpyxl_writes() -> None:
    saved = io.BytesIO()
    a_book().save(saved)
    assert parts(bytes_of(a_book())) == parts(saved.getvalue())
    sheet = openpyxl.load_workbook(io.BytesIO(bytes_of(a_book()))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["黎不传密", 3, 4.5]


def test_no_temporary_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, none)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", none)
    with pytest.raises(AssertionError, match="temporary"):
        a_book().save(io.BytesIO())
    assert bytes_of(a_book())[:2] == b"PK"
