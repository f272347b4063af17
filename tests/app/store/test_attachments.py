"""Contents go where the store goes: into backups, onto the stick, back again; what nobody speaks of is set aside."""

import os
from pathlib import Path

import pytest

from app.actions.attach import attach, detach, file_of
from app.actions.backup import back_up, restore, set_second_place
from app.actions.edit import edit_cases
from app.actions.move import pack, unpack
from app.actions.read_attachment import read_attachment
from app.actions.undo import undo
from app.errors import BrokenFile
from app.records.matters import Attachment
from app.store import attachments, backups, salvage
from app.store.attachments import vault_of
from app.store.office import Office
from app.store.opening import data_key
from app.store.replacing import SET_ASIDE
from app.store.vault import FOLDER, Vault
from tests.app.store.offices import Clock, reported
from tests.app.store.papers import pdf, png


def attached(office: Office, case: str, content: bytes, kind: str = "original_letter") -> Attachment:
    """A content kept with a case; its record."""
    change = attach(office, case, file_of(office, content, "a.pdf"), kind)
    (edit,) = change.of("attachment")
    return office.get(Attachment, edit.id)


def names(folder: Path) -> set[str]:
    """The files in a folder of contents."""
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def opened(office: Office, attachment: Attachment) -> bytes:
    """The content of an attachment."""
    return read_attachment(office, attachment.id).content


def test_a_backup_has_every_content_and_brings_only_new_ones(office: Office, clock: Clock) -> None:
    case = reported(office)
    attached(office, case, pdf("one"))
    first = back_up(office).backup
    pool = office.folder / backups.FOLDER / FOLDER
    (name,) = names(pool)
    before = (pool / name).stat()
    assert first.attachments == 1 and os.path.samefile(pool / name, office.folder / FOLDER / name)
    clock.forward(hours=1)
    attached(office, case, pdf("two"))
    second = back_up(office).backup
    assert second.attachments == 2 and len(names(pool)) == 2
    assert (pool / name).stat().st_ctime_ns == before.st_ctime_ns
    assert [each.attachments for each in backups.listed(office.folder)] == [2, 1]


def test_a_restored_backup_brings_contents_back_that_were_lost(office: Office, clock: Clock) -> None:
    case = reported(office)
    letter = attached(office, case, pdf("one"))
    made = back_up(office).backup
    for path in (office.folder / FOLDER).iterdir():
        path.unlink()
    office.close()
    restore(office.folder, made)
    again = Office.open(office.folder, clock=clock)
    assert opened(again, letter) == pdf("one")
    again.close()


def test_the_stick_gets_the_contents_as_copies_and_a_new_pc_gets_them_from_it(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_place(office, stick)
    case = reported(office)
    letter = attached(office, case, pdf("one"))
    assert back_up(office).hint == ""
    clock.forward(hours=1)
    second = attached(office, case, pdf("two"))
    back_up(office)
    assert len(names(stick / backups.FOLDER / FOLDER)) == 2
    office.close()
    fresh = tmp_path / "new-pc"
    fresh.mkdir()
    newest = max((stick / backups.FOLDER).glob("*.db"))
    restore(fresh, backups.named(newest))
    again = Office.open(fresh, clock=clock)
    assert (opened(again, letter), opened(again, second)) == (pdf("one"), pdf("two"))
    again.close()


@pytest.mark.thorough
def test_moving_to_another_pc_takes_the_contents_along(office: Office, clock: Clock, tmp_path: Path) -> None:
    letter = attached(office, reported(office), pdf("one"))
    packed = pack(office, tmp_path / "a.huiyin")
    office.close()
    unpack(packed.path, tmp_path / "new-pc")
    again = Office.open(tmp_path / "new-pc", clock=clock)
    assert opened(again, letter) == pdf("one")
    again.close()


def test_a_parcel_with_a_damaged_content_takes_nothing_out(office: Office, tmp_path: Path) -> None:
    attached(office, reported(office), os.urandom(5000))
    packed = pack(office, tmp_path / "a.huiyin")
    (name,) = names(office.folder / FOLDER)
    raw = bytearray(packed.path.read_bytes())
    at = raw.index((office.folder / FOLDER / name).read_bytes()[:64])
    raw[at + 3000] ^= 1
    packed.path.write_bytes(raw)
    with pytest.raises(BrokenFile):
        unpack(packed.path, tmp_path / "new-pc")
    assert not (tmp_path / "new-pc").exists()


def test_what_no_record_speaks_of_is_set_aside_and_a_voided_one_stays(office: Office) -> None:
    case = reported(office)
    letter = attached(office, case, pdf("one"))
    detach(office, letter, "传错了")
    waiting = vault_of(office).put_aside(b"nobody", "x")
    waiting.keep()
    half = vault_of(office).put_aside(b"half", "x")
    assert attachments.sweep(office) == 1
    assert names(office.folder / SET_ASIDE / FOLDER) == {waiting.target.name}
    assert names(office.folder / FOLDER) == {vault_of(office).name_of(str(letter.sha256)), half.part.name}
    os.utime(half.part, (0, 0))
    assert attachments.sweep(office) == 0
    assert not half.part.exists()
    undo(office)
    assert opened(office, letter) == pdf("one")


@pytest.mark.thorough
def test_contents_set_aside_after_an_older_backup_come_back_with_a_newer_one(
    office: Office, clock: Clock
) -> None:
    case = reported(office)
    old = back_up(office).backup
    clock.forward(hours=1)
    letter = attached(office, case, pdf("one"))
    new = back_up(office).backup
    office.close()
    restore(office.folder, old)
    again = Office.open(office.folder, clock=clock)
    assert attachments.sweep(again) == 1 and names(again.folder / FOLDER) == set()
    again.close()
    restore(office.folder, new)
    again = Office.open(office.folder, clock=clock)
    assert opened(again, letter) == pdf("one")
    again.close()


@pytest.mark.thorough
def test_salvage_leaves_the_contents_where_they_are(office: Office, clock: Clock) -> None:
    letter = attached(office, reported(office), pdf("one"))
    key = data_key(office.db)
    office.close()
    found = salvage.salvage(office.folder, key)
    assert found.records["附件"] == 1
    again = Office.open(office.folder, clock=clock)
    assert opened(again, letter) == pdf("one")
    again.close()


def test_a_lost_and_a_shortened_content_are_seen_at_a_glance_and_a_changed_one_by_reading(
    office: Office,
) -> None:
    case = reported(office)
    lost, short, changed, good = (attached(office, case, png(grey=grey)) for grey in (1, 2, 3, 4))
    vault = vault_of(office)
    vault.path_of(str(lost.sha256)).unlink()
    vault.path_of(str(short.sha256)).write_bytes(b"HYA1")
    raw = bytearray(vault.path_of(str(changed.sha256)).read_bytes())
    raw[-20] ^= 1
    vault.path_of(str(changed.sha256)).write_bytes(raw)
    assert {each.sha256 for each in attachments.absent(office)} == {lost.sha256, short.sha256}
    found = {attachment.id: sentence for attachment, sentence in attachments.broken(office)}
    assert set(found) == {lost.id, short.id, changed.id}
    assert "不在这台电脑上" in found[lost.id] and "已损坏" in found[changed.id]
    assert opened(office, good) == png(grey=4)


def test_what_the_firewall_destroys_is_gone_from_the_store_its_backups_and_what_was_set_aside(
    office: Office,
) -> None:
    case = reported(office)
    letter, other = attached(office, case, pdf("one")), attached(office, case, pdf("two"))
    back_up(office)
    assert attachments.forget(office, [str(letter.sha256), str(other.sha256)]) == 0
    with office.writing("上级件", action="escalate") as write:
        write.edit(letter, sha256=None)
    assert attachments.forget(office, [str(letter.sha256), str(other.sha256)]) == 2
    key = data_key(office.db)
    for place in (office.folder, office.folder / backups.FOLDER):
        assert not Vault(place, key).path_of(str(letter.sha256)).exists()
        assert Vault(place, key).path_of(str(other.sha256)).exists()


def test_a_backup_of_a_store_before_attachments_has_none(office: Office) -> None:
    edit_cases(office, [reported(office)], {"registration.remark": "x"})
    office.db.execute_sql('DROP TABLE "attachment"')
    made = backups.make(office, "manual")
    assert made.attachments == 0
    assert attachments.spoken_of(made.path, data_key(office.db)) == []
