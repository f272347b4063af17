"""The contents of attachments: one encrypted file each in `附件` beside the store, so that scans never bloat the ledger.

A file is named by a keyed hash of what is in it: its name tells nothing, the same scan lies there once, and whoever
has the record finds the file. It is never written over in place, so a backup can hold it by a second name.

    mark  salt(16)  sealed head (own name of the file, padded)  sealed chunks of 1 MB

Each file has a key of its own, drawn from the data key by its salt. Chunks are sealed by AES-256-GCM with their place
and whether they are the last as nonce and bound to the file's name: none can be cut off, moved or brought from elsewhere.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import Unavailable
from app.store import disk
from app.store.opening import CONTENTS, explained
from app.store.sealing import drawn_key

FOLDER = CONTENTS
CHUNK = 1 << 20
PART = ".part"
_MARK, _SALT, _TAG, _HEAD = b"HYA1", 16, 16, 1024
_LONGEST_NAME = 300
Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all; raises to cancel."""


def no_progress(done: int, total: int) -> None:
    """For callers that do not watch."""


class Missing(Unavailable):
    """The content is not on this PC."""


class Broken(Unavailable):
    """The content is there and is not what was put away."""


@dataclass(frozen=True)
class Kept:
    """A content read back: the file's own name and its bytes."""

    file_name: str
    content: bytes


class Vault:
    """The contents of one office. `folder` is the office's own, or any other in which copies of them lie in `附件`."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.folder = folder / FOLDER
        self._names = drawn_key(data_key, b"huiyin attachment names 1")
        self._contents = drawn_key(data_key, b"huiyin attachment contents 1")

    def name_of(self, sha256: str) -> str:
        """The name under which a content lies."""
        return hmac.new(self._names, sha256.encode(), hashlib.sha256).hexdigest()

    def path_of(self, sha256: str) -> Path:
        """Where a content lies, or would."""
        return self.folder / self.name_of(sha256)

    def holds(self, sha256: str, size: int) -> bool:
        """Whether a file of the right size lies there; what is in it is not looked at."""
        try:
            return self.path_of(sha256).stat().st_size == sealed_size(size)
        except OSError:
            return False

    def put_aside(self, content: bytes, file_name: str, progress: Progress = no_progress) -> "Waiting":
        """Encrypt a content into a file that has no name yet, synced. Raises Unavailable; then nothing is left."""
        sha256 = hashlib.sha256(content).hexdigest()
        part = self.folder / f".{secrets.token_hex(8)}{PART}"
        try:
            with explained():
                self.folder.mkdir(parents=True, exist_ok=True)
                disk.refuse_full(self.folder, sealed_size(len(content)), times=1)
                with open(part, "xb") as file:
                    os.chmod(part, 0o600)
                    for piece in self._sealed(content, file_name, self.name_of(sha256), progress):
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return Waiting(sha256, len(content), part, self.path_of(sha256))

    def read(self, sha256: str, progress: Progress = no_progress) -> Kept:
        """A content. Raises Missing when it is not here, Broken when it is not what was put away."""
        with explained():
            try:
                raw = self.path_of(sha256).read_bytes()
            except FileNotFoundError:
                raise Missing("这个附件的内容不在这台电脑上，请向添加它的单位索取，或从备份恢复。") from None
        kept = self._opened(memoryview(raw), self.name_of(sha256), progress)
        if hashlib.sha256(kept.content).hexdigest() != sha256:
            raise _broken()
        return kept

    def read_file(self, path: Path) -> tuple[str, Kept]:
        """The digest and the content of a file in the folder, whichever it is. Raises Broken."""
        with explained():
            kept = self._opened(memoryview(path.read_bytes()), path.name, no_progress)
        sha256 = hashlib.sha256(kept.content).hexdigest()
        if self.name_of(sha256) != path.name:
            raise _broken()
        return sha256, kept

    def sealed(self, path: Path) -> bool:
        """Whether a file was sealed under this vault's key; only its head is read."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        begin = len(_MARK) + _SALT
        with explained(), open(path, "rb") as file:
            raw = file.read(begin + _HEAD + _TAG)
        try:
            seal = AESGCM(self._key_of(raw[len(_MARK) : begin]))
            seal.decrypt(_nonce(0, last=False), raw[begin:], path.name.encode())
        except (InvalidTag, ValueError):
            return False
        return True

    def _sealed(self, content: bytes, file_name: str, name: str, progress: Progress) -> Iterator[bytes]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt = os.urandom(_SALT)
        seal, bound = AESGCM(self._key_of(salt)), name.encode()
        yield _MARK + salt + seal.encrypt(_nonce(0, last=False), _head(file_name), bound)
        view = memoryview(content)
        starts = range(0, max(len(content), 1), CHUNK)
        for place, start in enumerate(starts, start=1):
            progress(start, len(content))
            yield seal.encrypt(_nonce(place, last=place == len(starts)), view[start : start + CHUNK], bound)

    def _opened(self, raw: memoryview, name: str, progress: Progress) -> Kept:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        begin = len(_MARK) + _SALT
        at = begin + _HEAD + _TAG
        if raw[: len(_MARK)] != _MARK or len(raw) < at + _TAG:
            raise _broken()
        seal, bound = AESGCM(self._key_of(bytes(raw[len(_MARK) : begin]))), name.encode()
        content = bytearray()
        try:
            head = seal.decrypt(_nonce(0, last=False), raw[begin:at], bound)
            starts = range(at, len(raw), CHUNK + _TAG)
            for place, start in enumerate(starts, start=1):
                progress(start, len(raw))
                nonce = _nonce(place, last=place == len(starts))
                content += seal.decrypt(nonce, raw[start : start + CHUNK + _TAG], bound)
        except InvalidTag:
            raise _broken() from None
        return Kept(str(json.loads(head)), bytes(content))

    def _key_of(self, salt: bytes) -> bytes:
        return drawn_key(self._contents, salt)


@dataclass(frozen=True)
class Waiting:
    """A content that was encrypted and has no name yet. `keep` names it, before the record that tells of it commits."""

    sha256: str
    size: int
    part: Path
    target: Path

    def keep(self) -> None:
        """Give it its name; a file of that name, which holds the same, gives way. Raises Unavailable."""
        with explained():
            os.replace(self.part, self.target)
            disk.sync_folder(self.target.parent)

    def forget(self) -> None:
        """Take it away, unless it was kept."""
        self.part.unlink(missing_ok=True)


def sealed_size(size: int) -> int:
    """How long the file of a content of that size is; its own name does not change it."""
    chunks = max(1, -(-size // CHUNK))
    return len(_MARK) + _SALT + _HEAD + _TAG + size + chunks * _TAG


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


def _head(file_name: str) -> bytes:
    """The file's own name as JSON, of one length for all."""
    name = file_name[:_LONGEST_NAME]
    while len(said := json.dumps(name, ensure_ascii=False).encode("utf-8", "replace")) > _HEAD:
        name = name[:-1]
    return said.ljust(_HEAD)


def _broken() -> Broken:
    return Broken("这个附件的内容已损坏或被人换过，打不开。请从备份恢复。")
