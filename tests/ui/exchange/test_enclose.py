"""Attachments are ticked in the window before an export, and arrive with the workbook."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.attach import attach, file_of
from app.actions.pair_passwords import keep_password, make_password
from app.actions.send import send
from app.records.matters import Attachment
from app.store.attachments import vault_of
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry_and_take, work

pytestmark = pytest.mark.usefixtures("encrypted")


def test_what_is_ticked_goes_in_a_parcel_and_is_taken_with_the_workbook(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    keep_password(county.office, "YX01", make_password(town.office, "QH00").password)
    case = town.register("反映低保评定不公")
    attach(town.office, case, file_of(town.office, b"\xff\xd8\xff\xe0" + bytes(999), "a.jpg"), "photo")
    (scan,) = town.office.find(Attachment)
    page = town.page
    page.form.enclose.click()
    assert page.stack.currentWidget() is page.enclose and page.enclose.ticked == []
    page.enclose.list.item(0).setCheckState(Qt.CheckState.Checked)
    page.enclose.done.click()
    assert page.stack.currentIndex() == 0 and page.form.enclose.text() == "附件 1 个…"
    carry_and_take(qtbot, town, county)
    assert ".hyp" in page.card.words.text() and page.form.enclose.text() == "附件…"
    assert page.enclose.ticked == []
    assert vault_of(county.office).holds(str(scan.sha256), scan.size or 0)


@pytest.mark.thorough
def test_where_there_is_nothing_to_enclose_it_is_said(qtbot: QtBot, town: Desk) -> None:
    town.page.form.enclose.click()
    assert "没有可以一起寄的附件" in town.page.enclose.how.text()
    assert town.page.enclose.done.hasFocus()
    assert town.page.escaped() and town.page.stack.currentIndex() == 0
    work(qtbot, town, town.page.form.export.click)
    assert not list(town.post.glob("*.hyp"))


@pytest.mark.thorough
def test_a_damaged_parcel_is_told_and_the_workbook_stands_among_those_taken(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    keep_password(county.office, "YX01", make_password(town.office, "QH00").password)
    case = town.register("反映低保评定不公")
    attach(town.office, case, file_of(town.office, b"\xff\xd8\xff\xe0" + bytes(999), "a.jpg"), "photo")
    (scan,) = town.office.find(Attachment)
    parcel = send(town.office, "QH00", town.post, enclosed=[scan.id]).parcel
    assert parcel is not None
    parcel.write_bytes(parcel.read_bytes()[:-5])
    page = county.page
    work(qtbot, county, lambda: page.open_file(town.newest))
    next(iter(page.preview.question.choices.values())).click()
    work(qtbot, county, page.preview.take.click)
    assert "附件没有收全" in page.error.words.text() and page.stack.currentIndex() == 0
    assert [each.number for each in page.taken.model.files] == [1]
