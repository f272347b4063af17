"""Backups that still hold what went to the level above: found, and given up once a fresh one is there."""

from datetime import date
from pathlib import Path
from typing import Any

from app.actions.backup import back_up, set_second_place
from app.actions.catalogue import CASE_ACTIONS
from app.actions.thin_escalated import give_up, holding
from app.store import backups
from app.store.office import Office
from tests.app.store.offices import Clock, new_township, reported

APPROVED: dict[str, Any] = {"registration.approver": "刘书记", "registration.instructed_on": date(2026, 3, 9)}


def with_backups(tmp_path: Path) -> Office:
    """One backup made before the case came, two with it (also on the stick); then it was escalated."""
    clock = Clock()
    office = new_township(tmp_path / "乡镇", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    set_second_place(office, stick)
    back_up(office)
    case = reported(office)
    for _ in range(2):
        clock.forward(hours=1)
        back_up(office)
    CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)
    clock.forward(hours=1)
    return office


def test_only_the_copies_with_the_case_are_found_on_the_stick_too(tmp_path: Path) -> None:
    office = with_backups(tmp_path)
    assert [path.parent.parent.name for path in holding(office)] == ["乡镇", "乡镇", "U盘", "U盘"]


def test_they_are_given_up_after_a_fresh_one_was_made_and_the_journal_says_so(tmp_path: Path) -> None:
    office = with_backups(tmp_path)
    line = give_up(office)
    assert line.label == "清除仍有报上级件内容的旧备份 4 份"
    assert holding(office) == []
    left = backups.listed(office.folder)
    assert len(left) == 2 and left[0].seq == line.seq
    assert len(list((tmp_path / "U盘" / backups.FOLDER).glob("*.json"))) == 2


def test_nothing_is_found_where_nothing_was_escalated(office: Office) -> None:
    reported(office)
    back_up(office)
    assert holding(office) == []
