"""One cell as a value of one field: repaired and told, or refused, never guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.exchange.foreign.cells_read import Setting, read_cell
from tests.app.exchange.foreign.ledgers import TODAY

HERE = Setting(TODAY, 2024)


@pytest.mark.parametrize(
    "field, cell, value",
    [
        ("registration.received_on", "2024.3.5", date(2024, 3, 5)), ("registration.intake_channel", "電話", "phone"),
        ("registration.intake_channel", "1.来信", "letter"), ("registration.identity_status", "實名", "real_name"),
        ("reporter.phone", 13800000001, "13800000001"), ("reporter.phone", "１３８００００００01", "13800000001"),
        ("handling.amount_confiscated", "3.5万元", Decimal("3.5")), ("handling.amount_confiscated", "12,000元", Decimal("1.2")),
        ("handling.persons_handled", "3人", 3), ("registration.is_repeat", "重信", True), ("registration.is_repeat", "初", False),
        ("registration.case_no", 20240012, "20240012"), ("allegation.respondent", "张 三", "张三"),
        ("registration.summary", "  反映\r\n修路　 ", "反映\n修路"), ("handling.finding", "是", "substantiated"),
        ("registration.campaign_tag", "低保、医保", ("subsistence", "medical")),
        ("measure.organizational", "批评教育；责令检查", ("criticism", "self_criticism")),
    ],
)  # fmt: skip
def test_what_people_write_is_understood(field: str, cell: Any, value: Any) -> None:
    found = read_cell(field, cell, "", HERE)
    assert (found.value, found.problem) == (value, "")


@pytest.mark.parametrize(
    "cell", [110101199003070000, "110101199003070000", "1.10101E+17", 1.10101199003070e17]
)
def test_a_damaged_id_number_is_refused_loudly(cell: Any) -> None:
    found = read_cell("reporter.id_number", cell, "身份证号", HERE)
    assert found.value is None and "末几位丢失" in found.problem


def test_a_wrong_check_character_warns_and_the_text_is_kept() -> None:
    found = read_cell("reporter.id_number", "110101199003070013", "身份证号", HERE)
    assert (found.value, found.problem, found.kept) == (None, "", "110101199003070013")
    assert "校验位" in found.doubt


@pytest.mark.parametrize(
    "field, cell, said",
    [
        ("registration.received_on", "去年春天", "不是日期"), ("registration.received_on", "2027-01-01", "还没有到"),
        ("registration.intake_channel", "托人带来", "不在“信访形式”里"), ("handling.amount_confiscated", "若干", "不是金额"),
        ("handling.persons_handled", "几个", "不是个数"), ("registration.is_repeat", "也许", "是 或 否"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_value_and_stays_as_text(field: str, cell: str, said: str) -> None:
    found = read_cell(field, cell, "", HERE)
    assert found.value is None and said in found.problem and found.kept == cell


@pytest.mark.parametrize("cell", ["", " ", "无", "/", "-", "——", "N/A", "暂无"])
def test_words_for_nothing_are_nothing(cell: str) -> None:
    assert read_cell("registration.remark", cell, "", HERE).value is None


def test_a_word_that_was_taught_is_known_from_then_on() -> None:
    assert read_cell("registration.intake_channel", "微信群", "", HERE).unknown
    taught = Setting(TODAY, 2024, (("intake_channel", "微信群", "online"), ("intake_channel", "托人", "")))
    assert read_cell("registration.intake_channel", "微信群", "", taught).value == "online"
    as_text = read_cell("registration.intake_channel", "托人", "", taught)
    assert (as_text.value, as_text.kept, as_text.problem) == (None, "托人", "")


def test_whether_signed_or_real_name_follows_the_heading() -> None:
    assert read_cell("registration.identity_status", "是", "是否实名", HERE).value == "real_name"
    assert read_cell("registration.identity_status", "是", "是否署名", HERE).value == "signed_unverified"
    assert read_cell("registration.identity_status", "否", "是否署名", HERE).value == "anonymous"


def test_every_repair_is_told() -> None:
    assert "2024-03-05" in read_cell("registration.received_on", "24.3.5", "", HERE).repair
    assert "即" in read_cell("registration.intake_channel", "走访", "", HERE).repair
    assert read_cell("registration.intake_channel", "来访", "", HERE).repair == ""
    month = read_cell("registration.received_on", "2024年3月", "", HERE)
    assert (month.value, month.kept) == (date(2024, 3, 1), "2024年3月")
