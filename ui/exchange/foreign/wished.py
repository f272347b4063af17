"""What the person decided of one table while the steps are open: it stays, whichever step is gone back to."""

from app.exchange.foreign.inspection import Decisions
from app.exchange.foreign.lines import Note
from app.exchange.foreign.mapping import Mapped
from app.schema.kinds import Value


class Wished:
    """Grows with every step; `decisions` is what the core asks."""

    def __init__(self) -> None:
        self.columns: dict[int, tuple[str, ...]] = {}
        self.given: dict[str, Value] = {}
        self.refused: dict[tuple[int, int], list[Note]] = {}
        """Cells whose repair is refused, with what had been told of them: so that it can be taken back."""
        self.words: dict[tuple[str, str], str] = {}
        self.asked: dict[tuple[str, str], tuple[str, str, int]] = {}
        """Unknown words that were shown: field, word as written, how often."""
        self.own_level: set[int] = set()
        self.left_out = False

    def decisions(self) -> Decisions:
        """The same, frozen."""
        return Decisions(
            dict(self.columns), dict(self.given), frozenset(self.refused), dict(self.words),
            frozenset(self.own_level), self.left_out,
        )  # fmt: skip

    def say_column(self, mapping: list[Mapped], column: int, fields: tuple[str, ...]) -> None:
        """The column holds these fields; another that was said or remembered to hold one of them holds it no longer."""
        fixed = {
            each.column: each.fields for each in mapping if each.by in ("person", "remembered")
        } | self.columns
        self.columns = {
            at: () if set(said) & set(fields) else said for at, said in fixed.items() if at != column
        } | {column: fields}

    def turn_cell(self, place: tuple[int, int], told: list[Note]) -> None:
        """Refuse what is done to a cell, or let it be done again."""
        if self.refused.pop(place, None) is None:
            self.refused[place] = told

    def turn_level(self, row: int) -> None:
        """Say that a row's respondents are our own level's, or take that back."""
        self.own_level ^= {row}
