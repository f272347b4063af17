"""A caller is found by the whole value alone, and the index follows every write, undo and upgrade."""

import pytest

from app.actions.undo import redo, undo
from app.records.matters import Reporter
from app.store import blind_index
from app.store.office import Office
from app.store.tables import Key, ReporterIndex
from tests.app.store.offices import REPORTER, reported

ID = "110101199003071233"


def found(office: Office, field: str, value: str) -> int:
    """How many reporters have this value."""
    return len(blind_index.find(office.db, field, value))


def keys(office: Office) -> dict[str, bytes]:
    """The keyring of the store."""
    return {name: bytes(value) for name, value in Key.select().tuples().execute(office.db)}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "黎不传"), ("name", " 黎 不传 "), ("phone", "13900001111"), ("phone", "139-0000-1111"),
     ("phone", "+86 １３９００００１１１１")],
)  # fmt: skip
def test_the_whole_value_is_found_however_it_is_written(office: Office, field: str, value: str) -> None:
    reported(office, REPORTER)
    assert found(office, field, value) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "黎"), ("name", "不传"), ("name", "lbc"), ("name", "libuchuan"), ("phone", "1390000"), ("phone", "黎不传"),
     ("name", ""), ("name", "%"), ("name", "13900001111")],
)  # fmt: skip
def test_nothing_is_found_by_part_by_pinyin_or_by_another_field(
    office: Office, field: str, value: str
) -> None:
    reported(office, REPORTER)
    assert found(office, field, value) == 0


def test_an_old_number_of_15_digits_is_the_same_person() -> None:
    assert blind_index.normal("id_number", "110101900307123") == ["110101199003071233"]
    assert blind_index.normal("id_number", "11010119900307123x") == ["11010119900307123X"]


def test_each_of_several_in_one_cell_is_found(office: Office) -> None:
    reported(office, {"name": "方甲、袁乙", "phone": "13900000001、0745-1234567转8", "id_number": ID})
    for field, value in (
        ("name", "袁乙"),
        ("phone", "07451234567"),
        ("phone", "13900000001"),
        ("id_number", ID),
    ):
        assert found(office, field, value) == 1


def test_the_index_follows_an_edit_an_undo_and_a_redo(office: Office) -> None:
    reported(office, REPORTER)
    (reporter,) = office.find(Reporter)
    with office.writing("修改反映人", action="edit") as write:
        write.edit(reporter, name="袁新名")
    assert (found(office, "name", "黎不传"), found(office, "name", "袁新名")) == (0, 1)
    undo(office)
    assert (found(office, "name", "黎不传"), found(office, "name", "袁新名")) == (1, 0)
    redo(office)
    assert (found(office, "name", "黎不传"), found(office, "name", "袁新名")) == (0, 1)


def test_a_voided_reporter_is_not_found(office: Office) -> None:
    reported(office, REPORTER)
    undo(office)
    assert found(office, "name", "黎不传") == 0
    redo(office)
    assert found(office, "name", "黎不传") == 1


def test_what_was_kept_by_writing_is_what_is_derived_from_nothing(office: Office) -> None:
    reported(office, REPORTER)
    reported(office, {"name": "方甲"})
    kept = sorted(ReporterIndex.select().tuples().execute(office.db))
    blind_index.rebuild(office.db, office._key)
    assert sorted(ReporterIndex.select().tuples().execute(office.db)) == kept != []


def test_identity_index_and_store_each_have_a_key_of_their_own(office: Office) -> None:
    ring = keys(office)
    data_key = bytes.fromhex(office.db.connect_params["passphrase"][2:-1])
    assert {"reporter", blind_index.KEY} <= ring.keys()
    assert len({data_key, *ring.values()}) == len(ring) + 1
    assert all(len(key) == 32 for key in ring.values())


def test_the_index_says_nothing_to_another_key(office: Office) -> None:
    reported(office, REPORTER)
    Key.update(value=bytes(32)).where(Key.name == blind_index.KEY).execute(office.db)
    assert found(office, "name", "黎不传") == 0


def test_a_store_without_an_index_gets_one_when_it_is_opened(office: Office) -> None:
    reported(office, REPORTER)
    Key.delete().where(Key.name == blind_index.KEY).execute(office.db)
    ReporterIndex.delete().execute(office.db)
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    try:
        assert found(again, "name", "黎不传") == 1
    finally:
        again.close()
