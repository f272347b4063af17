"""An office moves to another PC as one file, and opens there under another desk number."""

from pathlib import Path

import pytest

from app.actions import move
from app.errors import Invalid, NotAllowed, Unavailable
from app.ledger.query import Query, count
from app.store import journal, keys
from app.store.office import Office
from tests.app.store.offices import reported


def test_an_office_is_packed_unpacked_and_opens_as_another_desk(office: Office, tmp_path: Path) -> None:
    reported(office)
    packed = move.pack(office, tmp_path / move.proposed_name(office))
    assert packed.path.name == "YX01-20260309.huiyin"
    parcel = move.unpack(packed.path, tmp_path / "new")
    assert (parcel.cases, parcel.name, parcel.seq) == (1, "云溪镇纪委", journal.head(office.db)[0])
    again = Office.open(tmp_path / "new", clock=office._clock)
    try:
        assert count(again.db, Query(again.today)) == 1
        assert again.desk != office.desk
        assert move.reminder(again) == ""
        assert journal.verify(again.db) == []
    finally:
        again.close()


def test_the_store_that_stayed_says_so_and_goes_on_working(office: Office, tmp_path: Path) -> None:
    assert move.reminder(office) == ""
    move.pack(office, tmp_path / "a.huiyin")
    assert "2026-03-09 打包搬过家" in move.reminder(office)
    reported(office)
    newest = journal.lines(office.db, 2)[-1]
    assert (newest.action, newest.label) == ("pack", "打包搬家 a.huiyin")


def test_passwords_move_with_the_office(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "MEMORY", 1024)
    keys.protect(office.folder, keys.unlock(office.folder, None).key, "王敏", "柳树村的早晨很安静")
    move.unpack(move.pack(office, tmp_path / "a.huiyin").path, tmp_path / "new")
    with pytest.raises(NotAllowed, match="口令"):
        Office.open(tmp_path / "new", clock=office._clock)
    again = Office.open(tmp_path / "new", secret="柳树村的早晨很安静", clock=office._clock)
    again.close()


def test_a_bad_place_is_told_before_anything_is_written(office: Office, tmp_path: Path) -> None:
    line = journal.head(office.db)
    with pytest.raises(Invalid, match="结尾"):
        move.pack(office, tmp_path / "a.zip")
    with pytest.raises(Unavailable, match="U 盘"):
        move.pack(office, tmp_path / "gone" / "a.huiyin")
    assert journal.head(office.db) == line


def test_only_whoever_may_packs(office: Office, tmp_path: Path) -> None:
    office.roles = frozenset({"clerk"})
    with pytest.raises(NotAllowed, match="由管理员办理"):
        move.pack(office, tmp_path / "a.huiyin")
    assert not (tmp_path / "a.huiyin").exists()
