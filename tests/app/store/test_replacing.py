"""One store in the place of another: the old one is set aside whole, and nothing is in between."""

from pathlib import Path

import pytest

from app.store import keys, replacing
from app.store.office import Office
from app.store.opening import FILE_NAME, data_key
from tests.app.store.offices import reported


def test_folding_brings_the_log_into_the_file(office: Office, tmp_path: Path) -> None:
    reported(office)
    (tmp_path / "cut").mkdir()
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):
        (tmp_path / "cut" / name).write_bytes((office.folder / name).read_bytes())
    path, key = tmp_path / "cut" / FILE_NAME, data_key(office.db)
    assert replacing.fold(path, key)
    assert [each.name for each in (tmp_path / "cut").iterdir()] == [FILE_NAME]
    opened = replacing.connect_plainly(path, key, read_only=True)
    assert opened.execute("SELECT count(*) FROM registration").fetchone() == (1,)
    opened.close()


def test_a_damaged_file_is_not_folded(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"x" * 9000)
    assert not replacing.fold(tmp_path / FILE_NAME, bytes(32))
    assert (tmp_path / FILE_NAME).read_bytes() == b"x" * 9000


@pytest.mark.parametrize("links", [True, False])
def test_what_is_set_aside_stays_what_it_was(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    if not links:  # as on a stick
        monkeypatch.setattr(replacing.os, "link", no_links)
    (tmp_path / FILE_NAME).write_bytes(b"old")
    (tmp_path / f"{FILE_NAME}-wal").write_bytes(b"log")
    keys.create_unprotected(tmp_path)
    first, second = replacing.set_aside(tmp_path), replacing.set_aside(tmp_path)
    (tmp_path / "fresh").write_bytes(b"new")
    replacing.put_in_place(tmp_path, tmp_path / "fresh")
    assert (tmp_path / FILE_NAME).read_bytes() == b"new"
    assert not (tmp_path / f"{FILE_NAME}-wal").exists()
    for aside in (first, second):
        assert (aside / FILE_NAME).read_bytes() == b"old"
        assert (aside / f"{FILE_NAME}-wal").read_bytes() == b"log"
        assert keys.unlock(aside, None) == keys.unlock(tmp_path, None)
    assert first != second
