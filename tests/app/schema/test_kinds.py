"""Each kind of value has three faces that round-trip, and says in one sentence what would be right."""

import inspect
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.schema import kinds
from app.schema.codes import code_list
from app.schema.kinds import (
    Choice,
    Choices,
    Count,
    Day,
    Flag,
    IdNumber,
    Kind,
    Link,
    LongText,
    Money,
    Person,
    Phone,
    Text,
    tidy,
)

TODAY = date(2026, 3, 9)
ANY_TEXT = st.text(max_size=60)
IDS = st.sampled_from([code.id for code in code_list("campaign_tag").codes])


def id_numbers() -> st.SearchStrategy[str]:
    """Invented identity numbers whose check character holds."""

    def complete(body: str) -> str:
        return next(body + last for last in "0123456789X" if IdNumber.checksum_holds(body + last))

    return st.text("0123456789", min_size=17, max_size=17).map(complete)


def clean_text(kind: Kind) -> st.SearchStrategy[Any]:
    """Texts as this kind stores them."""
    return ANY_TEXT.map(kind.to_stored)


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Python values of a kind, None among them."""
    made: dict[type[Kind], st.SearchStrategy[Any]] = {
        Text: clean_text(kind),
        LongText: clean_text(kind),
        Person: clean_text(kind),
        Link: clean_text(kind),
        Phone: st.text("0123456789-", min_size=7, max_size=14).map("0".__add__),
        IdNumber: id_numbers(),
        Day: st.dates(date(1900, 1, 1), TODAY if getattr(kind, "past", False) else date(2999, 12, 31)),
        Choice: st.sampled_from([code.id for code in code_list("category").codes]),
        Choices: st.lists(IDS, min_size=1, unique=True).map(tuple),
        Count: st.integers(0, 999_999_999),
        Money: st.integers(0, 10**15 - 1).map(lambda cents: Decimal(cents) / 1_000_000),
        Flag: st.booleans(),
    }
    return st.none() | made[type(kind)]


KINDS = (
    Text(), LongText(), Person(), Phone(), IdNumber(), Day(), Day(past=True), Choice("category"),
    Choices("campaign_tag"), Count(), Money(), Flag(), Link("registration"),
)  # fmt: skip
EVERY_KIND = [pytest.param(kind, id=repr(kind)) for kind in KINDS]


def test_every_kind_there_is_stands_in_this_test() -> None:
    there = {
        each
        for _, each in inspect.getmembers(kinds, inspect.isclass)
        if issubclass(each, Kind) and not inspect.isabstract(each)
    }
    assert {type(kind) for kind in KINDS} == there


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(data=st.data())
def test_stored_and_python_faces_round_trip(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    stored = kind.to_stored(value)
    assert stored is None or type(stored) is (int if kind.column == "integer" else str)
    assert kind.from_stored(stored) == value
    assert kind.to_stored(kind.from_stored(stored)) == stored


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(data=st.data())
def test_text_and_python_faces_round_trip(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    text = kind.to_text(value)
    assert (text == "") is (value is None)
    assert kind.from_text(text, TODAY) == value


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(text=ANY_TEXT)
def test_whatever_is_typed_becomes_a_storable_value_or_one_sentence(kind: Kind, text: str) -> None:
    try:
        stored = kind.to_stored(kind.from_text(text, TODAY))
    except Invalid as error:
        assert re.search(r"[\u4e00-\u9fff]", error.sentence)
        assert error.sentence.endswith("。")
    else:
        assert kind.to_stored(kind.from_stored(stored)) == stored


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\n\t\r\n", "\x00"])
def test_blank_is_none(kind: Kind, blank: str) -> None:
    assert kind.from_text(blank, TODAY) is None
    assert kind.to_stored(None) is None
    assert kind.from_stored(None) is None
    assert kind.to_text(None) == ""


def test_text_keeps_one_line_and_long_text_all_of_them() -> None:
    typed = " 第一行\r\n 第二行\x07\u2028第三行\ufffe "
    assert Text().from_text(typed, TODAY) == "第一行 第二行 第三行"
    assert LongText().from_text(typed, TODAY) == "第一行\n 第二行\n第三行"


def test_no_sign_that_a_workbook_cannot_hold_stays_in_a_text() -> None:
    assert tidy("甲\x00\x1f\ud800\ufffe\uffff乙\U0001f600") == "甲乙\U0001f600"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"), ("2.35", "2.35"), ("２．３５", "2.35"), ("1,234.5", "1234.5"), ("2.35万元", "2.35"),
        ("2.35 万", "2.35"), ("0", "0"), ("100", "100"), ("0.000001", "0.000001"),
    ],
)  # fmt: skip
def test_money_is_typed_in_ten_thousands_and_exact_to_the_fen(typed: str, meant: str) -> None:
    value = Money().from_text(typed, TODAY)
    assert value == Decimal(meant)
    assert Money().to_text(value) == meant


@pytest.mark.parametrize("typed", ["是", "有", "Y", "√", "１", "TRUE"])
def test_a_flag_understands_yes(typed: str) -> None:
    assert Flag().from_text(typed, TODAY) is True


@pytest.mark.parametrize("typed", ["否", "无", "n", "×", "0"])
def test_a_flag_understands_no(typed: str) -> None:
    assert Flag().from_text(typed, TODAY) is False


@pytest.mark.parametrize(
    "typed", ["13800000000", "１３８ ００００ ００００", "0745-1234567", "+8613800000000"]
)
def test_a_telephone_number_is_kept_as_text(typed: str) -> None:
    value = Phone().from_text(typed, TODAY)
    assert isinstance(value, str) and re.fullmatch(r"[+\d-]+", value)


def test_several_codes_are_read_whatever_parts_them() -> None:
    kind = Choices("campaign_tag")
    first, second = (code for code in code_list("campaign_tag").codes[:2])
    for sign in ("、", "，", "；", ",", "\n"):
        assert kind.from_text(f"{first.label}{sign}{second.label}", TODAY) == (first.id, second.id)
    assert kind.from_text(f"{first.label}、{first.label}", TODAY) == (first.id,)
    assert kind.from_text("、；", TODAY) is None


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Day(), "三月", "“三月”不是日期。"),
        (Day(past=True), "2026-03-10", "2026-03-10 还没有到，"),
        (Day(), "1066-10-14", "不是日期"),
        (Phone(), "找村支书", "“找村支书”不像电话号码。"),
        (IdNumber(), "12345", "身份证号应为 18 位"),
        (IdNumber(), "110101199001011230", "身份证号的校验位不对"),
        (Choice("category"), "表扬", "“表扬”不在“"),
        (Choices("campaign_tag"), "医疗、表扬", "“表扬”不在“"),
        (Count(), "-1", "“-1”不是个数。"),
        (Count(), "1.5", "“1.5”不是个数。"),
        (Money(), "两万", "“两万”不是金额。"),
        (Money(), "-1", "不是金额"),
        (Money(), "NaN", "不是金额"),
        (Money(), "1e30", "不是金额"),
        (Flag(), "大概", "“大概”请写 是 或 否。"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(kind: Kind, typed: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        kind.to_stored(kind.from_text(typed, TODAY))
    assert said in caught.value.sentence
    assert caught.value.sentence.endswith("。")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text(), 3), (Text(), date(2026, 1, 1)), (LongText(), ("a",)), (Day(), "春天"), (Day(), 20260305),
        (Day(), date(1066, 10, 14)), (Choice("category"), "unheard_of"), (Choices("campaign_tag"), ("medical", "x")),
        (Choices("campaign_tag"), ("medical", "")), (Count(), -1), (Count(), "3"), (Count(), 10**9),
        (Money(), "2.35"), (Money(), Decimal("-1")), (Money(), Decimal("Infinity")), (Money(), True),
        (Flag(), 2), (Flag(), "是"), (Text(), "长" * 20_001),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(kind: Kind, value: Any) -> None:
    with pytest.raises(Invalid) as caught:
        kind.to_stored(value)
    assert caught.value.sentence.endswith("。")


def test_a_moment_is_stored_as_its_day() -> None:
    assert Day().to_stored(datetime(2026, 3, 5, 23, 59)) == "2026-03-05"
    assert Day().to_stored("2026-03-05") == "2026-03-05"


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert Choice("category").to_text("unheard_of") == "unheard_of"
