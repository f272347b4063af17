"""Finding a caller by exact name, telephone or ID number without opening a single sealed value.

Each value is written down once more as HMAC-SHA256 under a key of its own: who holds the store without that key can
neither read nor try names. Only whole values are found, never parts or pinyin. The table is derived from the
reporters, kept in the transaction that wrote them, and can be rebuilt from nothing.
"""

import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from peewee import Database

from app.records.matters import Reporter
from app.schema.kinds import IdNumber
from app.store import rows
from app.store.rows import Row
from app.store.sealing import is_sealed, unseal
from app.store.tables import Key, ReporterIndex

KEY = "reporter_search"
FIELDS = ("name", "phone", "id_number")
_SEVERAL = re.compile(r"[、,，;；/]")


def settle(db: Database, unsealing: Callable[[], bytes]) -> None:
    """Make the key and the index where a store has none yet (a new one, or one of an earlier version)."""
    if db.execute_sql('SELECT 1 FROM "keyring" WHERE "name" = ?', (KEY,)).fetchone() is not None:
        return
    with db.atomic("IMMEDIATE"):
        Key.insert(name=KEY, value=os.urandom(32)).execute(db)
        rebuild(db, unsealing)


def rebuild(db: Database, unsealing: Callable[[], bytes]) -> None:
    """Derive the whole index anew."""
    ReporterIndex.delete().execute(db)
    note(db, unsealing, rows.fetch_all(db, Reporter.kind))


def note(db: Database, unsealing: Callable[[], bytes], changed: Iterable[Row]) -> None:
    """Bring the index up to these rows as they now are; a voided reporter is no longer found."""
    known = list(changed)
    if not known:
        return
    connection, key, sealed_with = db.connection(), _key(db), unsealing()
    connection.executemany(
        'DELETE FROM "reporter_index" WHERE "reporter" = ?', [(row["id"],) for row in known]
    )
    connection.executemany(
        'INSERT INTO "reporter_index" ("reporter", "field", "digest") VALUES (?, ?, ?)',
        [entry for row in known if row["voided"] is None for entry in _entries(key, sealed_with, row)],
    )


def find(db: Database, field: str, value: str) -> list[str]:
    """Ids of the reporters whose `field` (one of FIELDS) is exactly this value."""
    wanted = [_digest(_key(db), field, each) for each in normal(field, value)]
    query = ReporterIndex.select(ReporterIndex.reporter).where(
        (ReporterIndex.field == field) & ReporterIndex.digest.in_(wanted)
    )
    return [found for (found,) in query.distinct().order_by(ReporterIndex.reporter).tuples().execute(db)]


def normal(field: str, value: str) -> list[str]:
    """What is compared: no blanks or widths, digits of a telephone, 18 characters of an ID number; several in a cell."""
    text = unicodedata.normalize("NFKC", value).casefold()
    found = {_NORMAL[field](part) for part in _SEVERAL.split(text)}
    return sorted(found - {""})


def _name(text: str) -> str:
    return re.sub(r"[\s·•.]", "", text)


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text.partition("转")[0])
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)


def _id_number(text: str) -> str:
    number = re.sub(r"\s", "", text).upper()
    if re.fullmatch(r"\d{15}", number):
        longer = f"{number[:6]}19{number[6:]}"
        number = next(longer + last for last in "0123456789X" if IdNumber.checksum_holds(longer + last))
    return number


_NORMAL: dict[str, Callable[[str], str]] = {"name": _name, "phone": _phone, "id_number": _id_number}


def _entries(key: bytes, sealed_with: bytes, row: Row) -> Iterator[tuple[str, str, str]]:
    for field in FIELDS:
        stored = row[field]
        if is_sealed(stored):
            clear = unseal(sealed_with, str(stored), f"{Reporter.column(field).id}/{row['id']}")
            for each in normal(field, clear):
                yield str(row["id"]), field, _digest(key, field, each)


def _digest(key: bytes, field: str, value: str) -> str:
    return hmac.new(key, f"{field}\0{value}".encode(), hashlib.sha256).hexdigest()


def _key(db: Database) -> bytes:
    return bytes(Key.select(Key.value).where(Key.name == KEY).scalar(db))
