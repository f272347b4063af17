"""A sheet is known by its hidden ids, else by its headers with their bands, else by its name."""

from datetime import date

from app.exchange.found_sheets import CASE, find_sheet, layouts
from app.exchange.read_xlsx import LooseSheet, Value

LEDGER = layouts()[0]


def sheet(name: str, *rows: list[Value]) -> LooseSheet:
    return LooseSheet(name, list(rows), frozenset(), date(1899, 12, 30))


def test_headers_that_stand_twice_are_told_apart_by_their_band() -> None:
    twice = [each for each in LEDGER.columns.values() if each.header == "收到日期"]
    columns = [*LEDGER.columns.values()][:3] + twice
    heads: list[Value] = [each.header for each in columns]
    bands: list[Value] = [each.band for each in columns]
    found = find_sheet(sheet("随便", bands, heads))
    assert found is not None and found.layout.kind == CASE
    assert list(found.columns) == [each.field_id for each in columns]


def test_ids_are_found_wherever_a_sort_has_put_them() -> None:
    ids: list[Value] = list(LEDGER.columns)
    blank: list[Value] = [None] * len(ids)
    found = find_sheet(sheet("随便", *[blank] * 40, ids))
    assert found is not None and found.columns["mark"] == len(ids) - 1


def test_a_sheet_of_something_else_is_none_of_ours() -> None:
    assert find_sheet(sheet("通讯录", ["姓名", "电话"], ["刘敏", "13800000000"])) is None
