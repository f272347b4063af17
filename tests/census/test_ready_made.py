"""What tests start from is what the program makes: see `tests/ready_made.py`."""

from pathlib import Path

from app.store import keys, opening
from app.store.office import Office
from tests.app.store.offices import Clock, everything, new_township
from tests.ready_made import MIGRATE, Offices, Tables


def contents(folder: Path) -> tuple[object, ...]:
    """All that stands in a bare store: its tables to the letter, their rows, and the file's own marks."""
    database = opening.connect(folder, keys.unlock(folder, None).key)
    asked = ["SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name", "PRAGMA user_version",
             "PRAGMA application_id", "PRAGMA page_size", "PRAGMA auto_vacuum", "PRAGMA encoding"]  # fmt: skip
    asked += [f'SELECT * FROM "{name}"' for name in database.get_tables() if name != "schema_migration"]
    found = [database.execute_sql(each).fetchall() for each in asked]
    found.append(database.execute_sql("SELECT id, name FROM schema_migration").fetchall())
    database.close()
    return tuple(found)


def test_tables_made_at_once_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    tables, found = Tables(), []
    for name, migrate in (("real", MIGRATE), ("first", tables.migrate), ("later", tables.migrate)):
        folder = tmp_path / name
        folder.mkdir()
        database = opening.connect(folder, keys.create_unprotected(folder))
        migrate(database)
        assert not opening.pending(database)
        database.close()
        found.append(contents(folder))
    assert found[0] == found[1] == found[2]


def test_a_copied_office_is_the_same_desk_and_copies_are_apart(offices: Offices, tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        new_township(folder, Clock()).close()

    one, two = (Office.open(offices.copy(build, tmp_path / name), clock=Clock()) for name in ("one", "two"))
    assert one.desk == two.desk and one.news == two.news == ""
    before = everything(two)
    with one.writing("试写", action="set_setting") as write:
        write.shelve("setting", "office.name", "另一个名字")
    assert one.name == "另一个名字" and everything(two) == before
    one.close()
    two.close()
