"""Workbooks under a password (ECMA-376 agile), so that Excel, WPS and LibreOffice open what we write, and we what they save.

The ciphers are msoffcrypto-tool's. What it takes on trust is looked at here first: sizes of the streams, the description
of the encryption (no entities, a bounded number of rounds). All of it happens in memory.

Which of many passwords a file has cannot be seen before 100,000 rounds of hashing were spent on each. So half of the
salt that we write is an HMAC of the other half, under a key that itself costs as many rounds to draw from the password:
whoever knows the password knows the file at once, and whoever guesses saves nothing.
"""

import base64
import hashlib
import hmac
import io
import logging
import os
import struct
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.errors import Unavailable
from app.exchange.small_xml import elements

ROUNDS = 100_000
"""Rounds of hashing between a password and its key, as Excel has them."""

HINT_ROUNDS = 100_000
"""The same for the hint; two offices that count differently do not know each other's files at once."""

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an encrypted workbook, or one of before 2007."""

DAMAGED = "这个加了口令的文件不完整或已损坏，可能没有拷完：请重新拷贝，或请对方重新导出一份。"
_OLD = "这是旧版 .xls（或 .et）文件，或加了口令的旧版文件：请用 Excel/WPS 另存为 .xlsx。"
_UNUSUAL = "这个文件的加密方式本机打不开：请用 Excel/WPS 输入口令打开，另存为 .xlsx 后再试。"
_INFO, _PACKAGE = "EncryptionInfo", "EncryptedPackage"
_INFO_LIMIT = 1 << 16
_MOST_ROUNDS = 1_000_000
_HASHES = frozenset({"SHA1", "SHA256", "SHA384", "SHA512"})
_SMALLEST = 4096
_END_OF_CHAIN = struct.pack("<I", 0xFFFFFFFE)
_HALF = 8
_SEGMENT = 8 + 4096
"""Bytes of the encrypted package as far as its first segment reaches: its length, then the segment."""


@dataclass(frozen=True)
class Locked:
    """An encrypted workbook whose container has passed. `salt`: what was drawn for its password, blank in old ways."""

    container: Any
    salt: bytes
    source: io.BytesIO
    """What the container reads; closed with the last look, for the container refers to itself and outlives it."""

    @cached_property
    def package(self) -> bytes:
        """The encrypted stream; the library puts it together from small sectors anew each time."""
        with self.container.file.openstream(_PACKAGE) as stream:
            return bytes(stream.read())

    @property
    def is_vouched_for(self) -> bool:
        """Whether `content_of` compares every byte with what was encrypted; the older way does not."""
        return bool(self.salt)


def is_container(data: bytes) -> bool:
    """Whether it is a compound file, as an encrypted workbook is."""
    return data.startswith(MARK)


def hint_of(password: str) -> bytes:
    """The key by which files under this password are known; as dear to draw as the password's own key."""
    return hashlib.pbkdf2_hmac("sha512", password.encode(), b"huiyin workbook hint 1", HINT_ROUNDS, 32)


def encrypt(content: io.BytesIO, password: str, hint: bytes) -> bytes:
    """The workbook under the password, as a compound file. `content` is closed before that is put together: each copy
    of a large workbook counts."""
    _quiet()
    from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    if content.seek(0, io.SEEK_END) < _SMALLEST:
        raise AssertionError(
            "so small a package would be written into the mini stream, which the library gets wrong"
        )
    half = os.urandom(_HALF)
    said, key = ECMA376Agile.generate_encryption_parameters(password, half + _signed(half, hint), ROUNDS)
    content.seek(0)
    closed = ECMA376Agile.encrypt_payload(content, said.encryptedKey, key, said.keyData.saltValue)
    content.close()
    target = _Taken()
    ECMA376Encrypted(closed, ECMA376Agile.get_encryption_information(said, closed, key)).write_to(target)
    del closed  # before the last copy
    return _ended(target.made)


class _Taken:
    """Takes what is written in one piece, without a copy of it."""

    made = b""

    def write(self, made: bytes) -> None:
        self.made = made


def is_hinted(locked: Locked, hint: bytes) -> bool:
    """Whether we wrote it under the password of this hint."""
    half, rest = locked.salt[:_HALF], locked.salt[_HALF:]
    return len(rest) == _HALF and hmac.compare_digest(rest, _signed(half, hint))


def open_container(data: bytes) -> Locked:
    """The container, looked at before the library parses it. Raises Unavailable, each reason its own sentence."""
    _quiet()
    import olefile
    from msoffcrypto.format.ooxml import OOXMLFile

    try:
        with io.BytesIO(data) as looked_at, olefile.OleFileIO(looked_at) as ole:
            if not (ole.exists(_INFO) and ole.exists(_PACKAGE)):
                raise Unavailable(_OLD)
            if ole.get_size(_INFO) > _INFO_LIMIT or ole.get_size(_PACKAGE) > len(data):
                raise Unavailable(DAMAGED)
            salt = _described(ole.openstream(_INFO).read())
        source = io.BytesIO(data)
        return Locked(OOXMLFile(source), salt, source)
    except (Unavailable, MemoryError):
        raise
    except Exception as error:  # whatever a library meets in a broken file
        raise Unavailable(DAMAGED) from error


def opens(locked: Locked, password: str, *, hinted: bool = False) -> bool:
    """Whether the password is the file's. Spends the rounds of hashing, twice for one that is not `hinted` and wrong.

    Raises Unavailable for a damaged file.
    """
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        locked.container.load_key(password=password, verify_password=not locked.salt)
        return not locked.salt or hinted or _begins_as_zip(locked) or _is_verified(locked, password)
    except InvalidKeyError:
        return False
    except Exception as error:
        raise Unavailable(DAMAGED) from error


def _begins_as_zip(locked: Locked) -> bool:
    """Whether the key that was loaded makes a zip of the first segment: one wrong key in four thousand million does."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    said = locked.container.info
    first = io.BytesIO(locked.package[:_SEGMENT])
    plain = ECMA376Agile.decrypt(
        locked.container.secret_key, said["keyDataSalt"], said["keyDataHashAlgorithm"], first
    )
    return bytes(plain[:4]) == b"PK\x03\x04"


def _is_verified(locked: Locked, password: str) -> bool:
    """What the description itself says of the password; so a damaged beginning is not taken for a wrong password."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    said = locked.container.info
    return bool(ECMA376Agile.verify_password(
        password, said["passwordSalt"], said["passwordHashAlgorithm"], said["encryptedVerifierHashInput"],
        said["encryptedVerifierHashValue"], said["spinValue"], said["passwordKeyBits"],
    ))  # fmt: skip


def key_of(locked: Locked) -> bytes:
    """The key that `opens` drew from the password, for `open_by_key`."""
    return bytes(locked.container.secret_key)


def open_by_key(locked: Locked, key: bytes) -> None:
    """What `opens` does, for the very bytes whose key is known: no rounds of hashing."""
    locked.container.load_key(secret_key=key)


def content_of(locked: Locked) -> bytes:
    """The workbook, after `opens`; the container is closed. Raises Unavailable when it was damaged or cut."""
    try:
        content = _vouched_for(locked) if locked.is_vouched_for else _in_the_older_way(locked)
    except (Unavailable, MemoryError):
        raise
    except Exception as error:
        raise Unavailable(DAMAGED) from error
    locked.source.close()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unavailable(DAMAGED)
    return content


def _vouched_for(locked: Locked) -> bytes:
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    said, key, package = locked.container.info, locked.container.secret_key, io.BytesIO(locked.package)
    if not ECMA376Agile.verify_integrity(
        key, said["keyDataSalt"], said["keyDataHashAlgorithm"], said["keyDataBlockSize"], said["encryptedHmacKey"],
        said["encryptedHmacValue"], package,
    ):  # fmt: skip
        raise Unavailable(DAMAGED)
    return bytes(ECMA376Agile.decrypt(key, said["keyDataSalt"], said["keyDataHashAlgorithm"], package))


def _in_the_older_way(locked: Locked) -> bytes:
    out = io.BytesIO()
    locked.container.decrypt(out)
    return out.getvalue()


def _described(info: bytes) -> bytes:
    """The salt of the password in a description of agile encryption, blank for the older way."""
    if len(info) < 8:
        raise Unavailable(DAMAGED)
    major, minor = struct.unpack("<HH", info[:4])
    if (major, minor) != (4, 4):
        if major in (2, 3, 4) and minor == 2:
            return b""
        raise Unavailable(_UNUSUAL)
    found = {
        name: attributes
        for name, attributes, _ in elements([info[8:]])
        if name in ("keyData", "encryptedKey")
    }
    for each in (found["keyData"], found["encryptedKey"]):
        if each["cipherAlgorithm"] != "AES" or each["hashAlgorithm"] not in _HASHES:
            raise Unavailable(_UNUSUAL)
        if each["cipherChaining"] != "ChainingModeCBC" or each["keyBits"] not in ("128", "192", "256"):
            raise Unavailable(_UNUSUAL)
    if not 0 <= int(found["encryptedKey"]["spinCount"]) <= _MOST_ROUNDS:
        raise Unavailable(_UNUSUAL)
    return base64.b64decode(found["encryptedKey"]["saltValue"])


def _signed(half: bytes, hint: bytes) -> bytes:
    return hmac.new(hint, half, hashlib.sha256).digest()[:_HALF]


def _ended(made: bytes) -> bytes:
    """The container with the end of its list of tables marked as [MS-CFB] 2.5 asks; the library marks it as free.

    Only files of more than 7 MB have such a list outside the header; there it stands in the first sectors.
    """
    (count,) = struct.unpack_from("<I", made, 72)
    if not count:
        return made
    end = 512 + count * 512
    whole = memoryview(made)
    return b"".join((whole[: end - 4], _END_OF_CHAIN, whole[end:]))


def _quiet() -> None:
    """What the library would log of a file is not ours to write anywhere."""
    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)
    logging.getLogger("olefile").setLevel(logging.CRITICAL)
