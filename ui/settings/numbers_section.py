"""编号样式: each number is shown as it is written, and is changed by writing one as it should look."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.settings import set_setting
from app.change import Change
from app.errors import Invalid
from app.rules.numbering import NumberStyle
from app.store.office import Office
from ui.do import Refusal, do
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.read_row import labelled
from ui.theme import current, set_role
from ui.undo import say_done

KINDS = (
    ("number.case", "信访编号"),
    ("number.handling", "办理编号"),
    ("number.stub", "报上级件编号"),
    ("number.letter", "函号"),
)
NEXT = 18
"""The serial of the second example, so that it is seen which part counts."""


def numbers(frame: Frame, office: Office) -> Band:
    """The styles."""
    band = Band("编号样式", "照想要的样子写一个编号就行；只影响以后的编号")
    for key, label in KINDS:
        band.add(labelled(label, NumberLine(frame, office, key, label)))
    return band


class NumberLine(QWidget):
    """One number as it is written now, in a field; below it what the next ones will look like."""

    def __init__(self, frame: Frame, office: Office, key: str, label: str) -> None:
        super().__init__()
        self._frame, self._office, self._key = frame, office, key
        self._short = str(office.setting("office.short")) or office.name[:1]
        self._year = office.now.date().year
        self._now = str(office.setting(key))
        self.line = QLineEdit(NumberStyle(self._now).format(self._short, self._year, 1))
        self.line.setAccessibleName(label)
        self.line.setFixedWidth(current().px(260))
        self.line.textChanged.connect(self.preview)
        self.line.returnPressed.connect(self.keep)
        self.go = button("用这个样式", self.keep)
        self.go.setAccessibleName(f"{label}用这个样式")
        self.said = QLabel()
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(self.go)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.said)
        self.preview()

    def preview(self) -> None:
        """Say what the next numbers will be, or what is missing."""
        try:
            style = self._style()
        except Invalid as wrong:
            self._say(wrong.sentence, "error")
            self.go.setEnabled(False)
            return
        year, short = self._year, self._short
        self._say(
            f"以后是 {style.format(short, year, NEXT)}、{style.format(short, year, NEXT + 1)}，"
            f"明年是 {style.format(short, year + 1, 1)}",
            "hint",
        )
        self.go.setEnabled(style.pattern != self._now)

    def keep(self) -> None:
        """Number so from now on."""

        def write() -> Change | None:
            pattern = self._style().pattern
            return set_setting(self._office, self._key, pattern) if pattern != self._now else None

        do(self._frame, write, done=partial(self._kept), refused=self._refused)

    def _kept(self, change: Change | None) -> None:
        if change is not None:
            say_done(self._frame, self._office, "已改编号样式", change)

    def _refused(self, refusal: Refusal) -> bool:
        self._say(refusal.sentence, "error")
        return True

    def _style(self) -> NumberStyle:
        return NumberStyle.like(self.line.text(), self._short, self._year)

    def _say(self, text: str, role: str) -> None:
        set_role(self.said, role)
        self.said.setText(text)
