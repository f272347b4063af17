"""Tests of workbooks under a password."""

import io
import os
import struct
import zipfile
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from app.errors import Unavailable
from app.exchange import encryption
from app.exchange.encryption import Locked, content_of, encrypt, hint_of, is_hinted, open_container, opens

WORD = "48271930556177029146"


def book(size: int = 20_000) -> bytes:
    """A zip of some size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("a", os.urandom(size))
    return out.getvalue()


def under(content: bytes) -> bytes:
    """These bytes under the password."""
    return encrypt(io.BytesIO(content), WORD, hint_of(WORD))


def test_what_was_encrypted_opens_with_its_password_and_no_other() -> None:
    content = book()
    locked = open_container(under(content))
    assert not opens(locked, WORD[::-1])
    assert opens(locked, WORD)
    assert content_of(locked) == content


def test_nothing_of_the_content_is_in_the_file() -> None:
    content = book()
    made = under(content)
    assert content[100:132] not in made
    assert b"[Content_Types]" not in made


@pytest.mark.usefixtures("real_rounds")
def test_as_many_rounds_are_spent_as_excel_asks() -> None:
    assert encryption.ROUNDS == encryption.HINT_ROUNDS == 100_000
    assert b'spinCount="100000"' in encrypt(io.BytesIO(book()), WORD, bytes(32))


def test_a_file_is_known_by_its_password_before_any_key_is_derived() -> None:
    locked = open_container(under(book()))
    assert is_hinted(locked, hint_of(WORD))
    assert not is_hinted(locked, hint_of("1234"))


def test_a_file_of_another_program_has_no_hint_and_opens_all_the_same() -> None:
    content = book()
    locked = open_container(ECMA376Agile.encrypt("Abc 123", io.BytesIO(content), spin_count=1000))
    assert not is_hinted(locked, hint_of("Abc 123"))
    assert opens(locked, "Abc 123")
    assert content_of(locked) == content


@pytest.mark.parametrize("size", [5_000, 1 << 20, 7_200_000, 9 << 20, 17 << 20])
def test_the_container_is_sound_at_every_size(size: int) -> None:
    content = book(size)
    made = under(content)
    with olefile.OleFileIO(io.BytesIO(made), raise_defects=olefile.DEFECT_POTENTIAL) as ole:
        assert ole.parsing_issues == []
    assert _walk_tables(made) == struct.unpack_from("<I", made, 72)[0]
    locked = open_container(made)
    assert opens(locked, WORD)
    assert content_of(locked) == content


def _walk_tables(made: bytes) -> int:
    """How many sectors the list of tables has outside the header, followed to its end mark."""
    (at,) = struct.unpack_from("<I", made, 68)
    count = 0
    while at < 0xFFFFFFFA:
        (at,) = struct.unpack_from("<I", made, 512 + at * 512 + 508)
        count += 1
    assert at == 0xFFFFFFFE
    return count


def test_a_package_too_small_for_the_library_is_not_written() -> None:
    with pytest.raises(AssertionError):
        under(b"PK\x03\x04")


def test_any_damage_to_the_content_is_found() -> None:
    made = bytearray(under(book()))
    made[-6_000] ^= 1
    locked = open_container(bytes(made))
    assert opens(locked, WORD)
    with pytest.raises(Unavailable, match="损坏"):
        content_of(locked)


@pytest.mark.parametrize("kept", [8, 100, 511, 512, 700, 1500, 4000, 9000, 20_000])
def test_a_file_cut_anywhere_is_explained(kept: int) -> None:
    made = under(book())[:kept]
    with pytest.raises(Unavailable):
        _read(made)


def _read(made: bytes) -> bytes:
    locked = open_container(made)
    if not opens(locked, WORD):
        raise Unavailable("wrong")
    return content_of(locked)


def _described(info: bytes, package: bytes = bytes(8_000)) -> bytes:
    """A container with any description of its encryption."""
    from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

    out = io.BytesIO()
    ECMA376Encrypted(package, info).write_to(out)
    return out.getvalue()


def _agile(**changed: str) -> bytes:
    made = under(book())
    with olefile.OleFileIO(io.BytesIO(made)) as ole:
        info = ole.openstream("EncryptionInfo").read()
    for name, value in changed.items():
        start = info.rindex(f'{name}="'.encode()) + len(name) + 2
        info = info[:start] + value.encode() + info[info.index(b'"', start) :]
    return info


@pytest.mark.parametrize(
    "changed",
    [{"spinCount": "9999999"}, {"spinCount": "99999999999"}, {"hashAlgorithm": "MD5"}, {"cipherAlgorithm": "RC2"},
     {"keyBits": "40"}, {"cipherChaining": "ChainingModeECB"}],
    ids=lambda changed: "=".join(*changed.items()),
)  # fmt: skip
def test_a_description_that_costs_time_or_is_unknown_is_refused_before_anything_is_derived(
    changed: dict[str, str],
) -> None:
    with pytest.raises(Unavailable, match="加密方式"):
        open_container(_described(_agile(**changed)))


def test_a_description_with_entities_is_refused() -> None:
    info = _agile()
    bomb = b'<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    end = info.index(b"?>") + 2
    with pytest.raises(Unavailable):
        open_container(_described(info[:end] + bomb + info[end:]))


@pytest.mark.parametrize("info", [b"", b"\4\0\4\0", b"\4\0\4\0\x40\0\0\0<a/>", b"\4\0\3\0" + bytes(80),
                                  b"\3\0\2\0" + bytes(20), b"\4\0\4\0\x40\0\0\0" + b"x" * 3000])  # fmt: skip
def test_a_description_that_is_none_is_explained(info: bytes) -> None:
    with pytest.raises(Unavailable):
        _read(_described(info or b"\0"))


def test_a_container_that_claims_gigabytes_is_refused_by_its_own_size() -> None:
    made = bytearray(under(book()))
    name = "EncryptedPackage".encode("utf-16-le")
    entry = made.index(name)
    struct.pack_into("<Q", made, entry + 120, 3 << 30)
    with pytest.raises(Unavailable, match="损坏"):
        open_container(bytes(made))


def test_an_old_workbook_is_told_apart() -> None:
    made = under(book()).replace("EncryptionInfo".encode("utf-16-le"), "WorkbookStream".encode("utf-16-le"))
    with pytest.raises(Unavailable, match=r"旧版 \.xls"):
        open_container(made)


def test_the_library_itself_opens_what_we_write(tmp_path: Path) -> None:
    content = book()
    file = OOXMLFile(io.BytesIO(under(content)))
    file.load_key(password=WORD, verify_password=True)
    out = io.BytesIO()
    file.decrypt(out, verify_integrity=True)
    assert out.getvalue() == content


@pytest.mark.thorough
def test_a_flipped_byte_anywhere_is_read_or_explained() -> None:
    made = under(book(6_000))
    for at in range(0, len(made), 37):
        broken = bytearray(made)
        broken[at] ^= 0x41
        try:
            _read(bytes(broken))
        except Unavailable:
            continue


def test_a_locked_file_says_its_salt() -> None:
    locked = open_container(under(book()))
    assert isinstance(locked, Locked)
    assert len(locked.salt) == 16
