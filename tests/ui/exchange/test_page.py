"""Two offices exchange workbooks through their pages: export, preview, take, undo, decide."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.actions.decide import held
from app.actions.edit import edit_cases
from app.actions.send import send
from app.actions.take import take
from app.errors import Refused, Unavailable
from app.exchange.preview import Preview
from app.exchange.receive import OWN, preview
from app.exchange.recused import KEPT_BACK
from app.store import opening, preferences
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.exchange.conftest import Clock, Desk
from tests.ui.exchange.waiting import carry, carry_and_take, threads_of, work
from ui.exchange import folder
from ui.exchange.opening import AGAIN
from ui.exchange.outbox import OTHER_DESK
from ui.exchange.page import ExchangePage


def summary(office: Office, case: str) -> str | None:
    return read_case(office, case).registration.summary


# -- sending ----------------------------------------------------------------------------------------------------


def test_the_office_above_is_chosen_and_the_export_says_where_the_file_lies_and_who_must_get_it(
    qtbot: QtBot, town: Desk
) -> None:
    town.register("反映低保评定不公")
    page = town.page
    assert (page.form.receiver, page.form.units.count()) == ("QH00", 2)  # and another desk of ours
    work(qtbot, town, page.form.export.click)
    assert page.card.isVisible() and not page.form.isVisible()
    assert page.card.place.text() == str(town.newest)
    assert "清河县纪委监委信访室" in page.card.words.text()
    page.card.copy.click()
    assert QGuiApplication.clipboard().text() == str(town.newest)
    assert page.sent.model.files[0].spoken == "第 1 号，清河县纪委监委信访室，2026-03-02，1 件，等待回执"
    page.card.fold.click()
    assert page.form.isVisible() and page.form.export.hasFocus()


@pytest.mark.thorough
def test_the_folder_of_the_file_is_opened(qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.exchange.outbox.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    work(qtbot, town, town.page.form.export.click)
    town.page.card.open.click()
    assert opened == [str(town.post)]


@pytest.mark.thorough
def test_a_county_chooses_among_its_townships_and_the_choice_is_remembered(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    from app.actions.units import add_unit

    assert not county.page.form.export.isEnabled()
    assert county.page.form.why_not.isVisible()
    for code, name in (("YX01", "云溪镇纪委"), ("SM02", "石门乡纪委")):
        add_unit(county.office, code=code, name=name, unit_kind="township")
    add_unit(county.office, code="C1", name="柳树村", unit_kind="village")
    county.frame.refresh()
    units = county.page.form.units
    assert [units.itemText(at) for at in range(units.count())] == ["云溪镇纪委", "石门乡纪委", OTHER_DESK]
    units.setCurrentIndex(1)
    work(qtbot, county, county.page.form.export.click)
    assert "石门乡纪委" in county.newest.name
    assert preferences.get(county.office.db, "exchange.receiver") == "SM02"


def test_a_missing_folder_is_explained_and_another_can_be_chosen_on_the_spot(
    qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.post.rmdir()
    town.page.form.export.click()
    assert "插好 U 盘" in town.page.error.words.text()
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(folder, "ask_folder", lambda parent, start: other)
    town.page.error.choices["换文件夹…"].click()
    assert town.page.error.isHidden()
    assert town.page.form.folder.toolTip() == str(other) == str(folder.remembered(town.office))
    work(qtbot, town, town.page.form.export.click)
    assert len(list(other.glob("*.xlsx"))) == 1


def test_a_full_disk_is_told_on_the_page_and_uses_up_no_number(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(office: object, posting: object, path: Path) -> None:
        raise Unavailable("没有写成。磁盘已满，“第1号.xlsx”没有写成。请腾出空间后重试。")

    monkeypatch.setattr("app.exchange.leaving.begin", full)
    work(qtbot, town, town.page.form.export.click)
    assert "磁盘已满" in town.page.error.words.text()
    assert town.page.error.choices["知道了"].hasFocus()
    assert town.page.sent.model.files == []


@pytest.mark.thorough
def test_a_file_that_had_not_got_its_name_is_finished_and_told_when_the_page_opens(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.exchange.leaving.os.replace", full)
    work(qtbot, town, town.page.form.export.click)
    monkeypatch.undo()
    assert "自动改好" in town.page.error.words.text()
    again = ExchangePage(town.frame, town.office)
    qtbot.addWidget(again.widget)
    assert "已经补好" in again.error.words.text()
    assert len(list(town.post.glob("*.xlsx"))) == 1


@pytest.mark.thorough
def test_one_button_stands_out_the_one_that_comes_next(qtbot: QtBot, town: Desk, county: Desk) -> None:
    def primary(desk: Desk) -> list[str]:
        both = {"export": desk.page.form.export, "choose": desk.page.drop.choose}
        return [name for name, each in both.items() if each.property("role") == "primary"]

    town.register("反映低保评定不公")
    assert primary(town) == primary(county) == ["export"]
    carry_and_take(qtbot, town, county)
    assert primary(town) == ["choose"], "the receipt is awaited"
    assert primary(county) == ["export"], "the receipt is to be sent"


# -- looking and taking -----------------------------------------------------------------------------------------


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
    assert summary(county.office, case) == "反映低保评定不公"
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
        summary(county.office, first)
    assert summary(county.office, second) == "反映修路款去向不明"
    county.frame.strip.button.click()
    assert summary(county.office, first) == "反映低保评定不公"


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
    assert summary(county.office, case) == "反映低保评定不公"
    county.frame.undo()
    from app.actions.units import add_unit

    add_unit(county.office, code="YX01", name="云溪镇纪委", unit_kind="township")
    work(qtbot, county, lambda: county.page.open_file(path))
    assert panel.question.words.text() == "其中 3 条收取后又撤销过，这次不收。"
    work(qtbot, county, panel.question.choices["重新收取"].click)
    assert panel.take.isEnabled()
    work(qtbot, county, panel.take.click)
    assert summary(county.office, case) == "反映低保评定不公"


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


# -- held -------------------------------------------------------------------------------------------------------


@pytest.fixture
def torn(qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path, clock: Clock) -> str:
    """A case that two desks of the township wrote; both postings lie at the county, which has sent them back."""
    case = town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    town.office.close()
    opening.copy_store(town.office.folder, tmp_path / "copy")
    copy = Office.open(tmp_path / "copy", clock=clock)
    edit_cases(town.office, [case], {"registration.summary": "甲改"})
    edit_cases(copy, [case], {"registration.summary": "乙改"})
    work(qtbot, town, town.page.form.export.click)
    other = send(copy, "QH00", tmp_path / "other.xlsx").path
    copy.close()
    for path in (town.newest, other):
        take(county.office, preview(county.office, path))
    county.frame.refresh()
    carry_and_take(qtbot, county, town)
    town.page.show_form()
    town.come_to_front(qtbot)
    return case


def test_two_hands_stand_side_by_side_with_what_both_knew(town: Desk, torn: str) -> None:
    page = town.page
    assert [line.state for line in page.taken.model.files] == ["有 1 处待定"]
    assert page.waiting.isVisible() and town.page.badge() == 1
    page.waiting.choices["逐条处理"].click()
    cells = page.held.model.sides[0].cells
    assert cells == ("问题摘要", "反映低保评定不公", "甲改", "乙改", "请选 1 或 2")
    assert page.held.list.hasFocus()
    assert page.waiting.choices["逐条处理"].property("role") != "primary", (
        "the page has its own filled button"
    )


@pytest.mark.thorough
def test_the_respondent_sees_that_a_record_waits_but_not_what_it_says(town: Desk, torn: str) -> None:
    town.office.person, town.office.roles = "曾小明", frozenset({"clerk", "handler", "leader"})
    town.page.refresh(None)
    town.page.show_held()
    held = town.page.held
    assert held.words.text() == KEPT_BACK
    assert not held.keep.isEnabled() and not held.take.isEnabled() and not held.whole.isVisible()
    assert held.model.rowCount() == 0


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_F7, "甲改"), (Qt.Key.Key_F8, "乙改")])
@pytest.mark.thorough
def test_the_owner_decides_with_one_key_and_can_take_it_back(
    qtbot: QtBot, town: Desk, torn: str, key: Qt.Key, kept: str
) -> None:
    town.page.show_held()
    qtbot.keyClick(town.page.held.list, key)
    assert summary(town.office, torn) == kept
    assert town.page.held.stack.currentIndex() == 1 and town.page.badge() == 0
    town.frame.undo()
    assert summary(town.office, torn) == "甲改"
    assert [one.id for one in town.page.held.held] == [torn]
    assert town.page.held.stack.currentIndex() == 0


@pytest.mark.thorough
def test_who_does_not_own_the_record_waits_and_may_show_the_other(
    qtbot: QtBot, town: Desk, county: Desk, torn: str
) -> None:
    page = county.page
    county.come_to_front(qtbot)
    page.waiting.choices["看一看"].click()
    assert page.held.words.text().startswith("等 云溪镇纪委 决定")
    assert not page.held.keep.isVisible()
    shown = summary(county.office, torn)
    qtbot.keyClick(page.held.list, Qt.Key.Key_F7)
    assert summary(county.office, torn) == shown
    page.held.take.click()
    assert {shown, summary(county.office, torn)} == {"甲改", "乙改"}
    assert len(page.held.held) == 1


@pytest.mark.thorough
def test_several_other_versions_are_looked_at_one_by_one(town: Desk, torn: str) -> None:
    (one,) = held(town.office)
    third = structs.replace(one.others[0], fields={**one.others[0].fields, "summary": "丙改"})
    panel = town.page.held
    panel.show_held([replace(one, others=(*one.others, third))])
    town.page.show_held()
    second = panel.others.findChildren(QPushButton)[1]
    second.click()
    assert panel.model.sides[0].theirs == "丙改"
    decided: list[tuple[list[str], str, int]] = []
    panel.decided.disconnect()
    panel.decided.connect(lambda *said: decided.append(said))
    panel.take.click()
    assert decided == [([torn], "theirs", 1)]


@pytest.mark.thorough
def test_the_owners_decision_ends_the_matter_at_the_county(
    qtbot: QtBot, town: Desk, county: Desk, torn: str
) -> None:
    town.page.show_held()
    town.page.held.take.click()
    town.page.escaped()
    carry_and_take(qtbot, town, county)
    assert summary(county.office, torn) == "乙改"
    assert county.page.badge() == 0 and not county.page.waiting.isVisible()


# -- the window -------------------------------------------------------------------------------------------------


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
