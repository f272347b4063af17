"""Two versions of a record side by side, field by field in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.errors import Invalid
from app.exchange.storable_text import shown
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import Stored


@dataclass(frozen=True)
class Difference:
    """One field of a record as it is here and as it comes, in words."""

    label: str
    old: str
    new: str


def differences(kind: str, before: Stated | None, after: Stated) -> Iterator[Difference]:
    """Field by field in words; all filled fields where there was nothing before."""
    if kind not in KINDS:
        return
    if before is not None and before.voided != after.voided:
        yield Difference("作废", shown(before.voided or ""), shown(after.voided or ""))
    was: dict[str, Stored] = before.fields if before is not None else {}
    for column in _compared(kind):
        old, new = was.get(column.name), after.fields.get(column.name)
        if old != new:
            yield Difference(column.label, in_words(column, old), in_words(column, new))


@cache
def _compared(kind: str) -> tuple[Field, ...]:
    """All fields but the link to the case."""
    return tuple(column for column in KINDS[kind].columns() if column.name not in ("case", "same_as"))


def in_words(column: Field, stored: Stored) -> str:
    """A stored face as a person reads it; what the field cannot read stands as it is."""
    if stored is None:
        return ""
    try:
        return shown(column.kind.to_text(column.kind.from_stored(stored)))
    except (Invalid, ValueError, ArithmeticError, TypeError):
        return shown(str(stored))
