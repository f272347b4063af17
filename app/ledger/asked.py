"""What is asked of the store: one source, its filters, words and order; a value that views and lists keep."""

from dataclasses import dataclass
from datetime import date

from app.ledger.columns import CASE
from app.schema.kinds import Stored

LIGHT, NAMES = "case.light", "case.respondents"


@dataclass(frozen=True)
class Condition:
    """One filter: `column` (see `app.ledger.columns`) holds one of `values`, or lies between two of them.

    `how`: `in` (a None among the values means blank), `between` (two values, either may be None), `contains`,
    `period` (one name of `app.ledger.periods`), `not_by` (blank, or later than one day), `stood` (the light on an earlier
    day: the day, then the lights; `app.ledger.earlier_lights`).
    """

    column: str
    values: tuple[Stored, ...]
    how: str = "in"

    @property
    def is_light(self) -> bool:
        """Whether it asks the light of today."""
        return self.column == LIGHT and self.how == "in"


@dataclass(frozen=True)
class Query:
    """What is asked. `today` decides the lights; `sort` lists (column, descending). Blanks come last either way."""

    today: date
    source: str = CASE
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    voided: bool = False

    @property
    def asks_nothing(self) -> bool:
        """Whether every row answers."""
        return not self.conditions and not self.text.split()
