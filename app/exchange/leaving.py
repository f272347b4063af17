"""A posting on its way to disk: neither a file that the store does not know, nor a number without its file.

It is written beside its place under a name of its own, then remembered by the store, then renamed. A note of this
desk says what is on its way, so what a crash leaves is settled later: a part that was never remembered is taken
away, one that was gets its name.
"""

import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from app.errors import NotAllowed, Unavailable, system_said
from app.exchange.posting import Posting
from app.exchange.receive import open_truth
from app.store import peers, preferences
from app.store.office import Office

_NOTE = "exchange.leaving"
_MAY_BE_WRITING = 600
"""Seconds for which a part that another process of this desk began is left alone."""


@dataclass(frozen=True)
class Leaving:
    """One file on its way."""

    digest: str
    number: int
    receiver: str
    part: str
    path: str
    process: int


def refuse_standing(office: Office, path: Path, replace: bool) -> None:
    """Raises NotAllowed where a file stands, unless it is one of our own postings and may be replaced."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise Unavailable(f"没有写成。{_why(error, path)}") from error
    header = None
    with suppress(Unavailable):
        header = open_truth(path, office).header
    if header is None or header.office != office.code:
        raise NotAllowed(f"“{path.name}”已经有了，不是本单位寄出的工作簿，没有覆盖。请换一个文件名。")
    if not replace:
        raise NotAllowed(
            f"“{path.name}”已经有了，是寄给“{header.receiver_name}”的第 {header.number} 号，没有覆盖。"
            "请换一个文件名；确定不要它了，就加 --replace。"
        )


def free_place(folder: Path, name: str) -> Path:
    """A path in the folder where nothing stands: the name, or the name with (2), (3) …"""
    path, number = folder / name, 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name.removesuffix('.xlsx')} ({number}).xlsx"
    return path


def begin(office: Office, posting: Posting, path: Path) -> Leaving:
    """Write the part and note it. Raises Unavailable with the reason; then nothing is left.

    The part's name is drawn, for two processes may be writing the same content at the same moment.
    """
    header = posting.header
    part = path.with_name(f".huiyin-{posting.digest[:16]}-{token_hex(4)}.part")
    leaving = Leaving(posting.digest, header.number, header.receiver_name, str(part), str(path), os.getpid())
    _keep(office, [*_noted(office), leaving])
    try:
        with open(part, "wb") as file:
            file.write(posting.content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        take_away(office, leaving)
        raise Unavailable(f"没有写成。{_why(error, path)}") from error
    return leaving


def finish(office: Office, leaving: Leaving) -> None:
    """Give the part, which the store remembers now, its name. Raises Unavailable where that cannot be done yet."""
    try:
        os.replace(leaving.part, leaving.path)
    except OSError as error:
        part, path = Path(leaving.part), Path(leaving.path)
        raise Unavailable(
            f"第 {leaving.number} 号已写好并记下，但没能改成“{path.name}”，现在的名字是“{part.name}”。{_why(error, path)}"
            "下次导出或打开“交换”页时会自动改好；内容没有丢。"
        ) from error
    with suppress(Unavailable):  # the note is of no harm: what it speaks of is done
        _keep(office, [each for each in _noted(office) if each.part != leaving.part])


def settle(office: Office) -> list[str]:
    """Bring to an end what a crash left on its way. Returns what to tell, a sentence each."""
    told: list[str] = []
    noted = _noted(office)
    left = [each for each in noted if not _settled(office, each, told)]
    if left != noted:
        _keep(office, left)
    return told


def _settled(office: Office, leaving: Leaving, told: list[str]) -> bool:
    part, path = Path(leaving.part), Path(leaving.path)
    try:
        if not part.parent.is_dir():
            return False  # the stick is not there now
        if not peers.was_sent(office.db, leaving.digest):
            if _may_be_writing(leaving):
                return False
            part.unlink(missing_ok=True)
        elif part.is_file():
            place = free_place(path.parent, path.name)
            os.rename(part, place)
            told.append(f"寄给“{leaving.receiver}”的第 {leaving.number} 号上次没有导出完，已经补好：{place}")
        elif not path.is_file():
            told.append(
                f"寄给“{leaving.receiver}”的第 {leaving.number} 号上次没有导出完，文件不见了。"
                "请再导出一份，里面的内容会一起带上。"
            )
    except OSError:
        return False
    return True


def _may_be_writing(leaving: Leaving) -> bool:
    try:
        age = time.time() - os.stat(leaving.part).st_mtime
    except OSError:
        return False
    return leaving.process != os.getpid() and 0 <= age < _MAY_BE_WRITING


def take_away(office: Office, leaving: Leaving) -> None:
    """Remove a part that the store does not remember, and the note of it."""
    with suppress(OSError, ValueError):
        Path(leaving.part).unlink(missing_ok=True)
    with suppress(Unavailable):
        _keep(office, [each for each in _noted(office) if each.part != leaving.part])


def _noted(office: Office) -> list[Leaving]:
    said: Any = preferences.get(office.db, _NOTE) or []
    return [Leaving(**each) for each in said]


def _keep(office: Office, leaving: list[Leaving]) -> None:
    preferences.put(office.db, _NOTE, [asdict(each) for each in leaving] or None)


def _why(error: Exception, path: Path) -> str:
    """The sentence for it; the name is cut, for it may be what is too long."""
    name = path.name[:80]
    return system_said(error, name) if isinstance(error, OSError) else f"“{name}”这个名字不能用，请换一个。"
