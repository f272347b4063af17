"""Numbers are written in one style, read in many, and drawn from the desk's own block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.rules.numbering import (
    BLOCKS,
    CASE_NUMBER,
    HANDLING_NUMBER,
    Number,
    NumberStyle,
    next_serial,
    serials,
)

STYLES = st.sampled_from([CASE_NUMBER, HANDLING_NUMBER, NumberStyle("{short}-{year}-{serial}")])


def test_both_styles_read_as_the_offices_write_them() -> None:
    assert CASE_NUMBER.format("溪口", 2026, 12) == "溪口信〔2026〕12号"
    assert HANDLING_NUMBER.format("溪口", 2026, 12) == "溪口办〔2026〕12号"


@pytest.mark.parametrize(
    "text",
    [
        "溪口信〔2026〕12号",
        "溪口信[2026]12号",
        "溪口信（2026）12号",
        "溪口信【2026】第12号",
        " 溪口信 〔２０２６〕 012 号 ",
    ],
)
def test_a_number_is_read_in_any_brackets_and_widths(text: str) -> None:
    assert CASE_NUMBER.parse(text) == Number("溪口", 2026, 12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "溪口信〔26〕12号",
        "溪口信〔2026〕号",
        "溪口信〔2026〕0号",
        "溪口办〔2026〕12号",
        "信〔2026〕12号",
    ],
)
def test_what_is_not_of_the_style_is_not_a_number(text: str) -> None:
    assert CASE_NUMBER.parse(text) is None


@pytest.mark.parametrize(
    "pattern", ["", "{year}{serial}", "{short}{year}", "{short}{year}{serial}{serial}", "{a}{year}{serial}"]
)
def test_a_style_without_its_three_places_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid, match="编号样式"):
        NumberStyle(pattern)


@given(
    STYLES,
    st.sampled_from(["溪口", "信", "派驻一组", "龙王庙镇"]),
    st.integers(2000, 2099),
    st.integers(1, 999_999),
)
def test_format_and_parse_round_trip(style: NumberStyle, short: str, year: int, serial: int) -> None:
    assert style.parse(style.format(short, year, serial)) == Number(short, year, serial)


def test_serials_count_up_within_the_block_of_the_desk() -> None:
    assert next_serial(None, 0) == 1
    assert next_serial(1, 0) == 2
    assert next_serial(None, 30) == 30_001
    assert next_serial(30_001, 30) == 30_002
    assert Number("溪口", 2026, 30_002).block == 30
    assert Number("溪口", 2026, 9_999).block == 0


def test_the_first_desk_ends_where_the_first_block_of_a_later_desk_begins() -> None:
    blocks = {
        serial: Number("溪口", 2026, serial).block for serial in (1, 9_999, 10_000, 10_001, 10_999, 11_000)
    }
    assert blocks == {1: 0, 9_999: 0, 10_000: 10, 10_001: 10, 10_999: 10, 11_000: 11}


def test_a_full_block_gives_nothing_more() -> None:
    assert next_serial(9_998, 0) == 9_999
    assert next_serial(9_999, 0) is None
    assert next_serial(10_999, 10) is None


def test_a_desk_of_the_time_of_wider_blocks_goes_on_with_five_digits() -> None:
    assert next_serial(540_003, 54) == 54_001


def test_blocks_fill_five_digits_and_never_overlap() -> None:
    every = [serial for block in (0, *BLOCKS) for serial in serials(block)]
    assert len(every) == len(set(every)) == 9_999 + 90 * 999
    assert max(every) == 99_999
    assert all(Number("溪口", 2026, serials(block)[0]).block == block for block in BLOCKS)


@given(st.sampled_from([0, *BLOCKS]), st.sampled_from([0, *BLOCKS]), st.integers(0, 998), st.integers(0, 998))
def test_two_desks_never_draw_the_same_serial(one: int, other: int, first: int, second: int) -> None:
    drawn = next_serial(serials(one)[first - 1] if first else None, one)
    also = next_serial(serials(other)[second - 1] if second else None, other)
    assert (drawn == also) is (one == other and first == second)


@given(style=STYLES, serial=st.integers(1, 1999))
def test_a_style_is_told_from_one_number_written_in_it(style: NumberStyle, serial: int) -> None:
    assert NumberStyle.like(f" {style.format('云', 2026, serial)} ", "云", 2026) == style


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "云信1号",
        "信〔2026〕1号",
        "云信〔2026〕号",
        "云信〔2026〕1-2号",
        "云{x}〔2026〕1号",
        "云云〔2026〕1",
    ],
)
def test_what_is_no_number_of_this_office_and_year_is_no_example(wrong: str) -> None:
    with pytest.raises(Invalid, match="简称“云”、年份 2026"):
        NumberStyle.like(wrong, "云", 2026)
