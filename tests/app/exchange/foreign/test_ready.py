"""The eight known ledgers: every column of them is mapped as the resource says, and only where the sheet is that ledger."""

from datetime import date

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.ready import Layout, known_shape, layouts, ready_fields
from app.exchange.foreign.tables import tables_of
from app.records.catalogue import KINDS
from tests.app.exchange.foreign.ledgers import HEAD, row, sheet

WIDTHS = {"L1": 52, "L3": 24, "L4": 15, "L6": 24, "L7": 81, "L8": 8}
AT = {"C": "填报单位名称", "E": "被反映人", "H": "办理机关", "W": "民族", "X": "出生年月", "AB": "处置情况报告", "AC": "入党时间",
      "AF": "受理时间", "AK": "处置方式1二级", "BT": "办结时间", "CC": "组织措施"}  # fmt: skip
"""Where the wide form has the columns that the county checks (domain rules 5.1)."""

every = pytest.mark.parametrize("layout", layouts(), ids=lambda each: each.id)


def test_all_eight_are_there_as_wide_as_the_real_ones() -> None:
    assert [each.id for each in layouts()] == [f"L{number}" for number in range(1, 9)]
    assert {each.id: len(each.columns) for each in layouts()}.items() >= WIDTHS.items()
    assert [each.id for each in layouts() if each.blank] == ["L4", "L6", "L7"]


@every
def test_every_field_is_one_of_ours_and_stands_once(layout: Layout) -> None:
    fields = [field for each in layout.columns for field in each.fields if field != SERIAL]
    assert len(fields) == len(set(fields))
    for field in fields:
        kind, _, name = field.partition(".")
        assert KINDS[kind].column(name).id == field


@every
def test_its_header_alone_is_mapped_as_it_says(layout: Layout) -> None:
    (table,) = tables_of(sheet([each.heading for each in layout.columns], ["1"]))
    assert known_shape(table.headings) == layout
    found = map_columns(table, (), Setting(date(2026, 3, 9)))
    assert [each.fields for each in found] == [each.fields for each in layout.columns]
    assert {each.by for each in found} == {"ready"}


def test_the_wide_form_has_what_the_county_checks_where_it_looks() -> None:
    layout = next(each for each in layouts() if each.id == "L7")
    from ui.exchange.foreign.sheet import letters

    stands = {letters(at): each.heading for at, each in enumerate(layout.columns)}
    assert stands.items() >= AT.items()


def test_values_that_do_not_fit_are_read_by_what_they_are() -> None:
    layout = next(each for each in layouts() if each.id == "L8")
    head = [each.heading for each in layout.columns]
    rows = [[at, "实名", "2024.3.5", "张三", "反映修路款去向不明", "石桥村", None, None] for at in range(3)]
    (table,) = tables_of(sheet(head, *rows))
    found = map_columns(table, (1, 2, 3), Setting(date(2026, 3, 9)))
    assert (found[1].fields, found[1].by) == (("registration.identity_status",), "values")


def test_another_ledger_is_none_of_them() -> None:
    (table,) = tables_of(sheet(HEAD, row(1)))
    assert known_shape(table.headings) is None and ready_fields(table.headings) == {}


def test_a_heading_beside_the_known_ones_keeps_the_field_that_it_names() -> None:
    head = [each.heading for each in next(each for each in layouts() if each.id == "L6").columns]
    (table,) = tables_of(sheet([*head, "收件日期"]))
    found = {each.heading: each.fields for each in map_columns(table, (), Setting(date(2026, 3, 9)))}
    assert found["收件日期"] == ("registration.received_on",)
    assert found["受理日期"] == ("registration.accepted_on",)
