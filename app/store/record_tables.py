"""The tables of the records, derived from their declared fields.

A record's table has the common columns, then one column per declared field in its stored face. `n` is the local
row number that the screen's models hold; it never travels. Apart from the store's own tables, because reading and
writing rows needs no model and a start should not pay for eleven.
"""

from typing import Any

from peewee import SQL, AutoField, Field, IntegerField, TextField

from app.records.catalogue import KINDS
from app.records.record import Record
from app.schema.kinds import Person
from app.store.tables import OWN_TABLES, Table


def _column(indexed: bool, stored_as: str) -> Field:
    made = IntegerField if stored_as == "integer" else TextField
    return made(null=True, index=indexed)


def _table_of(record: type[Record]) -> type[Table]:
    """The table of a record class; a person's name gets a second column, its pinyin key."""
    body: dict[str, Any] = {
        "n": AutoField(),
        "id": TextField(unique=True),
        "owner": TextField(),
        "version": TextField(),
        "voided": TextField(null=True),
        "extra": TextField(null=True),
    }
    for each in record.columns():
        body[each.name] = _column(each.indexed, each.kind.column)
        if isinstance(each.kind, Person) and not each.sensitive:
            body[f"{each.name}_pinyin"] = TextField(null=True, index=each.indexed)
    return type(
        record.__name__ + "Table", (Table,), {**body, "Meta": type("Meta", (), {"table_name": record.kind})}
    )


_FEW = {
    "handling": {
        "handling_unsigned": '"handler" >= \'\' AND "received_on" IS NULL AND "closed_on" IS NULL',
        "handling_unreviewed": '"reported_on" >= \'\' AND "archived_on" IS NULL',
    },
    "registration": {"registration_transferred": "\"transferred_on\" >= ''"},
    "supervision": {"supervision_assigned": "\"assigned_on\" >= ''"},
}
"""By kind, the indexes on owners that hold only those few records that an office waits for (`app.ledger.waiting`)."""


def _with_few(kind: str, table: type[Table]) -> type[Table]:
    for name, which in _FEW.get(kind, {}).items():
        table.add_index(table.owner, name=name, where=SQL(which))  # type: ignore[attr-defined]
    return table


RECORD_TABLES: dict[str, type[Table]] = {
    kind: _with_few(kind, _table_of(record)) for kind, record in KINDS.items()
}
ALL_TABLES: tuple[type[Table], ...] = (*RECORD_TABLES.values(), *OWN_TABLES)
