"""Rows put into a county's form above its signature line, and all parts of the workbook that speak of its rows moved."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from app.errors import Unavailable
from app.exchange.foreign import sheet_xml as sx
from app.exchange.foreign.sheet_xml import Shift
from app.exchange.package import Package

_CHART = re.compile(r"xl/charts/chart\d*\.xml")
"""A chart of any sheet may show rows of the form."""


def part_of(package: Package, part: str) -> Any:
    """One part of the form. Raises Unavailable where it is broken."""
    try:
        return sx.parse(b"".join(package.pieces(part)))
    except ValueError as error:
        raise Unavailable("这个空白表的内容已损坏：请用 Excel/WPS 打开后另存为 .xlsx。") from error


def make_room(package: Package, trees: dict[str, Any], own_sheet: str, shift: Shift) -> None:
    """Put the rows in, and let every part that speaks of the sheet follow."""
    own = package.sheets[own_sheet]
    sx.insert_rows(trees[own], shift, own_sheet)
    for sheet, part in package.sheets.items():
        if sheet != own_sheet:
            tree = part_of(package, part)
            sx.move_formulas(tree, shift, own=False, sheet=own_sheet)
            sx.forget_results(tree)
            trees[part] = tree
    book = part_of(package, "xl/workbook.xml")
    sx.move_formulas(book, shift, own=False, sheet=own_sheet)
    trees["xl/workbook.xml"] = book
    for part in _beside(package, own):
        tree = part_of(package, part)
        _move_beside(tree, shift)
        trees[part] = tree
    for part in filter(_CHART.fullmatch, package.parts):
        tree = part_of(package, part)
        for each in tree.iter("{*}f"):
            each.text = shift.formula(each.text or "", False, own_sheet)
        trees[part] = tree


def _beside(package: Package, part: str) -> list[str]:
    """Parts that belong to a sheet and speak of its rows: notes, their shapes, drawings, tables."""
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in package.parts:
        return []
    found = []
    for each in part_of(package, relations):
        target = str(each.get("Target") or "").lower()
        where = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}"
        if where in package.parts and re.search(r"/(comments?\d*|drawing\d*|table\d*)\.xml$|\.vml$", where):
            found.append(where)
    return found


def _move_beside(tree: Any, shift: Shift) -> None:
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        tag = etree.QName(each).localname
        if tag in ("comment", "table", "autoFilter") and each.get("ref"):
            each.set("ref", shift.range(each.get("ref")))
        elif (
            tag == "row" and "spreadsheetDrawing" in each.tag and (each.text or "").isdigit()
        ) or tag == "Row":
            each.text = str(shift.row(int(each.text) + 1) - 1)
