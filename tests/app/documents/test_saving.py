"""A file is whole or not there, and none that stands is written over unasked."""

import os
from pathlib import Path

import pytest

from app.documents import saving
from app.documents.saving import save
from app.errors import NotAllowed, Unavailable


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    save(b"new", tmp_path / "a.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"new"


def test_a_file_that_stands_is_only_replaced_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(NotAllowed, match="没有覆盖"):
        save(b"new", path)
    assert path.read_bytes() == b"old"
    save(b"new", path, replace=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_comes_meanwhile_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    sync = os.fsync

    def somebody_else_writes(descriptor: int) -> None:
        path.write_bytes(b"theirs")
        sync(descriptor)

    monkeypatch.setattr(saving.os, "fsync", somebody_else_writes)
    with pytest.raises(NotAllowed, match="没有覆盖"):
        save(b"new", path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"] and path.read_bytes() == b"theirs"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*said: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, step, fail)
    with pytest.raises(Unavailable, match="磁盘已满"):
        save(b"new", tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name, said", [("没有这个文件夹/a.docx", "找不到“没有这个文件夹”"), ("长" * 300 + ".docx", "名字太长")]
)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(Unavailable, match=said):
        save(b"new", tmp_path / name)
    assert list(tmp_path.iterdir()) == []
