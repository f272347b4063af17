"""The office's own key under which the values of whoever reported are sealed, inside the encrypted store."""

from typing import TypeVar

from peewee import Database

from app.records.record import Record
from app.store import rows, sealing
from app.store.tables import Key

R = TypeVar("R", bound=Record)
_NAME = "reporter"


def draw(db: Database) -> None:
    """Make it, once for a store."""
    Key.insert(name=_NAME, value=sealing.new_key()).execute(db)


def read(db: Database) -> bytes:
    """The key."""
    return bytes(Key.select(Key.value).where(Key.name == _NAME).scalar(db))


def unsealed(db: Database, record: R) -> R:
    """The record with its sealed values in clear; whoever asks has journalled why before."""
    (row,) = rows.fetch(db, record.kind, "id", [record.id])
    key = read(db)
    clear = {
        each.name: sealing.unseal(key, str(row[each.name]), f"{each.id}/{record.id}")
        for each in record.columns()
        if each.sensitive and sealing.is_sealed(row[each.name])
    }
    return rows.to_record(type(record), {**row, **clear})
