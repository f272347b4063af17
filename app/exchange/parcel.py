"""附件包: the ticked attachments of a posting in one encrypted file beside the workbook (.hyp), and its opening.

    mark  salt(16)  length(4) of the sealed head  sealed head  sealed chunks of 1 MB

AES-256-GCM as in the vault, under a key drawn from the password of the pair by the salt; each piece is bound to its place
and to whether it is the last. The head names the posting by its digest and lists what follows. An encrypted zip would need
one more library and no office program opens scans out of one with less steps; this is the vault's own way.
"""

import hashlib
import json
import os
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import Unavailable, system_said
from app.store import attachments
from app.store.office import Office
from app.store.sealing import drawn_key
from app.store.vault import Kept

SUFFIX = ".hyp"
ALONE = "这是附件包，不是工作簿：请把它和一起寄来的工作簿放在同一个文件夹里，再选那份工作簿，附件会一起收下。"
DAMAGED = "附件包“{}”不完整或已损坏，可能没有拷完：请重新拷贝，再收一次。工作簿里的内容不受影响。"
_MARK, _SALT, _TAG, _CHUNK = b"HYP1", 16, 16, 1 << 20
_HEAD_LIMIT, _CONTENT_LIMIT, _MOST = 1 << 20, 1 << 30, 2000
_PURPOSE = b"huiyin parcel 1"


@dataclass(frozen=True)
class Enclosed:
    """One content in a parcel: its digest, its bytes, and the file's own name."""

    sha256: str
    size: int
    name: str


@dataclass(frozen=True)
class Parcel:
    """A parcel whose head was opened. `digest` is that of the posting it belongs to."""

    path: Path
    digest: str
    contents: tuple[Enclosed, ...]
    key: bytes
    begin: int


def write(
    path: Path, hint: bytes, digest: str, contents: Sequence[Enclosed], read: Callable[[str], Kept]
) -> None:
    """Write the parcel of a posting, one content after the other in memory. Raises Unavailable; then nothing is left."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = os.urandom(_SALT)
    seal = AESGCM(drawn_key(drawn_key(hint, _PURPOSE), salt))
    said = {"posting": digest, "contents": [[each.sha256, each.size, each.name] for each in contents]}
    head = seal.encrypt(_nonce(0, last=not contents), json.dumps(said).encode(), _MARK + salt)
    part = path.with_name(f".huiyin-{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            file.write(_MARK + salt + struct.pack("<I", len(head)) + head)
            for place, piece, last in _pieces(contents, read):
                file.write(seal.encrypt(_nonce(place, last=last), piece, _MARK + salt))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise Unavailable(f"附件包没有写成。{system_said(error, path.name)}") from error
    finally:
        part.unlink(missing_ok=True)


def is_parcel(path: Path) -> bool:
    """Whether a file begins as a parcel does."""
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:
            return file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def beside(workbook: Path, hints: Iterable[bytes], digest: str) -> Parcel | None:
    """The parcel of the posting with that digest, in the folder where the workbook lies, whatever it is called now."""
    hints = list(hints)
    try:
        found = sorted(workbook.parent.glob(f"*{SUFFIX}"), key=lambda path: path.stem != workbook.stem)
    except OSError:
        return None
    for path in found[:_MOST]:
        parcel = opened(path, hints)
        if parcel is not None and parcel.digest == digest:
            return parcel
    return None


def opened(path: Path, hints: Iterable[bytes]) -> Parcel | None:
    """A parcel opened with one of these keys; None for what is none, is damaged at its head, or is not for us."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        with open(path, "rb") as file:
            start = file.read(len(_MARK) + _SALT + 4)
            if len(start) != len(_MARK) + _SALT + 4 or not start.startswith(_MARK):
                return None
            (length,) = struct.unpack("<I", start[-4:])
            head = file.read(length) if length <= _HEAD_LIMIT else b""
    except OSError:
        return None
    bound = start[:-4]
    for hint in hints:
        key = drawn_key(drawn_key(hint, _PURPOSE), bound[len(_MARK) :])
        for last in (False, True):
            try:
                said = json.loads(AESGCM(key).decrypt(_nonce(0, last=last), head, bound))
                return Parcel(path, str(said["posting"]), _listed(said), key, len(start) + length)
            except (InvalidTag, ValueError, KeyError, TypeError):
                continue
    return None


def contents(parcel: Parcel) -> Iterator[tuple[Enclosed, bytes]]:
    """Every content of the parcel, whole and just what its digest says. Raises Unavailable where it is not."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    seal, place = AESGCM(parcel.key), 0
    damaged = Unavailable(DAMAGED.format(parcel.path.name))
    try:
        with open(parcel.path, "rb") as file:
            bound = file.read(len(_MARK) + _SALT)
            file.seek(parcel.begin)
            for number, each in enumerate(parcel.contents, start=1):
                content = bytearray()
                while len(content) < each.size or not each.size:
                    place += 1
                    size = min(_CHUNK, each.size - len(content))
                    last = number == len(parcel.contents) and len(content) + size == each.size
                    content += seal.decrypt(_nonce(place, last=last), file.read(size + _TAG), bound)
                    if not each.size:
                        break
                if hashlib.sha256(content).hexdigest() != each.sha256:
                    raise damaged
                yield each, bytes(content)
            if file.read(1):
                raise damaged
    except InvalidTag:
        raise damaged from None
    except OSError as error:
        raise Unavailable(f"附件包读不了。{system_said(error, parcel.path.name)}") from error


def missing(office: Office, came: Parcel) -> list[Enclosed]:
    """What of a parcel is not kept here yet and belongs to a record that is."""
    vault = attachments.vault_of(office)
    known = {each.sha256: each.size for each in attachments.of_office(office)}
    return [
        each for each in came.contents
        if known.get(each.sha256) == each.size and not vault.holds(each.sha256, each.size)
    ]  # fmt: skip


def _pieces(
    contents: Sequence[Enclosed], read: Callable[[str], Kept]
) -> Iterator[tuple[int, memoryview, bool]]:
    place = 0
    for number, each in enumerate(contents, start=1):
        view = memoryview(read(each.sha256).content)
        starts = range(0, max(len(view), 1), _CHUNK)
        for start in starts:
            place += 1
            yield place, view[start : start + _CHUNK], number == len(contents) and start == starts[-1]


def _listed(said: Any) -> tuple[Enclosed, ...]:
    found = tuple(Enclosed(str(sha256), int(size), str(name)) for sha256, size, name in said["contents"])
    if len(found) > _MOST or not all(0 <= each.size <= _CONTENT_LIMIT for each in found):
        raise ValueError("too much")
    return found


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])
