"""A matter of several reports is one line with its count; keys and mouse open it; the view remembers."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.actions.families import judge_many
from app.ledger.query import record_ids
from tests.app.store.offices import counts_of
from tests.ui.ledger.conftest import Desk
from ui.ledger.asks import LineAsk
from ui.ledger.cells import mark_width
from ui.theme import current

NUMBER = "registration.case_no"


def joined(desk: Desk, places: tuple[int, ...] = (3, 5, 9), main: int = 5) -> str:
    """Make these rows one matter; the number of its main item."""
    numbers = [desk.model.numbers[at] for at in places]
    ids = record_ids(desk.office.db, "case", numbers)
    main_id = ids[desk.model.numbers[main]]
    title = desk.model.text(main, desk.at(NUMBER))
    change = judge_many(desk.office, [ids[each] for each in numbers], main_id)
    desk.page.refresh(change)
    return title


def test_a_matter_is_one_line_with_its_count(desk: Desk, qtbot: QtBot) -> None:
    title = joined(desk)
    assert desk.model.rowCount() == 38
    at = desk.texts(NUMBER).index(title)
    assert desk.model.fold_mark(at) == "×3"
    assert [desk.model.fold_mark(row) for row in range(38)].count("") == 37
    qtbot.waitUntil(lambda: not desk.board.toolbar.fold.isHidden())
    assert desk.board.toolbar.fold.text() == "合并重复件：38 件 40 件次"
    assert desk.board.toolbar.chips._chips["all"].text().endswith("38")


def test_keys_open_and_fold_it_and_the_place_stays(desk: Desk, qtbot: QtBot) -> None:
    title = joined(desk)
    at = desk.texts(NUMBER).index(title)
    desk.table.go_to(at)
    qtbot.keyClick(desk.table, Qt.Key.Key_Plus)
    assert desk.model.rowCount() == 40
    assert [desk.model.fold_mark(row) for row in range(at, at + 3)] == ["×3 ▾", "重", "重"]
    assert desk.table.currentIndex().row() == at
    desk.table.go_to(at + 2)
    qtbot.keyClick(desk.table, Qt.Key.Key_Minus)
    assert desk.model.rowCount() == 38 and desk.table.currentIndex().row() == at
    desk.table.go_to(at + 1)
    qtbot.keyClick(desk.table, Qt.Key.Key_Plus)
    assert desk.board.toolbar.field.text() == "+"


def test_a_click_on_the_count_opens_and_folds_it(desk: Desk, qtbot: QtBot) -> None:
    title = joined(desk)
    at = desk.texts(NUMBER).index(title)
    view = desk.table.frozen
    rect = view.visualRect(desk.model.index(at, 0))
    place = QPoint(rect.right() - mark_width("×3", current()) // 2, rect.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.model.rowCount() == 40
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.model.rowCount() == 38
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 10, rect.center().y())
    )
    assert desk.model.rowCount() == 38


@pytest.mark.thorough
def test_the_view_remembers_that_it_is_split(desk: Desk) -> None:
    joined(desk)
    desk.board.toolbar.fold.click()
    assert desk.model.rowCount() == 40 and not desk.board.standing.view.folded
    assert {desk.model.fold_mark(row) for row in range(40)} == {""}
    desk.board.looks.keep()
    desk.board.open_view(next(each for each in desk.board.views if each.id == "open"))
    desk.board.open_view(next(each for each in desk.board.views if each.id == "all"))
    assert desk.model.rowCount() == 40
    desk.board.toolbar.fold.click()
    assert desk.model.rowCount() == 38


@pytest.mark.thorough
def test_sorting_and_filtering_go_on_while_folded(desk: Desk) -> None:
    title = joined(desk)
    for column in ("case.respondents", "registration.received_on", "case.light"):
        desk.board.sort_by(column, True)
        assert desk.model.rowCount() == 38 and title in desk.texts(NUMBER)
    desk.board.search(title)
    assert desk.texts(NUMBER) == [title]


@pytest.mark.thorough
def test_many_rows_are_judged_one_matter_in_one_step(desk: Desk, monkeypatch: object) -> None:
    title = desk.model.text(0, desk.at(NUMBER))
    desk.table.choose(list(range(8)), 0, 0)
    monkeypatch.setattr(LineAsk, "ask", lambda *_: title)  # type: ignore[attr-defined]
    desk.board.bulk.join.click()
    assert counts_of(desk.office) == (33, 40)
    assert desk.model.rowCount() == 33 and "认定重复 7 件" in desk.said


@pytest.mark.thorough
def test_without_repeats_nothing_is_said_of_them(desk: Desk) -> None:
    assert desk.board.toolbar.fold.isHidden()
