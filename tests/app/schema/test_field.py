"""A field is declared once and knows its name, its record and its full id."""

from dataclasses import dataclass
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column, declared
from app.schema.kinds import Count, Text


@dataclass(frozen=True, kw_only=True)
class Pot(Record):
    """An invented record."""

    kind: ClassVar[str] = "pot"
    label: ClassVar[str] = "罐"

    glaze: str | None = column(Text(), "釉", width=9, aliases=("釉色",))
    handles: int | None = column(Count(), "耳", counted=True)


def test_declared_fields_stand_in_order_and_know_where_they_belong() -> None:
    assert [(each.id, each.name, each.record) for each in declared(Pot)] == [
        ("pot.glaze", "glaze", "pot"),
        ("pot.handles", "handles", "pot"),
    ]


def test_what_is_said_of_a_field_is_kept() -> None:
    glaze, handles = declared(Pot)
    assert (glaze.label, glaze.width, glaze.aliases, glaze.counted) == ("釉", 9, ("釉色",), False)
    assert (handles.kind, handles.counted) == (Count(), True)


def test_a_field_is_empty_until_it_is_filled() -> None:
    assert (Pot(id="1", owner="X").glaze, Pot(id="1", owner="X").handles) == (None, None)
