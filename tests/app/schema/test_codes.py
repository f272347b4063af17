"""Code lists are found by text and by what is typed in a code field."""

import pytest

from app.schema.codes import Code, CodeList, changed, code_list, code_lists, in_force, shipped_list

FRUIT = CodeList(
    id="fruit",
    label="水果",
    source="invented",
    codes=(
        Code("apple", "苹果", "pg", ("红富士", "ABC")),
        Code("pear", "梨（雪梨）", "lxl"),
        Code("grape", "苹果葡萄", "pgpt"),
        Code("old", "旧品种", "jpz", import_only=True),
        *(Code(f"more{number}", f"杂果{number}", f"zg{number}") for number in range(4, 12)),
    ),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("apple", "apple"),
        ("苹果", "apple"),
        (" 红富士\n", "apple"),
        ("ａｂｃ", "apple"),
        ("梨(雪梨)", "pear"),
    ],
)
def test_a_code_is_found_by_id_label_or_alias_in_either_width(text: str, found: str) -> None:
    code = FRUIT.find(text)
    assert code is not None
    assert code.id == found


@pytest.mark.parametrize("text", ["", "苹", "1", "pg", "香蕉"])
def test_a_part_a_number_or_initials_are_not_a_find(text: str) -> None:
    assert FRUIT.find(text) is None


def test_an_import_only_code_is_found_but_not_offered() -> None:
    assert FRUIT.find("旧品种") is not None
    assert [code.id for code in FRUIT.matching("旧")] == []
    assert "old" not in [code.id for code in FRUIT.matching("")]


def test_an_unknown_id_is_its_own_label() -> None:
    assert FRUIT.name_of("pear") == "梨（雪梨）"
    assert FRUIT.name_of("mango") == "mango"


def test_a_number_offers_that_line_first_and_then_the_numbers_that_begin_so() -> None:
    assert [code.id for code in FRUIT.matching("1")] == ["apple", "more10", "more11"]
    assert [code.id for code in FRUIT.matching("2")] == ["pear"]


def test_digits_are_a_number_or_a_whole_word_and_never_the_inside_of_one() -> None:
    channels = code_list("intake_channel")
    assert [code.id for code in channels.matching("2")] == ["visit"]
    assert [code.id for code in channels.matching("12388")] == ["phone"]
    assert [code.id for code in channels.matching("12")] == []


def test_full_initials_come_before_their_prefix_and_before_a_part_of_a_word() -> None:
    assert [code.id for code in FRUIT.matching("pg")] == ["apple", "grape"]
    assert [code.id for code in FRUIT.matching("PGP")] == ["grape"]
    assert [code.id for code in FRUIT.matching("葡萄")] == ["grape"]
    assert [code.id for code in FRUIT.matching("富士")] == ["apple"]


def test_nothing_typed_offers_the_whole_list_in_its_order() -> None:
    assert FRUIT.matching("  ") == list(FRUIT.offered)


def test_what_fits_nothing_offers_nothing() -> None:
    assert FRUIT.matching("香蕉") == []


def test_the_shipped_channel_list_reads_as_the_rules_name_it() -> None:
    channel = code_list("intake_channel")
    assert channel.label == "信访形式"
    assert [code.label for code in channel.codes] == ["来信", "来访", "来电", "网络举报", "其他"]
    found = channel.find("书信")
    assert found is not None
    assert found.id == "letter"


def test_a_list_is_read_once() -> None:
    assert code_list("finding") is code_list("finding")
    assert code_list("finding") in code_lists()


def test_a_list_that_does_not_exist_is_a_lookup_error() -> None:
    with pytest.raises(LookupError, match="no_such_list"):
        code_list("no_such_list")


def test_what_an_office_added_and_renamed_is_found_by_old_words_and_new() -> None:
    changes = {
        "pear": {"label": "香梨", "initials": "xl"},
        "drone": {"label": "无人果"},
        "grape": {"offered": False},
    }
    found = changed(FRUIT, changes)
    assert found.name_of("pear") == "香梨" and found.find("梨（雪梨）") is found.find("香梨")
    assert found.codes[-1].id == "drone" and found.name_of("grape") == "苹果葡萄"
    assert "grape" not in {each.id for each in found.offered} and found.find("苹果葡萄") is not None
    assert [each.id for each in found.matching("xl")] == ["pear"]


def test_codes_in_force_hold_until_the_office_says_otherwise() -> None:
    try:
        in_force("T1", {"intake_channel": {"drone": {"label": "无人机"}}})
        in_force("T2", {"intake_channel": {"letter": {"label": "信"}}})
        assert code_list("intake_channel").name_of("drone") == "无人机"
        assert code_list("intake_channel").name_of("letter") == "信"
    finally:
        in_force("T1", {})
        in_force("T2", {})
    assert code_list("intake_channel") == shipped_list("intake_channel")
