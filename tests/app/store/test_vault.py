"""Contents lie encrypted under a name that says nothing; whatever is changed in a file is found; no half file counts."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Unavailable
from app.store import vault as vaults
from app.store.vault import CHUNK, Broken, Missing, Vault, sealed_size

KEY = b"k" * 32
NAME = "黎不传举报信.pdf"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, KEY)


def put(vault: Vault, content: bytes, name: str = NAME) -> str:
    """Keep a content; its digest."""
    waiting = vault.put_aside(content, name)
    waiting.keep()
    return waiting.sha256


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 17])
def test_what_is_put_away_comes_back_with_its_own_name(vault: Vault, size: int) -> None:
    content = os.urandom(size)
    sha256 = put(vault, content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert vault.read(sha256) == vaults.Kept(NAME, content)
    assert vault.path_of(sha256).stat().st_size == sealed_size(size)
    assert vault.holds(sha256, size) and not vault.holds(sha256, size + 1)


def test_neither_content_nor_name_nor_digest_stands_in_the_file_or_its_name(vault: Vault) -> None:
    content = "反映密塘发包不公".encode() * 40
    sha256 = put(vault, content)
    (path,) = vault.folder.iterdir()
    raw = path.read_bytes()
    assert content[:24] not in raw and "黎不传".encode() not in raw
    assert sha256 not in path.name and path.name == vault.name_of(sha256)
    assert bytes.fromhex(sha256) not in raw and sha256.encode() not in raw
    assert Vault(vault.folder.parent, b"o" * 32).name_of(sha256) != path.name
    assert path.stat().st_mode & 0o077 == 0


def test_a_long_name_neither_fails_nor_changes_the_length(vault: Vault) -> None:
    sha256 = put(vault, b"x", "长" * 900 + "\ud800")
    assert vault.holds(sha256, 1)
    assert vault.read(sha256).file_name.startswith("长长长")


@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_any_wrong_bit_is_found(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    vault = Vault(tmp_path_factory.mktemp("v"), KEY)
    sha256 = put(vault, b"seal me" * 100)
    path = vault.path_of(sha256)
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 1 << bit
    path.write_bytes(raw)
    with pytest.raises(Broken, match="已损坏或被人换过"):
        vault.read(sha256)


@pytest.mark.parametrize("left", [0, 3, 20, 1059, 1060, 1061, 1060 + CHUNK + 16, 1060 + CHUNK + 20])
def test_a_file_cut_anywhere_is_found_at_a_chunk_too(vault: Vault, left: int) -> None:
    sha256 = put(vault, os.urandom(2 * CHUNK))
    path = vault.path_of(sha256)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Broken):
        vault.read(sha256)


def test_the_file_of_another_content_in_its_place_is_found(vault: Vault) -> None:
    one, other = put(vault, b"one"), put(vault, b"two")
    os.replace(vault.path_of(other), vault.path_of(one))
    with pytest.raises(Broken):
        vault.read(one)
    with pytest.raises(Missing, match="不在这台电脑上"):
        vault.read(other)


def test_another_key_opens_nothing(vault: Vault) -> None:
    sha256 = put(vault, b"one")
    thief = Vault(vault.folder.parent, b"o" * 32)
    os.replace(vault.path_of(sha256), thief.path_of(sha256))
    with pytest.raises(Broken):
        thief.read(sha256)


def test_the_same_content_lies_there_once_and_a_new_copy_takes_the_place_of_a_damaged_one(
    vault: Vault,
) -> None:
    sha256 = put(vault, b"one")
    vault.path_of(sha256).write_bytes(b"damaged")
    assert put(vault, b"one") == sha256
    assert vault.read(sha256).content == b"one"
    assert len(list(vault.folder.iterdir())) == 1


class Stopped(Exception):
    """The person has stopped it."""


def test_what_was_stopped_or_not_kept_leaves_nothing(vault: Vault) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        vault.put_aside(bytes(3 * CHUNK), NAME, stop)
    waiting = vault.put_aside(b"one", NAME)
    assert not vault.path_of(waiting.sha256).exists()
    waiting.forget()
    assert list(vault.folder.iterdir()) == []


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fails_is_told_and_leaves_no_named_file(
    vault: Vault, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vaults.os, failing, full)
    with pytest.raises(Unavailable, match="磁盘已满，“数据文件”没有写成"):
        put(vault, b"one")
    monkeypatch.undo()
    assert [path for path in vault.folder.iterdir() if not path.name.endswith(".part")] == []
