"""A parcel is taken out whole or not at all, whatever lies in it."""

import json
import zipfile
from pathlib import Path

import pytest

from app.errors import Damaged, NotAllowed, Unavailable
from app.store import keys, opening, packing
from app.store.office import Office
from app.store.packing import Parcel


@pytest.fixture
def packed(office: Office, tmp_path: Path) -> Path:
    """A parcel of an empty township."""
    office.close()
    sources = {name: office.folder / name for name in (keys.KEY_FILE, opening.FILE_NAME)}
    packing.write(tmp_path / "a.huiyin", Parcel("YX01", "云溪镇纪委", "2026-03-06", 0, 1, {}), sources)
    return tmp_path / "a.huiyin"


def rewritten(path: Path, **files: bytes | None) -> Path:
    """The parcel with other contents: None takes a member away."""
    names = {
        "manifest": "manifest.json",
        "store": opening.FILE_NAME,
        "lock": keys.KEY_FILE,
        "stray": "../evil.txt",
    }
    target = path.with_name("b.huiyin")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        there = {name: old.read(name) for name in old.namelist()}
        for name, content in {**there, **{names[key]: value for key, value in files.items()}}.items():
            if content is not None:
                new.writestr(name, content)
    return target


def test_a_parcel_is_a_plain_zip_of_three_files(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        assert sorted(file.namelist()) == ["ledger.db", "ledger.key", "manifest.json"]
        assert {each.compress_type for each in file.infolist()} == {zipfile.ZIP_STORED}


def test_it_is_taken_out_byte_for_byte(packed: Path, office: Office, tmp_path: Path) -> None:
    parcel = packing.unpack(packed, tmp_path / "new")
    assert (parcel.office, parcel.name) == ("YX01", "云溪镇纪委")
    for name in parcel.files:
        assert (tmp_path / "new" / name).read_bytes() == (office.folder / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["ledger.db", "ledger.key"]


def test_a_store_or_locks_are_never_written_over(packed: Path, tmp_path: Path) -> None:
    for name in (opening.FILE_NAME, keys.KEY_FILE, keys.SLOTS_FILE):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text("mine")
        with pytest.raises(NotAllowed, match="不能覆盖"):
            packing.unpack(packed, folder)
        assert [path.name for path in folder.iterdir()] == [name]


def test_any_flipped_byte_of_the_contents_is_found(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    with zipfile.ZipFile(packed) as file:
        end = file.start_dir  # behind it stands the zip's own list, of which some bytes mean nothing
    for at in range(0, end, end // 40):
        packed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            packing.unpack(packed, tmp_path / "new")
        except (Damaged, NotAllowed):
            assert not (tmp_path / "new").exists()
        else:
            raise AssertionError(f"byte {at} of {len(whole)} went unnoticed")


@pytest.mark.parametrize("length", [0, 10, 4000, -1])
def test_a_parcel_that_was_cut_off_is_refused(packed: Path, tmp_path: Path, length: int) -> None:
    packed.write_bytes(packed.read_bytes()[:length])
    with pytest.raises(Damaged, match="没有取出任何东西"):
        packing.unpack(packed, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_files_that_do_not_belong_in_it_are_refused_or_left_in_it(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        said = json.loads(file.read("manifest.json"))
    listed = json.dumps({**said, "files": {**said["files"], "../evil.txt": "0"}}).encode()
    with pytest.raises(Damaged):
        packing.unpack(rewritten(packed, stray=b"x", manifest=listed), tmp_path / "new")
    packing.unpack(rewritten(packed, stray=b"x"), tmp_path / "new")
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.parametrize(
    "files",
    [{"manifest": b"{"}, {"manifest": b"[]"}, {"manifest": None}, {"store": None}, {"lock": None},
     {"manifest": b'{"format": 1}'}],
)  # fmt: skip
def test_an_incomplete_parcel_is_refused(
    packed: Path, tmp_path: Path, files: dict[str, bytes | None]
) -> None:
    with pytest.raises(Damaged):
        packing.unpack(rewritten(packed, **files), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_parcel_of_a_newer_program_is_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        said = json.loads(file.read("manifest.json"))
    newer = json.dumps({**said, "format": 3}).encode()
    with pytest.raises(NotAllowed, match="更新版本"):
        packing.unpack(rewritten(packed, manifest=newer), tmp_path / "new")


def test_a_parcel_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到"):
        packing.unpack(tmp_path / "none.huiyin", tmp_path / "new")
