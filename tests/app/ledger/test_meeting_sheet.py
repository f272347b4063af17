"""The lists of meetings: every number opens exactly its rows, and the numbers are those of the formulas."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.settings import CLOSURE_BASES, set_setting
from app.actions.units import add_unit
from app.actions.visits import add_visit
from app.actions.void_case import void_case
from app.errors import Invalid, NotAllowed
from app.ledger.figures import Compared, Count
from app.ledger.folding import folded, known
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.meetings import CLOSURE_BASE, NAMES, meeting_list
from app.ledger.query import count, ids, values
from app.ledger.sheet import Cell, MeetingSheet, Number, Table
from app.ledger.sheet_figures import ONE_WHERE_BLANK
from app.records.oversight import Order
from app.records.registration import Registration
from app.rules.stat_periods import Period, parse
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, counted, new_township, reported

PERIODS = {
    "weekly": ("2026-W10", "2026-W09"),
    "monthly": ("2026-03", "2025-12"),
    "page": ("2026-W10", "2025-W50"),
    "quarterly": ("2026Q1", "2025Q4", "2025"),
}
EVERY = [(id, period) for id, periods in PERIODS.items() for period in periods]


def do(office: Office, case: str, name: str, **said: Any) -> None:
    action = CASE_ACTIONS[name]
    given = {key.replace("__", "."): value for key, value in said.items()}
    action.do(office, case, {**action.defaults(office, read_case(office, case)), **given})


def closed(office: Office, received: date, day: date, **more: Any) -> str:
    case = reported(office, received_on=received, **more)
    edit_cases(office, [case], {
        "registration.accepted_on": received, "handling.unit": "云溪镇纪委", "handling.handler": "李岚",
        "handling.received_on": received, "handling.finding": "substantiated", "handling.closed_on": day,
    })  # fmt: skip
    return case


def table(sheet: MeetingSheet, title: str) -> Table:
    return next(each for each in sheet.tables if each.title == title)


def line(sheet: MeetingSheet, title: str, first: str) -> dict[str, Cell]:
    """The cells of a line by head; of heads that stand twice, the second has a dash."""
    found = table(sheet, title)
    (mine,) = [each for each in found.lines if each.cells[0].text == first]
    named: dict[str, Cell] = {}
    for head, cell in zip(found.heads, mine.cells, strict=True):
        named[f"{head.label}'" if head.label in named else head.label] = cell
    return named


def really(office: Office, number: Number) -> int | Decimal:
    """What the opened ledger holds: its rows (of matters its lines, folded), or the sum of its column."""
    rows = ids(office.db, number.query)
    if number.matters:
        return len(folded(rows, known(office.db, number.query.source)))
    if not number.sum_of:
        return len(rows)
    blank = 1 if number.sum_of in ONE_WHERE_BLANK else 0
    found = values(office.db, number.query.source, list(rows), [number.sum_of], office.today)
    kind, _, name = number.sum_of.partition(".")
    from app.records.catalogue import KINDS

    read = KINDS[kind].column(name).kind.from_stored
    total = sum(
        (Decimal(str(read(row[0]))) if row[0] is not None else Decimal(blank) for row in found.values()),
        Decimal(),
    )
    return int(total) if total == int(total) else total


@pytest.mark.parametrize(("id", "period"), EVERY)
def test_every_number_of_every_list_opens_exactly_its_rows(full: Office, id: str, period: str) -> None:
    sheet = meeting_sheet(full, id, parse(period))
    numbers = list(sheet.numbers())
    assert [number for number in numbers if really(full, number) != number.value] == []
    assert len(numbers) > 30 and sum(number.value > 0 for number in numbers) > 10


@pytest.mark.parametrize("id", sorted(NAMES))
@pytest.mark.parametrize("base", sorted(CLOSURE_BASES))
def test_every_list_can_be_reckoned_over_every_base(full: Office, id: str, base: str) -> None:
    said = meeting_list(id, base)
    rates = [figure.label for section in said.sections if isinstance(section, Compared) for figure in section.figures
             if "办结率（" in figure.label]  # fmt: skip
    assert rates and all(CLOSURE_BASE[base][0] in label for label in rates if label.startswith("办结率"))
    assert CLOSURE_BASE.keys() == CLOSURE_BASES.keys()


@pytest.mark.parametrize("period", ["2026-W10", "2026-W06", "2026-01", "2025Q1", "2025"])
def test_the_week_reconciles(town: Office, period: str) -> None:
    sheet = meeting_sheet(town, "weekly", parse(period))
    carried, came, ended, stock = (
        line(sheet, "收办对账", label)["本期"].value
        for label in ("上期结转", "本期收到", "本期了结", "期末在办")
    )
    assert isinstance(carried, int) and isinstance(came, int) and isinstance(ended, int)
    assert carried + came - ended == stock
    assert stock and not any("对账差" in remark for remark in sheet.remarks)


def test_a_case_that_ended_before_it_came_is_told(town: Office) -> None:
    closed(town, date(2026, 2, 24), date(2026, 2, 10))
    assert any("对账差 +1 件次" in each for each in meeting_sheet(town, "weekly", parse("2026-W09")).remarks)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Office]:
    """A township with four reports of February and two of last February, on 9 March 2026."""
    office = new_township(tmp_path / "town", Clock())
    set_setting(office, "statistics.least_base", 2)
    closed(office, date(2026, 2, 2), date(2026, 2, 20), identity_status="real_name")
    closed(office, date(2026, 2, 3), date(2026, 2, 27), identity_status="anonymous")
    reported(office, received_on=date(2026, 2, 4), identity_status="real_name", is_repeat=True)
    reported(office, received_on=date(2026, 2, 10), identity_status="anonymous")
    closed(office, date(2025, 2, 4), date(2025, 2, 20), identity_status="anonymous")
    reported(office, received_on=date(2025, 2, 5), identity_status="anonymous")
    closed(office, date(2026, 1, 5), date(2026, 1, 9), identity_status="anonymous")
    yield office
    office.close()


def test_matters_and_items_and_visits_are_counted_apart(town: Office) -> None:
    for batches, persons in ((1, 3), (None, None)):
        add_visit(
            town,
            {"visited_on": date(2026, 2, 5), "visit_kind": "window", "batches": batches, "persons": persons},
        )
    sheet = meeting_sheet(town, "quarterly", parse("2026-02"))
    assert (line(sheet, "总体情况", "收到")["单位"].text, line(sheet, "总体情况", "收到")["本期"].value) == (
        "件次",
        4,
    )
    first = line(sheet, "总体情况", "其中首次反映")
    assert (first["单位"].text, first["本期"].value) == ("件次", 3)
    visits = [each for each in table(sheet, "总体情况").lines if each.cells[0].text == "接访"]
    assert [(each.cells[1].text, each.cells[2].value) for each in visits] == [("批", 2), ("人次", 4)]


def test_counts_move_in_numbers_and_percent_and_rates_in_points(town: Office) -> None:
    sheet = meeting_sheet(town, "monthly", parse("2026-02"))
    came = line(sheet, "督办情况", "收到")
    assert (came["本期"].text, came["去年同期"].text, came["增减'"].text, came["同比"].text) == (
        "4",
        "2",
        "+2",
        "+100.00%",
    )
    assert (came["上期"].text, came["增减"].text, came["环比"].text) == ("1", "+3", "基数小")
    rate = line(sheet, "督办情况", "办结率（已办结/受理）")
    assert rate["本期"].text == "100.00%（2/2）"
    assert (rate["去年同期"].text, rate["增减'"].text, rate["同比"].text) == ("基数小（1/1）", "—", "")


@pytest.mark.thorough
def test_no_percentage_comes_from_a_base_under_the_minimum_of_the_office(town: Office) -> None:
    set_setting(town, "statistics.least_base", 3)
    sheet = meeting_sheet(town, "monthly", parse("2026-02"))
    assert line(sheet, "督办情况", "收到")["同比"].text == "基数小"
    assert line(sheet, "督办情况", "办结率（已办结/受理）")["本期"].text == "基数小（2/2）"
    assert any("不到 3 的不算百分比" in remark for remark in sheet.remarks)


@pytest.mark.thorough
def test_the_base_of_the_closure_rate_is_a_setting(town: Office) -> None:
    set_setting(town, "statistics.closure_base", "received")
    sheet = meeting_sheet(town, "monthly", parse("2026-02"))
    assert line(sheet, "督办情况", "办结率（已办结/收到）")["本期"].text == "50.00%（2/4）"
    with pytest.raises(Invalid, match="基数"):
        set_setting(town, "statistics.closure_base", "guessed")


@pytest.mark.thorough
def test_the_last_day_of_a_statistical_month_is_a_setting(town: Office) -> None:
    set_setting(town, "statistics.last_day", 20)
    sheet = meeting_sheet(town, "monthly", parse("2026-02", 20))
    assert "1月21日至2月20日" in sheet.under
    assert line(sheet, "督办情况", "办结")["本期"].value == 1, "the one of 27 February belongs to March"
    with pytest.raises(Invalid, match="统计月"):
        set_setting(town, "statistics.last_day", 32)


@pytest.mark.thorough
def test_real_name_reports_come_first_and_have_a_closure_rate_of_their_own(town: Office) -> None:
    sheet = meeting_sheet(town, "monthly", parse("2026-02"))
    figures = table(sheet, "督办情况").lines
    marked = [each.first for each in figures]
    assert marked == sorted(marked, reverse=True) and any(marked)
    assert line(sheet, "督办情况", "实名办结率（已办结/受理）")["本期"].numbers[1].value == 1
    rows = table(meeting_sheet(town, "weekly", parse("2026-02")), "本期销号")
    assert [each.first for each in rows.lines] == [True, False]
    assert rows.number is not None and rows.number.value == 2


@pytest.mark.thorough
def test_holding_times_are_means_of_the_closed(town: Office) -> None:
    sheet = meeting_sheet(town, "monthly", parse("2026-02"))
    mean = line(sheet, "各环节用时", "收到到办结")
    assert mean["本期"].text.startswith("21.00（") and mean["本期"].numbers[0].value == 2
    assert mean["去年同期"].value == Decimal("16.00")
    assert mean["增减'"].text == "+5.00 天"
    assert line(sheet, "各环节用时", "受理到签收")["本期"].value == Decimal("0.00")


def test_a_unit_nobody_has_supervised_stands_in_the_coverage(county: Office) -> None:
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township", above="QH00")
    add_unit(county, code="LS01", name="柳树镇纪委", unit_kind="township", above="QH00")
    with county.writing("督办", action="issue_order") as write:
        write.add(Order, unit="云溪镇纪委", order_kind="order", issued_on=date(2026, 2, 3))
        write.add(Order, unit="云溪镇纪委", order_kind="circular", issued_on=date(2026, 2, 4))
    sheet = meeting_sheet(county, "monthly", parse("2026-03"))
    found = table(sheet, "督办覆盖")
    assert [head.label for head in found.heads] == ["被督办单位", "当年(次)", "上一年(次)", "再上一年(次)"]
    assert [[cell.text for cell in each.cells] for each in found.lines] == [
        ["云溪镇纪委", "1", "▲ 未覆盖", "▲ 未覆盖"], ["柳树镇纪委", "● 未覆盖", "▲ 未覆盖", "▲ 未覆盖"],
    ]  # fmt: skip
    waits = table(sheet, "督办没有回复")
    assert len(waits.lines) == 1


@pytest.mark.thorough
def test_a_voided_case_counts_nowhere(town: Office) -> None:
    before = line(meeting_sheet(town, "monthly", parse("2026-02")), "督办情况", "收到")["本期"].value
    (case, *_) = [each.id for each in town.find(Registration)]
    void_case(town, case, "登记错")
    after = line(meeting_sheet(town, "monthly", parse("2026-02")), "督办情况", "收到")["本期"].value
    assert isinstance(before, int) and after == before - 1


@pytest.mark.thorough
def test_cases_from_which_a_person_is_recused_are_left_out_and_said(town: Office) -> None:
    reported(town, received_on=date(2026, 2, 6))
    town.person, town.roles = "曾小明", frozenset({"leader"})
    sheet = meeting_sheet(town, "weekly", parse("2026-02"))
    assert [number.value for number in sheet.numbers() if number.value] == []
    assert all(each.lines == () for each in sheet.tables if each.number is not None)
    assert "您应回避的 8 件不在内。" in sheet.remarks
    town.roles = None


@pytest.mark.thorough
def test_who_may_read_no_case_reads_no_list(town: Office) -> None:
    town.person, town.roles = "审计", frozenset({"auditor"})
    with pytest.raises(NotAllowed):
        meeting_sheet(town, "weekly", parse("2026-02"))
    town.roles = None


@pytest.mark.thorough
def test_an_unfinished_period_is_told_and_compared_up_to_the_same_day(town: Office) -> None:
    sheet = meeting_sheet(town, "monthly", parse("2026-03"))
    assert sheet.remarks[0] == "本期还没有结束，各期都算到同一天（本期到 2026-03-09）。"
    came = line(sheet, "督办情况", "收到")
    assert came["上期"].value == 3, "received by 9 February"


@pytest.mark.thorough
def test_a_list_takes_as_many_statements_for_many_cases_as_for_few(town: Office) -> None:
    def asked() -> int:
        with counted(town) as statements:
            for id, periods in PERIODS.items():
                meeting_sheet(town, id, parse(periods[0]))
        return len(statements)

    reported(town, received_on=date(2026, 3, 4))
    few = asked()
    for _ in range(30):
        reported(town, received_on=date(2026, 3, 4))
    assert asked() == few


def test_every_figure_of_a_comparison_is_declared_over_a_period(full: Office) -> None:
    one: Period = parse("2026Q1")
    for id in NAMES:
        for section in meeting_list(id, "accepted").sections:
            for figure in section.figures if isinstance(section, Compared) else ():
                if isinstance(figure, Count):
                    query = figure.ask.query(one, full.today)
                    assert count(full.db, query) == len(ids(full.db, replace(query)))
