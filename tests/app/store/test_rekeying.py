"""A new data key: old locks open nothing any more, nothing is lost, and whatever stops it leaves the old or the new."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.actions import backup as backing
from app.actions import locks
from app.actions.attach import attach, read_file
from app.actions.find_reporter import find_reporter
from app.actions.read_attachment import read_attachment
from app.actions.verify import verify
from app.errors import NotAllowed, Unavailable
from app.records.matters import Attachment, Reporter
from app.store import (
    attachments,
    backups,
    disk,
    holding,
    journal,
    key_change,
    keys,
    opening,
    recrypting,
    replacing,
    second_journal,
)
from app.store.office import Office
from app.store.rekeying import Asked, Rekey, Rekeyed
from app.store.vault import FOLDER, Vault
from tests.app.store.offices import REPORTER, Clock, everything, new_township, reported
from tests.app.store.papers import pdf
from tests.tiers import some

OLD, NEW, LETTER = "柳树村的早晨很安静", "换过以后的一句话", pdf("Rekeyed")
CODE = keys.new_recovery_code()


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A protected office with a case, its reporter, a scan, a backup here and on a stick, and a store set aside."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    office = new_township(tmp_path / "office", Clock())
    locks.protect_office(office, "王敏", OLD)
    case = reported(office, REPORTER)
    (tmp_path / "信.pdf").write_bytes(LETTER)
    attach(office, case, read_file(office, tmp_path / "信.pdf"), "original_letter")
    (tmp_path / "stick").mkdir()
    backing.set_second_place(office, tmp_path / "stick")
    backing.back_up(office)
    replacing.set_aside(office.folder)
    office.close()
    return office.folder


def opened(folder: Path, secret: str = NEW) -> Office:
    """The office by a password."""
    return Office.open(folder, secret=secret, clock=Clock())


def key_of(folder: Path, secret: str = OLD) -> bytes:
    """The data key in force."""
    return keys.unlock(folder, secret).key


def rekey(folder: Path, **more: object) -> Rekeyed:
    """Change the key, with the stick there."""
    asked = Asked("王敏", NEW, CODE)
    return Rekey(folder, key_of(folder), asked, folder.parent / "stick", **more).run()  # type: ignore[arg-type]


def all_files(folder: Path) -> list[Path]:
    """Every file under a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_old_key_opens_nothing_of_what_lies_here_or_on_the_stick(closed: Path) -> None:
    old = key_of(closed)
    stolen = keys.snapshot(closed)
    assert rekey(closed).left == ()
    for place in (closed, closed.parent / "stick"):
        found = all_files(place)
        stores = [path for path in found if path.suffix == ".db"]
        assert stores and not any(replacing.opens(path, old) for path in stores)
        vaults = [
            Vault(path, old) for path in (closed, closed / "备份", place / "备份", closed / "换下的数据")
        ]
        assert not any(vault.sealed(path) for vault in vaults for path in recrypting.files(vault.folder))
    lines, skipped = second_journal.read(closed / opening.JOURNAL_COPY, old)
    assert (lines, skipped) == ([], 1)
    with pytest.raises(NotAllowed, match="口令不对"):
        keys.unlock(closed, OLD)
    keys.put_back(closed, stolen)
    with pytest.raises(Unavailable, match="不是一对"):
        Office.open(closed, secret=OLD)


def test_everything_is_there_under_the_new_key_and_it_is_the_same_desk(closed: Path) -> None:
    office = opened(closed, OLD)
    before, desk = everything(office), office.desk
    office.close()
    rekey(closed)
    assert not [path for path in all_files(closed) if path.name.endswith((".rekeyed", ".part"))]
    office = opened(closed)
    try:
        assert office.desk == desk
        assert everything(office) == before
        assert verify(office).faults == ()
        assert attachments.broken(office) == []
        (scan,) = office.find(Attachment)
        assert read_attachment(office, scan.id).content == LETTER
        assert office.reveal(office.find(Reporter)[0], "核实情况").name == REPORTER["name"]
        assert len(find_reporter(office, name=REPORTER["name"]).cases) == 1
        assert (
            len(second_journal.read(closed / opening.JOURNAL_COPY, key_of(closed, NEW))[0])
            == journal.head(office.db)[0]
        )
    finally:
        office.close()
    assert keys.unlock(closed, CODE).recovered


@pytest.mark.thorough
def test_every_backup_of_before_is_listed_and_restored_with_its_scan(closed: Path) -> None:
    rekey(closed)
    key = key_of(closed, NEW)
    found = backups.listed(closed, key)
    assert {each.reason for each in found} == {"manual", "rekey"}
    assert all(each.verified and each.last for each in found)
    shutil.rmtree(closed / FOLDER)
    backing.restore(closed, next(each for each in found if each.reason == "manual"), NEW)
    office = opened(closed)
    assert attachments.broken(office) == []
    office.close()


@pytest.mark.thorough
def test_a_stick_that_was_away_is_told_restored_from_and_done_when_it_is_back(closed: Path) -> None:
    stick, away = closed.parent / "stick", closed.parent / "in the drawer"
    stick.rename(away)
    old = key_of(closed)
    assert rekey(closed).left == (stick,)
    (kept,) = (away / "备份").glob("*.db")
    shutil.rmtree(closed / FOLDER)
    shutil.rmtree(closed / "备份" / FOLDER)
    backing.restore(closed, backups.named(kept), NEW)
    office = opened(closed)
    assert attachments.broken(office) == []
    assert replacing.opens(kept, old)
    away.rename(stick)
    backing.back_up(office)
    assert not replacing.opens(stick / "备份" / kept.name, old)
    assert keys.snapshot(stick / "备份") == keys.snapshot(closed)
    assert all(
        Vault(stick / "备份", key_of(closed, NEW)).sealed(path)
        for path in recrypting.files(stick / "备份" / FOLDER)
    )
    office.close()


@pytest.mark.thorough
def test_a_second_change_keeps_both_earlier_keys(closed: Path) -> None:
    first = key_of(closed)
    second = rekey(closed).key
    third = Rekey(closed, second, Asked("王敏", NEW, CODE)).run().key
    assert key_change.earlier(closed, third) == (first, second)
    assert key_change.earlier(closed, first) == ()
    assert not key_change.is_unfinished(closed)
    text = (closed / keys.SLOTS_FILE).read_text("utf-8")
    assert first.hex() not in text and not any(word in text for word in (NEW, CODE))


class Stop(Exception):
    """What a person's 停止 raises."""


@pytest.mark.parametrize("word", some(["加密台账", "加密附件", "换上新钥匙"]))
def test_stopped_before_the_swap_nothing_has_changed(closed: Path, word: str) -> None:
    def stop(what: str, at: int, of: int) -> None:
        if what == word:
            raise Stop

    kept = keys.snapshot(closed)
    names = {path.name for path in all_files(closed / FOLDER)}
    with pytest.raises(Stop):
        rekey(closed, progress=stop)
    assert keys.snapshot(closed) == kept
    assert {path.name for path in all_files(closed / FOLDER)} == names
    assert not [path for path in all_files(closed) if "rekeyed" in path.name]
    opened(closed, OLD).close()


@pytest.mark.thorough
def test_stopped_after_the_swap_the_next_backup_goes_on(closed: Path) -> None:
    old = key_of(closed)

    def stop(what: str, at: int, of: int) -> None:
        if what == "加密备份":
            raise Stop

    with pytest.raises(Stop):
        rekey(closed, progress=stop)
    assert key_change.is_unfinished(closed)
    assert any(replacing.opens(each.path, old) for each in backups.listed(closed))
    office = opened(closed)
    backing.back_up(office)
    assert not key_change.is_unfinished(closed)
    assert not any(replacing.opens(each.path, old) for each in backups.listed(closed))
    office.close()


@pytest.mark.thorough
def test_without_room_nothing_has_changed_and_it_says_how_much(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    with pytest.raises(Unavailable, match=r"没有换，原来的口令照旧.*磁盘空间不够"):
        rekey(closed)
    opened(closed, OLD).close()


@pytest.mark.thorough
def test_a_scan_that_cannot_be_read_stops_it_before_anything_has_changed(closed: Path) -> None:
    (scan,) = recrypting.files(closed / FOLDER)
    raw = bytearray(scan.read_bytes())
    raw[-1] ^= 1
    scan.unlink()
    scan.write_bytes(raw)
    with pytest.raises(Unavailable, match="有附件读不出来"):
        rekey(closed)
    opened(closed, OLD).close()


@pytest.mark.thorough
def test_a_damaged_store_that_was_set_aside_is_named_and_stays(closed: Path) -> None:
    (aside,) = replacing.asides(closed)
    store = aside.path / opening.FILE_NAME
    store.with_name(f"{store.name}-wal").unlink()
    raw = bytearray(store.read_bytes())
    raw[-100] ^= 1
    store.unlink()
    store.write_bytes(raw)
    old = key_of(closed)
    assert rekey(closed).left == (store,)
    assert replacing.opens(store, old)


@pytest.mark.thorough
def test_nobody_else_may_work_with_the_store_meanwhile(closed: Path) -> None:
    other = opened(closed, OLD)
    with pytest.raises(NotAllowed, match="请先关掉它"):
        rekey(closed)
    other.close()
    held = holding.alone(closed)
    with pytest.raises(NotAllowed, match="正在恢复或升级"):
        opened(closed, OLD)
    held.release()


class PowerCut(BaseException):
    """What no program catches."""


@pytest.mark.parametrize("step", some(range(9), 4))
def test_a_power_cut_between_any_two_steps_leaves_the_old_key_or_the_new(
    closed: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        planned = Rekey(closed, key_of(closed), Asked("王敏", NEW, CODE))

        def cut() -> None:
            raise PowerCut

        steps: list[Callable[[], object]] = list(planned.steps)
        patch.setattr(Rekey, "steps", (*steps[:step], cut, *steps[step:]))
        patch.setattr(replacing, "forget", lambda path: None)
        patch.setattr(Rekey, "_forget", lambda self: None)  # nobody tidies up after a power cut
        with pytest.raises(PowerCut):
            planned.run()
    swapped = step > 7
    with pytest.raises(NotAllowed):
        opened(closed, OLD if swapped else NEW)
    office = opened(closed, NEW if swapped else OLD)
    assert verify(office).faults == () and attachments.broken(office) == []
    assert key_change.is_unfinished(closed) is swapped
    assert not key_change.is_open(closed)
    backing.back_up(office)
    office.close()
    assert not key_change.is_unfinished(closed)
    opened(closed, NEW if swapped else OLD).close()


@pytest.mark.thorough
def test_slots_to_come_that_were_tampered_with_let_nobody_in(closed: Path) -> None:
    """Whoever can write the file but has no key gains nothing by it."""
    import json

    old = key_of(closed)
    slots = keys.slots_for(os.urandom(32), "黑手", "attackers own", CODE)
    sign = (closed / opening.FILE_NAME).read_bytes()[:16].hex()
    said = keys.written(closed)
    text = json.dumps({**said, "next": {"store": sign, "slots": slots}}, ensure_ascii=False)
    (closed / keys.SLOTS_FILE).write_text(text, "utf-8")
    with pytest.raises(Unavailable, match="不是一对"):
        opened(closed, "attackers own")
    assert keys.written(closed)["slots"] == said["slots"]
    (closed / keys.SLOTS_FILE).write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    assert key_of(closed) == old


@pytest.mark.thorough
def test_the_disk_is_asked_before_anything_is_copied(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(disk, "refuse_full", lambda folder, size, times=2: asked.append(size * times))
    rekey(closed)
    assert asked[0] > 2 * (closed / opening.FILE_NAME).stat().st_size - 4096 * 64
    assert asked[0] > len(LETTER)
