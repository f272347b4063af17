"""One matter that comes again and again, played as offices tell it: found, judged by a person, counted apart."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.attach import attach, file_of
from app.actions.families import cancel_judgement, family_of, judge_many, read_family
from app.actions.likenesses import likenesses
from app.actions.undo import undo
from app.ledger.views import SHIPPED
from app.records.aftermath import Repeat
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import counts_of
from tests.app.store.papers import pdf
from tests.journeys.telling import act, due, listed, told, wait
from tests.ui.workplace import Clock, Typist
from ui.ledger.asks import LineAsk
from ui.main_window import MainWindow

REPEATS = 144


@pytest.mark.thorough
def test_m47_one_matter_comes_144_times_by_12388_and_is_one_line(
    qtbot: QtBot, window: MainWindow, office: Office, clock: Clock, typist: Typist, monkeypatch: object
) -> None:
    main = told(office, intake_channel="phone", sub_channel="hotline", summary="反映石桥村征地补偿款分配不公")
    other = told(office, summary="反映卫生室虚开药费", points=({"respondent": "钟守平", "unit": "竹溪村"},))
    clock.pass_days(1)
    calls = [
        told(office, intake_channel="phone", sub_channel="hotline", summary="石桥村征地补偿款分配不公")
        for _ in range(REPEATS - 1)
    ]
    assert counts_of(office) == (145, 145)
    (card, *_) = likenesses(office, calls[-1])
    assert card.sure == "很像"

    window.show_page(window.ledger)
    board = window.ledger.board
    assert board.model.rowCount() == 145
    board.table.choose(list(range(REPEATS - 1)), 0, 0)
    monkeypatch.setattr(LineAsk, "ask", lambda *_: "云信〔2026〕1号")  # type: ignore[attr-defined]
    board.bulk.join.click()

    assert counts_of(office) == (2, 145)
    assert board.model.rowCount() == 2
    assert [board.model.fold_mark(at) for at in range(2)] == ["", f"×{REPEATS}"]
    qtbot.waitUntil(lambda: not board.toolbar.fold.isHidden())
    assert board.toolbar.fold.text() == "合并重复件：2 件 145 件次"
    board.table.go_to(1)
    typist.press(Qt.Key.Key_Plus)
    assert board.model.rowCount() == 145
    typist.press(Qt.Key.Key_Minus)
    assert board.model.rowCount() == 2

    assert len(family_of(office, main)) == REPEATS and family_of(office, other) == [other]
    judged = office.find(Repeat)
    assert {(each.judged_by, each.judged_on, each.main_case) for each in judged} == {
        ("王敏", office.today, main)
    }
    assert [due(office, call, "T01") for call in calls[:3]] == [[], [], []]
    cancel_judgement(office, judged[0].id, "说的是另一块地")
    assert counts_of(office) == (3, 145)
    undo(office)
    undo(office)
    assert counts_of(office) == (145, 145)


def test_m01_a_sweep_finds_the_old_and_the_repeated_and_lists_them_with_a_day(
    window: MainWindow, office: Office, clock: Clock
) -> None:
    old = told(office, received_on=office.today - timedelta(days=500), summary="反映机动地承包款去向不明")
    above = told(office, intake_source="assigned_above", source_unit="清河县纪委监委信访室")
    judge_many(office, [above], old)
    told(office, summary="反映卫生室虚开药费", points=({"respondent": "钟守平", "unit": "竹溪村"},))
    office.confirm_today(clock.at.date())
    window.show_page(window.ledger)
    board = window.ledger.board
    (sweep,) = [view for view in SHIPPED if view.id == "sweep"]
    board.open_view(sweep)
    at = [column.name for column in board.model.columns].index("case.sweep")
    shown = [board.model.index(row, at).data() for row in range(board.model.rowCount())]
    assert shown == ["未办结、重复、多年、多层、多头", "未办结"]
    board.table.choose([0, 1], 0, 0)
    board.bulk.list.click()
    assert board.model.rowCount() == 0
    backlog = [read_case(office, case).registration for case in listed(office, "backlog")]
    assert [(each.id == old, each.listed_on) for each in backlog] == [
        (True, office.today),
        (False, office.today),
    ]
    act(office, old, "write_off", registration__write_off_ground="resolved")
    wait(office, clock, 9)
    judge_many(office, [told(office, summary="又反映机动地承包款")], old)
    board.open_view(sweep)
    assert board.model.rowCount() == 1
    assert board.model.index(0, at).data().endswith("销号后又反映")


def test_m47_a_matter_over_years_levels_and_addressees_says_so(office: Office, clock: Clock) -> None:
    main = told(office, received_on=office.today - timedelta(days=500))
    above = told(office, intake_source="assigned_above", source_unit="清河县纪委监委信访室")
    judge_many(office, [above], main)
    said = read_family(office, above).spread
    assert said.years == (2024, 2026)
    assert said.levels == ("本级", "上级")
    assert said.addressees == ("本机关", "清河县纪委监委信访室")


@pytest.mark.thorough
def test_m26_numbered_in_order_scanned_and_searched_for_repeats_which_a_person_judges(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    first = told(office, incident_place="柳树村")
    second = told(office, summary="反映卫生室虚开药费", points=({"respondent": "钟守平", "unit": "竹溪村"},))
    assert [read_case(office, each).title for each in (first, second)] == [
        "云信〔2026〕1号",
        "云信〔2026〕2号",
    ]
    attach(office, first, file_of(office, pdf("一", "二", "三"), "来信.pdf"), "original_letter")
    assert [each.pages for each in read_case(office, first).attachments] == [3]
    page = window.entry
    window.show_page(page)
    typist.press(Qt.Key.Key_1)
    page.report.form.set_values(
        {
            "registration.received_on": office.today, "registration.intake_channel": "letter",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
        }
    )  # fmt: skip
    page.report.points.rows[0].cells["respondent"].set_value("曾晓明")
    page.report.changed.emit()
    qtbot.waitUntil(lambda: bool(page.likeness.cards))
    assert [card.case for card in page.likeness.cards] == [first]
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_1)
    third = family_of(office, first)[1]
    (judged,) = read_case(office, third).of(Repeat)
    assert (judged.main_case, judged.judged_by, judged.judged_on) == (first, "王敏", office.today)
    assert read_case(office, third).title == "云信〔2026〕3号"
    assert likenesses(office, third) == []
