"""While a report is typed: earlier matters are offered, compared, taken as the same in two keys, or judged apart in one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.actions.families import family_of
from app.actions.likenesses import likenesses
from app.records.aftermath import Repeat
from app.records.registration import Registration
from app.schema.kinds import Value
from app.store.office import Office
from tests.app.store.offices import counts_of
from tests.tiers import some
from tests.ui.entry.test_page import begin
from tests.ui.workplace import Typist, report
from ui.entry.page import EntryPage
from ui.main_window import MainWindow


def type_report(page: EntryPage, name: str = "曾晓明", **more: Value) -> None:
    """Type what a report begins with: how it came, whom it is about, and what it says."""
    page.report.form.set_values(
        {
            "registration.received_on": page._office.today, "registration.intake_channel": "letter",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
            **more,
        }
    )  # fmt: skip
    page.report.points.rows[0].cells["respondent"].set_value(name)
    page.report.points.changed.emit()


def wait(qtbot: QtBot, page: EntryPage) -> None:
    qtbot.waitUntil(lambda: not page.likeness.asker.is_busy)


def test_what_may_be_a_repeat_is_said_below_the_form_once_typing_rests(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    report(office)
    page = begin(window, typist)
    assert page.likeness.strip.isHidden()
    type_report(page)
    assert page.likeness.strip.isHidden()
    wait(qtbot, page)
    assert page.likeness.strip.isVisible()
    assert "云信〔2026〕1号" in page.likeness.strip.words.text()
    assert "被反映人同音" in page.likeness.strip.words.text()


@pytest.mark.thorough
def test_a_repeat_is_registered_with_two_keys_from_the_suggestion(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    main = report(office, incident_place="柳树村")
    page = begin(window, typist)
    type_report(page, "曾小明")
    wait(qtbot, page)
    typist.press(Qt.Key.Key_F6)
    assert page.is_comparing and QApplication.focusWidget() is page.likeness.compare
    typist.press(Qt.Key.Key_1)
    second = office.find(Registration)[-1]
    assert family_of(office, main) == [main, second.id]
    assert (second.summary, second.incident_place, second.category) == (
        "反映村低保评定不公", "柳树村", "misconduct_report",
    )  # fmt: skip
    (judged,) = office.find(Repeat)
    assert (judged.judged_by, judged.judged_on, judged.main_case) == ("王敏", office.today, main)
    assert window.strip.message.text() == "已登记 云信〔2026〕2号，为 云信〔2026〕1号 的重复件"
    window.undo()
    assert counts_of(office) == (1, 1)


@pytest.mark.thorough
def test_what_is_still_missing_is_asked_and_the_link_is_kept_until_it_is_saved(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    main = report(office)
    page = begin(window, typist)
    type_report(page, "曾小明", **{"registration.received_on": None})
    wait(qtbot, page)
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_1)
    assert len(office.find(Registration)) == 1 and not page.is_comparing
    assert page.report.form.rows["registration.received_on"].error
    assert page.likeness.strip.words.text() == "保存时登记为 云信〔2026〕1号 的重复件"
    page.report.form.rows["registration.received_on"].set_value(office.today)
    page.save()
    assert len(family_of(office, main)) == 2


@pytest.mark.thorough
def test_not_the_same_takes_one_key_and_is_remembered(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    apart = report(office)
    page = begin(window, typist)
    type_report(
        page,
        "曾小明",
        **{"registration.summary": "反映村低保评定不公", "registration.category": "misconduct_report"},
    )
    wait(qtbot, page)
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Delete)
    assert not page.is_comparing and page.likeness.strip.isHidden()
    page.save()
    (judged,) = office.find(Repeat)
    assert (judged.verdict, judged.main_case) == ("different", apart)
    assert counts_of(office) == (2, 2)
    assert likenesses(office, str(judged.case)) == []


@pytest.mark.thorough
def test_esc_goes_back_to_the_field_that_was_being_typed(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    report(office)
    page = begin(window, typist)
    type_report(page)
    wait(qtbot, page)
    cell = page.report.points.rows[0].cells["unit"]
    cell.setFocus()
    before = QApplication.focusWidget()
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Escape)
    assert not page.is_comparing and QApplication.focusWidget() is before


@pytest.mark.thorough
def test_the_answer_to_what_was_typed_before_is_dropped(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    report(office)
    page = begin(window, typist)
    type_report(page)
    wait(qtbot, page)
    type_report(page, "黎不同")
    wait(qtbot, page)
    assert page.likeness.strip.isHidden()


@pytest.mark.thorough
def test_what_was_judged_stays_with_the_draft(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    report(office)
    page = begin(window, typist)
    type_report(page)
    wait(qtbot, page)
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Delete)
    draft = page._typed()
    page.likeness.clear()
    page.likeness.restore(draft)
    wait(qtbot, page)
    assert page.likeness.strip.isHidden()


@pytest.mark.parametrize("text", some(["\x00'\"*", "", "反" * 10_000, "😀😀", "\t\n"]))
def test_whatever_is_typed_is_a_question_or_none(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist, text: str
) -> None:
    report(office)
    page = begin(window, typist)
    page.report.form.rows["registration.summary"].set_value(text or None)
    page.report.changed.emit()
    wait(qtbot, page)
    assert page.likeness.cards == []
