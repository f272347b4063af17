"""更换数据密钥: everything under a new data key, so that an old copy of the locks with its old password opens nothing.

Three parts, for the store must be closed in between: `begin` is asked of the open office (right, password, journal
line), `carry_out` works on the closed folder and may take minutes, `note` writes into the opened office what came of it.
Afterwards one person opens it by the password typed here and by a new recovery sheet; the others get their logins
anew, for nobody can put a new key under a password that only its owner knows.
"""

from dataclasses import dataclass
from pathlib import Path

from app.actions import locks, old_locks
from app.actions.backup import second_place
from app.change import Change
from app.errors import NotAllowed
from app.store import attempts, preferences, rekeying
from app.store.keys import Unlocked
from app.store.office import Office
from app.store.opening import data_key
from app.store.recrypting import Progress, unwatched
from app.store.rekeying import Asked, Rekeyed


@dataclass(frozen=True)
class Begun:
    """What was agreed while the office was open."""

    folder: Path
    key: bytes
    name: str
    password: str
    second: Path | None


def begin(office: Office, password: str) -> Begun:
    """Write down that the data key is about to be changed; close the office and `carry_out` then.

    Raises NotAllowed for a wrong password, without the right, or in an office that has no password yet.
    """
    check(office, password)
    with office.writing("更换数据密钥：开始", action="rekey", undoable=False):
        pass
    return Begun(office.folder, data_key(office.db), office.person, password, second_place(office))


def check(office: Office, password: str) -> None:
    """Raise NotAllowed unless this is the own password of whoever works here and may change the key."""
    barred = office.refusal("rekey")
    if barred is not None:
        raise NotAllowed(barred)
    if not locks.is_protected(office):
        raise NotAllowed("这个单位还没有设口令，请先设口令。")
    if attempts.unlock(office.folder, password, office.now).name != office.person or not office.person:
        raise NotAllowed("口令不对，请输入您自己现在的口令。")


def carry_out(begun: Begun, code: str, progress: Progress = unwatched) -> Rekeyed:
    """Encrypt everything anew; `code` was printed and typed back. The office is closed meanwhile.

    Raises Unavailable or Refused: then the old key holds and every password with it. What `progress` raises stops it.
    """
    asked = Asked(begun.name, begun.password, code)
    return rekeying.Rekey(begun.folder, begun.key, asked, begun.second, progress).run()


def note(office: Office, done: Rekeyed) -> Change:
    """Write down, in the opened office, that it was done; the others' logins are gone by it."""
    with office.writing("更换数据密钥：已换，其他人的登录要重新给", action="rekey", undoable=False) as write:
        preferences.put(office.db, locks.TAKEN_AWAY, None)
    left = old_locks.remember(office, done.left)
    office.news = _told(done) or left
    assert write.change is not None
    return write.change


def _told(done: Rekeyed) -> str:
    if not done.trouble:
        return ""
    return f"新密钥已经用上，旧备份还没有都换完，下次备份会接着做：{done.trouble}"


def advised(office: Office) -> str:
    """Why the data key should be changed now, in a sentence: somebody's lock was taken away since it was last drawn."""
    said = preferences.get(office.db, locks.TAKEN_AWAY)
    if not isinstance(said, str):
        return ""
    return f"{said}。要是有人从前拷走过钥匙文件，用旧口令还能打开现在的数据；更换数据密钥以后就打不开了。"


def opened_by(begun: Begun, done: Rekeyed) -> Unlocked:
    """The lock by which the office is opened afterwards, without asking for the password again."""
    return Unlocked(done.key, begun.name)
