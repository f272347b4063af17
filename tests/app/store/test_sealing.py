"""Who reported is sealed wherever it lies, and given in clear only after the reason stands in the journal."""

from pathlib import Path

import pytest

from app.errors import Invalid, Unavailable
from app.records.matters import Reporter
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from app.store.sealing import MASK
from tests.app.store.offices import POINT, REPORTER, reported


def raw(folder: Path) -> bytes:
    """Every byte in the office's folder: the database, its log and its index."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def inside_of(office: Office) -> str:
    """Everything the database says to one who holds its key."""
    tables = [
        name
        for (name,) in office.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    ]
    return repr([office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name in tables])


def test_who_reports_is_never_in_clear_anywhere_in_the_folder(office: Office) -> None:
    case = reported(office, REPORTER)
    (reporter,) = read_case(office, case).reporters
    with office.writing("改电话") as write:
        write.edit(reporter, phone="13722223333", needs="听障，需笔谈")
    (reporter,) = read_case(office, case).reporters
    assert (reporter.name, reporter.phone, reporter.id_number) == (MASK, MASK, None)
    for seq in range(1, journal.head(office.db)[0] + 1):
        assert "黎不传" not in repr(journal.read(office.db, seq))
    inside = inside_of(office)
    assert POINT["respondent"] in inside
    assert all(secret not in inside for secret in (*REPORTER.values(), "13722223333"))


def test_nothing_at_all_is_in_clear_in_the_folder(office: Office) -> None:
    reported(office, REPORTER)
    secrets = (*REPORTER.values(), POINT["respondent"], "云溪镇纪委", "SQLite format 3")
    for _ in range(2):
        said = raw(office.folder)
        for secret in secrets:
            assert secret.encode() not in said
            assert secret.encode("utf-16-le") not in said
        office.close()


def test_a_mask_written_back_changes_nothing(office: Office) -> None:
    (reporter,) = read_case(office, reported(office, REPORTER)).reporters
    with office.writing("保存") as write:
        write.edit(reporter, name=MASK, phone=REPORTER["phone"])
    assert write.change is None


def test_a_sealed_value_is_given_only_after_the_reason_is_journalled(office: Office) -> None:
    case = reported(office, REPORTER)
    (reporter,) = read_case(office, case).reporters
    with pytest.raises(Invalid, match="理由"):
        office.reveal(reporter, " ")
    clear = office.reveal(reporter, "电话核实")
    assert (clear.name, clear.phone, clear.address) == tuple(REPORTER.values())
    newest = journal.history(office.db, reporter.id)[0]
    assert (newest.action, newest.label, newest.person) == ("reveal", "查看反映人信息：电话核实", "王敏")
    assert newest.cases == {case}
    assert not newest.undoable


def test_a_sealed_value_moved_to_another_person_does_not_open(office: Office) -> None:
    one = read_case(office, reported(office, REPORTER)).reporters[0]
    two = read_case(office, reported(office, {"name": "另一人"})).reporters[0]
    office.db.execute_sql(
        'UPDATE "reporter" SET "name" = (SELECT "name" FROM "reporter" WHERE "id" = ?) WHERE "id" = ?',
        (one.id, two.id),
    )
    with pytest.raises(Unavailable, match="损坏"):
        office.reveal(two, "核实")


def test_a_text_that_looks_sealed_stays_a_text(office: Office) -> None:
    case = reported(office, summary="\u241fsealed:不是密文")
    assert read_case(office, case).registration.summary == "\u241fsealed:不是密文"


def test_a_reporter_is_never_in_the_search_text(office: Office) -> None:
    reported(office, REPORTER)
    (body,) = office.db.execute_sql('SELECT "body" FROM "case_text"').fetchone()
    assert "曾小明" in body and "zxm" in body
    assert not [secret for secret in REPORTER.values() if secret in body]
    assert office.find(Reporter)[0].name == MASK
