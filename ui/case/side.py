"""The right column of a case: lights with their sums, the timeline, and who changed what."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.history_panel import HistoryPanel
from ui.case.lights import LightsPanel
from ui.parts.band import Band
from ui.parts.timeline import Moment, Timeline


class SideColumn(QWidget):
    """Three bands, redrawn from the case."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._case: CaseFile | None = None
        self.lights, self.timeline = LightsPanel(office), Timeline()
        past = Band("办理经过")
        past.add(self.timeline)
        self._history = HistoryPanel(office)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 24)
        layout.setSpacing(22)
        for part in (self.lights, past, self._history):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show this case."""
        self.lights.show_case(case)
        self.timeline.show_moments(self._moments(case))
        self._history.show_case(case)

    def _moments(self, case: CaseFile) -> list[Moment]:
        past = [
            Moment(
                step.day,
                step.text("step_kind"),
                " · ".join(filter(None, (step.unit, step.person, step.note))),
            )
            for step in case.steps
        ]
        today = self._office.today
        pairs = zip(case.obligations, case.explained(today), strict=True)
        coming = [
            Moment(duty.due_on, f"{duty.label}到期", "", said.status.value)
            for duty, said in sorted(pairs, key=lambda pair: pair[0].due_on)
            if duty.is_open
        ]
        return [*past, *coming]
