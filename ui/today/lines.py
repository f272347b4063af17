"""One duty as a line: its light, number, whom it is about, the reason, and what to do next as a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.actions.case_action import CaseAction
from app.actions.catalogue import allowed
from app.ledger.today import Duty, DutyList
from app.rules.status import Preset
from app.store.office import Office
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.light import LightCell, LightLabel
from ui.preset import hues
from ui.theme import current, light, set_role

HAND_UP = "报送上级"


def next_action(office: Office, duty: Duty) -> CaseAction | None:
    """Of what can be done with the case now: what fulfils the duty, else the likeliest."""
    if duty.case is None:
        return None
    found = allowed(office, duty.case)
    fulfils = [each for each in found if set(each.fields) & set(duty.obligation.rule.done)]
    return next(iter([*fulfils, *found]), None)


def reason(duty: Duty) -> str:
    """受理告知 · 最迟 2026-03-26."""
    return f"{duty.obligation.rule.label} · 最迟 {duty.obligation.due_on.isoformat()}"


class DutyLine(QFrame):
    """A click on the words opens the case."""

    opened = Signal()

    def __init__(self, duty: Duty, preset: Preset, word: str, run: Callable[[], object]) -> None:
        super().__init__()
        set_role(self, "line-item")
        self._can_open = duty.case is not None
        self.light = LightLabel(LightCell(light(duty.status, hues(preset)), duty.days_left))
        number, who = QLabel(duty.title), QLabel(_who(duty))
        set_role(who, "quiet")
        who.setWordWrap(True)
        why = QLabel(reason(duty))
        set_role(why, "quiet")
        for words in (number, who, why):
            words.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(number)
        head.addWidget(who, 1)
        self.words = words_column = QVBoxLayout()
        words_column.setSpacing(2)
        words_column.addLayout(head)
        words_column.addWidget(why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addWidget(self.light, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_column, 1)
        self.go: QPushButton = button(word, run)
        self.go.setMinimumWidth(current().px(112))
        self.go.setAccessibleName(f"{word} {duty.title}")
        row.addWidget(self.go)
        if self._can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("点一下打开这一件")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._can_open and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        else:
            super().mouseReleaseEvent(event)


class DutySection(Band):
    """A list with its title and number; `make` gives the line of a duty."""

    def __init__(self, title: str, found: DutyList, empty: str, make: Callable[[Duty], DutyLine]) -> None:
        super().__init__(title, f"{found.total} 件" if found.total else "")
        self.lines = [make(duty) for duty in found.duties]
        widest = max((line.light.sizeHint().width() for line in self.lines), default=0)
        for line in self.lines:
            line.words.setContentsMargins(widest - line.light.sizeHint().width(), 0, 0, 0)
            self.add(line)
        if not self.lines:
            none = QLabel(empty)
            set_role(none, "quiet")
            self.add(none)


def _who(duty: Duty) -> str:
    if duty.case is None:
        return ""
    names = list(dict.fromkeys(point.respondent for point in duty.case.allegations if point.respondent))
    more = f"等 {len(names)} 人" if len(names) > 2 else ""
    summary = (duty.case.registration.summary or "").replace("\n", " ")
    brief = summary if len(summary) <= 24 else f"{summary[:24]}…"
    return " · ".join(part for part in ("、".join(names[:2]) + more, brief) if part)
