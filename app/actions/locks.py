"""口令: who may open the store: passwords given, changed and taken away, the recovery sheet made anew.

Each is one line of the journal and one write of the key file. The key file is written inside the transaction, just
before the journal line is committed, and put back when that fails. So a refusal or a full disk changes neither, and a
power cut between the two leaves a changed key file without its line and never a line about what was not done. Nobody
is locked out by that: whoever typed a password knows it, the old one or the new one opens, and a new recovery code is
on paper and typed back from it before the old one ends.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from app.actions import old_locks
from app.actions.backup import second_place
from app.errors import Conflict, Invalid, NotAllowed
from app.records.offices import Staff
from app.rules.rights import ADMINISTRATOR
from app.store import attempts, backup_locks, keys, preferences, rows
from app.store.keys import Unlocked
from app.store.office import Office
from app.store.opening import data_key

TAKEN_AWAY = "locks.taken_away"
"""Preference: the day and the words of the newest change after which an old copy of the locks should open nothing."""
_TAKES_AWAY = frozenset({"remove_login", "recover_login", "renew_recovery"})


def is_protected(office: Office) -> bool:
    """Whether the office asks for a password."""
    return keys.is_protected(office.folder)


def logins(office: Office) -> list[str]:
    """Names of those who have a password; nobody's in an office without."""
    return keys.people(office.folder) if is_protected(office) else []


def protect_office(office: Office, name: str, password: str, code: str | None = None) -> str:
    """The first password: from now on the office is locked. Returns the recovery code (`code`, or a fresh one).

    Raises NotAllowed for a person who is no administrator, for nobody could then give others a password.
    """
    if is_protected(office):
        raise NotAllowed("已经设过口令了，可以在设置里修改。")
    keys.check(password)
    if ADMINISTRATOR not in roles_of(office, name):
        raise NotAllowed(f"第一个设口令的要是管理员，请先给“{name}”加上管理员职责。")
    with _together(office, f"设置口令，{name}可以登录", "protect_office"):
        made = keys.protect(office.folder, data_key(office.db), name, password, code)
    office.log_in(name)
    return made


def change_password(office: Office, old: str, new: str) -> None:
    """A new password of one's own. Raises NotAllowed when the old one is wrong, Invalid when the new one is short."""
    _protected(office)
    if attempts.unlock(office.folder, old, office.now).name != office.person:
        raise NotAllowed("现在的口令不对，请重新输入。")
    if old == new:
        raise Invalid("新口令和现在的一样，请换一个。")
    _refuse_known(office, new)
    with _together(office, f"{office.person}修改了口令", "change_password"):
        keys.change_password(office.folder, data_key(office.db), office.person, new)


def add_login(office: Office, name: str, password: str) -> None:
    """A password for a colleague, as at the hand-over of a post. Raises Conflict when there is one already."""
    _protected(office)
    if not _active(office, name):
        raise NotAllowed(f"人员名单里没有在岗的“{name}”，请先在“人员”里加上。")
    keys.check(password)
    _refuse_known(office, password)
    with _together(office, f"新增登录：{name}", "add_login"):
        keys.add_person(office.folder, data_key(office.db), name, password)


def remove_login(office: Office, name: str) -> None:
    """Take a colleague's password away. Raises NotAllowed when no administrator could log in any more."""
    _protected(office)
    if name not in logins(office):
        raise NotAllowed(f"“{name}”没有登录，不用收回。")
    refuse_without_administrator(office, [each for each in logins(office) if each != name])
    with _together(office, f"收回登录：{name}", "remove_login"):
        keys.remove_person(office.folder, name)


def renew_recovery(office: Office, code: str | None = None) -> str:
    """A new recovery sheet; the old one opens nothing any more. `code` was printed and typed back beforehand."""
    _protected(office)
    with _together(office, "更新恢复单", "renew_recovery"):
        return keys.renew_recovery(office.folder, data_key(office.db), code)


def recover_login(office: Office, name: str, password: str) -> None:
    """A new password for somebody who forgot it, by an administrator or by the recovery code; who then works on."""
    _protected(office)
    keys.check(password)
    _refuse_known(office, password)
    by_code = office.person not in logins(office)
    how = "用恢复码" if by_code else ""
    with _together(office, f"{how}为{name}设新口令", "recover_login"):
        keys.change_password(office.folder, data_key(office.db), name, password)
    if by_code:
        office.log_in(name)


def log_in_again(office: Office, lock: Unlocked) -> None:
    """Somebody has opened the covered window: work as that person, and journal the wrong tries before."""
    if lock.key != data_key(office.db):
        raise Conflict("这把钥匙打不开现在的数据。请关闭程序后重新打开。")
    if lock.name:
        office.log_in(lock.name)
    office.note_failed_logins()


def roles_of(office: Office, name: str) -> frozenset[str]:
    """The roles of a person on duty by the list of people."""
    return frozenset(role for each in _active(office, name) for role in each.roles or ())


def refuse_without_administrator(office: Office, people: Collection[str]) -> None:
    """Raise NotAllowed when none of these people is an administrator."""
    if not any(ADMINISTRATOR in roles_of(office, each) for each in people):
        raise NotAllowed("至少要留一位能登录的管理员，否则以后谁也改不了设置。")


def _active(office: Office, name: str) -> list[Staff]:
    return [each for each in office.find(Staff, voided=False, name=name) if each.active is not False]


def _protected(office: Office) -> None:
    if not is_protected(office):
        raise NotAllowed("这个单位还没有设口令，请先设口令。")


def _refuse_known(office: Office, password: str) -> None:
    """The person is told by the password, so no two may have the same."""
    try:
        keys.unlock(office.folder, password)
    except NotAllowed:
        return
    raise Invalid("这个口令不能用，请换一个。")


@contextmanager
def _together(office: Office, label: str, action: str) -> Iterator[None]:
    kept = keys.snapshot(office.folder)
    try:
        with office.writing(label, action=action, undoable=False):
            yield
            if action in _TAKES_AWAY or (
                action == "protect_office" and rows.case_numbers(office.db, office.code)
            ):
                preferences.put(office.db, TAKEN_AWAY, f"{office.today.isoformat()} {label}")
    except BaseException:
        if keys.snapshot(office.folder) != kept:
            keys.put_back(office.folder, kept)
        raise
    _replace_everywhere(office)


def _replace_everywhere(office: Office) -> None:
    """The locks beside every backup in reach become today's at once: no key in clear, no old password stays there."""
    second = second_place(office)
    left = backup_locks.replace_locks(office.folder, second, data_key(office.db))
    if second is not None and not second.is_dir():
        left = (*left, second)
    office.news = old_locks.remember(office, left) or office.news
