"""今日: three short lists with reason and next action, loose ends, stubs, an empty day."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.actions.catalogue import CASE_ACTIONS
from app.actions.escalate import register_stub
from app.ledger import today as ledger_today
from app.records.matters import Escalation
from app.records.registration import Registration
from app.store import drafts
from app.store.office import Office
from tests.ui.workplace import CTRL, Clock, Typist, report
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.parts.empty import Empty
from ui.today.page import TodayPage


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
    assert page.ask is None and titles(page) == []


def test_kinds_are_chips_that_filter(page: TodayPage, office: Office) -> None:
    report(office, received_on=date(2026, 2, 2))
    register_stub(office, date(2026, 2, 2), "letter")
    assert len(titles(page)[0]) == 2
    page._pick("T01")
    assert titles(page)[0] == ["云报〔2026〕1号"]
    page._pick("T03")
    assert titles(page)[0] == ["云信〔2026〕1号"]


def test_lists_stay_short_and_say_how_many_more(page: TodayPage, office: Office) -> None:
    for _ in range(10):
        report(office, received_on=date(2026, 2, 2))
    assert len(titles(page)[0]) == ledger_today.SHORT
    words = [label.text() for label in page.sections[0].findChildren(type(page.sections[0].title))]
    assert "还有 2 件，在“台账”里看全部。" in words


def test_an_unfinished_entry_is_offered(window: MainWindow, page: TodayPage, office: Office) -> None:
    drafts.keep(office, "entry/1", {"fields": {}, "points": []})
    page.refresh(None)
    words = [label.text() for label in page.widget.findChildren(type(window.strip.message))]
    assert "有 1 件没录完的登记，最近一次 2026-03-06 09:00。" in words


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
