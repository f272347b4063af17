"""Headings put together freely of known words are understood; one word that is not known, and they are asked about."""

import pytest

from app.exchange.foreign.heading_words import of_words
from app.exchange.foreign.headings import meaning_of
from tests.app.exchange.foreign.ledgers import sheet, understood


@pytest.mark.parametrize(
    ("heading", "field"),
    (
        ("被检举对象所在部门", "allegation.unit"),
        ("您居住的社区", "reporter.address"),
        ("线索接收日期", "registration.received_on"),
        ("信访件转往单位", "supervision.handling_unit"),
        ("问题线索处置方式批准时间", "handling.disposed_on"),
        ("向举报人答复日期", "handling.fed_back_on"),
        ("本组承办人员姓名", "handling.handler"),
        ("哪位反映的", "reporter.name"),
        ("反映谁", "allegation.respondent"),
        ("街道领导阅批意见", "registration.instruction"),
        ("牵头科室", "handling.unit"),
        ("涉及企业", "allegation.unit"),
        ("干部所在单位", "allegation.unit"),
        ("来件文号", "registration.source_letter_no"),
        ("规定办结日期", "supervision.due_on"),
        ("来电举报人及联系方式", "reporter.name+reporter.phone"),
    ),
)
def test_known_words_are_understood_in_any_company(heading: str, field: str) -> None:
    said = of_words(heading)
    assert said is not None and said[0] == field


@pytest.mark.parametrize(
    "heading",
    ("其他单位", "举报人单位", "被举报人电话", "承办人电话", "办理时间", "交办领导", "举报人与被举报人关系", "向被举报人反馈日期",
     "群众人数", "问题", "接待干部"),
)  # fmt: skip
def test_what_is_not_wholly_understood_is_not_guessed_at(heading: str) -> None:
    assert of_words(heading) is None


def test_brackets_are_the_heading_where_nothing_else_is() -> None:
    within, unit = meaning_of("备注2（领导批示）"), meaning_of("被举报人（姓名、单位、职务）")
    assert within is not None and within.fields == ("registration.instruction",)
    assert unit is not None and unit.split == (
        "allegation.respondent",
        "allegation.unit",
        "allegation.position",
    )


def test_values_that_say_otherwise_outweigh_words_that_never_met() -> None:
    head = ("收到时间", "被反映人", "反映内容", "批准领导")
    names = [("2024.3.5", "张三", "反映低保发放不公", name) for name in ("甘志强", "童建平")]
    texts = [("2024.3.5", "张三", "反映低保发放不公", text) for text in ("2名。均已同意", "1名；请核")]
    assert understood(sheet(head, *names)).mapping[3].fields == ("registration.approver",)
    assert understood(sheet(head, *texts)).mapping[3].fields == ()


def test_a_reply_in_a_sheet_of_supervision_without_reporters_is_to_who_supervises() -> None:
    head = ("督办事项", "被督办单位", "督办日期", "反馈日期", "反馈情况")
    rows = [
        ("反映低保发放不公", "新桥乡纪委", f"2025.4.{day}", f"2025.5.{day}", "已经查清，退还农户")
        for day in (1, 2, 3)
    ]
    mapped = [each.fields for each in understood(sheet(head, *rows)).mapping]
    assert mapped[3:] == [("supervision.replied_on",), ("supervision.reply",)]
