"""What stands beside the files: full postings, another desk of ours, retired desks, what was typed and not taken."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions.take import take
from app.exchange.proposals import proposals
from app.exchange.receive import open_truth, preview
from app.exchange.typing_over import type_over
from app.records.registration import Registration
from app.store.case_file import read_case
from app.store.office import Office
from app.store.sister_desks import retired
from tests.app.exchange import two_offices as two
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry_and_take, work
from ui.exchange.outbox import OTHER_DESK


@pytest.mark.thorough
def test_a_full_one_is_asked_for_by_a_tick_that_goes_out_with_it(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    case = town.register("反映村务不公开")
    two.act(town.office, "reject", case, registration__rejection_ground="no_substance")
    carry_and_take(qtbot, town, county)
    carry_and_take(qtbot, county, town)
    work(qtbot, town, town.page.form.export.click)
    assert open_truth(town.newest, town.office).header.cases == 0
    form = town.page.form
    form.full.setChecked(True)
    town.page.show_form()
    work(qtbot, town, form.export.click)
    assert open_truth(town.newest, town.office).header.cases == 1 and not form.full.isChecked()


def test_another_desk_of_ours_is_a_receiver_and_takes_everything(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    other = two.copied(town.office, tmp_path / "zweite")
    other.person = "李岚"
    form = town.page.form
    form.units.setCurrentIndex(form.units.findText(OTHER_DESK))
    assert form.without.isHidden() and not form.enclose.isEnabled()
    town.register("反映鱼塘发包")
    work(qtbot, town, form.export.click)
    two.receive(other, town.newest)
    assert len(other.find(Registration)) == 1
    assert OTHER_DESK in town.page.sent.model.files[0].office
    other.close()


@pytest.mark.thorough
def test_a_dead_desk_is_retired_in_the_window(qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path) -> None:
    town.register("反映村务不公开")
    carry_and_take(qtbot, town, county)
    county.page.drop.desks.click()
    panel = county.page.beside.desks
    assert county.page.stack.currentWidget() is panel
    number = town.office.desk.rpartition("/")[2]
    assert panel.model.lines[0][:4] == ("云溪镇纪委", "王敏，2026-03-02 起", number, "在用")
    panel.retire.click()
    assert town.office.desk in retired(county.office.db)
    assert "停用" in panel.model.lines[0][3] and not panel.retire.isEnabled()
    assert county.page.escaped() and county.page.stack.currentIndex() == 0


def typed_and_left(town: Desk, county: Desk, path: Path) -> str:
    """The county takes a workbook of the town into which it typed, without ticking anything."""
    number = str(town.office.find(Registration)[0].case_no)
    words = {
        ("台账", number, "registration.summary"): "反映低保评定优亲厚友",
        ("台账", number, "case.light"): "已经办结",
    }
    path.write_bytes(type_over(path.read_bytes(), words))
    found = preview(county.office, path, typed_by="QH00")
    assert len(found.hand_edits) == 2
    take(county.office, found, ticked=())
    county.page.refresh(None)
    return number


@pytest.mark.thorough
def test_what_was_typed_and_not_taken_is_listed_with_its_reason_and_can_be_proposed(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    case = town.register("反映村务不公开")
    county.page.refresh(None)
    assert county.page.drop.untaken.isHidden()
    work(qtbot, town, town.page.form.export.click)
    number = typed_and_left(town, county, town.newest)
    assert not county.page.drop.untaken.isHidden()
    county.page.drop.untaken.click()
    panel = county.page.beside.untaken
    lines = {line[1]: line for line in panel.model.lines}
    assert lines["问题摘要"][0] == number and lines["问题摘要"][2] == "反映低保评定优亲厚友"
    computed = next(line for line in panel.model.lines if line[2] == "已经办结")
    assert "程序算出" in computed[4]
    panel.table.selectRow(list(panel.model.lines).index(lines["问题摘要"]))
    panel.propose.click()
    (asked,) = proposals(county.office)
    assert (asked.case, asked.new) == (case, "反映低保评定优亲厚友") and not panel.propose.isEnabled()
    panel.table.selectRow(
        list(panel.model.lines).index(next(e for e in panel.model.lines if e[2] == "已经办结"))
    )
    panel.propose.click()
    offered = next(each for each in proposals(county.office) if each.field == "remark")
    assert "已经办结" in offered.new
    seen: list[str] = []
    panel.opened.connect(seen.append)
    panel.open.click()
    assert seen == [case]


@pytest.mark.thorough
def test_numbers_that_shrink_are_asked_about_before_anything_is_taken(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path
) -> None:
    for each in range(12):
        town.register(f"反映第{each}件")
    carry_and_take(qtbot, town, county)
    small: Office = two.township(tmp_path / "small")
    two.report(small)
    path = two.post(small, "QH00", tmp_path)
    small.close()
    work(qtbot, county, lambda: county.page.open_file(path))
    question = county.page.preview.question
    assert county.page.preview.found is not None and county.page.preview.found.fewer in question.words.text()
    assert not county.page.preview.take.isEnabled()
    question.choices["核对过了，照收"].click()
    work(qtbot, county, county.page.preview.take.click)
    assert len(county.office.find(Registration)) == 13
    assert read_case(county.office, county.office.find(Registration)[0].id).registration.case_no
