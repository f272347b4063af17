"""A folder that cannot carry a store is refused with the reason."""

import os
import stat
from collections import namedtuple
from pathlib import Path

import pytest

from app.errors import NotAllowed, Unavailable
from app.store import disk
from app.store.office import Office
from tests.app.store.offices import Clock, new_township

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
server:/srv/office /mnt/office nfs4 rw 0 0
//server/share /mnt/with\\040blank cifs rw 0 0
/dev/sdb1 /mnt/office/stick vfat rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
broken line
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("place", "sort"),
    [
        ("/home/wang/回音数据", None), ("/mnt/office/回音数据", "nfs4"), ("/mnt/with blank/data", "cifs"),
        ("/mnt/office/stick/data", None), ("/mnt/officer", None), ("/run/user/1000/gvfs/smb-share/x", "fuse.gvfsd-fuse"),
    ],
)  # fmt: skip
def test_a_network_share_is_told_from_a_disk(place: str, sort: str | None, mounts: Path) -> None:
    assert disk.share_of(Path(place), mounts) == sort


def test_where_nobody_can_tell_it_is_taken_for_a_disk(tmp_path: Path) -> None:
    assert disk.share_of(tmp_path, tmp_path / "none") is None


def test_a_store_on_a_network_share_is_neither_opened_nor_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_township(tmp_path / "office", Clock()).close()
    monkeypatch.setattr(disk, "share_of", lambda folder: "cifs")
    for make in (lambda: Office.open(tmp_path / "office"), lambda: Office.create(tmp_path / "new", "YX02")):
        with pytest.raises(NotAllowed, match="网络共享"):
            make()
    assert not list((tmp_path / "new").glob("*"))


def test_a_read_only_folder_is_told_before_anything_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_township(tmp_path / "office", Clock()).close()
    before = sorted((tmp_path / "office").iterdir())
    if os.geteuid() == 0:  # root may write everywhere

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(disk.tempfile, "mkstemp", refuse)
    else:
        (tmp_path / "office").chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(Unavailable, match="只读"):
        Office.open(tmp_path / "office")
    (tmp_path / "office").chmod(stat.S_IRWXU)
    assert sorted((tmp_path / "office").iterdir()) == before


def test_trying_the_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    disk.refuse_unfit(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_told_with_what_is_free_and_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: usage(10_000_000, 7_000_000, 3_000_000))
    disk.refuse_full(tmp_path, 1_500_000)
    with pytest.raises(Unavailable, match=r"还剩 3\.0 MB，至少要有 3\.2 MB"):
        disk.refuse_full(tmp_path, 1_600_000)


def test_the_size_of_a_store_counts_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"12345")
    (tmp_path / "ledger.db-wal").write_bytes(b"678")
    assert disk.size_of(tmp_path, "ledger.db") == 8
