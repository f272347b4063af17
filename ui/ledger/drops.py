"""What drops over the table: the values of a column under its head, and the chooser of columns.

Both are read when first wanted; the board stands sooner without them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint

from app.ledger.query import Condition, counts
from app.store.office import Office
from ui.ledger.model import LedgerModel
from ui.ledger.standing import Standing
from ui.ledger.table import LedgerTable
from ui.ledger.toolbar import Toolbar

if TYPE_CHECKING:
    from ui.ledger.chooser import ColumnChooser
    from ui.ledger.filter_pop import FilterPop


class Shown(Protocol):
    """What drops need of the board."""

    office: Office
    model: LedgerModel
    standing: Standing
    day: date
    table: LedgerTable
    toolbar: Toolbar

    def filter_by(self, column: str, condition: Condition | None) -> None:
        """Put a filter on a column, or take it away."""

    def sort_by(self, column: str, descending: bool | None = None) -> None:
        """Sort by a column."""

    def show_columns(self, names: list[str]) -> None:
        """Show these columns in this order."""

    def forget_look(self) -> None:
        """Give the view its own look back."""


class Drops:
    """Lets them drop, and has the board do what was chosen in them."""

    def __init__(self, board: Shown) -> None:
        self._board = board
        self.filter_pop: FilterPop | None = None
        self.chooser: ColumnChooser | None = None

    def values(self, at: int) -> None:
        """Drop the values of a column under its head."""
        from ui.ledger.filter_pop import FilterPop

        board = self._board
        column, standing = board.model.columns[at], board.standing
        others = standing.with_condition(column.name, None).to_keep().conditions
        query = replace(standing.query(board.day), conditions=others)
        found = counts(board.office.db, query, column.name)
        head = board.table.heads[1 if at < board.table.frozen_count else 0]
        pop = FilterPop(head, column, found, standing.condition(column.name), board.day)
        pop.applied.connect(lambda condition: board.filter_by(column.name, condition))
        pop.sorted_by.connect(lambda descending: board.sort_by(column.name, descending))
        self.filter_pop = pop
        pop.drop(head.mapToGlobal(QPoint(head.sectionViewportPosition(at), head.height())))

    def columns(self, below: QPoint | None = None) -> None:
        """Drop the column chooser."""
        from ui.ledger.chooser import ColumnChooser

        board = self._board
        chooser = ColumnChooser(board.table, board.model.known, board.standing.view.columns)
        chooser.chosen.connect(board.show_columns)
        chooser.reset.connect(board.forget_look)
        self.chooser = chooser
        button = board.toolbar.columns
        chooser.drop(below or button.mapToGlobal(QPoint(0, button.height() + 4)))
