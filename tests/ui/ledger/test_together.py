"""What is done to all rows chosen at once; voiding and joining are told in the other tests of the ledger."""

from PySide6.QtWidgets import QLabel

from app.actions.undo import undo
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import report
from ui.main_window import MainWindow


def test_chosen_cases_are_put_on_the_backlog_in_one_step_and_taken_off_by_one_undo(
    window: MainWindow, office: Office
) -> None:
    cases = [report(office) for _ in range(3)]
    window.show_page(window.ledger)
    board = window.ledger.board
    board.table.choose([0, 1, 2], 0, 0)
    board.bulk.list.click()
    assert [read_case(office, case).registration.listed_on for case in cases] == [office.today] * 3
    said = [label.text() for label in window.findChildren(QLabel)]
    assert any("已列入积案 3 件" in each for each in said)
    board.table.choose([0, 1], 0, 0)
    board.bulk.list.click()
    assert any("都已经在积案台账里了" in label.text() for label in window.findChildren(QLabel))
    undo(office)
    assert [read_case(office, case).registration.listed_on for case in cases] == [None] * 3
