"""One file that carries a whole store to another PC: a verified copy, its attachments, its locks, a list of digests.

The file (`.huiyin`) is an ordinary zip without compression; what is secret in it is encrypted already. Unpacking reads
only the names it knows, checks every digest, and never writes over a store.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from app.errors import BrokenFile, NotAllowed, Unavailable
from app.store import disk, keys
from app.store.opening import CONTENTS, FILE_NAME, JOURNAL_COPY, exists, explained

ENDING = ".huiyin"
FORMAT, WITH_ATTACHMENTS = 1, 2
"""A file without attachments is written as ever; one with them is refused by a program that knows none."""
_MANIFEST = "manifest.json"
_CARRIED = (keys.SLOTS_FILE, keys.KEY_FILE, JOURNAL_COPY, FILE_NAME)
"""What may be in the file, in the order of unpacking: the store itself comes last, after the attachments."""
_ATTACHMENT = re.compile(re.escape(CONTENTS) + "/[0-9a-f]{64}")

_AT_ONCE = 1024 * 1024
_LONGEST_LIST = 64 * 1024 * 1024
_BROKEN = "“{}”不完整或不是搬家文件，没有取出任何东西。请在原来的电脑上重新打包，拷完再打开。"


@dataclass(frozen=True)
class Parcel:
    """What the list in the file says: of which office, when it was packed, how many cases, up to which journal line."""

    office: str
    name: str
    at: str
    cases: int
    seq: int
    files: Mapping[str, str]


def write(target: Path, parcel: Parcel, sources: Mapping[str, Path]) -> Parcel:
    """Write the file; returns the parcel with the digests. Raises Unavailable; then no half file is left."""
    part = target.with_name(f".{target.name}.part")
    try:
        with explained():
            disk.refuse_full(target.parent, sum(path.stat().st_size for path in sources.values()), times=1)
            digests = {}
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as file:
                for name, path in sources.items():
                    with open(path, "rb") as source, file.open(name, "w", force_zip64=True) as inside:
                        digests[name] = _copy(source, inside)
                packed = Parcel(**{**asdict(parcel), "files": digests})
                carries = any(map(_ATTACHMENT.fullmatch, digests))
                said = {"format": WITH_ATTACHMENTS if carries else FORMAT, **asdict(packed)}
                file.writestr(_MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))
            with open(part, "rb+") as done:
                os.fsync(done.fileno())
            read(part)
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return packed


def read(path: Path, into: Path | None = None) -> Parcel:
    """Check every digest of a file; with `into`, write what is in it there. Raises BrokenFile when it is not whole."""
    try:
        with zipfile.ZipFile(path) as file:
            parcel = _listed(file, path)
            for name in _in_order(parcel.files):
                with file.open(name) as source:
                    digest = _digest(source) if into is None else _written(source, into / name)
                if digest != parcel.files[name]:
                    raise BrokenFile(_BROKEN.format(path.name))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError):
        raise BrokenFile(_BROKEN.format(path.name)) from None
    return parcel


def unpack(path: Path, folder: Path) -> Parcel:
    """Set up the store that the file carries in `folder`.

    Raises NotAllowed where a store or locks lie already, BrokenFile when the file is not whole; then nothing was taken out.
    """
    if exists(folder) or keys.exists(folder):
        raise NotAllowed(f"“{folder}”里已经有一个单位的数据，不能覆盖。请换一个文件夹。")
    if not path.is_file():
        raise Unavailable(f"找不到“{path}”，请核对文件名，或把 U 盘插好。")
    disk.refuse_unfit(folder)
    fresh = folder / ".unpacking"
    with explained():
        read(path)
        made = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            disk.refuse_full(folder, path.stat().st_size)
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            parcel = read(path, fresh)
            for name in _in_order(parcel.files):
                (folder / name).parent.mkdir(exist_ok=True)
                os.replace(fresh / name, folder / name)
            if (folder / CONTENTS).is_dir():
                disk.sync_folder(folder / CONTENTS)
            disk.sync_folder(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            if made and not any(folder.iterdir()):
                folder.rmdir()
    return parcel


def _in_order(names: Iterable[str]) -> list[str]:
    """Attachments first, the store itself last."""
    return sorted(names, key=lambda name: _CARRIED.index(name) if name in _CARRIED else -1)


def _listed(file: zipfile.ZipFile, path: Path) -> Parcel:
    if file.getinfo(_MANIFEST).file_size > _LONGEST_LIST:
        raise BrokenFile(_BROKEN.format(path.name))
    said = json.loads(file.read(_MANIFEST))
    if said.pop("format") not in (FORMAT, WITH_ATTACHMENTS):
        raise NotAllowed("这个搬家文件由更新版本的回音打包，请先在这台电脑上装新版本。")
    parcel = Parcel(**said)
    locks = {keys.SLOTS_FILE, keys.KEY_FILE} & parcel.files.keys()
    strange = [name for name in parcel.files if name not in _CARRIED and not _ATTACHMENT.fullmatch(name)]
    if strange or FILE_NAME not in parcel.files or not locks:
        raise BrokenFile(_BROKEN.format(path.name))
    return parcel


def _written(source: IO[bytes], target: Path) -> str:
    target.parent.mkdir(exist_ok=True)
    with open(target, "wb") as file:
        digest = _copy(source, file)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(target, 0o600)
    return digest


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while content := source.read(_AT_ONCE):
        digest.update(content)
        target.write(content)
    return digest.hexdigest()


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while content := source.read(_AT_ONCE):
        digest.update(content)
    return digest.hexdigest()
