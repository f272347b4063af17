"""The chosen case at the right of the table: enough to know what it is about and what is due, without opening it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.store.case_file import CaseFile
from ui.parts.band import Band
from ui.parts.light import LightCell, LightLabel
from ui.parts.scroll import scrolling
from ui.theme import current, set_role

WIDTH = 300
"""Pixels at 100 %."""
_FACTS = ("received_on", "intake_channel", "intake_source", "identity_status", "category")


class Preview(QFrame):
    """Number, light, what is reported about whom, the sums behind the lights; `open_asked` opens the case."""

    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        set_role(self, "card")
        self.setAccessibleName("预览")
        self.setFixedWidth(current().px(WIDTH))
        self.title = QLabel()
        set_role(self.title, "band")
        self.open = QPushButton("打开 (Enter)")
        self.open.clicked.connect(self.open_asked)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._parts: list[QWidget] = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self._body)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(scrolling(inner), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.addWidget(self.open)
        layout.addLayout(foot)
        self.show_nothing()

    def redress(self) -> None:
        """Take the width anew after a switch of size."""
        self.setFixedWidth(current().px(WIDTH))

    def show_nothing(self, why: str = "") -> None:
        """No case is chosen, or the one that is may not be opened, and why."""
        self._empty()
        self.title.setText("要回避" if why else "没有选中的案件")
        if why:
            self._add(_words(why, "quiet"))
        self.open.setEnabled(False)

    def show_case(self, case: CaseFile, light: LightCell, sums: list[str]) -> None:
        """Show a case with its light and the sentences that explain it."""
        self._empty()
        self.open.setEnabled(True)
        self.title.setText(case.title)
        self._add(LightLabel(light))
        self._add(_words(f"{case.stage.label} · {self._facts(case)}", "quiet"))
        if case.registration.voided is not None:
            self._add(_words(f"已作废：{case.registration.voided}", "error"))
        people = [self._person(case, at) for at in range(len(case.allegations))]
        if any(people):
            self._section("被反映人", [each for each in people if each])
        if case.registration.summary:
            self._section("问题摘要", [case.registration.summary])
        if sums:
            self._section("期限", sums)

    def _facts(self, case: CaseFile) -> str:
        texts = [case.registration.text(name) for name in _FACTS]
        if case.handling is not None and case.handling.handler:
            texts.append(f"承办人 {case.handling.handler}")
        return " · ".join(text for text in texts if text)

    def _person(self, case: CaseFile, at: int) -> str:
        each = case.allegations[at]
        texts = (each.respondent, each.unit, each.position, each.text("allegation_type"))
        return " · ".join(text for text in texts if text)

    def _section(self, title: str, lines: list[str]) -> None:
        band = Band(title)
        for line in lines:
            band.add(_words(line))
        self._add(band)

    def _add(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._body.addWidget(widget)

    def _empty(self) -> None:
        for part in self._parts:
            self._body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []


def _words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_role(label, role)
    return label
