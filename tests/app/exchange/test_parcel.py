"""Tests of attachments that go along in one encrypted file beside the workbook."""

import hashlib
import os
from pathlib import Path

import pytest

from app.actions.attach import attach, file_of
from app.actions.enclose import chosen, offered
from app.actions.pair_passwords import keep_password, make_password
from app.actions.read_attachment import read_attachment
from app.actions.send import send
from app.actions.take import take
from app.actions.take_folder import take_folder
from app.actions.units import unit_by_code
from app.errors import NotAllowed, Unavailable
from app.exchange import parcel
from app.exchange.folder import Fate, files_in, look_at_files
from app.exchange.foreign.locked import open_ledger
from app.exchange.pairs import pair
from app.exchange.parcel import Enclosed
from app.exchange.receive import preview
from app.records.matters import Attachment
from app.store.attachments import vault_of
from app.store.office import Office
from app.store.vault import CHUNK, Kept
from tests.app.exchange import two_offices as two

pytestmark = pytest.mark.usefixtures("encrypted")
HINT = bytes(range(32))


@pytest.fixture
def scan(town: Office, county: Office) -> Attachment:
    """A photo of one case of the township; both offices know one password."""
    keep_password(county, "YX01", make_password(town, "QH00").password)
    case = two.report(town)
    attach(town, case, file_of(town, b"\xff\xd8\xff\xe0" + os.urandom(3000), "黎不传的信.jpg"), "photo")
    (found,) = town.find(Attachment)
    return found


def packed(folder: Path, *contents: bytes) -> parcel.Parcel:
    """A parcel with these contents, opened."""
    by_digest = {hashlib.sha256(each).hexdigest(): each for each in contents}
    listed = [
        Enclosed(sha, len(each), f"{number}.jpg") for number, (sha, each) in enumerate(by_digest.items())
    ]
    parcel.write(folder / "a.hyp", HINT, "d" * 64, listed, lambda sha: Kept("x", by_digest[sha]))
    found = parcel.opened(folder / "a.hyp", [os.urandom(32), HINT])
    assert found is not None
    return found


@pytest.mark.parametrize("sizes", [(10,), (0, 5), (CHUNK,), (CHUNK + 1, 3), (2 * CHUNK, CHUNK - 1, 0)])
def test_what_was_packed_comes_out_the_same(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    contents = [os.urandom(size) for size in sizes]
    found = packed(tmp_path, *contents)
    assert found.digest == "d" * 64
    assert [content for _, content in parcel.contents(found)] == contents
    assert not list(tmp_path.glob(".*"))


def test_neither_content_nor_name_stands_in_the_file_and_another_key_opens_nothing(tmp_path: Path) -> None:
    packed(tmp_path, b"secret content of a letter")
    raw = (tmp_path / "a.hyp").read_bytes()
    assert b"secret" not in raw and b"jpg" not in raw and b"dddd" not in raw
    assert parcel.opened(tmp_path / "a.hyp", [bytes(32)]) is None


def test_any_wrong_or_missing_byte_is_found(tmp_path: Path) -> None:
    whole = packed(tmp_path, os.urandom(4000), os.urandom(50))
    raw = whole.path.read_bytes()
    for at in range(0, len(raw), 101):
        for bad in (raw[:at], raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :], raw + b"x"):
            whole.path.write_bytes(bad)
            found = parcel.opened(whole.path, [HINT])
            if found is not None:
                with pytest.raises(Unavailable, match="损坏"):
                    list(parcel.contents(found))


def test_a_ticked_attachment_arrives_and_is_read_there(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    sent = send(town, "QH00", tmp_path, enclosed=[scan.id])
    assert sent.parcel is not None and sent.parcel.is_file() and sent.parcel.stem == sent.path.stem
    found = preview(county, sent.path)
    assert any("附件包里有 1 个附件" in each for each in found.warnings)
    take(county, found)
    assert read_attachment(county, scan.id).content == read_attachment(town, scan.id).content


def test_without_the_parcel_it_is_told_and_a_later_take_completes(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    sent = send(town, "QH00", tmp_path, enclosed=[scan.id])
    assert sent.parcel is not None
    away = sent.parcel.rename(tmp_path / "away.bin")
    found = preview(county, sent.path)
    assert any("不在旁边" in each and "再收一次" in each for each in found.warnings)
    take(county, found)
    assert not vault_of(county).holds(str(scan.sha256), scan.size or 0)
    away.rename(tmp_path / "改了名.hyp")
    again = preview(county, sent.path)
    assert again.already and again.brings_news
    take(county, again)
    assert vault_of(county).holds(str(scan.sha256), scan.size or 0)
    assert not preview(county, sent.path).brings_news


def test_a_damaged_parcel_takes_nothing_back(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    sent = send(town, "QH00", tmp_path, enclosed=[scan.id])
    assert sent.parcel is not None
    sent.parcel.write_bytes(sent.parcel.read_bytes()[:-5])
    with pytest.raises(Unavailable, match="工作簿已经收取，附件没有收全"):
        take(county, preview(county, sent.path))
    assert county.find(Attachment)[0].sha256 == scan.sha256
    assert not vault_of(county).holds(str(scan.sha256), scan.size or 0)


@pytest.mark.thorough
def test_the_parcel_of_another_posting_is_not_taken_for_it(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    first = send(town, "QH00", tmp_path, enclosed=[scan.id])
    second = send(town, "QH00", tmp_path, enclosed=[scan.id])
    assert first.parcel is not None and second.parcel is not None
    second.parcel.unlink()
    first.parcel.rename(second.parcel)
    assert preview(county, second.path).parcel is None
    hints = [word.hint for word in pair(county, "YX01").words]
    assert parcel.beside(first.path, hints, preview(county, first.path).truth.digest) is not None


def test_what_is_not_here_or_of_another_case_is_not_enclosed(town: Office, scan: Attachment) -> None:
    unit = unit_by_code(town, "QH00")
    assert unit is not None and [each.id for each in offered(town, unit)] == [scan.id]
    with pytest.raises(NotAllowed, match="重新勾选"):
        chosen(town, unit, ["00000000-0000-7000-8000-00000000000a"])
    vault_of(town).path_of(str(scan.sha256)).unlink()
    assert offered(town, unit) == []
    assert chosen(town, unit, []) == []


@pytest.mark.thorough
def test_nothing_is_enclosed_unless_it_is_ticked(town: Office, scan: Attachment, tmp_path: Path) -> None:
    assert send(town, "QH00", tmp_path).parcel is None
    assert not list(tmp_path.glob("*.hyp"))


def test_in_a_folder_the_parcel_is_no_file_of_its_own_and_alone_it_says_where_it_belongs(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    place = tmp_path / "本周"
    place.mkdir()
    sent = send(town, "QH00", place, enclosed=[scan.id])
    assert sent.parcel is not None
    (line,) = look_at_files(county, files_in([place])).lines
    assert line.fate is Fate.TAKE and "附件包里有 1 个附件" in line.note
    alone = sent.parcel.rename(tmp_path / "alone.hyp")
    (line,) = look_at_files(county, [alone]).lines
    assert line.fate is Fate.REFUSED and line.note == parcel.ALONE
    with pytest.raises(Unavailable, match="附件包，不是工作簿"):
        open_ledger(county, alone)


def test_in_a_folder_a_damaged_parcel_is_told_beside_the_workbook_that_was_taken(
    town: Office, county: Office, scan: Attachment, tmp_path: Path
) -> None:
    place = tmp_path / "本周"
    place.mkdir()
    sent = send(town, "QH00", place, enclosed=[scan.id])
    assert sent.parcel is not None
    sent.parcel.write_bytes(sent.parcel.read_bytes()[:-5])
    done = take_folder(county, look_at_files(county, files_in([place])))
    ((line, change),) = done.taken
    assert done.left == () and "附件没有收全" in line.note and change.label == "收取 云溪镇纪委 第 1 号"
