"""A reporter is changed by whoever has looked first, sealed wherever it is kept, and taken back as one."""

import json
from datetime import timedelta

import pytest

from app.actions.edit import edit_cases
from app.actions.edit_reporter import edit_reporter
from app.actions.find_reporter import find_reporter
from app.actions.reveal import reveal
from app.actions.undo import undo
from app.errors import Conflict, Invalid, NotAllowed
from app.records.matters import Reporter
from app.store import journal, rows
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported


def shown(office: Office) -> Reporter:
    (only,) = office.find(Reporter)
    return reveal(office, [only], "follow_up")[0]


def test_a_new_telephone_is_kept_sealed_found_and_taken_back(office: Office) -> None:
    reported(office, REPORTER)
    change = edit_reporter(office, shown(office), {"phone": "13900002222", "needs": "听障，需笔谈"})
    assert change is not None and change.label == "修改反映人 云信〔2026〕1号"
    assert (shown(office).phone, shown(office).name) == ("13900002222", REPORTER["name"])
    assert len(find_reporter(office, phone="13900002222").cases) == 1
    assert not find_reporter(office, phone=REPORTER["phone"]).cases
    office.reverse(change.seq)
    assert (shown(office).phone, shown(office).needs) == (REPORTER["phone"], None)
    assert len(find_reporter(office, phone=REPORTER["phone"]).cases) == 1


def test_no_value_stands_in_the_clear_in_row_change_or_journal(office: Office) -> None:
    reported(office, REPORTER)
    change = edit_reporter(office, shown(office), {"phone": "13900002222"})
    assert change is not None
    kept = json.dumps(
        [rows.fetch_all(office.db, "reporter"), str(journal.read(office.db, change.seq)), str(change)]
    )
    for value in ("13900002222", REPORTER["phone"], REPORTER["name"]):
        assert value not in kept and json.dumps(value)[1:-1] not in kept


def test_what_was_not_looked_at_is_not_written_over(office: Office) -> None:
    reported(office, REPORTER)
    (masked,) = office.find(Reporter)
    with pytest.raises(NotAllowed, match="请先查看"):
        edit_reporter(office, masked, {"phone": "13900002222"})


def test_the_same_values_change_nothing_and_an_old_picture_is_a_conflict(office: Office) -> None:
    reported(office, REPORTER)
    before = shown(office)
    assert edit_reporter(office, before, {"phone": REPORTER["phone"]}) is None
    edit_reporter(office, before, {"address": "石桥村"})
    with pytest.raises(Conflict):
        edit_reporter(office, before, {"address": "大湾村"})


def test_an_anonymous_case_gets_no_name_by_this_door(office: Office) -> None:
    case = reported(office, {"needs": "需民族语言"}, received_on=office.today - timedelta(days=1))
    edit_cases(office, [case], {"registration.identity_status": "anonymous"})
    with pytest.raises(Invalid, match="匿名件不登记反映人"):
        edit_reporter(office, shown(office), {"name": "黎不传"})
    edit_reporter(office, shown(office), {"needs": "需笔谈"})
    undo(office)
    assert shown(office).needs == "需民族语言"
