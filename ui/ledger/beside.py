"""What stands beside the table: when the chosen case is shown there, and when it gives its room to the columns."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import NotAllowed, Refused
from app.ledger.columns import CASE, belongs_to_case
from app.rules.status import days_of_light
from app.store import preferences
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from ui.ledger.model import LedgerModel
from ui.ledger.preview import Preview
from ui.ledger.table import LedgerTable
from ui.parts.light import LightCell
from ui.preset import hues
from ui.theme import current, light

_FOLDED = "ledger.preview_folded"
_SETTLE = 120
"""Milliseconds for which the choice must rest before its case is read."""
ROOM = 1100
"""Pixels at 100 % below which table and preview do not both have room: then it is folded until it is asked for."""


class Beside(QObject):
    """`turned` carries whether the preview is folded, and whether the rows have one at all.

    Folded or not is remembered for a window with room; in a narrow one it is folded at first, whatever is remembered.
    """

    turned = Signal(bool, bool)

    def __init__(self, office: Office, table: LedgerTable, model: LedgerModel, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._table, self._model = office, table, model
        self.preview = Preview()
        self._folded = bool(preferences.get(office.db, _FOLDED, False))
        self._narrow, self._asked_for, self._possible = False, False, True
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE)
        self._soon.timeout.connect(self.show_now)

    @property
    def is_folded(self) -> bool:
        """Whether it gives its room away."""
        return not self._asked_for if self._narrow else self._folded

    def fit(self, width: int) -> None:
        """So wide is the room of table and preview together."""
        narrow = width < current().px(ROOM)
        if narrow != self._narrow:
            self._narrow, self._asked_for = narrow, False
            self._turn()

    def toggle(self) -> None:
        """Fold it away or bring it back; remembered where there is room for both."""
        if self._narrow:
            self._asked_for = not self._asked_for
        else:
            self._folded = not self._folded
            preferences.put(self._office.db, _FOLDED, self._folded)
        self._turn()

    def stand(self, source: str) -> None:
        """Other rows are shown: those of a case, or of a list that may know no case."""
        self._possible = source == CASE or belongs_to_case(source)
        self._turn()

    def show_soon(self) -> None:
        """Show the current row's case once the choice rests."""
        self._soon.start()

    def show_now(self) -> None:
        """Show the current row's case."""
        self._soon.stop()
        if self.preview.isHidden():
            return
        at = self._table.currentIndex().row()
        case_id = self._model.case_id(at) if 0 <= at < self._model.rowCount() else None
        if case_id is None:
            self.preview.show_nothing()
            return
        try:
            case = read_case(self._office, case_id)
        except Refused as refusal:
            self.preview.show_nothing(refusal.sentence if isinstance(refusal, NotAllowed) else "")
            return
        self.preview.show_case(case, self._light(at, case), self._sums(case))

    def _sums(self, case: CaseFile) -> list[str]:
        doubt = self._office.clock_doubt()
        if doubt is not None:
            return [doubt]
        return [f"{each.label}：{each.outcome}" for each in case.explained(self._model.today)]

    def _light(self, at: int, case: CaseFile) -> LightCell:
        if self._model.source == CASE or self._model.in_doubt:
            return self._model.light_cell(at)
        today, measure = self._model.today, case.measure
        days = days_of_light(case.obligations, measure.calendar, today)
        return LightCell(light(case.status(today).value, hues(measure.preset)), days)

    def _turn(self) -> None:
        shown = self._possible and not self.is_folded
        self.preview.setVisible(shown)
        self.turned.emit(not shown, self._possible)
        self._soon.start()
