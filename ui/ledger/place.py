"""Where the person is in the table, by record: kept while the rows are asked anew."""

from dataclasses import dataclass

from ui.ledger.model import LedgerModel
from ui.ledger.table import LedgerTable

_KEPT_AT_MOST = 20_000
"""Selected rows that are found again."""


@dataclass(frozen=True)
class Place:
    """Row numbers that are selected, the current one, and the topmost in sight."""

    chosen: tuple[int, ...]
    current: int | None
    top: int | None

    @classmethod
    def of(cls, table: LedgerTable, model: LedgerModel) -> "Place":
        """As it is now."""
        numbers, rows = model.numbers, len(model.numbers)
        chosen = table.chosen() if table.chosen_count() <= _KEPT_AT_MOST else []
        current, top = table.currentIndex().row(), table.rowAt(0)
        return cls(
            tuple(numbers[at] for at in chosen if at < rows),
            numbers[current] if 0 <= current < rows else None,
            numbers[top] if 0 <= top < rows else None,
        )

    def restore(self, table: LedgerTable, model: LedgerModel) -> None:
        """Select and show the same records among the rows of now; the first row when none is left."""
        if not model.numbers:
            return
        places = {number: at for at, number in enumerate(model.numbers)}
        column = max(0, table.currentIndex().column())
        back = [places[number] for number in self.chosen if number in places]
        at = places.get(self.current) if self.current is not None else None
        table.choose(back or [at or 0], back[0] if at is None and back else at or 0, column)
        if self.top in places:
            table.verticalScrollBar().setValue(places[self.top])
