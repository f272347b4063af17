"""What the table is asked for now: a view, and what the person has put on top of it."""

from dataclasses import dataclass, replace
from datetime import date

from app.ledger.columns import CASE
from app.ledger.query import LIGHT, Condition, Query
from app.ledger.views import View
from app.rules.status import Status


@dataclass(frozen=True)
class Standing:
    """`conditions` begin as those of the view and are changed at the heads; `status` is the chip pressed."""

    view: View
    conditions: tuple[Condition, ...]
    text: str = ""
    status: Status | None = None

    @classmethod
    def of(cls, view: View) -> "Standing":
        """The view as it is."""
        return cls(view, view.conditions)

    def query(self, today: date) -> Query:
        """The question without the chip."""
        return Query(today, self.view.source, self.conditions, self.text, self.view.sort)

    def asked(self, today: date) -> Query:
        """The question with the chip."""
        return replace(self.query(today), conditions=self.to_keep().conditions)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was put on top of the view."""
        return self.conditions == self.view.conditions and not self.text.strip() and self.status is None

    def condition(self, column: str) -> Condition | None:
        """The filter on a column."""
        return next((each for each in self.conditions if each.column == column), None)

    def with_condition(self, column: str, condition: Condition | None) -> "Standing":
        """With another filter on a column, or none."""
        rest = tuple(each for each in self.conditions if each.column != column)
        return replace(self, conditions=rest if condition is None else (*rest, condition))

    def with_view(self, **said: object) -> "Standing":
        """With the view looking otherwise."""
        return replace(self, view=replace(self.view, **said))  # type: ignore[arg-type]

    def turned(self, column: str) -> "Standing":
        """Sorted by a column: rising, then falling, then not at all."""
        turns: dict[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]] = {
            ((column, False),): ((column, True),),
            ((column, True),): (),
        }
        return self.with_view(sort=turns.get(self.view.sort, ((column, False),)))

    def to_keep(self) -> View:
        """The view with everything that was put on top of it, to be kept under a name."""
        chip = () if self.status is None else (Condition(LIGHT, (self.status.value,)),)
        others = tuple(each for each in self.conditions if not chip or not each.is_light)
        return replace(self.view, conditions=(*others, *chip))

    @property
    def has_lights(self) -> bool:
        """Whether its rows are cases."""
        return self.view.source == CASE
