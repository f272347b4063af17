"""The slots file while and after the data key is drawn anew (`app.store.rekeying`).

Store and slots are two files and cannot change places in one moment. So the slots to come are written first, beside
those in force, with the sign of the store they are for: the sixteen bytes with which a file of SQLCipher begins and
which are drawn anew with each file. Whichever store lies there when the process dies, its own slots open it. Earlier
data keys stay in the file, sealed under the new one: a stick that was not there, or a backup brought back from
elsewhere, is still under one of them.
"""

import base64
import os
from pathlib import Path
from typing import Any

from app.store import keys

NEXT, _EARLIER, _UNFINISHED, _STORE = "next", "earlier", "unfinished", "store"
_BOUND = b"huiyin earlier data key 1"
_SIGN, _NONCE = 16, 12


def is_for(folder: Path, coming: Any) -> bool:
    """Whether these slots to come are for the store that lies in the folder already."""
    from app.store.opening import FILE_NAME

    return (
        isinstance(coming, dict) and bool(coming.get(_STORE)) and coming[_STORE] == _sign(folder / FILE_NAME)
    )


def announce(folder: Path, old: bytes, new: bytes, slots: list[dict[str, Any]], store: Path) -> None:
    """Write the slots to come beside those in force: they hold as soon as the file `store` lies in its place."""
    before = [*earlier(folder, old), old]
    coming = {
        _STORE: _sign(store), "slots": slots, _EARLIER: [_sealed(new, each) for each in before], _UNFINISHED: True
    }  # fmt: skip
    keys.put(folder, {**keys.in_force(folder), NEXT: coming})


def is_open(folder: Path) -> bool:
    """Whether slots to come stand in the file, so that `settle` has something to do."""
    return keys.is_protected(folder) and NEXT in keys.written(folder)


def settle(folder: Path) -> None:
    """Leave only the slots of the store that lies there."""
    said = keys.in_force(folder)
    said.pop(_STORE, None)
    keys.put(folder, said)


def earlier(folder: Path, key: bytes) -> tuple[bytes, ...]:
    """The data keys before this one, oldest first; none where the file was sealed under another, or is not there."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not keys.is_protected(folder):
        return ()
    found = []
    kept = keys.in_force(folder).get(_EARLIER)
    for said in kept if isinstance(kept, list) else ():
        try:
            raw = base64.b64decode(said)
            found.append(AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _BOUND))
        except (InvalidTag, ValueError, TypeError):
            continue
    return tuple(found)


def is_unfinished(folder: Path) -> bool:
    """Whether backups or contents of this office were still under the earlier key when the work ended."""
    return keys.is_protected(folder) and bool(keys.in_force(folder).get(_UNFINISHED))


def finish(folder: Path) -> None:
    """Everything in this folder is under the data key in force."""
    said = keys.in_force(folder)
    said.pop(_UNFINISHED, None)
    keys.put(folder, said)


def _sign(store: Path) -> str:
    try:
        with open(store, "rb") as file:
            return file.read(_SIGN).hex()
    except OSError:
        return ""


def _sealed(key: bytes, before: bytes) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, before, _BOUND)).decode()
