"""The journal is append-only, its chain names the line that was touched, and content can leave without breaking it."""

import pytest
from peewee import DatabaseError

from app.actions.catalogue import CASE_ACTIONS
from app.actions.register import registered_case
from app.actions.undo import undo
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from app.store.tables import Journal
from tests.app.store.offices import counted, reported
from tests.tiers import some

COLUMNS = sorted(Journal._meta.fields)
OTHER = {"seq": 999, "undoes": 1, "undoable": 0}


def accept(office: Office, case: str) -> None:
    """Accept a case today."""
    action = CASE_ACTIONS["accept"]
    action.do(office, case, action.defaults(office, read_case(office, case)))


@pytest.fixture
def written(office: Office) -> Office:
    """An office with five lines: set up, two reports, one accepted, one undone."""
    first = reported(office)
    reported(office)
    accept(office, first)
    undo(office)
    return office


def first_case(office: Office) -> str:
    """The case that the second line registered."""
    line = journal.read(office.db, 2)
    assert line is not None
    return registered_case(line)


def forced(office: Office, statement: str, *params: object) -> None:
    """Do what only somebody outside the program can: write past the triggers."""
    for trigger in ("journal_stays", "journal_keeps", "journal_content_stays"):
        office.db.execute_sql(f'DROP TRIGGER "{trigger}"')
    office.db.execute_sql("PRAGMA foreign_keys = 0")
    office.db.execute_sql(statement, params)


def test_the_chain_of_an_untouched_journal_holds(written: Office) -> None:
    assert journal.verify(written.db) == []
    assert journal.head(written.db)[0] == 5


@pytest.mark.parametrize("column", some(COLUMNS, 4))
def test_a_changed_column_is_named_by_its_line(written: Office, column: str) -> None:
    value = OTHER.get(column, "篡改")
    forced(written, f'UPDATE "journal" SET "{column}" = ? WHERE "seq" = 3', value)
    faults = journal.verify(written.db)
    assert faults[0].seq == 3
    assert all(fault.sentence.endswith("。") for fault in faults)


def test_changed_content_is_named_by_its_line(written: Office) -> None:
    forced(written, 'UPDATE "journal_content" SET "body" = ? WHERE "seq" = 3', b"other")
    assert [fault.seq for fault in journal.verify(written.db)] == [3]


@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.thorough
def test_a_line_taken_out_is_missed(written: Office, seq: int) -> None:
    forced(written, 'DELETE FROM "journal" WHERE "seq" = ?', seq)
    assert journal.verify(written.db)[0].seq == seq


def test_lines_that_traded_places_are_noticed(written: Office) -> None:
    swap = (
        'UPDATE "journal" SET "label" = CASE "seq" WHEN 3 THEN \'乙\' ELSE \'甲\' END WHERE "seq" IN (3, 4)'
    )
    forced(written, swap)
    assert journal.verify(written.db)[0].seq == 3


def test_content_may_be_removed_and_the_chain_still_proves_the_rest(written: Office) -> None:
    written.db.execute_sql('DELETE FROM "journal_content" WHERE "seq" = 3')
    assert journal.verify(written.db) == []
    line = journal.read(written.db, 3)
    assert line is not None and line.edits == () and line.label.startswith("登记")
    forced(written, 'UPDATE "journal" SET "person" = ? WHERE "seq" = 3', "另一人")
    assert journal.verify(written.db)[0].seq == 3


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "journal" SET "label" = \'x\' WHERE "seq" = 1',
        'DELETE FROM "journal" WHERE "seq" = 1',
        'UPDATE "journal_content" SET "body" = x\'00\' WHERE "seq" = 1',
    ],
)
@pytest.mark.thorough
def test_the_database_refuses_to_change_or_take_away_a_line(written: Office, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        written.db.execute_sql(statement)
    assert journal.verify(written.db) == []


def test_a_line_gives_back_the_change_that_was_returned(office: Office) -> None:
    with office.writing("试写", action="try") as write:
        write.shelve("setting", "office.name", "云溪镇")
    assert write.change is not None
    assert journal.read(office.db, write.change.seq) == write.change


def test_the_history_of_a_record_lists_only_its_own_edits(written: Office) -> None:
    case = first_case(written)
    found = journal.history(written.db, case)
    assert [change.seq for change in found] == [5, 4, 2]
    assert {edit.id for change in found for edit in change.edits} == {case}


def test_a_history_is_one_question_however_long_it_is(written: Office) -> None:
    case = first_case(written)
    with counted(written) as asked:
        journal.history(written.db, case)
    assert len(asked) == 1


@pytest.mark.thorough
def test_what_can_be_undone_next_is_found_among_the_newest_lines(office: Office) -> None:
    for number in range(120):
        with office.writing("改简称") as write:
            write.shelve("setting", "office.short", f"云{number}")
    with counted(office) as asked:
        assert journal.next_undo(office.db, office.desk) == 121
        assert journal.next_redo(office.db, office.desk) is None
    assert len(asked) <= 4


def test_the_newest_lines_come_without_their_content(written: Office) -> None:
    assert [line.seq for line in journal.lines(written.db, limit=2)] == [5, 4]
    assert all(line.edits == () for line in journal.lines(written.db))
