"""案件: what can be done, editing that never loses text, masked reporters, neighbours, history."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.records.matters import Allegation, Finding, Visit
from app.records.registration import Registration
from app.store.office import Office
from tests.ui.workplace import ALT, CTRL, Typist, report
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.parts.light import LightLabel


@pytest.fixture
def case(window: MainWindow, office: Office) -> CasePage:
    return opened(window, report(office))


def opened(window: MainWindow, case_id: str) -> CasePage:
    window.open_case(case_id)
    page = window.page
    assert isinstance(page, CasePage)
    page.widget  # noqa: B018 - builds it
    return page


def row(page: CasePage, name: str) -> object:
    return page.bands["registration"].form.rows[f"registration.{name}"]


def type_into(page: CasePage, typist: Typist, name: str, text: str) -> None:
    page.bands["registration"].form.rows[f"registration.{name}"].editor.setFocus()
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(text)


def test_the_actions_allowed_now_are_buttons_and_the_others_say_why_not(case: CasePage) -> None:
    assert list(case.actions.buttons) == ["accept", "reject", "propose", "verify_identity"]
    assert case.actions.buttons["accept"].property("role") == "primary"
    case.actions.turn_others()
    said = [line.words for line in case.actions.menu.shown if line is not None]
    assert "还没有办结，不能归档。请先办结。" in said


def test_one_button_is_filled_that_of_the_open_form_or_the_likeliest(case: CasePage) -> None:
    def filled() -> list[str]:
        seen = [each for each in case.widget.findChildren(QPushButton) if each.isVisibleTo(case.widget)]
        return [each.text() for each in seen if each.property("role") == "primary"]

    likeliest = filled()
    case.actions.buttons["accept"].click()
    inside = filled()
    case.actions.close_form()

    assert likeliest == ["受理"] and inside == ["受理(Ctrl+S)"] and filled() == likeliest


def test_an_action_is_done_with_enter_and_ctrl_s_and_can_be_taken_back(
    window: MainWindow, office: Office, case: CasePage, typist: Typist
) -> None:
    case.actions.buttons["accept"].click()
    typist.press(Qt.Key.Key_S, CTRL)
    assert office.get(Registration, case.case).accepted_on == office.today
    assert case.stage.text() == "已受理" and case.actions.ask is None
    assert next(iter(case.actions.buttons)) == "tell_acceptance"
    typist.press(Qt.Key.Key_Z, CTRL)
    assert office.get(Registration, case.case).accepted_on is None and case.stage.text() == "已登记"


def test_what_an_action_misses_is_said_beside_the_field(
    case: CasePage, typist: Typist, office: Office
) -> None:
    case.actions.buttons["reject"].click()
    assert case.actions.ask is not None
    case.actions.ask.confirm()
    rows = case.actions.ask.form.rows
    assert rows["registration.rejection_ground"].error == "请填写不予受理理由。"
    typist.press(Qt.Key.Key_Escape)
    assert case.actions.ask is None
    assert office.get(Registration, case.case).rejected_on is None


def test_a_changed_field_is_saved_with_ctrl_s(
    window: MainWindow, case: CasePage, typist: Typist, office: Office
) -> None:
    type_into(case, typist, "summary", "反映另一件事")
    typist.press(Qt.Key.Key_S, CTRL)
    assert office.get(Registration, case.case).summary == "反映另一件事"
    assert window.strip.message.text().startswith("已保存 ")


def test_a_changed_field_is_saved_when_the_band_is_left(
    case: CasePage, typist: Typist, office: Office, qtbot: QtBot
) -> None:
    type_into(case, typist, "summary", "反映另一件事")
    case.actions.buttons["accept"].setFocus()
    qtbot.waitUntil(lambda: office.get(Registration, case.case).summary == "反映另一件事")


@pytest.mark.thorough
def test_a_wrong_value_keeps_the_page_and_the_text(
    window: MainWindow, case: CasePage, typist: Typist, office: Office
) -> None:
    type_into(case, typist, "received_on", "2026-13-01")
    typist.press(Qt.Key.Key_Escape)
    assert window.page is case and "没能保存" in case.banner.words.text()
    assert case.bands["registration"].form.rows["registration.received_on"].editor.line.text() == "2026-13-01"  # type: ignore[attr-defined]
    case.banner.choices["放弃改动"].click()
    window.back()
    assert window.page is not case
    assert office.find(Registration)[0].received_on == date(2026, 3, 6)


@pytest.mark.thorough
def test_text_typed_while_somebody_else_wrote_is_kept_and_can_be_saved_over(
    window: MainWindow, case: CasePage, typist: Typist, office: Office
) -> None:
    type_into(case, typist, "summary", "我填的")
    change = edit_cases(office, [case.case], {"registration.incident_place": "柳树村"})
    window.refresh(change)
    band = case.bands["registration"]
    assert band.form.value("registration.summary") == "我填的"
    band.save()
    assert "刚刚被改过" in band.banner.words.text()
    band.banner.choices["用我填的保存"].click()
    kept = office.get(Registration, case.case)
    assert (kept.summary, kept.incident_place) == ("我填的", "柳树村")


@pytest.mark.thorough
def test_days_in_the_wrong_order_are_said_beside_the_field_and_kept(
    case: CasePage, typist: Typist, office: Office
) -> None:
    type_into(case, typist, "registered_on", "2026-03-01")
    typist.press(Qt.Key.Key_S, CTRL)
    assert office.get(Registration, case.case).registered_on == date(2026, 3, 1)
    rows = case.bands["registration"].form.rows
    assert "早于收到日期" in rows["registration.registered_on"].warning
    assert rows["registration.received_on"].warning == "" and "早于收到日期" in case.warning.text()
    type_into(case, typist, "registered_on", "2026-03-06")
    typist.press(Qt.Key.Key_S, CTRL)
    assert rows["registration.registered_on"].warning == ""


@pytest.mark.thorough
def test_a_point_about_somebody_above_us_asks_the_question_by_key(
    window: MainWindow, case: CasePage, typist: Typist, office: Office
) -> None:
    (first,) = office.find(Allegation, case=case.case)
    for answer, ranks in (("1", []), ("2", ["section_head"])):
        case.points.open_new()
        case.points.ask.form.rows["allegation.rank_class"].set_value("section_head")  # type: ignore[union-attr]
        typist.type("孙某某")
        typist.press(Qt.Key.Key_S, CTRL)
        assert "乡科级正职" in case.points.question.words.text()
        typist.enter()
        assert office.find(Allegation, case=case.case) == [first]
        typist.type(answer)
        assert case.points.ask is None and case.points.question.isHidden()
        assert [point.rank_class for point in office.find(Allegation, case=case.case)[1:]] == ranks
        if answer == "1":
            assert "留存根" in window.strip.message.text()


@pytest.mark.thorough
def test_escape_at_the_question_keeps_the_form_of_the_point(
    case: CasePage, typist: Typist, office: Office
) -> None:
    (point,) = office.find(Allegation, case=case.case)
    case.points.open_edit(point)
    case.points.ask.form.rows["allegation.position"].set_value("副镇长")  # type: ignore[union-attr]
    case.points.ask.form.rows["allegation.rank_class"].set_value(None)  # type: ignore[union-attr]
    typist.press(Qt.Key.Key_S, CTRL)
    assert "副镇长" in case.points.question.words.text()
    typist.press(Qt.Key.Key_Escape)
    assert case.points.question.isHidden() and case.points.ask is not None
    assert office.find(Allegation, case=case.case) == [point]


def test_points_are_added_found_and_voided(case: CasePage, typist: Typist, office: Office) -> None:
    case.points.open_new()
    typist.type("刘某某")
    typist.press(Qt.Key.Key_S, CTRL)
    first, second = office.find(Allegation, case=case.case)
    assert (second.respondent, second.seq) == ("刘某某", 2)
    case.points.open_void(second)
    typist.type("录错了")
    typist.press(Qt.Key.Key_S, CTRL)
    assert [point.id for point in office.find(Allegation, case=case.case, voided=False)] == [first.id]
    for name in ("accept", "hand_over"):
        case.actions.buttons[name].click()
        typist.type("李青云") if name == "hand_over" else None
        typist.press(Qt.Key.Key_S, CTRL)
    case.points.open_finding(first)
    typist.type("1")
    typist.press(Qt.Key.Key_S, CTRL)
    (found,) = office.find(Finding, case=case.case)
    assert (found.allegation, found.finding) == (first.id, "substantiated")


@pytest.mark.thorough
def test_a_visit_is_added(case: CasePage, typist: Typist, office: Office) -> None:
    case.visits.open_new()
    typist.type("3.5")
    typist.enter()
    typist.type("1")
    typist.press(Qt.Key.Key_S, CTRL)
    (visit,) = office.find(Visit, case=case.case)
    assert (visit.visited_on, visit.visit_kind, visit.receiver) == (date(2026, 3, 5), "window", "王敏")


@pytest.mark.thorough
def test_m23_fewer_persons_than_batches_are_told_beside_the_persons_and_when_it_is_kept(
    case: CasePage, window: MainWindow, typist: Typist, office: Office
) -> None:
    case.visits.open_new()
    assert case.visits.ask is not None
    rows = case.visits.ask.form.rows
    for name, value in (
        ("visited_on", office.today),
        ("visit_kind", "window"),
        ("batches", 3),
    ):
        rows[f"visit.{name}"].set_value(value)
    rows["visit.persons"].editor.setFocus()
    typist.type("2")
    assert rows["visit.persons"].warning == "3 批次只有 2 人次，请核对。"
    typist.press(Qt.Key.Key_S, CTRL)
    assert [visit.persons for visit in office.find(Visit, case=case.case)] == [2]
    assert "3 批次只有 2 人次，请核对" in window.strip.message.text()


@pytest.mark.thorough
def test_alt_arrows_go_through_the_list_and_say_where_it_ends(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    older = report(office, received_on=date(2026, 3, 4))
    newer = report(office, received_on=date(2026, 3, 5))
    page = opened(window, newer)
    typist.press(Qt.Key.Key_Right, ALT)
    assert page.case == older and page.number.text() == "云信〔2026〕1号"
    typist.press(Qt.Key.Key_Right, ALT)
    assert page.case == older and window.strip.message.text() == "已经是最后一件。"
    typist.press(Qt.Key.Key_Left, ALT)
    assert page.case == newer


@pytest.mark.thorough
def test_dates_in_the_wrong_order_are_warned_of(case: CasePage, office: Office, window: MainWindow) -> None:
    assert case.warning.isHidden()
    window.refresh(edit_cases(office, [case.case], {"registration.accepted_on": date(2026, 3, 1)}))
    assert case.warning.text() == "受理日期 2026-03-01 早于登记日期 2026-03-06，请核对。"


@pytest.mark.thorough
def test_the_sum_behind_a_light_is_shown_on_asking(case: CasePage) -> None:
    def said() -> str:
        return "\n".join(
            label.text() for label in case.side.lights.findChildren(type(case.number)) if label.parent()
        )

    case.side.lights.turn()
    assert "次日起算 15 个工作日" in said() and "依据：《规则》第二十六条。" in said()


@pytest.mark.thorough
def test_history_tells_each_field_and_masks_the_reporter(case: CasePage, office: Office) -> None:
    edit_cases(office, [case.case], {"registration.summary": "改过的"})
    case.refresh(None)
    case.side._history.turn()
    lines = case.side._history.lines()
    assert (
        lines[0].fields[0].sentence == "问题摘要：反映村低保评定不公 → 改过的" and lines[0].person == "王敏"
    )
    told = "\n".join(each.sentence for line in lines for each in line.fields)
    assert "李某某" not in told and "反映人姓名：(空) → ●●●" in told


@pytest.mark.thorough
def test_history_is_narrowed_to_a_field(case: CasePage, office: Office) -> None:
    edit_cases(office, [case.case], {"registration.incident_place": "柳树村"})
    case.refresh(None)
    panel = case.side._history
    panel.turn()
    panel.fields.setCurrentIndex(panel.fields.findText("问题属地"))
    panel.fields.activated.emit(panel.fields.currentIndex())
    assert [said.sentence for line in panel.shown() for said in line.fields] == ["问题属地：(空) → 柳树村"]
    panel.people.setCurrentIndex(panel.people.findText("王敏"))
    assert len(panel.shown()) == 1 and panel.fields.currentText() == "问题属地"


@pytest.mark.thorough
def test_a_case_taken_back_says_so(window: MainWindow, office: Office) -> None:
    page = opened(window, report(office))
    window.take_back()
    assert page.stage.text().startswith("已作废：撤销")


@pytest.mark.thorough
def test_escape_closes_the_form_first_and_then_the_case(
    window: MainWindow, case: CasePage, typist: Typist
) -> None:
    case.actions.buttons["accept"].click()
    typist.press(Qt.Key.Key_Escape)
    assert window.page is case
    typist.press(Qt.Key.Key_Escape)
    assert window.page is window.pages["today"] and QApplication.focusWidget() is not None


def test_what_is_typed_in_a_form_of_the_case_is_asked_about_before_it_is_thrown_away(
    window: MainWindow, case: CasePage, typist: Typist, office: Office
) -> None:
    case.points.open_new()
    typist.type("刘某某")
    window.show_page(window.ledger)
    assert window.page is case and "还没有保存" in case.banner.words.text()
    typist.press(Qt.Key.Key_Escape)
    assert case.banner.isHidden() and case.points.ask is not None
    assert case.points.ask.isAncestorOf(QApplication.focusWidget()), "typing goes on"
    typist.press(Qt.Key.Key_Escape)
    assert case.unsaved.is_asking and case.points.ask is not None
    typist.enter()
    assert case.banner.isHidden() and case.points.ask is not None, "Enter throws nothing away"
    typist.press(Qt.Key.Key_Escape)
    case.banner.choices["放弃"].click()
    assert case.points.ask is None and window.page is case
    case.actions.buttons["reject"].click()
    typist.type("x")
    typist.press(Qt.Key.Key_Escape)
    assert case.actions.ask is not None and case.unsaved.is_asking
    case.banner.choices["放弃"].click()
    assert case.actions.ask is None
    window.show_page(window.ledger)
    assert window.page is window.pages["ledger"]


@pytest.mark.thorough
def test_the_hint_where_nobody_handles_names_only_buttons_that_stand_there(
    window: MainWindow, office: Office
) -> None:
    case = report(office)
    window.open_case(case)
    page = window.page
    assert isinstance(page, CasePage)
    assert page.bands["handling"].band.remark.text() == "还没有承办"
    CASE_ACTIONS["accept"].do(office, case, {"registration.accepted_on": office.today})
    page.refresh(None)
    assert page.bands["handling"].band.remark.text() == "还没有承办；用上面的“移交承办人”开始"
    assert "hand_over" in page.actions.buttons


@pytest.mark.thorough
def test_the_header_says_the_same_light_as_the_side_and_the_ledger(
    window: MainWindow, office: Office
) -> None:
    id = report(office, received_on=date(2026, 1, 5))
    page = opened(window, id)
    said = page.light.accessibleName()
    assert said.startswith("逾期") and said.endswith("工作日")
    side = [light.accessibleName() for light in page.side.lights.findChildren(LightLabel)]
    assert said in side
    days = said.removeprefix("逾期").removesuffix("工作日")
    assert any(f"已逾期 {days} 个工作日" in label.text() for label in page.side.lights.findChildren(QLabel))
    window.show_page(window.ledger)
    model = window.ledger.board.model
    at = next(row for row in range(model.rowCount()) if model.record_id(row) == id)
    assert model.light_cell(at).text == said
