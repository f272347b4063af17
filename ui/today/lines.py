"""One duty as a line: its light, number, whom it is about, the reason, and what to do next as a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.actions.case_action import CaseAction
from app.ledger.duties import CHASE, REPLY, Duty, DutyList
from app.rules.status import Preset
from app.store.office import Office
from ui.form.submit import button
from ui.icons import icon
from ui.parts.band import Band
from ui.parts.elided import Elided
from ui.parts.light import LightCell, LightLabel
from ui.preset import hues
from ui.theme import current, light, set_role

HAND_UP, RECEIPT = "报送上级", "记签收凭据"
LIGHT, NUMBER = 128, 148
"""Pixels at 100 % of the column of the lights, and of the numbers, so that all lines of the page stand in line."""
WORDS = {CHASE: "去督办", REPLY: "记回复"}
"""Buttons of an upper office's own duties; both lead to the case."""


def next_action(office: Office, duty: Duty) -> CaseAction | None:
    """Of what can be done with the case now: what fulfils the duty, else the likeliest."""
    if duty.case is None:
        return None
    if duty.due_on is None or duty.rule in WORDS:
        return None
    from app.actions.catalogue import allowed

    found = allowed(office, duty.case)
    fulfils = [each for each in found if set(each.fields) & set(duty.done)]
    return next(iter([*fulfils, *found]), None)


def reason(duty: Duty) -> str:
    """受理告知 · 最迟 2026-03-26; of what waits for others since when: 等签收 · 2026-03-02 起."""
    if duty.due_on is not None:
        return f"{duty.what} · 最迟 {duty.due_on.isoformat()}"
    return f"{duty.what} · {duty.since.isoformat()} 起" if duty.since else duty.what


def rest_words(duty: Duty) -> str:
    """已缓到 2026-03-12：等县里通知; blank for a line that was not put off."""
    return f"已缓到 {duty.put_off.until.isoformat()}：{duty.put_off.reason}" if duty.put_off else ""


READ, ANSWER, REPLIED, REPORT = "记已阅", "回复", "记回复", "记报送"
ACTIONS = {
    READ: "answer_circular",
    ANSWER: "answer_circular",
    REPLIED: "note_circular_reply",
    REPORT: "report_periodic",
}


def word_of(duty: Duty) -> str:
    """What the button of such a line says."""
    if duty.letter is None:
        return REPORT
    if duty.rule == REPLY:
        return REPLIED
    return ANSWER if duty.letter.order_kind == "warning_letter" else READ


class DutyLine(QFrame):
    """A click on the words opens the case; the small clock puts the line off."""

    opened = Signal()
    put_off = Signal()

    def __init__(
        self, duty: Duty, preset: Preset, word: str, run: Callable[[], object], barred: str | None = None
    ) -> None:
        """`barred` is why this person may not do what the button says."""
        super().__init__()
        set_role(self, "line-item")
        self._can_open = duty.case is not None or duty.letter is not None
        self.light = LightLabel(LightCell(light(duty.status, hues(preset)), duty.days_left))
        number, who = QLabel(duty.title), Elided(_who(duty))
        set_role(who, "quiet")
        number.setMinimumWidth(current().px(NUMBER))
        said = " · ".join(part for part in (reason(duty), rest_words(duty)) if part)
        why = QLabel(said if barred is None else f"{said}。{barred}")
        why.setWordWrap(barred is not None)
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
        self.go.setEnabled(barred is None)
        self.go.setToolTip(barred or "")
        self.later = QToolButton()
        self.later.setIcon(icon("clock", "text_soft"))
        self.later.setToolTip("不再缓办(H)" if duty.put_off else "缓办(H)：到哪一天再提醒，为什么")
        self.later.setAccessibleName(f"缓办 {duty.title}")
        self.later.clicked.connect(self.put_off)
        row.addWidget(self.later)
        row.addWidget(self.go)
        if self._can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("点一下打开这一件" if duty.case is not None else "点一下在台账里看全文")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._can_open and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        else:
            super().mouseReleaseEvent(event)


class UnitLine(QFrame):
    """A unit that is late, in how many cases; the button opens the ledger on them."""

    def __init__(self, name: str, number: int, run: Callable[[], object]) -> None:
        super().__init__()
        set_role(self, "line-item")
        words, many = QLabel(name), QLabel(f"逾期 {number} 件")
        words.setTextFormat(Qt.TextFormat.PlainText)
        set_role(many, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addWidget(words)
        row.addWidget(many, 1)
        self.go: QPushButton = button("看台账", run)
        self.go.setMinimumWidth(current().px(112))
        self.go.setAccessibleName(f"看台账 {name}，逾期 {number} 件")
        row.addWidget(self.go)


class SaidLine(QFrame):
    """A sentence, and where it leads as a button in the column of the others."""

    def __init__(self, said: str, word: str, run: Callable[[], object]) -> None:
        super().__init__()
        set_role(self, "line-item")
        words = QLabel(said)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addWidget(words, 1)
        self.go: QPushButton = button(word, run)
        self.go.setMinimumWidth(current().px(112))
        self.go.setAccessibleName(f"{word}：{said}")
        row.addWidget(self.go)


class DutySection(Band):
    """A list with its title and number; `make` gives the line of a duty."""

    def __init__(self, title: str, found: DutyList, empty: str, make: Callable[[Duty], DutyLine]) -> None:
        super().__init__(title, f"{found.total} 件" if found.total else "")
        self.lines = [make(duty) for duty in found.duties]
        for line in self.lines:
            line.words.setContentsMargins(
                max(0, current().px(LIGHT) - line.light.sizeHint().width()), 0, 0, 0
            )
            self.add(line)
        if not self.lines:
            none = QLabel(empty)
            set_role(none, "quiet")
            self.add(none)


def _who(duty: Duty) -> str:
    if duty.letter is not None:
        return (duty.letter.requirement or "").replace("\n", " ")
    if duty.case is None:
        return ""
    names = list(dict.fromkeys(point.respondent for point in duty.case.allegations if point.respondent))
    more = f"等 {len(names)} 人" if len(names) > 2 else ""
    summary = (duty.case.registration.summary or "").replace("\n", " ")
    return " · ".join(part for part in ("、".join(names[:2]) + more, summary) if part)
