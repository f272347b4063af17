"""What the office above asks, judges and announces, played between a county and its township."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.answer_circular import answer_circular
from app.actions.decide_at_meeting import decide_at_meeting
from app.actions.issue_circular import issue_circular
from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.save_minutes import make_minutes
from app.ledger.circular_text import circular_text
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.today import look
from app.records.aftermath import Lookback
from app.records.meetings import Meeting
from app.records.movements import Receipt
from app.records.oversight import Answer, Order
from app.records.proceedings import Review
from app.rules.stage import Stage
from app.rules.stat_periods import parse
from app.store import letters
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import new_county
from tests.journeys.telling import CLOSING, act, counted_by, due, handled, listed, told, wait
from tests.ui.workplace import Clock


@dataclass
class Pair:
    """A county and its township with the folder through which their workbooks go."""

    county: Office
    town: Office
    clock: Clock
    folder: Path

    def down(self) -> None:
        """The county's workbook goes to the township."""
        receive(self.town, post(self.county, "YX01", self.folder))

    def up(self) -> None:
        """The township's workbook goes to the county."""
        receive(self.county, post(self.town, "QH00", self.folder))

    def wait(self, days: int) -> None:
        """Let days go by for both."""
        wait(self.county, self.clock, days)
        self.town.confirm_today(self.clock.at.date())


@pytest.fixture
def pair(office: Office, clock: Clock, tmp_path: Path) -> Iterator[Pair]:
    office.person = "王敏"
    made = Pair(new_county(tmp_path / "county", clock), office, clock, tmp_path)
    made.up()
    yield made
    made.county.close()


def assigned(pair: Pair) -> str:
    """A report to the county, given to the township and signed for there."""
    case = told(pair.county)
    act(pair.county, case, "assign", supervision__handling_unit=pair.town.name)
    pair.down()
    act(pair.town, case, "sign_receipt", handling__handler="李岚")
    return case


def test_m27_what_was_assigned_is_signed_for_with_name_day_and_telephone_that_the_county_reads(
    pair: Pair,
) -> None:
    case = told(pair.county)
    act(pair.county, case, "assign", supervision__handling_unit=pair.town.name)
    pair.down()
    pair.wait(1)
    act(pair.town, case, "sign_receipt", handling__handler="李岚", receipt__telephone="13900002222")
    pair.up()
    (kept,) = read_case(pair.county, case).of(Receipt)
    assert (kept.to_unit, kept.to_person, kept.telephone) == (pair.town.name, "李岚", "13900002222")
    assert (kept.from_unit, kept.handed_on) == (pair.county.name, pair.county.today - timedelta(days=1))
    assert (kept.signed_on, kept.outcome) == (pair.county.today, "accepted")


def test_m41_orders_by_letter_telephone_and_on_the_spot_are_answered_and_judged(pair: Pair) -> None:
    case = assigned(pair)
    for method, reason in (
        ("letter", "overdue"),
        ("phone", "weak"),
        ("call_in", "supplement"),
        ("on_site", "weak"),
    ):
        act(
            pair.county,
            case,
            "issue_order",
            order__method=method,
            order__reason=reason,
            order__requirement="报告进展",
        )
    pair.down()
    orders = read_case(pair.town, case).of(Order)
    numbers = [each.order_no for each in orders]
    assert len(set(numbers)) == 4 and all(numbers)
    assert {each.method for each in orders} == {"letter", "phone", "call_in", "on_site"}
    assert len(due(pair.town, case, "H03")) == 4
    for _ in orders:
        act(pair.town, case, "answer_order", answer__content="已约谈会计")
    assert {each.order_no for each in read_case(pair.town, case).of(Answer)} == set(numbers)
    pair.up()
    for result in ("met", "met", "partly", "unmet"):
        act(pair.county, case, "note_order_reply", order__reply="已约谈会计", order__result=result)
    assert [each.is_open for each in due(pair.county, case, "H03")] == [False] * 4
    assert counted_by(pair.county, "order.method") == {"letter": 1, "phone": 1, "call_in": 1, "on_site": 1}
    assert counted_by(pair.county, "order.result") == {"met": 2, "partly": 1, "unmet": 1}
    assert len(listed(pair.county, "order")) == 4
    (coverage,) = [
        each
        for each in meeting_sheet(pair.county, "monthly", parse("2026-03")).tables
        if each.title == "督办覆盖"
    ]
    covered = {each.cells[0].text: [cell.text for cell in each.cells[1:]] for each in coverage.lines}
    assert covered[pair.town.name] == ["4", "▲ 未覆盖", "▲ 未覆盖"]


@pytest.mark.thorough
def test_m11_each_meeting_has_its_list_and_minutes_and_what_it_decides_becomes_an_order(pair: Pair) -> None:
    case = assigned(pair)
    number = str(read_case(pair.county, case).registration.case_no)
    held = {}
    for id, period, kind, said in (
        ("weekly", "2026-W10", "order", "对账会：三日内报进展"),
        ("monthly", "2026-03", "reminder", "督办会：本月内办结"),
        ("quarterly", "2026Q1", "circular", "通报会：通报逾期情况"),
    ):
        record_meeting(pair.county, id, parse(period), {"chair": "刘书记", "minutes": f"议定。{said}"})
        (held[id],) = meetings_about(pair.county, id, parse(period))
        about = "" if kind == "circular" else number
        wanted = {"order_kind": kind, "requirement": said, "unit": pair.town.name}
        decide_at_meeting(pair.county, held[id], wanted, about)
    pair.down()
    assert [line.letter.requirement for line in look(pair.town, "").letters.duties if line.letter] == [
        "通报会：通报逾期情况"
    ]
    orders = read_case(pair.town, case).of(Order)
    assert {each.order_kind: each.decided_at for each in orders} == {
        "order": "每周对账会 2026-03-06", "reminder": "每月督办会 2026-03-06",
    }  # fmt: skip
    assert len({each.order_no for each in pair.county.find(Order)}) == 3
    assert len(due(pair.town, case, "H03")) == 1
    assert pair.town.find(Meeting) == [], "minutes stay at home"
    sheet = meeting_sheet(pair.county, "weekly", parse("2026-W10"))
    (decided,) = [each for each in sheet.tables if each.title == "会议议定的督办"]
    assert len(decided.lines) == 3
    paper = repr(make_minutes(pair.county, held["weekly"], sheet))
    assert "对账会：三日内报进展" in paper and "刘书记" in paper
    act(pair.town, case, "answer_order", answer__content="已约谈会计")
    pair.up()
    assert counted_by(pair.county, "order.order_kind") == {"circular": 1, "order": 1, "reminder": 1}
    assert len(listed(pair.county, "meeting")) == 3


@pytest.mark.thorough
def test_m13_what_is_near_its_day_is_reminded_of_and_what_is_late_announced(pair: Pair) -> None:
    case = assigned(pair)
    act(pair.town, case, "dispose", handling__disposition="preliminary_verification")
    (limit,) = due(pair.county, case, "T05")
    pair.wait((limit.due_on - pair.county.today).days - 2)
    assert [duty.title for duty in look(pair.town, "").soon.duties if duty.case] == [
        read_case(pair.town, case).title
    ]
    act(pair.county, case, "issue_order", order__order_kind="reminder", order__requirement="后天到期，请抓紧")
    pair.down()
    assert [each.order_kind for each in read_case(pair.town, case).of(Order)] == ["reminder"]
    pair.wait(7)
    sheet = meeting_sheet(pair.county, "monthly", parse(f"{pair.county.today:%Y-%m}"))
    (late,) = [each for each in sheet.tables if each.title == "要督办的件"]
    assert [line.case for line in late.lines] == [case]
    issue_circular(pair.county, "circular", pair.town.name, circular_text(pair.county, sheet))
    pair.down()
    assert "逾期没有办完的 1 件次" in str(look(pair.town, "").letters.duties[0].letter.requirement)  # type: ignore[union-attr]


@pytest.mark.thorough
def test_m01_m03_the_monthly_circular_is_drafted_from_the_figures_and_goes_to_every_unit(pair: Pair) -> None:
    case = assigned(pair)
    (limit,) = due(pair.county, case, "T05")
    pair.wait((limit.due_on - pair.county.today).days + 3)
    sheet = meeting_sheet(pair.county, "monthly", parse(f"{pair.county.today:%Y-%m}"))
    draft = circular_text(pair.county, sheet)
    assert f"逾期没有办完的 1 件次：{pair.town.name} 1 件次" in draft
    assert str(read_case(pair.county, case).registration.case_no) not in draft
    issue_circular(pair.county, "circular", "各单位", draft)
    pair.down()
    (told_below,) = [line.letter for line in look(pair.town, "").letters.duties if line.letter]
    assert told_below.requirement == draft


@pytest.mark.thorough
def test_m42_a_result_handed_up_is_returned_with_the_reason_done_again_and_passed(pair: Pair) -> None:
    case = assigned(pair)
    act(pair.town, case, "close", **{name.replace(".", "__"): value for name, value in CLOSING.items()})
    act(pair.town, case, "report_up")
    assert [duty.rule for duty in look(pair.town, "").waiting.duties] == ["reported"]
    pair.up()
    act(pair.county, case, "review", review__outcome="returned", review__reason="没有核对账目")
    pair.down()
    assert [each.reason for each in read_case(pair.town, case).of(Review)] == ["没有核对账目"]
    assert [each.is_open for each in due(pair.town, case, "H07")] == [True]
    pair.wait(5)
    act(pair.town, case, "resubmit")
    assert [each.is_open for each in due(pair.town, case, "H07")] == [False]
    assert [duty.rule for duty in look(pair.town, "").waiting.duties] == ["reported"]
    pair.up()
    act(pair.county, case, "review", review__outcome="passed")
    pair.down()
    assert {each.outcome for each in read_case(pair.town, case).of(Review)} == {"returned", "passed"}
    assert look(pair.town, "").waiting.total == 0
    assert counted_by(pair.county, "review.outcome") == {"returned": 1, "passed": 1}


@pytest.mark.thorough
def test_m50_late_work_is_corrected_by_a_date_and_hiding_is_answered_for(pair: Pair) -> None:
    late, hidden = assigned(pair), assigned(pair)
    (limit,) = due(pair.county, late, "T05")
    pair.wait((limit.due_on - pair.county.today).days + 12)
    assert [each.rule for each in look(pair.county, "").overdue.duties if each.case] == ["chase"] * 2
    act(pair.county, late, "look_back", lookback__requirement="十日内办结", lookback__overdue_reason="complex",
        lookback__correct_by_on=pair.county.today + timedelta(days=10))  # fmt: skip
    act(
        pair.county,
        hidden,
        "look_back",
        lookback__lookback_kind="accountability",
        lookback__ground="concealed",
    )
    pair.down()
    (told_below,) = read_case(pair.town, late).of(Lookback)
    assert (told_below.unit, told_below.held_days, told_below.overdue_reason) == (
        pair.town.name,
        12,
        "complex",
    )
    assert [each.due_on for each in due(pair.town, late, "H04")] == [pair.county.today + timedelta(days=10)]
    act(pair.county, late, "note_correction", lookback__result="已办结", lookback__accountability="talk")
    act(
        pair.county,
        hidden,
        "note_correction",
        lookback__result="压件不报",
        lookback__accountability="discipline",
    )
    assert counted_by(pair.county, "lookback.accountability") == {"talk": 1, "discipline": 1}
    assert counted_by(pair.county, "lookback.overdue_reason") == {"complex": 1}
    assert len(listed(pair.county, "lookback")) == 2


@pytest.mark.thorough
def test_m50_a_warning_letter_and_a_circular_that_name_no_case_travel_and_are_answered(pair: Pair) -> None:
    issue_circular(pair.county, "warning_letter", "各单位", "石料款问题集中，请自查",
                   reply_due_on=pair.county.today + timedelta(days=10))  # fmt: skip
    pair.down()
    pair.wait(12)
    (late,) = look(pair.town, "").overdue.duties
    assert late.rule == "H03" and late.letter is not None
    assert [duty.what for duty in look(pair.county, "").overdue.duties] == ["等各单位回复预警函"]
    answer_circular(pair.town, late.letter, content="自查三个村，整改两处")
    pair.up()
    assert look(pair.town, "").overdue.total == look(pair.county, "").overdue.total == 0
    (reply,) = letters.answers(pair.county.db)
    assert (reply.owner, reply.content) == ("YX01", "自查三个村，整改两处")


def test_m42_within_an_office_what_the_head_returns_is_verified_again(office: Office) -> None:
    case = handled(office)
    act(office, case, "dispose", handling__disposition="preliminary_verification")
    act(office, case, "begin_verification")
    assert act(office, case, "submit_report").stage is Stage.UNDER_REVIEW
    found = act(
        office,
        case,
        "review",
        review__outcome="returned",
        review__reviewer="刘书记",
        review__reason="证据不足",
    )
    assert found.stage is Stage.VERIFYING
