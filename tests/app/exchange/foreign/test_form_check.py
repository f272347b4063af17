"""What the county would send back is told before a form leaves: columns against the report, texts too long."""

import io
from datetime import date

import openpyxl
import pytest

from app.exchange.foreign.fill import Filling
from app.exchange.foreign.form_check import Doubt, doubts_book, doubts_of, limit_of
from app.exchange.foreign.mapping import Mapped

TEXT = (
    "关于反映曾小明同志有关问题的处置情况报告。曾小明，男，汉族，1970年3月出生，1998年7月加入中国共产党，石桥村党支部书记。"
    "经查，反映问题部分属实，给予批评教育。该件于2026年3月5日办结。"
)
RIGHT: dict[str, Filling] = {
    "被反映人": "曾小明", "民族": "汉族", "出生年月": "1970-03", "入党时间": "1998年7月1日", "办结时间": date(2026, 3, 5),
    "组织措施": "批评教育", "处置情况报告": TEXT,
}  # fmt: skip


def told(**said: Filling) -> list[Doubt]:
    cells = {**RIGHT, **said}
    mapping = [Mapped(column, heading, (), "ready", 100) for column, heading in enumerate(cells)]
    return doubts_of(
        mapping, {at: [value] for at, value in enumerate(cells.values())}, ["云信〔2026〕1号"], 5
    )


def test_what_agrees_with_the_report_is_not_told() -> None:
    assert told() == []
    assert (
        told(民族="汉", 出生年月="1970.3", 组织措施=None, 处置情况报告=TEXT.replace("批评教育", "教育")) == []
    )
    assert told(处置情况报告=f" {TEXT} ".replace("1970年3月出生", "出生年月：１９７０．３")) == []


@pytest.mark.parametrize(
    ("heading", "value", "sentence", "wrong"),
    [
        ("被反映人", "曾晓明", "报告里没有“曾晓明”：请核对姓名", True),
        ("民族", "回族", "表上是回族，报告里是汉族：请改成一样的", True),
        ("出生年月", "1971-03", "表上是1971年3月，报告里是1970年3月：请改成一样的", True),
        ("入党时间", "1998-08", "表上是1998年8月，报告里是1998年7月：请改成一样的", True),
        ("办结时间", date(2026, 3, 6), "表上是2026年3月6日，报告里是2026年3月5日：请改成一样的", True),
        ("组织措施", "诫勉", "表上是诫勉，报告里没有写：请确认", False),
        ("民族", None, "表上是空的，报告里是汉族：请确认", False),
        ("出生年月", "", "表上是空的，报告里是1970年3月：请确认", False),
        ("组织措施", None, "表上是空的，报告里是批评教育：请确认", False),
        ("处置情况报告", None, "已办结，报告是空的：请补上", False),
    ],
)
def test_what_differs_is_red_and_what_one_side_lacks_is_to_be_confirmed(
    heading: str, value: Filling, sentence: str, wrong: bool
) -> None:
    (doubt,) = told(**{heading: value})
    assert (doubt.heading, doubt.sentence, doubt.wrong, doubt.row) == (heading, sentence, wrong, 5)
    assert doubt.said == f"{'不一致' if wrong else '要确认'}：第 5 行 云信〔2026〕1号，{heading}{sentence}"


def test_a_report_that_says_nothing_of_a_column_asks_for_a_look() -> None:
    found = told(处置情况报告="反映曾小明的问题不属实。")
    assert [each.heading for each in found] == ["民族", "出生年月", "入党时间", "办结时间", "组织措施"]
    assert not any(each.wrong for each in found)


@pytest.mark.parametrize(
    ("heading", "most"),
    [("办理结果（100字以内）", 100), ("摘要(不超过２００字)", 200), ("问题摘要（限50字）", 50), ("备注", 0)],
)
def test_a_heading_says_how_long_a_text_may_be(heading: str, most: int) -> None:
    assert limit_of(heading) == most


def test_a_text_that_is_too_long_is_told_and_one_that_just_fits_is_not() -> None:
    mapping = [Mapped(2, "办理结果（100字以内）", ("handling.result",), "ready", 100)]
    found = doubts_of(mapping, {2: ["查" * 100, "查 " * 101, None]}, ["1号", "2号", "3号"], 6)
    assert [(each.row, each.sentence) for each in found] == [(7, "有 101 字，表上限 100 字：请写短些")]


def test_the_list_of_doubts_says_red_and_yellow_in_words_too() -> None:
    doubts = [*told(民族="回族"), *told(组织措施="诫勉")]
    sheet = openpyxl.load_workbook(io.BytesIO(doubts_book("线索登记表", doubts)))["核对清单"]
    lines = [line for line in sheet.iter_rows() if line[0].value in ("不一致", "要确认")]
    assert [line[0].value for line in lines] == ["不一致", "要确认"]
    assert lines[0][0].fill.fgColor.rgb != lines[1][0].fill.fgColor.rgb
    assert lines[0][4].value == "表上是回族，报告里是汉族：请改成一样的"
