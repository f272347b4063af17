"""The upper-level question (Rules Art. 15): one key, nothing preset, before any text can be typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.rules.jurisdiction import Answer, Question
from ui.form.submit import button
from ui.parts.scroll import scrolling
from ui.theme import current, set_role

VISIT_KEY = "4"
NOTES = {"1": "接着录入来件。"}
ABOVE = "不录内容，只留一张存根：收到日期、信访形式、报送情况。"


class QuestionView(QWidget):
    """The question with its answers as large lines; the view itself has the focus, so no answer is preset."""

    answered = Signal(object)
    visit_wanted = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(question.text)
        self._question = question
        self.buttons: dict[str, QPushButton] = {}
        head = QLabel(question.text)
        head.setWordWrap(True)
        set_role(head, "title")
        why = QLabel(
            "上级管的和反映本机关主要负责人的，5 个工作日内原件封送上级，本机关不留内容（《规则》第十五条）。"
        )
        why.setWordWrap(True)
        set_role(why, "quiet")
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(head)
        inside.addWidget(why)
        inside.addSpacing(8)
        for answer in question.answers:
            inside.addWidget(self._choice(answer))
        inside.addSpacing(16)
        self.visit_button = button(f"{VISIT_KEY}    只登记接访，不立案件", self.visit_wanted.emit, "answer")
        self.visit_button.setToolTip("当场解答的，或已告知去处的，只记批次、人次和答复。")
        self.visit_button.setAccessibleName(f"按 {VISIT_KEY}：只登记接访，不立案件")
        inside.addWidget(self.visit_button)
        box = QFrame()
        box.setMaximumWidth(current().px(680))
        box.setLayout(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 24, 0, 0)
        column = QWidget()
        standing = QVBoxLayout(column)
        standing.setContentsMargins(0, 0, 16, 0)
        standing.addWidget(box)
        standing.addStretch(1)
        layout.addWidget(scrolling(column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = self._question.answered(event.text())
        if event.text() == VISIT_KEY:
            self.visit_wanted.emit()
        elif answer is None:
            super().keyPressEvent(event)
        else:
            self.answered.emit(answer)

    def _choice(self, answer: Answer) -> QPushButton:
        made = button(f"{answer.key}    {answer.label}", lambda: self.answered.emit(answer), "answer")
        made.setToolTip(ABOVE if answer.escalates else NOTES.get(answer.key, ""))
        made.setAccessibleName(f"按 {answer.key}：{answer.label}")
        self.buttons[answer.key] = made
        return made
