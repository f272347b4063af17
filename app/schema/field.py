"""Everything said about one column, once; all else derives from it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from app.schema.kinds import Kind


@dataclass(frozen=True)
class Field:
    """One column of a record.

    `width` is in characters of a sheet or table column. `sensitive` values identify a reporter: masked on the
    screen, sealed wherever they are stored. `counted` fields are dimensions of statistics. `aliases` are the
    headers under which foreign ledgers carry the column. `derived` fields are kept by the program, never typed.
    """

    kind: Kind
    label: str
    section: str = ""
    required: bool = False
    width: int = 12
    sensitive: bool = False
    counted: bool = False
    indexed: bool = False
    derived: bool = False
    hint: str = ""
    aliases: tuple[str, ...] = ()
    name: str = ""
    record: str = ""

    @property
    def id(self) -> str:
        """The full id: kind of record, dot, name."""
        return f"{self.record}.{self.name}"


def column(kind: Kind, label: str, **said: Any) -> Any:
    """Declare a dataclass attribute that is a column; its default is None, the empty value."""
    return dataclasses.field(default=None, metadata={"field": Field(kind=kind, label=label, **said)})


def declared(record: type) -> tuple[Field, ...]:
    """The fields of a record class in the order of their declaration, each knowing its name and record."""
    return tuple(
        dataclasses.replace(each.metadata["field"], name=each.name, record=record.kind)  # type: ignore[attr-defined]
        for each in dataclasses.fields(record)
        if "field" in each.metadata
    )
