"""The auditor reads who did what; opening the journal stands in it, and no value is shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.actions.note_leaving import note_printed
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported
from tests.ui.workplace import Clock
from ui.journal.page import JournalPage, open_journal
from ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, office: Office, clock: Clock) -> Iterator[JournalPage]:
    """The journal over a window in which two days of work were done."""
    reported(office, REPORTER)
    clock.pass_days(3)
    office.person = "李青云"
    for number in range(105):
        note_printed(office, "全部", number)
    assert open_journal(window, office)
    found = window._over[-1]
    assert isinstance(found, JournalPage)
    yield found


def cells(page: JournalPage) -> str:
    """Everything that the table shows."""
    model = page.model
    return repr([[model.data(model.index(row, column)) for column in range(model.columnCount())]
                 for row in range(model.rowCount())])  # fmt: skip


def test_the_newest_lines_stand_first_and_the_reading_itself_among_them(page: JournalPage) -> None:
    assert [line.action for line in page.model.lines[:2]] == ["read_journal", "print"]
    assert "共 109 条，显示 100 条" in page.count.text()
    page.more()
    assert len(page.model.lines) == 109 and not page.older.isEnabled()
    assert "登记 云信" in cells(page) and "反映人姓名" in cells(page)
    assert all(value not in cells(page) for value in ("曾小明", *map(str, REPORTER.values())))


@pytest.mark.thorough
def test_lines_are_chosen_by_person_period_and_case(page: JournalPage, window: MainWindow) -> None:
    page.who.setCurrentIndex(page.who.findData("李青云"))
    assert {line.person for line in page.model.lines} == {"李青云"}
    page.who.setCurrentIndex(0)
    page.period.setCurrentIndex(1)
    assert "register" not in {line.action for line in page.model.lines}
    page.period.setCurrentIndex(0)
    page.more()
    (number,) = next(line.case_nos for line in page.model.lines if line.action == "register")
    page.number.setText(number)
    page._choose_case()
    assert [line.action for line in page.model.lines] == ["register"]
    page.number.setText("没有这个号")
    page._choose_case()
    assert "没有编号为" in window.strip.message.text()


@pytest.mark.thorough
def test_the_model_is_a_table_model_that_can_be_read_aloud(page: JournalPage) -> None:
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    spoken = page.model.data(page.model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "人员：李青云"


def test_who_has_not_the_right_does_not_open_it(window: MainWindow, office: Office) -> None:
    office.roles = frozenset({"clerk"})
    before = journal.head(office.db)[0]
    assert not open_journal(window, office)
    assert journal.head(office.db)[0] == before
    assert "管理员、审计员" in window.strip.message.text()
    assert not any(isinstance(each, JournalPage) for each in window._over)


@pytest.mark.thorough
def test_the_actions_in_the_journal_are_offered_in_words_and_chosen(page: JournalPage) -> None:
    offered = [page.what.itemText(at) for at in range(page.what.count())]
    assert offered[0] == "全部操作" and {"登记", "打印", "查看日志"} < set(offered) and "受理" not in offered
    page.what.setCurrentIndex(offered.index("登记"))
    assert {line.action for line in page.model.lines} == {"register"}
