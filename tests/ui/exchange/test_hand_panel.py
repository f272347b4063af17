"""What people typed into a workbook stands in a group of its own, with sheet and cell, and each can be left out."""

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.units import add_unit
from app.exchange.trust import is_without
from app.store.case_file import read_case
from tests.app.exchange import by_hand
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work
from ui.exchange.hand_model import PLACE, TICK
from ui.exchange.opening import NEW_TYPIST


def typed(path: Path) -> Path:
    """The file with three cells typed over: two fields, and a light that the program computes."""

    def change(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 6, "registration.summary", "低保评定优亲厚友")
        by_hand.type_over(book, "台账", 6, "registration.registrar", "李登记")
        by_hand.type_over(book, "台账", 6, "registration.received_on", "三月初")

    return by_hand.edited(path, path.with_name("typed.xlsx"), change)


def test_hand_edits_are_a_group_of_their_own_and_each_can_be_unticked(qtbot: QtBot, town: Desk) -> None:
    case = town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    path = typed(town.newest)
    work(qtbot, town, lambda: town.page.open_file(path))
    preview = town.page.preview
    model = preview.hand.model
    assert preview.hand.isVisible() and not preview.table.isVisible()
    assert "共 3 处，勾选的 2 处会收" in preview.hand.words.text()
    places = [model.data(model.index(row, PLACE)) for row in range(model.rowCount())]
    assert all(str(each).startswith("台账 ") for each in places)
    row = next(at for at, each in enumerate(model.lines) if each.field == "registration.summary")
    preview.hand.table.selectRow(row)
    assert "导出时：反映低保评定不公" in preview.whole.toPlainText()
    qtbot.keyClick(preview.hand.table, Qt.Key.Key_Space)
    assert model.data(model.index(row, TICK), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert preview.take.text().startswith("收取 1 条")
    work(qtbot, town, preview.take.click)
    file = read_case(town.office, case)
    assert (file.registration.summary, file.registration.registrar) == ("反映低保评定不公", "李登记")


@pytest.mark.thorough
def test_what_cannot_be_understood_cannot_be_ticked_and_says_why(qtbot: QtBot, town: Desk) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    path = typed(town.newest)
    work(qtbot, town, lambda: town.page.open_file(path))
    model = town.page.preview.hand.model
    row = next(at for at, each in enumerate(model.lines) if each.field == "registration.received_on")
    before = model.ticked
    model.toggle(row)
    assert model.ticked == before
    assert model.data(model.index(row, TICK), Qt.ItemDataRole.CheckStateRole) is None
    town.page.preview.hand.tell(row)
    assert "请写全年月日" in town.page.preview.whole.toPlainText()


@pytest.mark.thorough
def test_a_person_says_whose_hand_it_was(qtbot: QtBot, town: Desk) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    path = typed(town.newest)
    work(qtbot, town, lambda: town.page.open_file(path))
    typist = town.page.preview.hand.typist
    assert typist.currentText() == "云溪镇纪委"
    typist.setCurrentIndex(typist.findText("清河县纪委监委信访室"))
    work(qtbot, town, lambda: typist.activated.emit(typist.currentIndex()))
    found = town.page.preview.found
    assert found is not None and found.by_hand is not None and found.by_hand.hand.office == "QH00"
    assert {each.becomes.value for each in found.hand_edits} == {"proposal", "unread"}
    assert NEW_TYPIST in town.page.preview.notice.accessibleName()


@pytest.mark.thorough
def test_an_office_without_huiyin_is_marked_where_one_sends(qtbot: QtBot, county: Desk) -> None:
    add_unit(county.office, code="SM02", name="石门镇纪委", unit_kind="township")
    county.frame.refresh()
    form = county.page.form
    assert form.receiver == "SM02" and not form.without.isChecked()
    form.without.click()
    assert is_without(county.office, "SM02") and form.without.isChecked()
    form.without.click()
    assert not is_without(county.office, "SM02") and not form.without.isChecked()
