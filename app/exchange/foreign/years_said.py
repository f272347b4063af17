"""Which year and month days are of that are written without: by titles, names of sheets, a row between the data."""

import re
from collections.abc import Sequence

from app.exchange.foreign.source import Sheet
from app.exchange.read_xlsx import Value

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|[-./]\d|年度)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*月")
_SEVERAL = re.compile(r"\d\s*[-—~～至到、]\s*\d{1,2}\s*月")
_YEAR_ROW = re.compile(r"\s*[（(]?((?:19|20)\d{2})\s*年(?:度|份)?[)）]?\s*[:：]?\s*")


def year_of(sheet: Sheet, header: int, source_name: str) -> int | None:
    """The year that the title, the name of the sheet or that of the file says."""
    words = [str(value) for row in sheet.rows[:header] for value in row if value is not None]
    for text in (*words, sheet.name, source_name):
        if match := _YEAR.search(text) or re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", text):
            return int(match[1])
    return None


def month_of(sheet: Sheet, header: int) -> int | None:
    """The month whose sheet it is, by its name, else by its title; None where they say more than one."""
    for text in (
        sheet.name,
        *(str(value) for row in sheet.rows[:header] for value in row if value is not None),
    ):
        if _SEVERAL.search(text):
            return None
        if months := {int(each) for each in _MONTH.findall(text)}:
            (month, *more) = months
            return month if not more else None
    return None


def year_row(cells: Sequence[Value]) -> int | None:
    """The year that a row between the data says and nothing else: 2023年, for the rows below it."""
    filled = [value for value in cells if value is not None and value != ""]
    match = _YEAR_ROW.fullmatch(str(filled[0])) if len(filled) == 1 else None
    return int(match[1]) if match else None


def common_year(sheets: Sequence[Sheet]) -> int | None:
    """The one year that the first lines of a workbook's sheets say; None where they say none, or several."""
    said = {
        int(match[1])
        for sheet in sheets
        for row in sheet.rows[:3]
        for value in row
        if isinstance(value, str) and (match := _YEAR.search(value))
    }
    return next(iter(said)) if len(said) == 1 else None
