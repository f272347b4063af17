"""A column read at once says what its cells say one by one; the short ways take nothing that needs a word."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.foreign.cell_reader import CellReader, People
from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.column_reader import ColumnReader
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import offered
from app.exchange.foreign.lines import Line
from app.exchange.foreign.mapping import Mapped
from app.exchange.read_xlsx import Value
from tests.app.exchange.foreign.ledgers import TODAY

SETTING = Setting(TODAY, 2024)
FIELDS = [("",), *(each for each in offered() if each != (SERIAL,))]
CELLS: tuple[Value, ...] = (
    "无", "（无）", "暂无", "不详", "N/A", "张三", "张 三", "张三、李四", "反映村里修路款去向不明",
    "反映\n村里", "全角１２３号〔2024〕", "安塘信〔2024〕1号",
    "2024.3.5", "2024年3月5日", "20240305", "2024-13-05",
    "13900000071", "１3900000071", "0745-1234567", "是", "否", "来信", "来 信",
    "經查2024.5.1办结", "2024年5月1日已反馈", "1.2万元", "3人",
    "村支书", "石桥村书记", "匿名", "匿名举报", "王五 13900000071", "\u3000空\u3000格",
    "´´´无", 45000, 45000.5, 20240305, 13900000071, 1, 0, True, False, date(2024, 3, 5), date(1899, 3, 5), date(2099, 1, 1),
    date(TODAY.year, 1, 1), datetime(2024, 3, 5, 8, 30), "  ", None,
)  # fmt: skip


def one_by_one(each: Mapped, cells: list[Value]) -> tuple[list[Line], list[People], object]:
    reader = CellReader(dict.fromkeys(each.fields, each), SETTING)
    lines, people = [Line([row]) for row in range(len(cells))], [People() for _ in cells]
    for row, cell in enumerate(cells):
        reader.read(lines[row], row, each, cell, people[row])
    return lines, people, list(reader.unknown_in_order().items())


def at_once(each: Mapped, cells: list[Value]) -> tuple[list[Line], list[People], object]:
    reader = CellReader(dict.fromkeys(each.fields, each), SETTING)
    lines, people = [Line([row]) for row in range(len(cells))], [People() for _ in cells]
    ColumnReader(each, reader).read(cells, range(len(cells)), lines, people)
    return lines, people, list(reader.unknown_in_order().items())


@pytest.mark.parametrize("fields", FIELDS, ids="+".join)
def test_a_column_at_once_says_what_its_cells_say(fields: tuple[str, ...]) -> None:
    each = Mapped(3, "栏目", fields if fields != ("",) else (), "person", 100)
    cells = [*CELLS, *reversed(CELLS)]
    assert at_once(each, cells) == one_by_one(each, cells)


_TEXT = st.text(alphabet="无暂空（）()-—/N/Aa 1２.年月日村支书张三\u3000\n´e\u0301", max_size=8)


@given(st.sampled_from(FIELDS), st.lists(_TEXT, max_size=6))
def test_so_it_does_of_any_text(fields: tuple[str, ...], cells: list[str]) -> None:
    each = Mapped(0, "栏目", fields if fields != ("",) else (), "person", 100)
    assert at_once(each, list(cells)) == one_by_one(each, list(cells))


def test_a_column_whose_cells_never_repeat_is_read_without_remembering() -> None:
    each = Mapped(0, "被反映人", ("allegation.respondent",), "person", 100)
    cells: list[Value] = [f"张{chr(0x4E00 + number)}" for number in range(2_500)]
    assert at_once(each, cells) == one_by_one(each, cells)


def test_words_of_no_list_are_told_in_the_order_of_the_sheet() -> None:
    channel = Mapped(0, "信访形式", ("registration.intake_channel",), "alias", 100)
    source = Mapped(1, "来源", ("registration.intake_source",), "alias", 100)
    reader = CellReader({}, SETTING)
    lines, people = [Line([row]) for row in range(2)], [People(), People()]
    ColumnReader(channel, reader).read(["甲", "乙"], (0, 1), lines, people)
    ColumnReader(source, reader).read(["丙", "甲"], (0, 1), lines, people)
    assert [word for _, word in reader.unknown_in_order()] == ["甲", "丙", "乙", "甲"]
