"""接访: the receptions that belong to a case, as lines."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.records.matters import Visit
from app.store.case_file import CaseFile
from ui.parts.band import Band
from ui.parts.read_row import ReadRow

SAID = ("visit_kind", "visit_order", "place", "receiver")


class VisitsPanel(QWidget):
    """Hidden while the case has none."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._band: QWidget = QLabel()
        self._layout.addWidget(self._band)

    def show_case(self, case: CaseFile) -> None:
        """Show the visits of a case."""
        band = Band("接访")
        for visit in case.visits:
            band.add(ReadRow(visit.text("visited_on"), _spoken(visit)))
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band
        self.setVisible(bool(case.visits))


def _spoken(visit: Visit) -> str:
    counted = f"{visit.batches or 1} 批 {visit.persons} 人次" if visit.persons else ""
    parts = [*(visit.text(name) for name in SAID), counted, visit.text("matter"), visit.text("answer")]
    return " · ".join(part for part in parts if part)
