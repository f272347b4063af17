"""Two offices exchange workbooks through their pages: a file is looked at, taken, taken back."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.send import send
from app.actions.take import take
from app.errors import Refused
from app.exchange.preview import Preview
from app.exchange.receive import OWN, preview
from app.store.office import Office
from tests.ui.exchange.conftest import Clock, Desk
from tests.ui.exchange.waiting import carry, carry_and_take, threads_of, work
from ui.exchange.opening import AGAIN


def test_the_first_file_of_an_office_asks_once_and_is_taken_only_after_the_answer(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    case = town.register("反映低保评定不公")
    carry(qtbot, town, county)
    panel = county.page.preview
    assert "云溪镇纪委" in panel.question.words.text() and "YX01" in panel.question.words.text()
    assert not panel.take.isEnabled()
    assert not panel.warnings.isVisible(), panel.warnings.text()
    panel.question.choices["是，加入单位名录"].click()
    assert panel.take.isEnabled() and panel.take.hasFocus()
    assert panel.take.text() == "收取 3 条(Ctrl+回车)"
    work(qtbot, county, panel.take.click)
    assert county.summary(case) == "反映低保评定不公"
    assert county.frame.strip.message.text() == "已收取 云溪镇纪委 第 1 号"
    assert [line.state for line in county.page.taken.model.files] == ["已收取"]
    town.register("反映村务不公开")
    carry(qtbot, town, county)
    assert not panel.question.isVisible() and panel.take.isEnabled()


@pytest.mark.thorough
def test_an_office_nobody_knows_is_sent_away(qtbot: QtBot, town: Desk, county: Desk) -> None:
    town.register("反映低保评定不公")
    carry(qtbot, town, county)
    county.page.preview.question.choices["不是，不收"].click()
    assert county.page.stack.currentIndex() == 0
    assert county.page.taken.model.files == []


@pytest.mark.thorough
def test_the_take_is_undone_from_the_strip(qtbot: QtBot, town: Desk, county: Desk) -> None:
    town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    county.frame.strip.button.click()
    assert county.page.taken.model.files == []
    assert county.frame.strip.message.text() == "已撤销：收取 云溪镇纪委 第 1 号"
    assert county.page.taken.currentIndex() == 1, "the empty state says what to do"


@pytest.mark.thorough
def test_a_file_taken_earlier_is_taken_back_from_the_list_and_what_came_later_stays(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    first = town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    second = town.register("反映修路款去向不明")
    carry_and_take(qtbot, town, county)
    taken = county.page.taken
    taken.view.setCurrentIndex(taken.model.index(1, 0))
    work(qtbot, county, county.page.opening.back_out.click)
    assert county.frame.strip.message.text() == "已撤销：收取 云溪镇纪委 第 1 号"
    assert [each.number for each in taken.model.files] == [2]
    with pytest.raises(Refused):
        county.summary(first)
    assert county.summary(second) == "反映修路款去向不明"
    county.frame.strip.button.click()
    assert county.summary(first) == "反映低保评定不公"


@pytest.mark.thorough
def test_what_was_taken_back_is_taken_again_only_when_asked(qtbot: QtBot, town: Desk, county: Desk) -> None:
    case = town.register("反映低保评定不公")
    path = carry_and_take(qtbot, town, county)
    county.frame.undo()  # with it goes the unit that its first file had entered
    work(qtbot, county, lambda: county.page.open_file(path))
    panel = county.page.preview
    assert "其中 3 条收取后又撤销过，这次不收。是您认识的单位吗？" in panel.question.words.text()
    work(qtbot, county, panel.question.choices["重新收取"].click)
    assert panel.take.text() == "收取 3 条(Ctrl+回车)" and not panel.take.isEnabled()
    panel.question.choices["是，加入单位名录"].click()
    work(qtbot, county, panel.take.click)
    assert county.summary(case) == "反映低保评定不公"
    county.frame.undo()
    from app.actions.units import add_unit

    add_unit(county.office, code="YX01", name="云溪镇纪委", unit_kind="township")
    work(qtbot, county, lambda: county.page.open_file(path))
    assert panel.question.words.text() == "其中 3 条收取后又撤销过，这次不收。"
    work(qtbot, county, panel.question.choices["重新收取"].click)
    assert panel.take.isEnabled()
    work(qtbot, county, panel.take.click)
    assert county.summary(case) == "反映低保评定不公"


@pytest.mark.thorough
def test_changed_fields_stand_old_beside_new_and_the_chips_filter(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    case = town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    edit_cases(town.office, [case], {"registration.summary": "反映低保评定不公，附材料"})
    town.register("反映村务不公开")
    carry(qtbot, town, county)
    panel = county.page.preview
    rows = [
        [str(panel.model.index(at, to).data()) for to in range(6)] for at in range(panel.model.rowCount())
    ]
    assert ["变更", "问题摘要", "反映低保评定不公", "反映低保评定不公，附材料"] in [row[2:] for row in rows]
    assert len(rows) == 4
    panel._pick_verdict("new")
    assert {panel.model.index(at, 2).data() for at in range(panel.model.rowCount())} == {"新增"}
    assert panel.table.isColumnHidden(4), "a view of new records alone has nothing to stand before"
    panel._pick_kind("registration")
    assert panel.model.rowCount() == 1
    assert "反映村务不公开" in panel.whole.toPlainText()
    panel._pick_kind("all")
    panel._pick_verdict("same")
    assert panel.nothing.isVisible() and "不用收取" in panel.nothing.sentence.text()


@pytest.mark.thorough
def test_the_same_file_again_offers_only_the_way_back(qtbot: QtBot, town: Desk, county: Desk) -> None:
    town.register("反映低保评定不公")
    path = carry_and_take(qtbot, town, county)
    work(qtbot, county, lambda: county.page.open_file(path))
    panel = county.page.preview
    assert panel.take.isHidden() and panel.decline.text() == "返回(Esc)" and panel.decline.hasFocus()
    assert "已于 2026-03-02" in panel.warnings.text()


@pytest.mark.thorough
def test_our_own_file_is_refused_in_one_sentence(qtbot: QtBot, town: Desk) -> None:
    work(qtbot, town, town.page.form.export.click)
    work(qtbot, town, lambda: town.page.open_file(town.newest))
    panel = town.page.preview
    assert panel.refusal.words.text() == OWN
    assert panel.take.isHidden()
    qtbot.keyClick(panel.decline, Qt.Key.Key_Escape)
    assert town.page.stack.currentIndex() == 0


@pytest.mark.thorough
def test_a_change_after_the_preview_shows_it_again_by_itself(qtbot: QtBot, town: Desk, county: Desk) -> None:
    case = town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    edit_cases(town.office, [case], {"registration.summary": "反映低保评定不公，附材料"})
    path = carry(qtbot, town, county)
    take(county.office, preview(county.office, path))
    work(qtbot, county, county.page.preview.take.click)
    panel = county.page.preview
    assert panel.notice.words.text() == AGAIN
    assert panel.notice.isVisible() and panel.take.isHidden()


@pytest.mark.thorough
def test_receipts_come_home_and_the_waiting_days_are_counted(
    qtbot: QtBot, town: Desk, county: Desk, clock: Clock
) -> None:
    town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    clock.pass_days(7)
    town.frame.refresh()
    assert town.page.sent.model.files[0].state == "等待 5 个工作日"
    assert town.page.badge() == 0
    clock.pass_days(14)
    town.frame.refresh()
    assert town.page.sent.model.files[0].state == "等待 15 个工作日"
    assert town.page.badge() == 1
    carry_and_take(qtbot, county, town)
    assert town.page.sent.model.files[0].state == "已回执"
    assert "新增 3 条" in town.page.sent.told.text()
    assert town.page.badge() == 0
    assert "回执已随第 1 号寄出" in county.page.taken.told.text()


@pytest.mark.thorough
def test_an_earlier_file_is_no_longer_waited_for_once_a_later_one_was_answered(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    carry_and_take(qtbot, town, county)
    carry_and_take(qtbot, county, town)
    assert [line.state for line in town.page.sent.model.files] == ["已回执", "未回执"]
    town.page.sent.view.setCurrentIndex(town.page.sent.model.index(1, 0))
    assert "第 2 号已有回执" in town.page.sent.told.text()


@pytest.mark.thorough
def test_export_preview_and_take_run_beside_the_thread_of_the_window(
    qtbot: QtBot, town: Desk, county: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.register("反映低保评定不公")
    seen = [threads_of(monkeypatch, name) for name in ("send", "preview", "take")]
    carry_and_take(qtbot, town, county)
    for threads in seen:
        assert len(threads) == 1
        assert threads[0] != threading.get_ident()


@pytest.mark.thorough
def test_a_stopped_export_leaves_no_file_and_no_number(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.register("反映低保评定不公")
    reached, go_on = threading.Event(), threading.Event()
    real: Callable[..., object] = send

    def slow(
        office: Office, receiver: str, target: Path, count: Callable[[int, int], None], **said: object
    ) -> object:
        reached.set()
        go_on.wait(10)
        return real(office, receiver, target, count, **said)

    monkeypatch.setattr("ui.exchange.sending.send", slow)

    def begin_and_stop() -> None:
        from ui.long_work import LongWork

        town.page.form.export.click()
        qtbot.waitUntil(reached.is_set)
        town.frame.findChildren(LongWork)[0].cancel()
        go_on.set()

    work(qtbot, town, begin_and_stop)
    assert list(town.post.iterdir()) == []
    assert town.page.sent.model.files == []
    assert town.frame.strip.message.text().startswith("已停止")


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drop files from outside; whether the page wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    plain = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *plain)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *plain))
    return enter.isAccepted()


@pytest.mark.thorough
def test_a_file_dropped_anywhere_on_the_page_is_previewed(qtbot: QtBot, town: Desk, county: Desk) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    work(qtbot, county, lambda: drop(county.page.widget, town.newest))
    assert county.page.stack.currentWidget() is county.page.preview
    county.page.escaped()
    first = town.newest
    other = first.with_name("另一份.xlsx")
    other.write_bytes(b"x")
    work(qtbot, county, lambda: drop(county.page.widget, first, other))
    assert county.page.many.folder.model.rowCount() == 2


@pytest.mark.thorough
def test_the_file_is_chosen_where_the_last_one_lay(
    qtbot: QtBot, town: Desk, county: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(qtbot, town, town.page.form.export.click)
    starts: list[str] = []

    def choose(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        starts.append(start)
        return str(town.newest), kinds

    monkeypatch.setattr("ui.exchange.folder.QFileDialog.getOpenFileName", choose)
    for _ in range(2):
        work(qtbot, county, county.page.drop.choose.click)
        county.page.escaped()
    assert starts == [str(county.post), str(town.post)]


@pytest.mark.thorough
def test_everything_is_reached_by_tab_and_has_a_name(qtbot: QtBot, town: Desk, torn: str) -> None:
    page = town.page
    page.show_files()
    for show in (page.show_files, page.show_held):
        show()
        panel = page.stack.currentWidget()
        parts = [
            each for sort in (QPushButton, QComboBox, QTableView) for each in panel.findChildren(sort)
            if each.isVisible() and each.isEnabled()
        ]  # fmt: skip
        names = [
            each.accessibleName() or (each.text() if isinstance(each, QPushButton) else "") for each in parts
        ]
        assert all(names), names
        reached: list[QWidget | None] = []
        for _ in range(28):
            qtbot.keyClick(town.frame.focusWidget() or panel, Qt.Key.Key_Tab)
            reached.append(town.frame.focusWidget())
        assert set(parts) - {panel} <= set(reached) | set(page.held.others.findChildren(QPushButton))


@pytest.mark.thorough
def test_tab_goes_down_the_left_column_before_the_right(qtbot: QtBot, town: Desk, torn: str) -> None:
    page = town.page
    page.show_files()
    order = []
    for _ in range(18):
        qtbot.keyClick(town.frame.focusWidget() or page.widget, Qt.Key.Key_Tab)
        order.append(town.frame.focusWidget())
    wanted = [page.form.other_folder, page.form.export, page.sent.view, page.drop.choose, page.taken.view]
    places = [order.index(each) for each in wanted]
    assert places == sorted(places)


@pytest.mark.thorough
def test_a_preview_of_thousands_of_items_is_one_model_of_lines(
    town: Desk, county: Desk, qtbot: QtBot
) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    found: Preview = preview(county.office, town.newest)
    found.items = found.items * 700
    found.counts["new"] = 3000
    county.page.preview.show_preview(found)
    assert county.page.preview.model.rowCount() == 2100
    assert "只列出前 2100 条" in county.page.preview.more.text()
