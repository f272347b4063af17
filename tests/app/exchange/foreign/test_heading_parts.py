"""Headings that stand in no list are understood from their parts, or understood to be no field of ours."""

import pytest

from app.exchange.foreign.heading_parts import of_parts, under
from app.exchange.foreign.headings import meaning_of
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import tables_of


@pytest.mark.parametrize(
    ("heading", "fields"),
    (
        ("举报人现居地址", ("reporter.address",)),
        ("来电人手机号码", ("reporter.phone",)),
        ("被移送人", ("allegation.respondent",)),
        ("被检举控告人单位及职务", ("allegation.unit+allegation.position",)),
        ("核查单位", ("handling.unit",)),
        ("反映人姓名、电话", ("reporter.name+reporter.phone",)),
        ("限办时间", ("supervision.due_on",)),
        ("移送文号", ("registration.source_letter_no",)),
        ("违纪违法事实", ("registration.summary",)),
        ("线索属实性审核", ("handling.finding",)),
        ("案卷号", ("handling.archive_no",)),
    ),
)
def test_a_heading_is_understood_from_its_parts(heading: str, fields: tuple[str, ...]) -> None:
    assert of_parts(heading) == fields


@pytest.mark.parametrize(
    "heading", ("案发时间", "核查时间", "案件状态", "举报人政治面貌", "被反映人联系电话", "举报人单位")
)
def test_what_is_no_field_of_ours_is_not_taken_for_one_that_looks_like_it(heading: str) -> None:
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "not_field"),
    (
        ("限办时间", "handling.closed_on"),
        ("反映日期", "handling.fed_back_on"),
        ("移送日期", "registration.transferred_on"),
        ("上访时间", "followup.visited_on"),
        ("省信访件编号", "registration.case_no"),
    ),
)
def test_a_heading_of_nearly_the_same_characters_is_another_one(heading: str, not_field: str) -> None:
    found = meaning_of(heading)
    assert found is not None and not_field not in found.fields


def test_generic_words_under_somebody_elses_group_say_nothing_of_the_persons_of_a_report() -> None:
    assert under(["接访领导"], "职务") == (("接访领导职务",), False)
    assert under(["上访人", "基本情况"], "姓名") == (("上访人姓名",), False)
    assert under(["收件情况"], "日期")[1]


def test_who_reported_is_not_taken_for_the_respondent_in_a_header_of_three_rows() -> None:
    """The one who receives, then who reported: the groups alone say whose a 姓名 is."""
    rows: list[list[object]] = [
        ["接访", None, None, "上访人", None, "问题摘要"],
        ["接访时间", "接访领导", None, "基本情况", None, None],
        [None, "姓名", "职务", "姓名", "身份证号", None],
        ["2024-03-05", "何书记", "党委书记", "龚玉兰", None, "反映危房改造指标"],
    ]
    merged = ((0, 0, 0, 2), (0, 3, 0, 4), (1, 1, 1, 2), (1, 3, 1, 4), (0, 5, 2, 5), (1, 0, 2, 0))
    (table,) = tables_of(Sheet("接访", rows, merged=merged))  # type: ignore[arg-type]
    assert table.header_rows == (0, 3)
    said = [each.meaning.fields if each.meaning else () for each in table.headings]
    assert said[1] == said[2] == () and said[3] == ("reporter.name",) and said[4] == ("reporter.id_number",)
