"""The slots file between two data keys: the slots of the store that lies there are in force, the earlier key is kept."""

from pathlib import Path

import pytest

from app.errors import NotAllowed
from app.store import key_change, keys
from app.store.opening import FILE_NAME

OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Slots in force for the old key, slots to come for the new one."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    keys.protect(tmp_path, OLD, "王敏", "the old password")
    (tmp_path / FILE_NAME).write_bytes(b"old store salted" + b"x")
    (tmp_path / "fresh").write_bytes(b"new store salted" + b"x")
    slots = keys.slots_for(NEW, "王敏", "the new password", keys.new_recovery_code())
    key_change.announce(tmp_path, OLD, NEW, slots, tmp_path / "fresh")
    return tmp_path


def test_until_the_store_has_changed_places_the_old_slots_open(folder: Path) -> None:
    assert keys.unlock(folder, "the old password").key == OLD
    with pytest.raises(NotAllowed):
        keys.unlock(folder, "the new password")
    key_change.settle(folder)
    assert not key_change.is_open(folder) and not key_change.is_unfinished(folder)
    assert key_change.earlier(folder, OLD) == ()


def test_once_it_has_the_new_ones_do_and_the_old_key_is_kept_sealed(folder: Path) -> None:
    (folder / "fresh").replace(folder / FILE_NAME)
    for _ in range(2):
        assert keys.unlock(folder, "the new password").key == NEW
        with pytest.raises(NotAllowed):
            keys.unlock(folder, "the old password")
        assert key_change.earlier(folder, NEW) == (OLD,)
        assert key_change.is_unfinished(folder)
        key_change.settle(folder)
    key_change.finish(folder)
    assert not key_change.is_unfinished(folder)


def test_a_later_person_leaves_the_earlier_keys_where_they_are(folder: Path) -> None:
    (folder / "fresh").replace(folder / FILE_NAME)
    key_change.settle(folder)
    keys.add_person(folder, NEW, "李岚", "another password")
    keys.change_password(folder, NEW, "王敏", "a third password")
    keys.renew_recovery(folder, NEW)
    assert key_change.earlier(folder, NEW) == (OLD,)
    assert keys.people(folder) == ["李岚", "王敏"] or keys.people(folder) == ["王敏", "李岚"]


def test_an_office_with_a_key_file_has_no_earlier_keys(tmp_path: Path) -> None:
    key = keys.create_unprotected(tmp_path)
    assert key_change.earlier(tmp_path, key) == () and not key_change.is_open(tmp_path)


@pytest.mark.parametrize("said", [5, "x", ["x", 5, None], {"a": 1}])
def test_earlier_keys_that_were_tampered_with_are_none(folder: Path, said: object) -> None:
    keys.put(folder, {**keys.in_force(folder), "earlier": said})
    assert key_change.earlier(folder, OLD) == ()
