"""Who reported: masked, shown on asking with a reason that is journalled, masked again on leaving (Rules Art. 47)."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.records.matters import Reporter
from app.schema.kinds import Link
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.read_row import ReadRow, labelled
from ui.parts.scroll import settle

NOBODY = "没有登记反映人。"
REVEAL_NOTE = "查看会记入日志；离开这一页就重新遮住。"


class ReportersPanel(QWidget):
    """The reporters of a case."""

    def __init__(self, frame: Frame, office: Office) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self._reporters: tuple[Reporter, ...] = ()
        self.revealed: tuple[Reporter, ...] = ()
        self.reason = QLineEdit(self)
        self.reason.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._band = Band("反映人")
        self._layout.addWidget(self._band)

    def show_case(self, case: CaseFile) -> None:
        """Show the reporters of a case, masked unless they are shown now."""
        if case.reporters != self._reporters:
            self.revealed = ()
        self._reporters = case.reporters
        self._draw(asking=False)

    def hide_again(self) -> None:
        """Mask what is shown."""
        if self.revealed:
            self.revealed = ()
            self._draw(asking=False)

    def ask_reason(self) -> None:
        """Ask why the reporter is looked at."""
        self._draw(asking=True)
        self.reason.setFocus()

    def reveal(self) -> None:
        """Show the reporters in clear; the reason is journalled first."""
        reason = self.reason.text()

        def look() -> tuple[Reporter, ...]:
            return tuple(self._office.reveal(each, reason) for each in self._reporters)

        do(self._frame, look, done=self._shown)

    def _shown(self, found: tuple[Reporter, ...]) -> None:
        self.revealed = found
        self._draw(asking=False)
        self._frame.say("已显示反映人信息，这次查看已记入日志。")

    def _draw(self, *, asking: bool) -> None:
        band = Band("反映人", REVEAL_NOTE if self._reporters else NOBODY)
        if self.revealed:
            band.add_to_head(button("重新遮住", self.hide_again, "quiet"))
        elif self._reporters and not asking:
            band.add_to_head(button("查看", self.ask_reason))
        if asking:
            band.add(self._ask())
        for reporter in self.revealed or self._reporters:
            for field in reporter.columns():
                text = reporter.text(field.name)
                if text and not isinstance(field.kind, Link):
                    band.add(ReadRow(field.label, text))
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band
        band.show()
        settle(band)

    def _ask(self) -> QWidget:
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("例如：电话核实身份")
        self.reason.setAccessibleName("查看理由")
        self.reason.returnPressed.connect(self.reveal)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(button("查看", self.reveal, "primary"))
        row.addWidget(button("不看了", lambda: self._draw(asking=False)))
        return labelled("查看理由", line)
