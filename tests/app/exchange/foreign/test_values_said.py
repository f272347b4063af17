"""A column whose heading says nothing is known by its words, where they can mean but one field."""

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import tables_of
from app.exchange.foreign.values_said import by_values
from app.exchange.read_xlsx import Value
from tests.app.exchange.foreign.ledgers import TODAY


def test_words_of_one_list_of_codes_say_which_field_a_column_is() -> None:
    assert by_values("甲", ["违反廉洁纪律", "违反群众纪律"]) == "allegation.allegation_type"
    assert by_values("乙", ["初步核实", "谈话函询", "予以了结"]) == "handling.disposition"


@pytest.mark.parametrize(
    ("heading", "words"),
    (
        ("甲", ["是", "否"]),
        ("甲", ["来信"]),
        ("是否来信", ["来信", "来访"]),
        ("甲", ["来信", "飞鸽", "口信"]),
        ("甲", ["来信", 3]),
    ),
)
def test_too_few_words_and_words_of_no_list_say_nothing(heading: str, words: list[Value]) -> None:
    assert by_values(heading, words) is None


def columns(heads: list[Value], *rows: list[Value]) -> list[tuple[str, ...]]:
    (table,) = tables_of(Sheet("台账", [heads, *rows]))
    return [each.fields for each in map_columns(table, range(1, len(rows) + 1), Setting(TODAY))]


def test_the_number_of_a_respondents_identity_card_is_not_taken_for_the_reporters() -> None:
    number = "51352219670110106X"
    assert (
        columns(
            ["收件日期", "被移送人", "身份证号码", "问题摘要"], ["2024-03-05", "张三", number, "反映一件事"]
        )[2]
        == ()
    )
    found = columns(
        ["收件日期", "举报人", "身份证号码", "被举报人", "问题摘要"],
        ["2024-03-05", "李四", number, "张三", "反映一件事"],
    )
    assert found[2] == ("reporter.id_number",)


def test_what_brought_a_visitor_stands_for_the_content_where_no_column_says_it() -> None:
    assert columns(["来访日期", "来访人", "来访事由"], ["2024-03-05", "李四", "反映低保"])[2] == (
        "registration.summary",
    )
    assert columns(["来访日期", "来访事由", "问题摘要"], ["2024-03-05", "反映低保", "低保评定不公"])[2] == (
        "registration.summary",
    )
