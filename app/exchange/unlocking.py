"""A file on its way in, in clear in memory: opened with the passwords that this office keeps, the likeliest first."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import Unavailable
from app.exchange import encryption, pairs
from app.exchange.pairs import PairWord
from app.exchange.read_xlsx import load
from app.store import unit_names
from app.store.office import Office

NEEDED = (
    "这份工作簿加了口令，本机记着的口令都打不开。回音寄来的：请向寄件单位问口令（电话核对），输入一次以后就会记住；"
    "别人的台账：请向做表的人问打开密码。"
)
WRONG = (
    "口令不对，打不开这份工作簿。回音寄来的：口令是 20 个数字，对方在“交换”页可以看到，请与寄件单位核对；"
    "别人的台账：请向做表的人核对，区分大小写。"
)
"""Neutral: before it is opened nobody can tell a posting from somebody else's ledger."""


class PasswordNeeded(Unavailable):
    """No password that is kept opens the file."""


class WrongPassword(PasswordNeeded):
    """The password that was typed does not open it either."""


@dataclass(frozen=True)
class Unlocked:
    """The plain bytes of a file; `typed`: the password as typed, where it was that one which opened it; `whole`:
    whether its encryption vouches for every byte."""

    data: bytes
    encrypted: bool = False
    typed: str | None = None
    whole: bool = False
    keepers: frozenset[str] = frozenset()
    """Codes of the offices with which the kept password that opened it is shared; none where it was typed."""


class Keys:
    """Keys of the files that were opened a moment ago, by what is in them: the same bytes cost no second derivation.

    It lives as long as a look at files and the taking after it. What the last file says is held until `forget`, for it is
    opened once to see whose it is and once to be read.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[bytes, str | None, frozenset[str]]] = {}
        self._last: tuple[bytes, Unlocked] | None = None

    def forget(self) -> None:
        """Let go of what the last file says."""
        self._last = None

    def opened(self, office: Office, path: Path, data: bytes, password: str | None) -> Unlocked:
        """An encrypted file in clear; raises what `unlocked` does."""
        digest = hashlib.sha256(data).digest()
        if self._last is not None and self._last[0] == digest:
            return self._last[1]
        locked, known = encryption.open_container(data), self._known.get(digest)
        if known is None:
            typed, keepers = _opened_by(office, locked, path, password)
            self._known[digest] = (encryption.key_of(locked), typed, keepers)
        else:
            key, typed, keepers = known
            encryption.open_by_key(locked, key)
        content = encryption.content_of(locked)
        vouched = locked.is_vouched_for
        self._last = digest, Unlocked(content, encrypted=True, typed=typed, whole=vouched, keepers=keepers)
        return self._last[1]


def unlocked(office: Office, path: Path, password: str | None = None, keys: Keys | None = None) -> Unlocked:
    """Read a file and take its password off, with one that is kept or with the one given; `keys`: of files opened just
    before, where there may be any.

    Raises PasswordNeeded, WrongPassword, or Unavailable for what cannot be read.
    """
    data = load(path)
    if not encryption.is_container(data):
        return Unlocked(data)
    return (keys or Keys()).opened(office, path, data, password)


def _opened_by(
    office: Office, locked: encryption.Locked, path: Path, password: str | None
) -> tuple[str | None, frozenset[str]]:
    """Load its key: None and the offices with which it is shared where a kept password has it, else the one typed."""
    if (word := _kept_that_opens(office, locked, path)) is not None:
        same = (
            code
            for code, each in pairs.pairs(office)
            if any(one.password == word.password for one in each.words)
        )
        return None, frozenset(same)
    for said in pairs.spellings(password or ""):
        if said and encryption.opens(locked, said):
            return said, frozenset()
    raise PasswordNeeded(NEEDED) if password is None else WrongPassword(WRONG)


def _kept_that_opens(office: Office, locked: encryption.Locked, path: Path) -> PairWord | None:
    words = list(_by_likelihood(office, path))
    hinted = [word for word in words if encryption.is_hinted(locked, word.hint)]
    if hinted:
        return hinted[0] if encryption.opens(locked, hinted[0].password, hinted=True) else None
    return next((word for word in words if encryption.opens(locked, word.password)), None)


def _by_likelihood(office: Office, path: Path) -> Iterator[PairWord]:
    """First those of offices that the file's name tells, the current before the old, then all others alike."""
    kept = [(code, each.words) for code, each in pairs.pairs(office) if each.words]
    named = [words for code, words in kept if _is_named(office, code, path)]
    others = [words for code, words in kept if not _is_named(office, code, path)]
    for some in (named, others):
        yield from (words[0] for words in some)
        yield from (word for words in some for word in words[1:])


def _is_named(office: Office, code: str, path: Path) -> bool:
    return unit_names.unit_name(office.db, code) in path.name
