"""Opening brings a store to this program's shape, or says in one sentence why it cannot."""

from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from app.errors import NotAllowed, Unavailable
from app.store import grams, keys, opening
from app.store.office import Office
from app.store.record_tables import ALL_TABLES
from tests.app.store.offices import reported

PROMISED = {
    "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
    "temp_store": 2,
}  # fmt: skip


def test_the_migrated_shape_is_the_one_the_program_declares(office: Office) -> None:
    assert not diff_models(office.db, ALL_TABLES)
    shadows = {f"{grams.TABLE}_{part}" for part in ("config", "data", "docsize", "idx")}
    assert {*office.db.get_tables()} == {
        *(table._meta.table_name for table in ALL_TABLES),
        grams.TABLE,
        *shadows,
        "schema_migration",
    }


def test_columns_hold_what_their_kind_stores(office: Office) -> None:
    for table in ALL_TABLES:
        declared = {field.column_name: (field.field_type, field.null) for field in table._meta.sorted_fields}
        found = {each.name: each for each in office.db.get_columns(table._meta.table_name)}
        for name, (sort, null) in declared.items():
            expected = {"AUTO": "INTEGER", "INT": "INTEGER"}.get(sort, sort)
            assert found[name].data_type.upper() == expected, (table, name)
            assert found[name].null is null, (table, name)


@pytest.mark.parametrize("pragma", sorted(PROMISED))
def test_the_connection_keeps_its_promises_in_every_thread(office: Office, pragma: str) -> None:
    (value,) = office.db.execute_sql(f"PRAGMA {pragma}").fetchone()
    assert value == PROMISED[pragma]


def test_a_store_of_a_newer_program_is_refused_and_left_alone(office: Office) -> None:
    office.db.execute_sql(
        'INSERT INTO "schema_migration" ("name", "applied") VALUES (\'0999_later\', \'2030-01-01 00:00:00\')'
    )
    office.close()
    before = (office.folder / opening.FILE_NAME).read_bytes()
    with pytest.raises(NotAllowed, match="更新版本的回音"):
        Office.open(office.folder)
    assert (office.folder / opening.FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough" * 40, b"PK\x03\x04" + b"\0" * 4000]
)
def test_a_file_that_is_no_store_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / opening.FILE_NAME).write_bytes(content)
    keys.create_unprotected(tmp_path)
    with pytest.raises(Unavailable, match="不是回音的数据"):
        Office.open(tmp_path)
    assert (tmp_path / opening.FILE_NAME).read_bytes() == content


def test_an_empty_file_is_no_office(tmp_path: Path) -> None:
    (tmp_path / opening.FILE_NAME).touch()
    keys.create_unprotected(tmp_path)
    with pytest.raises(NotAllowed, match="还没有建立单位"):
        Office.open(tmp_path)


def test_a_damaged_file_is_told_in_one_sentence(office: Office) -> None:
    for _ in range(5):
        reported(office)
    office.close()
    path = office.folder / opening.FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Unavailable, match="损坏"):
        Office.open(office.folder)


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        Office.create(tmp_path / "file" / "office", "YX01")


def test_errors_of_the_world_are_told_and_ours_are_not() -> None:
    from sqlcipher3 import dbapi2 as driver

    with pytest.raises(Unavailable, match="磁盘已满"), opening.explained():
        raise driver.OperationalError("database or disk is full")
    with pytest.raises(Unavailable, match="请检查磁盘和数据线后重试"), opening.explained():
        raise OSError(5, "Input/output error")
    with pytest.raises(Unavailable, match="数据文件出错"), opening.explained():
        raise driver.OperationalError("something new")
    with pytest.raises(driver.IntegrityError), opening.explained():
        raise driver.IntegrityError("UNIQUE constraint failed")
    with pytest.raises(KeyError), opening.explained():
        raise KeyError("ours")
