"""The right column of a case: lights with their sums, the timeline, and who changed what."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ledger.history import HistoryLine, history
from app.records.catalogue import CASE_LISTS
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.lights import LightsPanel
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.parts.timeline import Moment, Timeline
from ui.theme import set_role


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


class HistoryPanel(QWidget):
    """修改记录, read only when somebody asks."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._case: CaseFile | None = None
        self._open = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._band = QWidget()
        self._layout.addWidget(self._band)

    def show_case(self, case: CaseFile) -> None:
        """Follow the case; closed it asks the journal nothing."""
        self._case = case
        self._draw()

    def turn(self) -> None:
        """Show or hide."""
        self._open = not self._open
        self._draw()

    def lines(self) -> list[HistoryLine]:
        """The journal's lines about this case."""
        if self._case is None:
            return []
        case = self._case
        lists = [
            record.id for each in CASE_LISTS for record in self._office.find(each, case=case.registration.id)
        ]
        bands = [each.id for each in (*case.handlings, *case.supervisions, *case.reporters)]
        return history(self._office.db, [case.registration.id, *bands, *lists])

    def _draw(self) -> None:
        band = Band("修改记录")
        band.add_to_head(button("收起" if self._open else "展开", self.turn, "quiet"))
        for line in self.lines() if self._open else ():
            head = QLabel(f"{line.at[:16]}  {line.person}  {line.label}")
            head.setWordWrap(True)
            band.add(head)
            changed = "\n".join(said.sentence for said in line.fields)
            if changed:
                words = QLabel(changed)
                words.setWordWrap(True)
                set_role(words, "hint")
                band.add(words)
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band
        band.show()
        settle(band)
