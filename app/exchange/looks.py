"""How cells of our workbooks look: few styles, solid colours, no theme, so that Excel, WPS and LibreOffice agree.

A `Look` is a meaning (a header, a grey date, an overdue word); this file alone turns it into fonts and colours.
"""

from dataclasses import dataclass
from typing import Literal

from app.exchange.sheets import Column, ColumnKind, Line, Status

Role = Literal[
    "body", "title", "subtitle", "ids", "band", "header", "heading", "text", "note", "label", "raw"
]
Number = Literal["general", "text", "date", "integer", "money"]
Property = str | int | bool

NUMBER_FORMATS: dict[Number, str] = {
    "general": "General",
    "text": "@",
    "date": "yyyy-mm-dd",
    "integer": "0",
    "money": "#,##0.00####",
}

STATUS_COLOURS: dict[Status, tuple[str, str]] = {
    "overdue": ("#F8CBC6", "#8B1A10"),
    "urgent": ("#FBD9B5", "#7A3E00"),
    "due_soon": ("#FFF2B3", "#5F4B00"),
    "running": ("#D3E4F8", "#123F73"),
    "done": ("#D5ECD4", "#1B5320"),
    "done_late": ("#E4D7F1", "#4B2673"),
    "none": ("#E7E7E7", "#404040"),
}
"""Fill and type of each status; every pair reads at a contrast above 6:1."""

_GREY, _HEADER, _HEADER_GREY, _LINE = "#F2F2F2", "#DCE6F1", "#DDDDDD", "#A6A6A6"
_SONG, _HEI = "宋体", "黑体"

_KIND_NUMBERS: dict[ColumnKind, Number] = {
    "text": "text",
    "longtext": "general",
    "date": "date",
    "integer": "integer",
    "money": "money",
    "flag": "general",
    "id": "text",
}


@dataclass(frozen=True, slots=True)
class Look:
    """The meaning of a cell's appearance."""

    role: Role
    number: Number = "general"
    grey: bool = False
    quoted: bool = False
    centred: bool = False
    status: Status | None = None


def body_look(column: Column, number: Number | None = None, quoted: bool = False) -> Look:
    """The look of a cell in this column; `number` when its value is not of the column's own kind."""
    centred = column.kind in ("date", "flag", "integer")
    return Look("body", number or _KIND_NUMBERS[column.kind], not column.ours, quoted, centred)


def status_look(status: Status, number: Number = "general") -> Look:
    """The look of a cell that carries a status."""
    return Look("body", number, centred=True, status=status)


def header_look(column: Column) -> Look:
    """The look of a column's header."""
    return Look("header", grey=not column.ours, centred=True)


def line_look(line: Line) -> tuple[Look, Look]:
    """The looks of a line's label and text."""
    label = Look("label") if line.status is None else status_look(line.status)
    return label, Look(line.look)


def properties(look: Look) -> dict[str, Property]:
    """The look in XlsxWriter's words for a format."""
    found: dict[str, Property] = {"font_name": _SONG, "font_size": 10, "valign": "vcenter"}
    found["num_format"] = NUMBER_FORMATS[look.number]
    if look.quoted:
        found["quote_prefix"] = True
    if look.centred:
        found["align"] = "center"
    found |= _ROLES[look.role]
    if look.role == "header":
        found["bg_color"] = _HEADER_GREY if look.grey else _HEADER
    elif look.grey:
        found["bg_color"] = _GREY
    if look.status:
        fill, ink = STATUS_COLOURS[look.status]
        found |= {"bg_color": fill, "font_color": ink}
    return found


_BOX: dict[str, Property] = {"border": 1, "border_color": _LINE, "text_wrap": True}

_ROLES: dict[Role, dict[str, Property]] = {
    "body": _BOX,
    "title": {"font_name": _HEI, "font_size": 16},
    "subtitle": {"font_color": "#404040"},
    "ids": {"font_color": "#808080", "font_size": 8},
    "band": {**_BOX, "font_name": _HEI, "align": "center", "bg_color": _HEADER},
    "header": {**_BOX, "font_name": _HEI, "align": "center"},
    "heading": {"font_name": _HEI, "font_size": 12, "valign": "bottom"},
    "text": {"font_size": 11, "text_wrap": True, "indent": 1},
    "note": {"font_color": "#606060"},
    "label": {"font_size": 11, "text_wrap": True},
    "raw": {"font_size": 8},
}
