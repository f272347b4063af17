"""收报情况 and 本周一页: every unit below has its line, who has not reported is named, every number opens its cases."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.actions.edit import edit_cases
from app.actions.units import add_unit
from app.actions.void_case import void_case
from app.exchange.list_book import list_book
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.posts import posts
from app.ledger.query import ids, record_ids
from app.ledger.sheet import Cell, MeetingSheet
from app.records.offices import Unit
from app.rules.stat_periods import parse
from app.rules.status import Status
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.conftest import county, town

__all__ = ["county", "town"]
WEEK = parse("2026-W10")
"""The week of the tests: Monday 2 March to Sunday 8 March 2026; the clock says Friday."""

LIGHTS = 1
"""The place of the lights on 本周一页."""


@pytest.fixture
def filled(county: Office, town: Office, tmp_path: Path) -> Office:
    """A county to which one of three units has reported: one case of this week, and one that is late."""
    add_unit(county, code="SQ02", name="石桥镇纪委", unit_kind="township", telephone="0551-1234567")
    add_unit(county, code="PZ03", name="纸面镇纪委", unit_kind="township", uses_huiyin=False)
    two.report(town, days_ago=3)
    two.report(town, days_ago=30)
    two.receive(county, two.post(town, "QH00", tmp_path))
    return county


def named(sheet: MeetingSheet, place: int, first: str) -> dict[str, Cell]:
    """The cells of a line by head, those of other periods by figure and head."""
    table = sheet.tables[place]
    (line,) = [each for each in table.lines if each.cells[0].text == first]
    found: dict[str, Cell] = {}
    figure = ""
    for head, cell in zip(table.heads, line.cells, strict=True):
        figure = figure if head.label in ("上期", "去年") else head.label
        found[head.label if figure == head.label else f"{figure}·{head.label}"] = cell
    return found


def test_each_unit_has_a_line_with_its_last_posting_and_its_silence(filled: Office) -> None:
    sheet = meeting_sheet(filled, "reports", WEEK)
    mine = named(sheet, 0, "云溪镇纪委")
    heads = ("最近一份", "收取日期", "里面的件", "本期收到(件次)", "零报告", "没来件的工作日")
    assert [mine[head].text for head in heads] == ["第 1 号", "2026-03-06", "2", "1", "", "0"]
    assert mine["报送"].status is Status.DONE
    silent = named(sheet, 0, "石桥镇纪委")
    heads = ("最近一份", "没来件的工作日", "联系电话")
    assert [silent[head].text for head in heads] == ["从来没有", "—", "0551-1234567"]
    assert silent["报送"].status is Status.DUE_SOON and "还没报" in silent["报送"].text
    assert named(sheet, 0, "纸面镇纪委")["报送"].text == "不用回音"
    assert {each.cells[0].text for each in sheet.tables[0].lines} == {
        str(each.name) for each in filled.find(Unit, voided=False) if each.code != filled.code
    }


def test_a_week_that_is_over_without_a_posting_is_called_not_reported(filled: Office) -> None:
    before = named(meeting_sheet(filled, "reports", parse("2026-W09")), 0, "云溪镇纪委")
    assert before["报送"].status is Status.OVERDUE and "未报" in before["报送"].text


def test_who_reported_and_had_nothing_gives_a_zero_report(
    county: Office, town: Office, tmp_path: Path
) -> None:
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert named(meeting_sheet(county, "reports", WEEK), 0, "云溪镇纪委")["零报告"].text == "零报告"


def test_silence_is_counted_in_working_days(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Office, "today", property(lambda office: two.TODAY + timedelta(days=5)))
    (mine,) = [each for each in posts(filled, WEEK) if each.last]
    assert mine.silent == 3


@pytest.mark.thorough
def test_the_page_of_the_week_compares_each_unit_with_last_week_and_last_year(filled: Office) -> None:
    sheet = meeting_sheet(filled, "page", WEEK)
    heads = [[head.label for head in table.heads] for table in sheet.tables[:2]]
    beside = ["上期", "去年"]
    assert heads[0] == [
        "所在单位",
        *(each for name in ("收到", "在办", "办结", "销号") for each in (name, *beside)),
    ]
    assert heads[1] == ["所在单位", "红", *beside, "黄", *beside, "报送"]
    mine = named(sheet, 0, "云溪镇纪委")
    assert [mine[head].value for head in ("收到", "在办", "在办·上期", "在办·去年")] == [1, 2, 1, 0]
    mine = named(sheet, LIGHTS, "云溪镇纪委")
    lights = ("红", "红·上期", "红·去年", "黄", "黄·上期", "黄·去年")
    assert [mine[head].value for head in lights] == [1, 0, 0, 0, 1, 0], "it turned red on Wednesday"
    assert mine["报送"].status is Status.DONE
    assert [named(sheet, LIGHTS, "石桥镇纪委")[head].value for head in lights] == [0] * 6
    assert "以前的灯按现在登记的内容推算" in sheet.tables[LIGHTS].note
    assert named(sheet, 0, "石桥镇纪委")["收到"].value == 0
    assert named(sheet, 0, "合计")["在办"].value == 2


@pytest.mark.thorough
def test_a_case_that_our_own_office_registered_stands_under_our_own_name(filled: Office) -> None:
    two.report(filled, days_ago=1)
    assert named(meeting_sheet(filled, "page", WEEK), 0, filled.name)["收到"].value == 1


def test_the_light_of_last_week_and_of_last_year_counts_what_is_closed_since(county: Office) -> None:
    late = [two.report(county, days_ago=days) for days in (38, 38, 40, 400)]
    edit_cases(county, late[:1], {"registration.acceptance_told_on": two.TODAY})
    void_case(county, late[2], "录入错误")
    edit_cases(county, late[3:], {"registration.acceptance_told_on": two.TODAY - timedelta(300)})
    sheet = meeting_sheet(county, "page", WEEK)
    for mine in (named(sheet, LIGHTS, county.name), named(sheet, LIGHTS, "合计")):
        assert [mine[head].value for head in ("红", "红·上期", "红·去年")] == [1, 2, 1]
    found = ids(county.db, named(sheet, LIGHTS, county.name)["红·上期"].numbers[0].query)
    assert set(record_ids(county.db, "case", list(found)).values()) == set(late[:2])
    both = next(line for line in sheet.tables[2].lines if line.cells[0].text == "红")
    assert [cell.text for cell in both.cells[2:5]] == ["1", "2", "-1"]
    book = load_workbook(io.BytesIO(list_book(sheet)))["各单位的灯"]
    heads = [cell.value for cell in book[5]]
    total = next(row for row in book.iter_rows(min_row=6) if row[0].value == "合计")
    assert [cell.value for cell in total[heads.index("红") :]][:3] == [1, 2, 1]


def test_a_case_that_names_the_reader_is_in_no_light_of_any_day(county: Office) -> None:
    late = [two.report(county, days_ago=38) for _ in range(2)]
    edit_cases(county, late[:1], {"allegation.respondent": "赵小科"})
    county.person, county.roles = "赵小科", frozenset({"leader"})
    mine = named(meeting_sheet(county, "page", WEEK), LIGHTS, county.name)
    assert [mine[head].value for head in ("红", "红·上期")] == [1, 1]
    county.roles = None


def test_of_a_week_that_is_over_the_light_is_that_of_its_last_day(filled: Office) -> None:
    before = named(meeting_sheet(filled, "page", parse("2026-W09")), LIGHTS, "云溪镇纪委")
    assert [before[head].value for head in ("红", "黄")] == [0, 1]


@pytest.mark.parametrize("id", ["page", "reports"])
def test_every_number_opens_its_cases(filled: Office, id: str) -> None:
    two.report(filled, days_ago=1)
    numbers = list(meeting_sheet(filled, id, WEEK).numbers())
    assert any(number.value for number in numbers)
    assert [each for each in numbers if len(ids(filled.db, each.query)) != each.value] == []
