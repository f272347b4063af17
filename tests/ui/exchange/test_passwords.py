"""The password of a pair in the window: made with the first file, read out, told, typed once, replaced, given up."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.actions.pair_passwords import keep_password, make_password
from app.exchange.pairs import grouped, pair
from app.store import journal
from app.store.office import Office
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work
from ui.exchange.pair_panel import sheet

pytestmark = pytest.mark.usefixtures("encrypted")


def last_action(office: Office) -> str:
    change = journal.read(office.db, journal.head(office.db)[0])
    assert change is not None
    return change.action


def test_the_first_export_makes_a_password_and_leads_to_it(qtbot: QtBot, town: Desk) -> None:
    page = town.page
    assert page.form.state.text() == "加口令，导出第一份时生成"
    work(qtbot, town, page.form.export.click)
    assert "用电话或纸面告诉对方" in page.card.words.text()
    page.card.password.click()
    panel = page.pairs.panel
    assert page.stack.currentWidget() is panel and panel.show_word.hasFocus()
    assert panel.shown.text() == "" and not panel.shown.isVisible()
    panel.show_word.click()
    current = pair(town.office, "QH00").current
    assert current is not None
    assert panel.shown.isVisible() and panel.shown.text() == grouped(current.password)
    assert last_action(town.office) == "read_pair_password"
    assert page.escaped() and panel.shown.text() == "" and panel.word is None
    assert page.form.state.text() == f"加口令，{current.since} 起"


@pytest.mark.thorough
def test_an_unknown_password_is_asked_for_a_wrong_one_told_and_the_right_one_kept(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    town.register("反映低保评定不公")
    work(qtbot, town, town.page.form.export.click)
    page, ask = county.page, county.page.pairs.ask
    county.come_to_front(qtbot)
    work(qtbot, county, lambda: page.open_file(town.newest))
    assert page.stack.currentWidget() is ask and "问口令" in ask.said.text()
    assert not page.error.isVisible()
    ask.line.line.setText("1111")
    work(qtbot, county, ask.open.click)
    assert page.stack.currentWidget() is ask and "口令不对" in ask.said.text() and ask.line.text() == ""
    current = pair(town.office, "QH00").current
    assert current is not None
    ask.line.line.setText(grouped(current.password))
    work(qtbot, county, ask.open.click)
    assert page.stack.currentWidget() is page.preview
    assert pair(county.office, "YX01").current is None
    next(answer for word, answer in page.preview.question.choices.items() if word.startswith("是")).click()
    work(qtbot, county, page.preview.take.click)
    kept = pair(county.office, "YX01").current
    assert kept is not None and (kept.password, kept.origin) == (current.password, "told")


@pytest.mark.thorough
def test_a_new_one_replaces_it_and_the_old_one_stays(qtbot: QtBot, town: Desk) -> None:
    make_password(town.office, "QH00")
    town.page.form.password.click()
    panel = town.page.pairs.panel
    work(qtbot, town, panel.renew.click)
    assert len(pair(town.office, "QH00").words) == 2
    assert "旧口令留着 1 个" in panel.state.text() and "对方还不知道" in panel.said.text()


@pytest.mark.thorough
def test_what_the_other_office_told_is_kept_without_a_file(qtbot: QtBot, town: Desk) -> None:
    town.page.form.password.click()
    panel = town.page.pairs.panel
    assert panel.line.line.hasFocus() and not panel.show_word.isVisible()
    panel.keep.click()
    assert pair(town.office, "QH00").current is None
    panel.line.line.setText("4827 1930 5561 7702 9146")
    work(qtbot, town, panel.keep.click)
    current = pair(town.office, "QH00").current
    assert current is not None and current.password == "48271930556177029146"


@pytest.mark.thorough
def test_a_pair_goes_in_clear_only_on_purpose_and_it_is_said(qtbot: QtBot, town: Desk) -> None:
    town.page.form.password.click()
    town.page.pairs.panel.clear.click()
    assert pair(town.office, "QH00").open_on_purpose
    assert town.page.form.state.text() == "不加口令"
    town.page.show_files()
    work(qtbot, town, town.page.form.export.click)
    assert "没有加口令" in town.page.card.words.text() and not town.page.card.password.isVisible()


@pytest.mark.thorough
def test_the_sheet_for_the_other_office_is_printed_after_it_was_journalled(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def declined(self: QDialog) -> int:
        asked.append(last_action(town.office))
        return 0

    monkeypatch.setattr("ui.exchange.pair_panel.QPrintDialog.exec", declined)
    keep_password(town.office, "QH00", "48271930556177029146")
    town.page.form.password.click()
    town.page.pairs.panel.print.click()
    assert asked == ["read_pair_password"]
    word = town.page.pairs.panel.word
    assert word is not None
    text = sheet("云溪镇纪委", "清河县纪委监委信访室", word).toPlainText()
    assert "4827 1930 5561 7702 9146" in text and "不输空格" in text and "云溪镇纪委" in text


@pytest.mark.thorough
def test_a_damaged_encrypted_file_is_explained_and_no_password_asked(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path
) -> None:
    work(qtbot, town, town.page.form.export.click)
    cut = tmp_path / "断.xlsx"
    cut.write_bytes(town.newest.read_bytes()[:3000])
    work(qtbot, county, lambda: county.page.open_file(cut))
    assert county.page.error.isVisible() and county.page.stack.currentIndex() == 0
