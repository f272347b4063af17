"""What every record is: a frozen value with an owner for life and a version. It cannot save itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import ClassVar

from app.records.version import Version
from app.schema.field import Field, declared
from app.schema.kinds import Stored, Value


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Record:
    """The unit of merging.

    `owner` is the office code that alone writes it. `voided` is the reason why it no longer counts (nothing is
    deleted). `extra` holds fields that a newer format knows and this program does not: kept and sent back.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    travels: ClassVar[bool] = True
    """Whether it may leave in a posting."""
    sections: ClassVar[tuple[str, ...]] = ()
    called: ClassVar[str] = ""
    """The field that tells one of several in a case from another."""

    id: str
    owner: str
    version: Version = field(default_factory=dict)
    voided: str | None = None
    extra: Mapping[str, Stored] = field(default_factory=dict)

    # Said once here, so that starting the program need not compile them anew for each kind.
    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if value is not None)
        return f"{type(self).__name__}({said})"

    @classmethod
    @cache
    def columns(cls) -> tuple[Field, ...]:
        """The declared fields in order."""
        return declared(cls)

    @classmethod
    def column(cls, name: str) -> Field:
        """The declared field of that name; KeyError when there is none."""
        return cls._by_name()[name]

    @classmethod
    @cache
    def _by_name(cls) -> dict[str, Field]:
        return {each.name: each for each in cls.columns()}

    def value(self, name: str) -> Value:
        """The Python value of one declared field."""
        found: Value = getattr(self, name)
        return found

    def stored(self) -> dict[str, Stored]:
        """Every declared field in its stored face."""
        return {each.name: each.kind.to_stored(getattr(self, each.name)) for each in self.columns()}

    def text(self, name: str) -> str:
        """What a person reads in one field."""
        return self.column(name).kind.to_text(self.value(name))


def attributes(record: type[Record]) -> tuple[str, ...]:
    """All attribute names of a record class, the common ones first."""
    return tuple(each.name for each in fields(record))
