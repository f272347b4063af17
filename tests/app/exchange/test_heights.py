"""Rows are as high as their wrapped texts need."""

import pytest

from app.exchange.heights import HIGHEST, height, line_count, rooms, row_height
from app.exchange.sheets import Column

COLUMNS = (Column("a.b", "甲", 11.2), Column("a.c", "乙", 21.2), Column("a.d", "丙", 1, hidden=True))


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("甲乙丙丁戊", 1), ("甲乙丙丁戊己", 2), ("abcdefghij", 1), ("甲\n乙\n", 3), ("\ud800", 1)],
)
def test_a_chinese_character_takes_two_of_a_columns_characters(text: str, lines: int) -> None:
    assert line_count(text, 10) == lines


def test_the_longest_text_that_is_shown_decides() -> None:
    room = rooms(COLUMNS)
    one = row_height(["甲", None, None], room)
    assert row_height(["甲", "甲" * 10, "甲" * 500], room) == one
    assert row_height(["甲" * 15, "甲" * 11, 5], room) == height(3) > one
    assert row_height(["甲" * 5_000, None, None], room) == HIGHEST
