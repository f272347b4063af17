"""The lights of a case: each duty with its mark, what it means, and on asking the sum behind it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.rules.explain import Explanation, unset
from app.rules.obligations import Obligation
from app.rules.status import working_days_left
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.light import LightCell, LightLabel
from ui.parts.scroll import settle
from ui.preset import hues
from ui.theme import light, set_role

STOPPED = "暂停计时"
ENDED, ENDED_LATE = "已终止", "逾期终止"
EARLIER = "以前各轮的时限"
NO_DUTY = "这一件现在没有在计的时限。"


class LightsPanel(QWidget):
    """All duties, the open ones first; one button shows all the sums."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._open = False
        self._case: CaseFile | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._band = QWidget()
        self._layout.addWidget(self._band)

    def show_case(self, case: CaseFile) -> None:
        """Show the duties of a case today."""
        self._case = case
        band = Band("时限")
        today = self._office.today
        pairs = list(zip(case.obligations, case.explained(today), strict=True))
        pairs.sort(key=lambda pair: (pair[0].earlier, pair[0].done_on is not None, pair[0].due_on))
        for number, (duty, said) in enumerate(pairs):
            if duty.earlier and (number == 0 or not pairs[number - 1][0].earlier):
                band.add(self._quiet(EARLIER))
            band.add(self._duty(case, duty, said))
        for waiting in case.unlimited:
            band.add(self._quiet(unset(waiting)))
        if not pairs and not case.unlimited:
            band.add(self._quiet(NO_DUTY))
        if pairs:
            band.add_to_head(button("收起算法" if self._open else "怎么算的？", self.turn, "quiet"))
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band
        band.show()
        settle(band)

    def turn(self) -> None:
        """Show or hide the sums."""
        self._open = not self._open
        if self._case is not None:
            self.show_case(self._case)

    def _duty(self, case: CaseFile, duty: Obligation, said: Explanation) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        days = working_days_left(duty, case.measure.calendar, self._office.today) if duty.is_open else None
        head = QHBoxLayout()
        head.setSpacing(8)
        stands = STOPPED if duty.stopped_on is not None and duty.done_on is None else ""
        if duty.ended_on is not None:
            stands = ENDED_LATE if duty.late else ENDED
        look = light(said.status, hues(case.measure.preset))
        head.addWidget(LightLabel(LightCell(look, days, stands)))
        head.addWidget(QLabel(said.label))
        head.addStretch(1)
        column.addLayout(head)
        for line in [said.outcome, *(said.lines[1:] if self._open else said.moved)]:
            label = QLabel(line)
            label.setWordWrap(True)
            set_role(label, "hint" if line is not said.outcome else "")
            column.addWidget(label)
        return box

    def _quiet(self, text: str) -> QLabel:
        line = QLabel(text)
        line.setWordWrap(True)
        set_role(line, "quiet")
        return line
