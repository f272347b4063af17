"""会议 on a list: minutes by the keyboard, a decision that becomes an order, a circular from the figures, the paper."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.actions.catalogue import CASE_ACTIONS
from app.actions.record_meeting import record_meeting
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report
from ui.documents.asks import DocxAsk
from ui.main_window import MainWindow
from ui.statistics.meeting_band import MeetingBand
from ui.statistics.page import StatisticsPage


@pytest.fixture
def page(window: MainWindow, office: Office) -> StatisticsPage:
    """The weekly list with one report."""
    report(office)
    window.show_page(window.pages["statistics"])
    return window.statistics


def band(page: StatisticsPage) -> MeetingBand:
    assert page.meeting is not None
    return page.meeting


def words(page: StatisticsPage) -> str:
    return "\n".join(label.text() for label in band(page).findChildren(QLabel))


def test_a_meeting_is_noted_with_the_keyboard_and_stands_on_its_list(
    page: StatisticsPage, office: Office, typist: Typist
) -> None:
    assert "这一期还没有记会议。" in words(page)
    band(page).note.click()
    typist.enter()
    typist.enter()
    typist.type("刘书记")
    typist.enter()
    typist.enter()
    typist.press(Qt.Key.Key_S, CTRL)
    ask = band(page).ask
    assert ask is not None and ask.form.rows["meeting.minutes"].error == "请写明会上怎么说的、定了什么。"
    typist.type("逐件对账")
    typist.press(Qt.Key.Key_S, CTRL)
    (kept,) = office.find(Meeting)
    assert (kept.chair, kept.minutes, kept.period) == ("刘书记", "逐件对账", page.period.key)
    assert "主持 刘书记 · 没有议定督办 · 逐件对账" in words(page)


@pytest.mark.thorough
def test_what_is_being_typed_is_kept_while_something_else_changes_and_esc_gives_it_up(
    page: StatisticsPage, office: Office, window: MainWindow, typist: Typist
) -> None:
    band(page).note.click()
    typist.enter()
    typist.type("二楼")
    asked = band(page).ask
    window.refresh(None)
    page.pick_list("monthly")
    assert band(page).ask is asked and page.list_id == "weekly" == page.lists.pressed[0]
    typist.press(Qt.Key.Key_Escape)
    assert band(page).ask is None and office.find(Meeting) == []
    page.pick_list("monthly")
    assert page.list_id == "monthly"


@pytest.mark.thorough
def test_a_decision_becomes_an_order_about_its_case(
    page: StatisticsPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = report(office)
    number = str(read_case(office, case).registration.case_no)
    band(page).note.click()
    noted = band(page).ask
    assert noted is not None
    noted.form.set_values({"meeting.minutes": "逐件对账"})
    noted.confirm()
    band(page).open_decision(office.find(Meeting)[0])
    ask = band(page).ask
    assert ask is not None
    ask.form.set_values({"order.requirement": "三日内报进展", "order.order_kind": "order"})
    ask.confirm()
    assert "写信访编号" in ask.form.rows["order.order_kind"].error
    ask.form.set_values({"order.order_kind": "circular", "order.unit": "各单位"})
    ask.confirm()
    assert [each.decided_at for each in office.find(Order)] == [office.find(Meeting)[0].name]
    assert "议定督办 1 件，1 件没有回复" in words(page) and number
    assert CASE_ACTIONS["issue_order"].why_not(office, read_case(office, case)) is not None


def test_a_township_decides_in_house_and_strikes_what_went_up(
    page: StatisticsPage, office: Office, window: MainWindow
) -> None:
    case = report(office, summary="反映鱼塘")
    CASE_ACTIONS["accept"].do(office, case, {"registration.accepted_on": office.today})
    number = str(read_case(office, case).registration.case_no)
    record_meeting(
        office, "weekly", page.period, {"minutes": f"逐件对账。{number}鱼塘账目不清。那口塘要快查。"}
    )
    window.refresh(None)
    band(page).open_decision(office.find(Meeting)[0])
    ask = band(page).ask
    assert ask is not None and ask.form.value("order.order_kind") == "in_house"
    ask.form.set_values({"order.of_case": number, "order.requirement": "三日内谈话"})
    ask.confirm()
    assert [(each.case, each.unit) for each in office.find(Order)] == [(case, office.name)]
    assert band(page).strike.isHidden()
    approved = {"registration.approver": "刘书记", "registration.instructed_on": office.today}
    CASE_ACTIONS["escalate_case"].do(office, case, approved)
    window.refresh(None)
    assert not band(page).strike.isHidden() and "鱼塘账目" not in words(page)
    band(page).strike.click()
    asked = band(page).ask
    assert asked is not None
    line = asked.form.rows["meeting.words"].editor
    line.set_value("那口塘")
    line.changed.emit()
    assert "那口塘要快查。" in words(page)
    asked.confirm()
    assert "那口塘" not in str(office.find(Meeting)[0].minutes)


@pytest.mark.thorough
def test_a_circular_is_drafted_from_the_figures_and_issued_as_it_was_changed(
    page: StatisticsPage, office: Office
) -> None:
    page.pick_list("monthly")
    band(page).open_circular()
    ask = band(page).ask
    assert ask is not None
    drafted = str(ask.form.value("order.requirement"))
    assert "期末在办 1 件次" in drafted
    ask.form.set_values({"order.requirement": f"{drafted}请各单位抓紧。"})
    ask.confirm()
    (sent,) = office.find(Order)
    assert (sent.order_kind, sent.unit) == ("circular", "各单位")
    assert str(sent.requirement).endswith("请各单位抓紧。") and sent.decided_at is None


@pytest.mark.thorough
def test_the_minutes_are_saved_where_the_person_chose(
    page: StatisticsPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    band(page).note.click()
    noted = band(page).ask
    assert noted is not None
    noted.form.set_values({"meeting.minutes": "逐件对账"})
    noted.confirm()
    path = tmp_path / "纪要.docx"
    monkeypatch.setattr(DocxAsk, "ask", lambda *_: (path, False))
    band(page).save(office.find(Meeting)[0])
    assert path.stat().st_size > 1000
