"""Somebody else's ledger that asks for a password: taken off in memory, whatever program put it on.

The passwords of our pairs of offices are tried first, as with postings; what was typed for a ledger is not kept, for
nobody knows whose it is.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from app.errors import Unavailable
from app.exchange import parcel
from app.exchange.encryption import is_container
from app.exchange.foreign.source import Locked, Source, is_encrypted_package, is_foreign, source_of
from app.exchange.read_xlsx import load
from app.exchange.unlocking import Keys, PasswordNeeded, WrongPassword, unlocked
from app.store.office import Office

_NEEDED = "“{}”加了打开密码：请输入密码（问做表的人），或请对方另存为不加密码的 .xlsx。"
_WRONG = "密码不对，打不开“{}”。请向做表的人核对；区分大小写。"
_BROKEN = "“{}”加了密码，本机打不开：请用 Excel/WPS 输入密码打开，另存为不加密码的 .xlsx 后再选。"


class LedgerLocked(PasswordNeeded):
    """The file is certainly a ledger of others, and asks for a password."""


class LedgerWrong(WrongPassword):
    """The password that was typed does not open it."""


@dataclass(frozen=True)
class OpenedLedger:
    """A ledger in clear: its bytes, its sheets, and the password that opened it, blank where there was none."""

    data: bytes
    source: Source
    password: str = ""


def open_ledger(
    office: Office, path: Path, password: str | None = None, keys: Keys | None = None
) -> OpenedLedger | None:
    """Somebody else's ledger; None where it is a posting, whose key is then among `keys`.

    Raises PasswordNeeded or WrongPassword where it asks for one, Unavailable where it cannot be read.
    """
    if parcel.is_parcel(path):
        raise Unavailable(parcel.ALONE)
    data, typed = load(path), ""
    if is_container(data) and path.suffix.lower() != ".et":
        data, typed = _in_clear(office, path, data, password, keys)
    if not is_foreign(data):
        return None
    try:
        return OpenedLedger(data, source_of(data, path.name), typed)
    except Locked:
        raise LedgerLocked(_NEEDED.format(path.name)) from None


def _in_clear(
    office: Office, path: Path, data: bytes, password: str | None, keys: Keys | None
) -> tuple[bytes, str]:
    if is_encrypted_package(data):
        found = unlocked(office, path, password, keys)
        return found.data, found.typed or ""
    return _old_in_clear(path.name, data, password)


def _old_in_clear(name: str, data: bytes, password: str | None) -> tuple[bytes, str]:
    """A workbook of before 2007; only what asks for a password is touched."""
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.xls97 import Xls97File

    try:
        book = Xls97File(io.BytesIO(data))
        if not book.is_encrypted():
            return data, ""
    except Exception:  # not a workbook that the library knows: the reader says what it is
        return data, ""
    if password is None:
        raise LedgerLocked(_NEEDED.format(name))
    out = io.BytesIO()
    try:
        book.load_key(password=password)
        book.decrypt(out)
    except InvalidKeyError:
        raise LedgerWrong(_WRONG.format(name)) from None
    except MemoryError:
        raise
    except Exception as error:  # another way of encrypting, or a broken file
        raise Unavailable(_BROKEN.format(name)) from error
    return out.getvalue(), password
