"""What a person types into a cell is understood in the shapes that real ledgers have, or told what would be right."""

from datetime import date, datetime

import pytest

from app.errors import Invalid
from app.exchange.read_xlsx import Value
from app.exchange.typed import as_text, read_typed
from app.schema.field import Field
from app.schema.kinds import Choice, Choices, Count, Day, Flag, IdNumber, Kind, Money, Phone, Stored, Text

MADE, TODAY = date(2026, 3, 6), date(2026, 4, 2)
EPOCH = date(1899, 12, 30)


def read(kind: Kind, value: Value, first_day: date = EPOCH) -> Stored:
    return read_typed(Field(kind=kind, label="栏", name="a", record="b"), value, MADE, TODAY, first_day)


@pytest.mark.parametrize(
    "typed",
    ["2024-03-05", "2024/3/5", "2024.3.5", "24.3.5", "2024年3月5日", "2024 年 3 月 5 日", "20240305", "２０２４－０３－０５",
     "二〇二四年三月五日", "二零二四年三月五号", "2024-03-05 10:30", "2024年3月5日 10时", "2024年3月5日(星期二)",
     20240305, 45356, 45356.75, date(2024, 3, 5), datetime(2024, 3, 5, 10, 30)],
)  # fmt: skip
def test_a_day_is_understood_in_every_shape_met(typed: Value) -> None:
    assert read(Day(), typed) == "2024-03-05"


def test_a_serial_counts_from_1904_where_the_workbook_does() -> None:
    assert read(Day(), 45356 - 1462, date(1904, 1, 1)) == "2024-03-05"


def test_chinese_numerals_count_beyond_ten() -> None:
    assert [read(Day(), text) for text in ("二〇二五年十一月三十日", "二〇二五年十月十日", "二〇二五年十二月廿一日")] == [
        "2025-11-30", "2025-10-10", "2025-12-21",
    ]  # fmt: skip


def test_a_day_without_a_year_lies_near_the_export_or_in_the_past() -> None:
    assert read(Day(), "3月5日") == "2026-03-05"
    assert read(Day(past=True), "12.30") == "2025-12-30"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2024年3月", "没有写到日"), ("2024-03", "没有写到日"), ("1970年3月生", "没有写到日"), ("2024年3月上旬", "没有写到日"),
     ("2024", "没有写到日"), ("3月1日至5日", "不是日期"), ("待定", "不是日期"), ("昨天", "不是日期"), (305, "不是日期"), 
     (True, "不是日期"),
     ("5日", "不是日期"), (datetime(1900, 1, 3, 12), "像是把"), (date(1900, 1, 3), "像是把"), ("2024-13-05", "不是日期")],
)  # fmt: skip
def test_a_day_that_is_none_is_told_what_would_be_right(typed: Value, said: str) -> None:
    with pytest.raises(Invalid, match=said) as raised:
        read(Day(), typed)
    assert "2026-03-06" in raised.value.sentence


def test_a_past_day_cannot_lie_ahead() -> None:
    with pytest.raises(Invalid, match="还没有到"):
        read(Day(past=True), date(2026, 4, 3))


def test_codes_by_name_numbers_full_width_and_yes_or_no() -> None:
    assert read(Choice("intake_channel"), "来信") == read(Choice("intake_channel"), " 来信。 ") == "letter"
    assert read(Choices("staff_role"), "信访干部、承办人") == read(Choices("staff_role"), "信访干部，承办人")
    assert [read(Count(), typed) for typed in ("３", 3, 3.0, "3人", " 3 件 ")] == [3] * 5
    assert [read(Money(), typed) for typed in (2.35, "２.３５", "2.35万元", "23500元", "23,500 元")] == [
        2_350_000
    ] * 5
    assert [read(Flag(), typed) for typed in (True, "是", "有", "√", 1, "YES")] == [1] * 6
    assert [read(Flag(), typed) for typed in (False, "否", "无", 0)] == [0] * 4
    assert read(Phone(), 13800000000) == "13800000000"
    assert read(Text(), 12.5) == "12.5"
    assert read(Text(), datetime(2026, 3, 5)) == "2026-03-05"
    assert read(Text(), "  ") is None


def test_a_number_that_lost_its_last_digits_is_told() -> None:
    with pytest.raises(Invalid, match="末几位已经丢了"):
        read(IdNumber(), 4.30101199001011e17)


def test_a_word_that_is_no_code_is_told_those_there_are() -> None:
    with pytest.raises(Invalid, match="可以填"):
        read(Choice("intake_channel"), "飞鸽")


def test_what_stands_in_a_cell_is_shown_as_it_looks() -> None:
    assert [as_text(each) for each in (None, True, 1e-7, datetime(2026, 3, 5, 9, 30), "字")] == [
        "", "是", "0.0000001", "2026-03-05 09:30", "字",
    ]  # fmt: skip
