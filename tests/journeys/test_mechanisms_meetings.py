"""The tables that lie before a meeting, with the figures that a county tells of its year."""

from datetime import date

import pytest

from app.actions.families import judge_many
from app.actions.register import Entry, registered_case
from app.actions.register_all import register_all
from app.actions.visits import add_visit
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.query import ids
from app.ledger.sheet import Cell, MeetingSheet
from app.rules.stat_periods import parse
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import REPORT
from tests.journeys.telling import act, closed, told


def lines(sheet: MeetingSheet, title: str) -> list[tuple[Cell, ...]]:
    """The lines of a table of the sheet."""
    (found,) = [each for each in sheet.tables if each.title == title]
    return [each.cells for each in found.lines]


def line(sheet: MeetingSheet, title: str, label: str) -> tuple[Cell, ...]:
    """The line that begins with this label."""
    (found,) = [each for each in lines(sheet, title) if each[0].text == label]
    return found


def came(office: Office, day: date, visits: int, letters: int) -> None:
    """So many reports came on a day."""
    said = {**REPORT, "received_on": day, "identity_status": "anonymous"}
    register_all(office, [Entry({**said, "intake_channel": "visit"})] * visits + [Entry(said)] * letters)


@pytest.mark.thorough
def test_m21_127_reports_against_168_are_a_quarter_less_and_visits_half(office: Office) -> None:
    came(office, date(2025, 2, 10), visits=37, letters=131)
    came(office, date(2026, 2, 10), visits=17, letters=110)
    sheet = meeting_sheet(office, "quarterly", parse("2026Q1"))
    received = line(sheet, "总体情况", "收到")
    assert (received[2].text, received[-3].text, received[-2].text, received[-1].text) == (
        "127",
        "168",
        "-41",
        "-24.40%",
    )
    assert [line(sheet, "总体情况", "来访")[at].text for at in (2, -3, -1)] == ["17", "37", "-54.05%"]
    assert [len(ids(office.db, each.query)) for each in received[2].numbers] == [127]


def test_m21_visits_are_counted_for_each_matter(office: Office) -> None:
    again, once = told(office, intake_channel="visit"), told(office, intake_channel="visit")
    for case, order in ((again, "first"), (again, "repeat"), (once, "first")):
        add_visit(office, {"visited_on": office.today, "visit_kind": "window", "visit_order": order}, case)
    judge_many(office, [third := told(office, intake_channel="visit")], again)
    add_visit(office, {"visited_on": office.today, "visit_kind": "window", "visit_order": "repeat"}, third)
    split = lines(meeting_sheet(office, "quarterly", parse("2026Q1")), "接访的事项")
    assert [[cell.text for cell in each] for each in split] == [
        [str(numbered(office, again)), "3", "2"], [str(numbered(office, once)), "1", "0"], ["合计", "4", "2"],
    ]  # fmt: skip
    assert line(meeting_sheet(office, "weekly", parse("2026-W10")), "收办对账", "其中重访")[2].text == "2"


def test_m37_real_name_reports_come_first_and_have_a_closure_rate_of_their_own(office: Office) -> None:
    nameless, named = closed(office, identity_status="anonymous"), closed(office)
    act(office, told(office), "accept")
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    assert line(sheet, "收办对账", "实名办结率（已办结/受理）")[2].text.endswith("（1/2）")
    assert line(sheet, "收办对账", "办结率（已办结/受理）")[2].text.endswith("（2/3）")
    written_off = [cells[0].text for cells in lines(sheet, "本期销号")]
    assert written_off == [str(numbered(office, case)) for case in (named, nameless)]


def numbered(office: Office, case: str) -> str | None:
    """The number of a case."""
    return read_case(office, case).registration.case_no


def test_m11_each_meeting_has_its_list_and_m50_the_holding_times_stand_in_the_monthly(office: Office) -> None:
    closed(office)
    for id, period in (("weekly", "2026-W10"), ("monthly", "2026-03"), ("quarterly", "2026Q1")):
        sheet = meeting_sheet(office, id, parse(period))
        assert [each.value for each in sheet.numbers() if each.value]
    steps = [
        cells[0].text for cells in lines(meeting_sheet(office, "monthly", parse("2026-03")), "各环节用时")
    ]
    assert steps[0] == "收到到受理" and "受理到签收" in steps and steps[-1] == "办结到反馈"


def test_m23_220_batches_of_380_and_190_of_190_are_split_by_class(office: Office) -> None:
    for category, batches, persons in (("misconduct_report", 220, 380), ("out_of_scope", 190, 190)):
        said = {"visited_on": office.today, "visit_kind": "window", "category": category}
        add_visit(office, {**said, "batches": batches, "persons": persons})
    split = lines(meeting_sheet(office, "quarterly", parse("2026Q1")), "接访分类")
    shown = [(each[0].text, each[1].text, each[2].value) for each in split if each[2].value]
    assert shown == [
        ("检举控告", "批", 220),
        ("检举控告", "人次", 380),
        ("业务范围外", "批", 190),
        ("业务范围外", "人次", 190),
    ]


def test_m03_the_weekly_list_holds_what_was_written_off_with_day_and_way(office: Office) -> None:
    written_off, still_open = closed(office), told(office)
    act(office, told(office), "reject", registration__rejection_ground="other_organ")
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    (table,) = [each for each in sheet.tables if each.title == "本期销号"]
    assert table.lines[0].case == written_off and len(table.lines) == 2
    assert still_open not in [each.case for each in table.lines]
    heads = [head.label for head in table.heads]
    assert {"了结日期", "办结方式", "办理阶段"} <= set(heads)
    ended = [each.cells[heads.index("了结日期")].text for each in table.lines]
    assert ended == [office.today.isoformat()] * 2


@pytest.mark.thorough
def test_m47_a_matter_and_its_144_repeats_are_one_and_145_apart_in_every_list(office: Office) -> None:
    main = told(office)
    act(office, main, "accept")
    act(office, main, "hand_over", handling__handler="李岚")
    repeats = register_all(office, [Entry({**REPORT, "received_on": office.today})] * 144)
    judge_many(office, [registered_case(each) for each in repeats], main)
    for id, period, title in (
        ("weekly", "2026-W10", "收办对账"), ("monthly", "2026-03", "督办情况"), ("quarterly", "2026Q1", "总体情况"),
    ):  # fmt: skip
        sheet = meeting_sheet(office, id, parse(period))
        items, matters = line(sheet, title, "期末在办"), line(sheet, title, "期末在办（不含重复）")
        assert (items[1].text, items[2].text, matters[1].text, matters[2].text) == ("件次", "145", "件", "1")
        (ours,) = [each for each in lines(sheet, "各单位") if each[0].text == office.name]
        heads = [head.label for each in sheet.tables if each.title == "各单位" for head in each.heads]
        at = heads.index("期末在办(件)")
        assert (ours[at].text, lines(sheet, "各单位")[-1][at].text) == ("1", "1")
        assert "还没有认定主件" not in "".join(sheet.remarks)


def test_m03_what_is_written_off_the_backlog_stands_in_the_weekly_list_with_day_and_ground(
    office: Office,
) -> None:
    case = told(office)
    act(office, case, "list_backlog")
    act(office, case, "write_off", registration__write_off_ground="explained")
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    (table,) = [each for each in sheet.tables if each.title == "积案销号"]
    heads = [head.label for head in table.heads]
    (row,) = table.lines
    assert row.cells[heads.index("销号日期")].text == office.today.isoformat()
    assert row.cells[heads.index("销号理由")].text == "已解释疏导"


def test_m23_visits_to_a_level_above_are_counted_in_batches_and_persons(office: Office) -> None:
    for level, batches, persons in (("own", 3, 9), ("city", 2, 6), ("central", 1, 1)):
        said = {"visited_on": office.today, "visit_kind": "window", "visit_level": level}
        add_visit(office, {**said, "batches": batches, "persons": persons})
    shown = [(each[1].text, each[2].value) for each in lines(meeting_sheet(office, "weekly", parse("2026-W10")), "收办对账")
             if each[0].text == "其中到上级访"]  # fmt: skip
    assert shown == [("批", 3), ("人次", 7)]
