"""Writing is checked, version-checked, journalled and all or nothing."""

from threading import Thread
from typing import Any

import pytest
from peewee import IntegrityError

from app.actions.allegations import add_allegation
from app.actions.edit import edit_cases, edit_record
from app.actions.edit_many import edit_rows
from app.actions.register import Entry, register, registered_case
from app.errors import Conflict, Invalid, NotAllowed, Unavailable
from app.records.matters import Allegation, Step, Visit
from app.records.registration import Registration
from app.rules.jurisdiction import LevelDoubtful
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from app.store.writing import new_id
from tests.app.store.offices import POINT, REPORT, everything, reported
from tests.tiers import some


class Broken(Exception):
    """Raised in the middle of a block."""


def test_nothing_is_written_when_the_block_raises(office: Office) -> None:
    case = reported(office)
    before, head = everything(office), journal.head(office.db)
    with pytest.raises(Broken), office.writing("坏了") as write:
        write.edit(read_case(office, case).registration, summary="改过")
        write.add(Step, case=case, step_kind="edit")
        write.number("case", 2026)
        write.shelve("setting", "office.name", "别处")
        raise Broken
    assert (everything(office), journal.head(office.db)) == (before, head)


@pytest.mark.parametrize(
    ("name", "value"),
    [("visited_on", "春天"), ("visited_on", 20260305), ("persons", "三"), ("place", 7), ("persons", True)],
)
def test_a_value_that_no_field_could_hold_is_not_taken_from_a_file(
    office: Office, name: str, value: Any
) -> None:
    row = dict.fromkeys(("voided", "extra", *(field.name for field in Visit.columns())))
    row |= {"id": "v", "owner": "QH00", "version": '{"QH00/A":1}', "visited_on": "2026-03-01", name: value}
    with pytest.raises(Invalid, match=r"接访的“.+”：") as caught, office.writing("收取") as write:
        write.put("visit", row)
    assert caught.value.field == f"visit.{name}"
    assert office.find(Visit) == []


FAIL_AT = ["registration", "allegation", "step", "shelf", "journal", "journal_content", "journal_record", "desk",
           "case_row", "case_text"]  # fmt: skip


@pytest.mark.parametrize("table", some(FAIL_AT, 3))
def test_nothing_is_written_when_the_database_fails_midway(office: Office, table: str) -> None:
    case = reported(office)
    before, head = everything(office), journal.head(office.db)
    verb = "UPDATE" if table == "desk" else "INSERT"
    office.db.execute_sql(
        f'CREATE TRIGGER "fails" BEFORE {verb} ON "{table}" BEGIN SELECT RAISE(ABORT, \'no\'); END'
    )
    with pytest.raises(Exception, match="no") as caught, office.writing("写到一半") as write:
        write.edit(read_case(office, case).registration, summary="改过")
        write.add(Allegation, case=case, seq=2, **POINT)
        write.add(Step, case=case, step_kind="edit")
        write.shelve("setting", "preset", "C1")
    assert "IntegrityError" in type(caught.value).__name__
    assert (everything(office), journal.head(office.db)) == (before, head)
    assert office.measure.preset.id == "default"
    office.db.execute_sql('DROP TRIGGER "fails"')
    add_allegation(office, case, {"respondent": "李四"})
    assert journal.verify(office.db) == []


def test_a_full_disk_is_told_in_one_sentence_and_leaves_everything_as_it_was(office: Office) -> None:
    case = reported(office)
    before, head = everything(office), journal.head(office.db)
    (pages,) = office.db.execute_sql("PRAGMA page_count").fetchone()
    office.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="磁盘已满"):
        for _ in range(50):
            add_allegation(office, case, {"summary": "长" * 9000})
            before, head = everything(office), journal.head(office.db)
    assert (everything(office), journal.head(office.db)) == (before, head)
    office.db.execute_sql("PRAGMA max_page_count = 1073741823")
    add_allegation(office, case, {"summary": "长" * 9000})
    assert journal.verify(office.db) == []


def test_a_file_that_may_only_be_read_is_told_in_one_sentence(office: Office) -> None:
    office.db.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(Unavailable, match="只读"):
        reported(office)


def test_a_stale_write_is_refused(office: Office) -> None:
    case = reported(office)
    seen = read_case(office, case).registration
    edit_cases(office, [case], {"registration.summary": "先改的"})
    with pytest.raises(Conflict, match="刚刚被改过"), office.writing("后改") as write:
        write.edit(seen, summary="后改的")
    with pytest.raises(Conflict, match="刚刚被改过"):
        edit_record(office, "registration", case, seen.version, {"summary": "后改的"})
    assert read_case(office, case).registration.summary == "先改的"


def test_the_same_record_may_be_written_twice_in_one_block(office: Office) -> None:
    case = reported(office)
    with office.writing("改两次") as write:
        once = write.edit(read_case(office, case).registration, summary="一")
        twice = write.edit(once, incident_place="柳树村")
    assert write.change is not None
    (edit,) = write.change.edits
    assert dict(edit.after) == {"summary": "一", "incident_place": "柳树村"}
    assert read_case(office, case).registration == twice


def test_another_offices_record_is_not_ours_to_write(office: Office) -> None:
    with office.writing("收取", action="take") as write:
        row = dict.fromkeys(("voided", "extra", *(field.name for field in Registration.columns())))
        row |= {
            "id": "theirs",
            "owner": "QH00",
            "version": '{"QH00/A":1}',
            **REPORT,
            "received_on": "2026-03-01",
        }
        write.put("registration", row)
    theirs = office.get(Registration, "theirs")
    with pytest.raises(NotAllowed, match="由清河县纪委监委信访室填写"), office.writing("改") as write:
        write.edit(theirs, summary="x")
    with pytest.raises(NotAllowed, match="由清河县纪委监委信访室填写"), office.writing("作废") as write:
        write.void(theirs, "重复")
    assert office.get(Registration, "theirs") == theirs


@pytest.mark.parametrize("name", sorted(field.name for field in Registration.columns() if field.required))
@pytest.mark.thorough
def test_a_required_field_cannot_stay_empty(office: Office, name: str) -> None:
    said: dict[str, Any] = {"received_on": office.today, "registered_on": office.today, **REPORT}
    case = reported(office)
    with pytest.raises(Invalid, match="请填写") as caught, office.writing("登记") as write:
        write.add(Registration, **{**said, name: None})
    assert caught.value.field == f"registration.{name}"
    with pytest.raises(Invalid, match="请填写") as caught:
        edit_cases(office, [case], {f"registration.{name}": None})
    assert caught.value.field == f"registration.{name}"


def test_a_wrong_value_names_its_field(office: Office) -> None:
    with pytest.raises(Invalid, match="信访类别：") as caught:
        register(office, Entry({**REPORT, "received_on": office.today, "category": "praise"}))
    assert caught.value.field == "registration.category"


def test_writing_what_already_stands_there_writes_nothing(office: Office) -> None:
    case = reported(office)
    head = journal.head(office.db)
    assert edit_cases(office, [case], {"registration.summary": REPORT["summary"]}) is None
    assert journal.head(office.db) == head


def test_voiding_needs_a_reason_and_happens_once(office: Office) -> None:
    case = read_case(office, reported(office))
    with pytest.raises(Invalid, match="理由"), office.writing("作废") as write:
        write.void(case.registration, "  ")
    with office.writing("作废") as write:
        gone = write.void(case.registration, "登记错了")
    assert gone.voided == "登记错了"
    with pytest.raises(NotAllowed, match="已经作废"), office.writing("作废") as write:
        write.void(gone, "又一次")
    with pytest.raises(NotAllowed, match="已经作废"), office.writing("改") as write:
        write.edit(gone, summary="改")


def test_one_block_at_a_time_in_one_thread(office: Office) -> None:
    with office.writing("外") as outer:
        with pytest.raises(AssertionError), office.writing("内"):
            raise Broken
        outer.shelve("setting", "office.name", "新名")
    assert office.name == "新名"


@pytest.mark.thorough
def test_a_worker_thread_reads_and_writes_beside_the_screen(office: Office) -> None:
    case = reported(office)
    told: list[object] = []

    def work() -> None:
        try:
            for number in range(5):
                edit_cases(office, [case], {"registration.remark": f"第 {number} 次"})
            told.append(read_case(office, case).registration.remark)
        finally:
            office.close()
            told.append(office.db.is_closed())

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(told) == 4 and told.count(True) == 2
    assert not office.db.is_closed()
    assert journal.verify(office.db) == []


def test_two_programs_on_one_file_do_not_write_over_each_other(office: Office) -> None:
    case = reported(office)
    other = Office.open(office.folder, clock=office._clock)
    try:
        assert other.desk == office.desk
        edit_cases(other, [case], {"registration.summary": "另一个窗口"})
        edit_cases(office, [case], {"registration.remark": "这个窗口"})
        found = read_case(other, case).registration
        assert (found.summary, found.remark) == ("另一个窗口", "这个窗口")
        assert journal.verify(office.db) == []
    finally:
        other.close()


def test_a_file_held_by_another_program_is_told_in_one_sentence(office: Office) -> None:
    other = Office.open(office.folder, clock=office._clock)
    office.db.execute_sql("PRAGMA busy_timeout = 0")
    try:
        with other.db.atomic("IMMEDIATE"), pytest.raises(Unavailable, match="占用"):
            reported(office)
    finally:
        other.close()


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(50)]
    assert len(set(made)) == 50
    assert [each[:8] for each in made] == sorted(each[:8] for each in made)


def test_unknown_fields_are_kept_through_an_edit(office: Office) -> None:
    case = reported(office)
    office.db.execute_sql('UPDATE "registration" SET "extra" = \'{"colour": "青"}\'')
    edit_cases(office, [case], {"registration.summary": "改"})
    assert dict(read_case(office, case).registration.extra) == {"colour": "青"}


def test_a_broken_rule_of_the_database_is_a_bug_of_ours(office: Office) -> None:
    case = reported(office)
    with pytest.raises(IntegrityError), office.writing("错") as write:
        write._pen.db.execute_sql('INSERT INTO "case_text" SELECT * FROM "case_text"')
    assert read_case(office, case).registration.summary == REPORT["summary"]


ABOVE: dict[str, Any] = {"respondent": "孙某某", "rank_class": "section_head"}


def _register(office: Office, case: str, sure: bool) -> Any:
    said = {**REPORT, "received_on": office.today}
    return register(office, Entry(said, (POINT, ABOVE), own_level_confirmed=sure))


def _add(office: Office, case: str, sure: bool) -> Any:
    return add_allegation(office, case, ABOVE, own_level_confirmed=sure)


def _cell(office: Office, case: str, sure: bool) -> Any:
    return edit_cases(office, [case], {"allegation.position": "副镇长", "allegation.rank_class": None},
                      own_level_confirmed=sure)  # fmt: skip


def _record(office: Office, case: str, sure: bool) -> Any:
    (point,) = office.find(Allegation, case=case)
    return edit_record(office, "allegation", point.id, point.version, ABOVE, own_level_confirmed=sure)


def _rows(office: Office, case: str, sure: bool) -> Any:
    ids = [point.id for point in office.find(Allegation, case=case)]
    values = {"allegation.rank_class": "above"}
    return edit_rows(office, "allegation", ids, values, own_level_confirmed=sure)


@pytest.mark.parametrize("door", [_register, _add, _cell, _record, _rows])
@pytest.mark.thorough
def test_a_respondent_above_our_level_is_written_only_after_it_was_said_that_he_is_ours(
    office: Office, door: Any
) -> None:
    case = reported(office)
    before = everything(office)
    with pytest.raises(LevelDoubtful, match=r"可能归上级管.*报送上级"):
        door(office, case, False)
    assert everything(office) == before
    change = door(office, case, True)
    assert change.label.endswith("（已核对归本级管）")
    assert office.reverse(office.reverse(change.seq).seq).label.startswith("重做：")


def test_what_was_confirmed_is_not_asked_again_while_rank_and_post_stay(office: Office) -> None:
    case = registered_case(_register(office, "", True))
    point = office.find(Allegation, case=case)[1]
    change = edit_record(office, "allegation", point.id, point.version, {"summary": "收受礼金"})
    assert change is not None and "核对" not in change.label
