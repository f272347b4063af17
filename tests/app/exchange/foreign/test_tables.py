"""Headers found wherever they stand, and rows that are no data."""

import pytest

from app.exchange.foreign.tables import data_rows, tables_of
from tests.app.exchange.foreign.ledgers import HEAD, row, sheet

TITLE = ("安塘乡纪委2024年信访举报件台账",)
UNIT = ("填报单位：安塘乡纪委", None, None, None, None, "填报时间：2024年6月")
COLUMNS = tuple(range(1, len(HEAD) + 1))


def test_a_title_a_unit_line_and_a_row_of_numbers_around_the_header() -> None:
    table = tables_of(sheet(TITLE, UNIT, HEAD, COLUMNS, row(1), row(2)))[0]
    assert (table.header_rows, table.year) == ((2, 3), 2024)
    rows, passed = data_rows(table)
    assert rows == [4, 5]
    assert [(each.row, each.reason) for each in passed] == [(3, "列号行（1、2、3…）")]


def test_two_rows_of_header_with_merged_groups_are_joined() -> None:
    upper = ("序号", "信访编号", "收件时间", "反映人", None, "被反映人", None, None, "问题摘要")
    lower = (None, None, None, "姓名", "联系电话", "姓名", "单位及职务", "职级", None)
    data = (1, "安1号", "2024.3.5", "罗大海", "13800000001", "张三", "石桥村书记", "村支书", "反映修路")
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 0, 7), (0, 8, 1, 8))
    table = tables_of(sheet(upper, lower, data, merged=merged))[0]
    assert table.header_rows == (0, 2)
    assert [each.text for each in table.headings[3:8]] == [
        "反映人姓名", "反映人联系电话", "被反映人姓名", "被反映人单位及职务", "被反映人职级",
    ]  # fmt: skip
    fields = [each.meaning.fields[0] if each.meaning else "" for each in table.headings]
    assert (fields[3], fields[5]) == ("reporter.name", "allegation.respondent")


def test_totals_signatures_and_a_header_in_the_middle_are_passed_over_with_the_reason() -> None:
    table = tables_of(
        sheet(
            HEAD,
            row(1),
            ("合计", None, 1),
            HEAD,
            row(2),
            (None,) * 10,
            ("填表人：周敏", None, None, "审核人：吴刚"),
        )
    )[0]
    rows, passed = data_rows(table)
    assert rows == [1, 4]
    assert [each.reason for each in passed] == ["合计、小计行", "重复的表头", "表下的签字、说明行"]


def test_several_tables_on_a_sheet() -> None:
    visits = ("序号", "来访时间", "来访人姓名", "接待人", "来访事由", "批次")
    both = tables_of(
        sheet(HEAD, row(1), row(2), (), ("接访登记",), visits, (1, "2024.3.6", "罗大海", "周敏", "问路", 1))
    )
    assert [each.header_rows for each in both] == [(0, 1), (5, 6)]
    assert data_rows(both[0])[0] == [1, 2]
    assert data_rows(both[1])[0] == [6]


@pytest.mark.parametrize(
    "middle",
    [
        ("领导批示", "来电", "20230529", "信访室"),
        ("领导批示", "来电", "树沟坡", "柳溪"),
        ("领导批示", "电话", "张三", "李四", "王五"),
    ],
)
def test_a_row_whose_codes_are_headings_is_no_second_header(middle: tuple[str, ...]) -> None:
    head = ("线索来源", "来件方式", "收件日期", "被反映人", "备注")
    rows = ("信访室", "来信", "2023-05-01", "曾小明", "无")
    (table,) = tables_of(sheet(head, rows, (*middle, *[None] * (5 - len(middle))), rows))
    assert data_rows(table)[0] == [1, 2, 3]


def test_what_is_no_ledger_has_no_table() -> None:
    assert tables_of(sheet(("通知",), ("各乡镇纪委：",), ("请于周五前报送台账。",))) == []
    assert tables_of(sheet((1, 2, 3), (4, 5, 6))) == []
    assert tables_of(sheet()) == []
