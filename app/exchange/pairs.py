"""The passwords of workbooks: one for each pair of offices, the old ones kept and tried.

They lie sealed in the store, so that neither journal nor undo holds one in clear.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.exchange import encryption
from app.store import shelf
from app.store.office import Office

SHELF = "pair"
DIGITS, GROUP = 20, 4
MOST_KEPT = 20
Origin = Literal["made", "told"]
"""Whether it was generated here, or told by the other office."""


@dataclass(frozen=True)
class PairWord:
    """One password of a pair: digits only, for it is told by telephone and typed where nobody sees it."""

    password: str
    hint: bytes
    since: str
    origin: Origin


@dataclass(frozen=True)
class Pair:
    """What this office keeps of its pair with another: passwords newest first; `open_on_purpose`: sent in clear."""

    words: tuple[PairWord, ...] = ()
    open_on_purpose: bool = False

    @property
    def current(self) -> PairWord | None:
        """The password that files are written under, or None before the first."""
        return self.words[0] if self.words else None


def new_password() -> str:
    """Twenty random digits: some 66 bits, and each guess costs 100,000 rounds of hashing."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def grouped(password: str) -> str:
    """A generated password as it is read out: in groups of four digits. Any other as it is."""
    if not (password.isdigit() and len(password) == DIGITS):
        return password
    return " ".join(password[at : at + GROUP] for at in range(0, DIGITS, GROUP))


def spellings(typed: str) -> list[str]:
    """What a person may have meant: just that, and the digits alone, without blanks and dashes, full width or not."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    plain = typed.strip()
    rest = "".join(sign for sign in plain if not sign.isdecimal() and sign not in " \u3000-－—_\t")
    return [plain] if rest or not digits else list(dict.fromkeys((digits, plain)))


def pair(office: Office, code: str) -> Pair:
    """What is kept of the pair with the office of that code."""
    return _read(office, code, shelf.value(office.db, SHELF, code))


def pairs(office: Office) -> Iterator[tuple[str, Pair]]:
    """All pairs by the code of the other office."""
    for code, said in shelf.values(office.db, SHELF).items():
        yield code, _read(office, code, said)


def kept(office: Office, code: str, made: Pair) -> dict[str, Any]:
    """A pair as it lies on the shelf."""
    words = [[each.password, each.hint.hex(), each.since, each.origin] for each in made.words[:MOST_KEPT]]
    return {"sealed": office.seal_text(json.dumps(words), _place(code)), "open": made.open_on_purpose}


def _read(office: Office, code: str, said: Any) -> Pair:
    if said is None:
        return Pair()
    words = json.loads(office.unseal_text(said["sealed"], _place(code)))
    return Pair(
        tuple(
            PairWord(password, bytes.fromhex(hint), since, origin) for password, hint, since, origin in words
        ),
        bool(said["open"]),
    )


def word(password: str, since: str, origin: Origin) -> PairWord:
    """A password with its hint, which takes a moment to draw."""
    return PairWord(password, encryption.hint_of(password), since, origin)


def _place(code: str) -> str:
    return f"pair/{code}"
