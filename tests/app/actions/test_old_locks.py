"""A place with earlier locks is told at once and until they are replaced there."""

from pathlib import Path

import pytest

from app.actions import backup as backing
from app.actions import locks, old_locks
from app.store import keys
from app.store.office import Office

MINE, OTHER = "柳树村的早晨很安静", "another good one"


@pytest.fixture
def stick(office: Office, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick with a backup of the protected office; it is put into a drawer and the password changed."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    locks.protect_office(office, "王敏", MINE)
    stick = office.folder.parent / "stick"
    stick.mkdir()
    backing.set_second_place(office, stick)
    backing.back_up(office)
    stick.rename(stick.with_name("drawer"))
    locks.change_password(office, MINE, OTHER)
    return stick


def test_it_is_told_until_the_stick_is_back_and_has_the_new_locks(office: Office, stick: Path) -> None:
    assert f"“{stick}”里还是从前的钥匙" in office.news
    assert old_locks.told(office) == office.news
    stick.with_name("drawer").rename(stick)
    assert old_locks.told(office) == office.news
    backing.back_up(office)
    assert old_locks.told(office) == ""
    stick.rename(stick.with_name("drawer"))
    assert old_locks.told(office) == ""


def test_a_second_place_that_was_given_up_is_forgotten(office: Office, stick: Path) -> None:
    backing.set_second_place(office, None)
    assert old_locks.told(office) == ""


def test_a_damaged_file_here_is_named_until_it_is_gone(office: Office, stick: Path) -> None:
    aside = office.folder / "换下的数据" / "ledger.db"
    aside.parent.mkdir()
    aside.write_bytes(b"damaged")
    assert str(aside) in old_locks.remember(office, [aside])
    aside.unlink()
    assert str(aside) not in old_locks.told(office)
