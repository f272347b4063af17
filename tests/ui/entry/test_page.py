"""登记: the question, the form by keyboard alone, errors beside the fields, drafts, undo."""

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.records.matters import Allegation, Escalation, Reporter, Visit
from app.records.registration import Registration
from app.store import drafts, sealing
from app.store.office import Office
from app.store.tables import Draft
from tests.ui.workplace import CTRL, SHIFT, Clock, Typist, focused_field, town_window
from ui.entry.page import EntryPage
from ui.form.pick import PickEditor
from ui.main_window import MainWindow

LETTER = {
    "registration.received_on": "3.5", "registration.intake_channel": "lx", "registration.intake_source": "1",
    "registration.identity_status": "sm", "reporter.name": "赵某某", "reporter.phone": "13800000001",
    "registration.summary": "反映柳树村低保评定不公", "registration.category": "1",
    "registration.incident_place": "柳树村",
}  # fmt: skip


def entry(window: MainWindow) -> EntryPage:
    window.show_page(window.entry)
    return window.entry


def begin(window: MainWindow, typist: Typist) -> EntryPage:
    page = entry(window)
    typist.press(Qt.Key.Key_1)
    return page


@pytest.mark.thorough
def test_nothing_can_be_typed_before_the_question_is_answered(window: MainWindow, typist: Typist) -> None:
    page = entry(window)
    assert QApplication.focusWidget() is page.question
    typist.type("abc")
    assert page.stack.currentIndex() == 0 and not page.report.is_typed
    typist.press(Qt.Key.Key_1)
    assert page.stack.currentIndex() == 1
    assert page.report.form.rows["registration.received_on"].editor.isAncestorOf(QApplication.focusWidget())


def test_a_letter_is_typed_and_saved_by_keyboard_alone(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    point = {"respondent": "曾小明", "unit": "柳树村", "rank_class": "5"}
    typist.fill(page, LETTER | {"registration.identity_status": "3"}, [point])
    typist.enter()
    (made,) = office.find(Registration)
    assert (made.received_on, made.intake_channel, made.summary) == (
        date(2026, 3, 5),
        "letter",
        "反映柳树村低保评定不公",
    )
    assert (made.registrar, made.registered_on, made.case_no) == ("王敏", date(2026, 3, 6), "云信〔2026〕1号")
    (point,) = office.find(Allegation)
    assert (point.respondent, point.rank_class) == ("曾小明", "village_secretary")
    assert len(office.find(Reporter)) == 1 and not office.find(Visit)
    assert window.strip.message.text() == "已登记 云信〔2026〕1号"
    assert QApplication.focusWidget() is page.question
    assert not drafts.waiting(office, "entry/")


@pytest.mark.thorough
def test_enter_in_the_empty_date_takes_today(window: MainWindow, typist: Typist) -> None:
    page = begin(window, typist)
    typist.enter()
    assert page.report.form.value("registration.received_on") == date(2026, 3, 6)


def test_fields_follow_channel_source_and_signature(window: MainWindow, typist: Typist) -> None:
    form = begin(window, typist).report
    asked = lambda: {name for name, _ in form.form.shown()}  # noqa: E731 - one question asked again and again
    assert not {"visit.visit_kind", "reporter.name", "registration.source_unit"} & asked()
    for name, code, field in (
        ("intake_channel", "visit", "visit.visit_kind"),
        ("intake_source", "forwarded_above", "registration.county_ref_no"),
        ("identity_status", "real_name", "reporter.phone"),
    ):
        row = form.form.rows[f"registration.{name}"]
        row.set_value(code)
        row.editor.changed.emit()
        assert field in asked()
    row = form.form.rows["registration.identity_status"]
    row.set_value("anonymous")
    row.editor.changed.emit()
    assert "reporter.phone" not in asked()


def test_each_channel_and_source_asks_for_what_is_its_own_and_it_is_kept(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.fill(
        page,
        LETTER
        | {
            "registration.intake_channel": "3", "registration.sub_channel": "4", "registration.intake_source": "2",
            "registration.source_leader": "刘书记", "registration.source_letter_no": "清信〔2026〕9号",
            "registration.source_letter_on": "3.2", "registration.source_due_on": "4.2",
            "registration.identity_status": "3", "reporter.reporter_type": "3", "registration.joint_count": "5",
        },
    )  # fmt: skip
    ways = page.report.form.rows["registration.sub_channel"].editor
    assert isinstance(ways, PickEditor)
    ways.show_all()
    assert ways.pop.model().rowCount() == 5, "of twelve, those of a telephone"
    typist.press(Qt.Key.Key_S, CTRL)
    (made,) = office.find(Registration)
    assert (made.sub_channel, made.source_leader, made.joint_count) == ("hotline", "刘书记", 5)
    assert (made.source_letter_on, made.source_due_on) == (date(2026, 3, 2), date(2026, 4, 2))


def test_m23_a_reception_of_many_names_its_class_and_too_many_representatives_are_told(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    said = {"registration.intake_channel": "2", "visit.visit_kind": "1", "visit.persons": "12",
            "visit.representatives": "7", "registration.identity_status": "1"}  # fmt: skip
    typist.fill(page, LETTER | said)
    assert page.report.form.rows["visit.representatives"].warning == "代表 7 人，规定不超过 5 人。"
    typist.enter()
    (visit,) = office.find(Visit)
    assert (visit.category, visit.representatives) == ("misconduct_report", 7)
    assert {"visit.category", "visit.representatives"} <= set(page.visit.form.rows), "without a case as well"


def test_what_is_missing_is_said_beside_its_field_and_the_first_gets_the_focus(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.type("2026-13-05")
    typist.press(Qt.Key.Key_S, CTRL)
    rows = page.report.form.rows
    assert rows["registration.received_on"].error.startswith("“2026-13-05”不是日期。")
    assert rows["registration.summary"].error == "请填写问题摘要。"
    assert focus_in(page, "registration.received_on")
    assert not office.find(Registration)


@pytest.mark.thorough
def test_an_odd_day_is_said_beside_its_field_and_saved_all_the_same(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.fill(
        page, LETTER | {"registration.identity_status": "1", "registration.received_on": "1910-01-01"}
    )
    assert "离今天有 116 年" in page.report.form.rows["registration.received_on"].warning
    typist.enter()
    (made,) = office.find(Registration)
    assert made.received_on == date(1910, 1, 1)
    assert not page.report.form.rows["registration.received_on"].warning


@pytest.mark.thorough
def test_m23_a_visit_with_fewer_persons_than_batches_is_told_beside_the_persons_and_saved(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    visit = {"registration.intake_channel": "2", "visit.visit_kind": "1", "visit.persons": "0"}
    typist.fill(page, LETTER | {"registration.identity_status": "1"} | visit)
    assert page.report.form.rows["visit.persons"].warning == "1 批次只有 0 人次，请核对。"
    typist.enter()
    assert len(office.find(Registration)) == 1
    (visited,) = office.find(Visit)
    assert (visited.batches, visited.persons) == (1, 0)


def test_respondents_are_added_with_enter_on_the_last_cell_and_with_ctrl_j(
    window: MainWindow, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.press(Qt.Key.Key_J, CTRL)
    points = page.report.points
    typist.type("曾小明")
    for _ in range(5):
        typist.enter()
    assert len(points.rows) == 2 and points.rows[1].cells["respondent"].isAncestorOf(
        QApplication.focusWidget()
    )
    typist.type("刘某某")
    typist.press(Qt.Key.Key_J, CTRL)
    assert len(points.rows) == 3
    typist.enter()
    assert len(points.rows) == 2, "the empty row goes away again"
    assert focus_in(page, "registration.summary")
    assert [point["respondent"] for point in points.values()] == ["曾小明", "刘某某"]
    points.rows[1].cells["unit"].setFocus()
    typist.press(Qt.Key.Key_J, CTRL | SHIFT)
    assert [point["respondent"] for point in points.values()] == ["曾小明"]


@pytest.mark.thorough
def test_an_upper_level_matter_leaves_a_stub_and_nothing_else(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = entry(window)
    typist.press(Qt.Key.Key_3)
    typist.enter()
    typist.type("1")
    typist.enter()
    typist.press(Qt.Key.Key_S, CTRL)
    (stub,) = office.find(Escalation)
    assert (stub.received_on, stub.channel, stub.stub_no) == (date(2026, 3, 6), "letter", "云报〔2026〕1号")
    assert not office.find(Registration) and not drafts.waiting(office, "")
    assert page.stack.currentIndex() == 0


def above(window: MainWindow, typist: Typist) -> EntryPage:
    """A report about somebody above us, typed and saved: the question stands."""
    page = begin(window, typist)
    typist.fill(
        page, LETTER | {"registration.identity_status": "1"}, [{"respondent": "孙某某", "rank_class": "1"}]
    )
    typist.enter()
    return page


def test_a_rank_above_our_authority_asks_again_and_a_key_turns_it_into_a_stub(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = above(window, typist)
    assert "乡科级正职" in page.banner.words.text() and not office.find(Registration)
    typist.type("1")
    assert page.stack.currentIndex() == 2 and not page.report.is_typed
    assert not drafts.waiting(office, "entry/")


@pytest.mark.thorough
def test_enter_never_answers_whose_matter_it_is(window: MainWindow, office: Office, typist: Typist) -> None:
    page = above(window, typist)
    assert QApplication.focusWidget() is page.banner
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_4, Qt.Key.Key_0):
        typist.press(key)
    for answer in page.banner.choices.values():
        answer.setFocus()
        typist.enter()
    assert not page.banner.isHidden() and page.report.is_typed and page.stack.currentIndex() == 1
    assert not office.find(Registration)


@pytest.mark.thorough
def test_escape_goes_back_to_the_entry(window: MainWindow, typist: Typist) -> None:
    page = above(window, typist)
    typist.press(Qt.Key.Key_Escape)
    assert page.banner.isHidden() and page.report.is_typed
    assert focused_field(page) == ("save", None) or page.report.isAncestorOf(QApplication.focusWidget())


@pytest.mark.thorough
def test_the_office_may_confirm_by_a_key_that_a_rank_is_its_own(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = above(window, typist)
    typist.type("2")
    assert len(office.find(Registration)) == 1 and page.banner.isHidden()


@pytest.mark.thorough
def test_escape_asks_only_when_something_was_typed(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0
    typist.press(Qt.Key.Key_1)
    typist.type("3.5")
    typist.press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 1 and not page.banner.isHidden()
    typist.press(Qt.Key.Key_Escape)
    assert page.banner.isHidden() and focus_in(page, "registration.received_on")
    typist.press(Qt.Key.Key_Escape)
    page.banner.choices["丢弃"].click()
    assert page.stack.currentIndex() == 0 and not drafts.waiting(office, "entry/")


@pytest.mark.thorough
def test_saving_can_be_taken_back_from_the_strip_and_done_again(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.fill(page, LETTER | {"registration.identity_status": "1"})
    typist.enter()
    typist.press(Qt.Key.Key_Z, CTRL)
    assert not office.find(Registration, voided=False)
    assert window.strip.message.text() == "已撤销：登记 云信〔2026〕1号"
    typist.press(Qt.Key.Key_Y, CTRL)
    assert len(office.find(Registration, voided=False)) == 1


@pytest.mark.thorough
def test_what_was_typed_is_on_the_disk_soon_and_sealed(
    window: MainWindow, office: Office, typist: Typist, qtbot: QtBot
) -> None:
    page = begin(window, typist)
    row = page.report.form.rows["registration.identity_status"]
    row.set_value("real_name")
    row.editor.changed.emit()
    page.report.form.rows["reporter.name"].editor.setFocus()
    typist.type("赵某某")
    qtbot.waitUntil(lambda: bool(drafts.waiting(office, "entry/")))
    (body,) = [text for (text,) in Draft.select(Draft.body).tuples().execute(office.db)]
    assert "赵某某" not in body and "u8d75" not in body
    found = drafts.kept(office, "entry/1")
    assert found is not None and found.body["fields"]["reporter.name"] == {"value": "赵某某"}
    page.discard()


def test_a_draft_is_offered_again_after_a_crash(
    qtbot: QtBot, office: Office, clock: Clock, typist: Typist, tmp_path: Path
) -> None:
    first = town_window(qtbot, office, crashes=True)
    page = begin(first, typist)
    typist.type("2026-13")
    page.report.points.begin_row()
    typist.type("曾小明")
    qtbot.waitUntil(lambda: bool(drafts.waiting(office, "entry/")))
    page.drafts.settle()
    shiboken6.delete(first)
    again = Office.open(tmp_path / "town", clock=clock)
    second = town_window(qtbot, again)
    offer = entry(second).offers.lines[0]
    assert "没录完的登记" in offer.words.text()
    offer.choices["恢复"].click()
    form = second.entry.report
    assert form.form.rows["registration.received_on"].editor.line.text() == "2026-13"
    assert form.points.values()[0]["respondent"] == "曾小明"
    second.entry.discard()
    assert not drafts.waiting(again, "entry/")
    again.close()


@pytest.mark.thorough
def test_a_new_report_never_overwrites_an_unfinished_one(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    for text in ("3.4", "3.5"):
        typist.type(text)
        typist.press(Qt.Key.Key_Escape)
        page.banner.choices["留作草稿"].click()
        typist.press(Qt.Key.Key_1)
    assert len(drafts.waiting(office, "entry/")) == 2


def focus_in(page: EntryPage, name: str) -> bool:
    return page.report.form.rows[name].editor.isAncestorOf(QApplication.focusWidget())


@pytest.mark.thorough
def test_a_reception_without_a_case_is_kept_by_keyboard_alone(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = entry(window)
    typist.press(Qt.Key.Key_4)
    assert page.stack.currentIndex() == 3
    typist.enter()
    for name, value in (("visit_kind", "window"), ("batches", 2), ("matter", "问低保怎么办")):
        page.visit.form.rows[f"visit.{name}"].set_value(value)
    page.visit.form.rows["visit.persons"].editor.setFocus()
    typist.type("1")
    assert page.visit.form.rows["visit.persons"].warning == "2 批次只有 1 人次，请核对。"
    typist.press(Qt.Key.Key_Backspace)
    typist.type("5")
    assert not page.visit.form.rows["visit.persons"].warning
    typist.press(Qt.Key.Key_S, CTRL)
    (made,) = office.find(Visit)
    assert (made.case, made.visited_on, made.batches, made.persons) == (None, date(2026, 3, 6), 2, 5)
    assert page.stack.currentIndex() == 0 and not office.find(Registration)
    typist.press(Qt.Key.Key_Z, CTRL)
    assert office.find(Visit, voided=False) == []


def test_an_unfinished_reception_is_kept_offered_after_a_crash_and_esc_asks(
    qtbot: QtBot, office: Office, clock: Clock, typist: Typist, tmp_path: Path
) -> None:
    first = town_window(qtbot, office, crashes=True)
    page = entry(first)
    typist.press(Qt.Key.Key_4)
    typist.press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0, "nothing was typed, nothing is asked"
    typist.press(Qt.Key.Key_4)
    page.visit.form.rows["visit.matter"].editor.setFocus()
    typist.type("问低保怎么办")
    qtbot.waitUntil(lambda: bool(drafts.waiting(office, drafts.ENTRY_DRAFTS)))
    shiboken6.delete(first)
    again = Office.open(tmp_path / "town", clock=clock)
    second = town_window(qtbot, again)
    page = entry(second)
    assert "没录完的接访" in page.offers.lines[0].words.text()
    page.offers.lines[0].choices["恢复"].click()
    assert page.stack.currentIndex() == 3
    assert page.visit.form.value("visit.matter") == "问低保怎么办"
    second.show_page(second.today)
    entry(second)
    assert page.visit.isAncestorOf(QApplication.focusWidget()), "whoever comes back goes on typing there"
    typist.press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 3 and not page.visit.banner.isHidden()
    typist.press(Qt.Key.Key_Escape)
    assert page.visit.banner.isHidden() and page.visit.is_typed
    typist.press(Qt.Key.Key_Escape)
    page.visit.banner.choices["留作草稿"].click()
    assert page.stack.currentIndex() == 0 and "没录完的接访" in page.offers.lines[0].words.text()
    page.offers.lines[0].choices["恢复"].click()
    typist.press(Qt.Key.Key_Escape)
    page.visit.banner.choices["丢弃"].click()
    assert page.stack.currentIndex() == 0 and not drafts.waiting(again, "")
    again.close()


@pytest.mark.thorough
def test_whoever_comes_back_to_an_entry_goes_on_where_he_was(window: MainWindow, typist: Typist) -> None:
    page = begin(window, typist)
    page.report.form.rows["registration.summary"].editor.setFocus()
    typist.type("反映柳树村")
    window.show_page(window.today)
    entry(window)
    typist.type("低保")
    assert page.report.form.value("registration.summary") == "反映柳树村低保"
    page.discard()


@pytest.mark.thorough
def test_esc_asks_in_a_stub_too_and_what_is_put_aside_comes_back(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = entry(window)
    typist.press(Qt.Key.Key_2)
    typist.type("3.5")
    typist.press(Qt.Key.Key_Escape)
    page.stub.banner.choices["留作草稿"].click()
    assert "没录完的报上级件" in page.offers.lines[0].words.text()
    typist.press(Qt.Key.Key_4)
    typist.press(Qt.Key.Key_Escape)
    page.offers.lines[0].choices["恢复"].click()
    assert page.stub.form.value("escalation.received_on") == date(2026, 3, 5)
    page.stub.form.rows["escalation.channel"].set_value("letter")
    typist.press(Qt.Key.Key_S, CTRL)
    assert len(office.find(Escalation)) == 1 and not drafts.waiting(office, "")


@pytest.mark.thorough
def test_who_typed_a_reporter_in_sees_it_until_the_page_is_left_and_masked_after_it(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    page = begin(window, typist)
    typist.fill(page, LETTER, [{"respondent": "曾小明", "unit": "柳树村", "rank_class": "5"}])
    assert page.report.form.value("reporter.name") == "赵某某"
    typist.enter()
    (made,) = office.find(Registration)
    again = begin(window, typist)
    assert again.report.form.value("reporter.name") is None
    window.open_case(made.id)
    assert window.page is not None
    words = [each.text() for each in window.findChildren(QLabel)]
    assert sealing.MASK in words and not any("赵某某" in each or "13800000001" in each for each in words)
