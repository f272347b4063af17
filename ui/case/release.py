"""移交反映人信息: to which office, and why; it goes sealed with the next workbook, never in a cell."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.records.offices import Unit
from ui.form.reasons import ReasonAsk
from ui.theme import set_role

WORDS = "交给参与这一件的单位：随下一份工作簿封存寄出，不写在格子里，对方凭理由才能看；理由记入日志。选单位，再选理由。"
NOBODY = "没有可以移交的单位：先交办、转办或报上级。没有回音的单位只能写在纸上，按机要渠道送。"


class ReleaseAsk(QWidget):
    """`chosen`: code of the office, code of the reason, words for 其他. `given_up`: nothing is given."""

    chosen = Signal(str, str, str)
    given_up = Signal()

    def __init__(self, units: Sequence[Unit]) -> None:
        super().__init__()
        words = QLabel(WORDS if units else NOBODY)
        words.setWordWrap(True)
        set_role(words, "quiet")
        self.units = QComboBox()
        self.units.setAccessibleName("交给哪个单位")
        for unit in units:
            self.units.addItem(str(unit.name), str(unit.code))
        if not units:
            self.units.hide()
        self.ask = ReasonAsk("不移交", "移交")
        self.ask.chosen.connect(
            lambda reason, why: self.chosen.emit(str(self.units.currentData()), reason, why)
        )
        self.ask.given_up.connect(self.given_up)
        for each in self.ask.reasons:
            each.setEnabled(bool(units))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (words, self.units, self.ask):
            column.addWidget(part)

    def begin(self) -> None:
        """Put the focus where it begins."""
        (self.units if self.units.count() > 1 else self.ask.reasons[0]).setFocus()
