"""今日: three short lists with reason and next action, loose ends, stubs, an empty day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.send import send
from app.actions.take import take
from app.exchange.receive import preview
from app.ledger import today as ledger_today
from app.ledger.today import PUT_OFF, to_do
from app.records.matters import Escalation
from app.records.registration import Registration
from app.store import drafts, preferences
from app.store.office import Office
from tests.app.store.offices import new_county
from tests.journeys.telling import act, told
from tests.ui.workplace import CTRL, Clock, Typist, report, town_window
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.parts.chip import ChipRow
from ui.parts.empty import Empty
from ui.today.lines import RECEIPT, UnitLine
from ui.today.page import ALL, TodayPage


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    return window.today


def titles(page: TodayPage) -> list[list[str]]:
    page.refresh(None)
    return [
        [line.findChildren(type(section.title))[0].text() for line in section.lines]
        for section in page.sections
    ]


def test_an_empty_day_says_so(page: TodayPage) -> None:
    (empty,) = page._body.findChildren(Empty)
    assert empty.sentence.text() == "今天没有到期的事项。"


def test_what_is_over_its_limit_stands_first_with_the_next_action(
    window: MainWindow, page: TodayPage, office: Office
) -> None:
    case = report(office, received_on=date(2026, 2, 2))
    report(office, received_on=date(2026, 3, 6))
    overdue, soon, waiting = titles(page)
    assert (overdue, soon, waiting) == (["云信〔2026〕1号"], [], [])
    line = page.sections[0].lines[0]
    assert line.go.text() == "受理"
    line.go.click()
    opened = window.page
    assert isinstance(opened, CasePage) and opened.case == case
    assert opened.actions.ask is not None, "the form of the action stands open"


def test_the_next_action_is_the_one_that_fulfils_the_duty(page: TodayPage, office: Office) -> None:
    case = report(office, received_on=date(2026, 2, 2))
    CASE_ACTIONS["accept"].do(office, case, {"registration.accepted_on": date(2026, 2, 4)})
    titles(page)
    assert page.sections[0].lines[0].go.text() == "受理告知"


def test_a_stub_is_reminded_of_and_handed_up_in_place(
    window: MainWindow, page: TodayPage, office: Office, typist: Typist
) -> None:
    register_stub(office, date(2026, 3, 3), "letter")
    assert titles(page)[1] == ["云报〔2026〕1号"]
    page.sections[1].lines[0].go.click()
    typist.type("清河县纪委监委")
    typist.press(Qt.Key.Key_S, CTRL)
    (stub,) = office.find(Escalation)
    assert (stub.handed_to, stub.handed_on) == ("清河县纪委监委", date(2026, 3, 6))
    assert page.ask is None and titles(page) == [[], [], ["云报〔2026〕1号"]], "the receipt is waited for"
    line = page.sections[2].lines[0]
    assert line.go.text() == RECEIPT
    line.go.click()
    typist.type("签字第 3 号")
    typist.press(Qt.Key.Key_S, CTRL)
    (stub,) = office.find(Escalation)
    assert (stub.handed_to, stub.receipt_no) == ("清河县纪委监委", "签字第 3 号")
    assert titles(page) == []


def test_kinds_are_chips_that_filter(page: TodayPage, office: Office) -> None:
    report(office, received_on=date(2026, 2, 2))
    register_stub(office, date(2026, 2, 2), "letter")
    assert len(titles(page)[0]) == 2
    page._pick("T01")
    assert titles(page)[0] == ["云报〔2026〕1号"]
    page._pick("T03")
    assert titles(page)[0] == ["云信〔2026〕1号"]


@pytest.mark.thorough
def test_lists_stay_short_and_say_how_many_more(page: TodayPage, office: Office) -> None:
    for _ in range(10):
        report(office, received_on=date(2026, 2, 2))
    assert len(titles(page)[0]) == ledger_today.SHORT
    assert "还有 2 件，在“台账”里看全部。" in words(page)


def test_an_unfinished_entry_is_offered(window: MainWindow, page: TodayPage, office: Office) -> None:
    drafts.keep(office, "entry/1", {"fields": {}, "points": []})
    page.refresh(None)
    assert "有 1 件没录完的登记，最近一次 2026-03-06 09:00。" in words(page)


def test_two_cases_of_one_number_are_told_as_perhaps_one_and_opened(
    window: MainWindow, page: TodayPage, office: Office
) -> None:
    for _ in range(2):
        report(office, platform_no="P-1")
    page.refresh(None)
    assert "的平台编号相同，可能是同一件。" in words(page)
    next(each for each in page.widget.findChildren(QAbstractButton) if each.text() == "核对").click()
    assert isinstance(window.page, CasePage)


def test_a_new_day_moves_a_case_by_itself(
    window: MainWindow, page: TodayPage, office: Office, clock: Clock
) -> None:
    report(office, received_on=date(2026, 3, 6))
    assert titles(page) == []
    clock.pass_days(28)
    window.days.look()
    assert titles(page)[0] == ["云信〔2026〕1号"]
    assert window.top_bar.today.text().endswith("2026年4月3日 星期五")
    assert page.badge() == 1


@pytest.mark.thorough
def test_the_lists_take_a_fixed_number_of_queries(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> int:
        seen: list[str] = []
        real = office.db.execute_sql

        def counted(sql: str, *more: object, **named: object) -> object:
            seen.append(sql)
            return real(sql, *more, **named)

        with monkeypatch.context() as patch:
            patch.setattr(office.db, "execute_sql", counted)
            ledger_today.look(office, drafts.ENTRY_DRAFTS)
        return len(seen)

    report(office, received_on=date(2026, 2, 2))
    one = asked()
    for _ in range(6):
        report(office, received_on=date(2026, 2, 2))
    assert asked() == one
    assert len(office.find(Registration)) == 7


def words(page: TodayPage) -> str:
    return "\n".join(
        label.text() for label in page.widget.findChildren(QLabel) if label.isVisibleTo(page.widget)
    )


@pytest.mark.thorough
def test_what_was_reported_up_or_moved_on_waits_for_others(page: TodayPage, office: Office) -> None:
    reported, moved = report(office), report(office)
    edit_cases(
        office,
        [moved],
        {"registration.transferred_on": office.today, "registration.transferred_to": "县公安局"},
    )
    CASE_ACTIONS["accept"].do(office, reported, {"registration.accepted_on": office.today})
    CASE_ACTIONS["hand_over"].do(
        office, reported, {"handling.handler": "李青云", "handling.received_on": office.today}
    )
    edit_cases(office, [reported], {"handling.received_on": None})
    assert sorted(titles(page)[2]) == ["云信〔2026〕1号", "云信〔2026〕2号"]
    assert "已交给李青云，等签收 · 2026-03-06 起" in words(page)
    assert "已移交县公安局，等结果 · 2026-03-06 起" in words(page)
    edit_cases(
        office, [reported], {"handling.received_on": office.today, "handling.reported_on": office.today}
    )
    page.refresh(None)
    assert "已报结，等上级审核 · 2026-03-06 起" in words(page)


@pytest.mark.thorough
def test_a_file_without_receipt_waits_for_others_and_stands_in_the_strip(
    window: MainWindow, page: TodayPage, office: Office, tmp_path: Path
) -> None:
    report(office)
    (tmp_path / "stick").mkdir()
    send(office, "QH00", tmp_path / "stick")
    page.refresh(None)
    assert "2026-03-06 寄给清河县纪委监委信访室的第 1 号，1 件，还没有回执。" in words(page)
    window.count_what_waits()
    assert window.strip.waiting.text() == "1 份待回执"


@pytest.mark.thorough
def test_an_original_that_went_up_waits_for_its_receipt(page: TodayPage, office: Office) -> None:
    register_stub(office, office.today, "letter", handed_to="县里", handed_on=office.today)
    assert titles(page)[2] == ["云报〔2026〕1号"]
    assert "原件已报送县里，等签收凭据" in words(page)


@pytest.mark.thorough
def test_who_may_not_hand_up_a_stub_reads_why(page: TodayPage, office: Office) -> None:
    register_stub(office, date(2026, 3, 3), "letter")
    office.roles = frozenset({"handler"})
    titles(page)
    line = page.sections[1].lines[0]
    assert not line.go.isEnabled()
    assert "这一步由信访干部办理，您现在的职责不能做" in words(page)


@pytest.mark.thorough
def test_the_first_picture_of_the_page_does_not_wait_for_the_others(
    window: MainWindow, qtbot: QtBot, office: Office
) -> None:
    report(office, received_on=date(2026, 2, 2))
    register_stub(office, office.today, "letter", handed_to="县里", handed_on=office.today)
    fresh = TodayPage(
        window, office, lambda *_: None, lambda: None, None, lambda code: None, lambda letter: None
    )
    qtbot.addWidget(fresh.widget)
    fresh._show()
    assert "正在查…" in words(fresh)
    qtbot.waitUntil(lambda: "等签收凭据" in words(fresh))


@pytest.fixture
def county(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A county that has taken a township's file with two late cases and one in time, and gave one of them back."""
    town = Office.open(tmp_path / "town", clock=clock)
    for day in (date(2026, 2, 2), date(2026, 2, 3), date(2026, 3, 5)):
        report(town, received_on=day)
    (tmp_path / "stick").mkdir()
    sent = send(town, "QH00", tmp_path / "stick")
    town.close()
    made = new_county(tmp_path / "county", clock)
    take(made, preview(made, sent.path))
    yield made
    made.close()


def county_page(qtbot: QtBot, county: Office) -> tuple[MainWindow, TodayPage]:
    window = town_window(qtbot, county)
    window.today.refresh(None)
    return window, window.today


@pytest.mark.thorough
def test_a_county_has_its_townships_lateness_apart_and_by_unit(
    office: Office, county: Office, qtbot: QtBot
) -> None:
    window, page = county_page(qtbot, county)
    assert [len(section.lines) for section in page.sections] == [0, 0, 0]
    assert page.badge() == 0
    (unit,) = page._body.findChildren(UnitLine)
    assert "云溪镇纪委" in words(page) and "逾期 2 件" in words(page)
    unit.go.click()
    assert window.page is window.pages["ledger"]
    board = window.ledger.board
    assert board.model.rowCount() == 2 and board.standing.view.id == "overdue"


@pytest.mark.thorough
def test_a_county_has_to_see_to_what_it_gave_and_to_the_replies_it_asked_for(
    office: Office, county: Office, qtbot: QtBot
) -> None:
    cases = [each.id for each in county.find(Registration)]
    for case, due in zip(cases, ("2026-03-04", "2026-04-30", "2026-05-30"), strict=True):
        CASE_ACTIONS["assign"].do(county, case, {
            "supervision.handling_unit": "云溪镇纪委", "supervision.referral_kind": "assign_result",
            "supervision.assigned_on": date(2026, 3, 2), "supervision.due_on": date.fromisoformat(due),
        })  # fmt: skip
    edit_cases(county, [cases[1]], {"supervision.reply_due_on": date(2026, 3, 9)})
    _, page = county_page(qtbot, county)
    assert [[line.go.text() for line in section.lines] for section in page.sections] == [
        ["去督办"],
        ["记回复"],
        ["打开"],
    ]
    assert "交给云溪镇纪委，还没有报结 · 最迟 2026-03-04" in words(page)
    assert "等云溪镇纪委回复督办 · 最迟 2026-03-09" in words(page)
    assert "已交给云溪镇纪委，等签收 · 2026-03-02 起" in words(page)


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("YX01", "有 1 条内容两边都改过，等您裁定。"),
        ("QH00", "有 1 条内容两边都改过，等填写单位定用哪一份。"),
    ],
)
@pytest.mark.thorough
def test_a_record_with_two_versions_waits_for_its_owner(
    page: TodayPage, office: Office, owner: str, said: str
) -> None:
    case = report(office)
    with office.writing("收取", action="take") as write:
        write.shelve("sibling", case, {"kind": "registration", "case": case, "owner": owner, "versions": []})
    page.refresh(None)
    assert [line for line in words(page).splitlines() if "两边都改过" in line] == [said]


@pytest.mark.thorough
def test_a_line_is_put_off_by_one_key_and_shows_again_by_the_same(
    window: MainWindow, page: TodayPage, office: Office, typist: Typist
) -> None:
    report(office, received_on=date(2026, 2, 10))
    assert titles(page)[1] == ["云信〔2026〕1号"]
    page.sections[1].lines[0].go.setFocus()
    typist.press(Qt.Key.Key_H)
    typist.type("3.8")
    typist.press(Qt.Key.Key_Return)
    typist.type("当事人住院")
    typist.press(Qt.Key.Key_S, CTRL)
    assert page.ask is None and titles(page) == []
    assert window.strip.message.text() == "已缓办 云信〔2026〕1号“受理告知”到 2026-03-08"
    _, chips = page._body.findChildren(ChipRow)
    assert [button.text() for button in chips.findChildren(QAbstractButton)] == ["全部  0", "已缓  1"]
    page._pick(PUT_OFF)
    assert "已缓到 2026-03-08：当事人住院" in words(page)
    page.sections[1].lines[0].go.setFocus()
    typist.press(Qt.Key.Key_H)
    page._pick(ALL)
    assert titles(page)[1] == ["云信〔2026〕1号"]


@pytest.mark.thorough
def test_an_overdue_line_that_was_put_off_stays_and_says_so(page: TodayPage, office: Office) -> None:
    report(office, received_on=date(2026, 2, 2))
    titles(page)
    page.sections[0].lines[0].later.click()
    assert page.ask is not None
    page.ask.form.set_values({"put_off.until": date(2026, 3, 12), "put_off.reason": "等县里意见"})
    page.ask.confirm()
    assert titles(page)[0] == ["云信〔2026〕1号"]
    assert "已缓到 2026-03-12：等县里意见" in words(page)


@pytest.mark.thorough
def test_a_day_that_is_over_is_refused_beside_its_field(page: TodayPage, office: Office) -> None:
    report(office, received_on=date(2026, 2, 2))
    titles(page)
    page.sections[0].lines[0].later.click()
    assert page.ask is not None
    page.ask.form.set_values({"put_off.until": date(2026, 3, 5), "put_off.reason": "等"})
    page.ask.confirm()
    assert page.ask.form.rows["put_off.until"].error == "缓办要写以后的日子，到那一天再提醒。"


@pytest.mark.thorough
def test_one_key_shows_what_is_mine_and_another_start_remembers_it(
    page: TodayPage, office: Office, typist: Typist
) -> None:
    assert office.person == "王敏"
    report(office, received_on=date(2026, 2, 2))
    theirs = report(office, received_on=date(2026, 2, 2))
    edit_cases(office, [theirs], {"registration.registrar": "李岚"})
    assert titles(page)[0] == ["云信〔2026〕1号", "云信〔2026〕2号"]
    page.entered()
    typist.press(Qt.Key.Key_M)
    assert titles(page)[0] == ["云信〔2026〕1号"]
    assert preferences.get(office.db, "today.mine") is True
    page.entered()
    typist.press(Qt.Key.Key_M)
    assert titles(page)[0] == ["云信〔2026〕1号", "云信〔2026〕2号"]


@pytest.mark.thorough
def test_what_came_from_above_is_signed_for_from_its_line(
    page: TodayPage, office: Office, window: MainWindow, clock: Clock, tmp_path: Path
) -> None:
    above = new_county(tmp_path / "above", clock)
    take(above, preview(above, send(office, "QH00", tmp_path / "up.xlsx").path))
    case = told(above)
    act(above, case, "assign", supervision__handling_unit=office.name)
    take(office, preview(office, send(above, "YX01", tmp_path / "down.xlsx").path))
    above.close()
    assert to_do(office) == 1, "the badge says so before the page is looked at"
    page.refresh(None)
    (section,) = [each for each in page.sections if each.title.text() == "上级交来，等签收"]
    (line,) = section.lines
    assert line.go.text() == "签收" and page.badge() == 1
    line.go.click()
    opened = window.page
    assert isinstance(opened, CasePage) and opened.actions.ask is not None
    assert "handling.handler" in opened.actions.ask.form.rows
