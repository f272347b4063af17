"""按反映人准确查找: somebody calls and asks after a case; only the whole name, telephone or ID number finds it.

What is typed is wiped when the page is left or asked, so that no name stays on the screen.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.find_reporter import Found, find_reporter
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.page import Page
from ui.parts.keys import KeyRow
from ui.theme import set_role

WAYS = (("姓名", "name"), ("电话", "phone"), ("身份证号", "id_number"))
HINT = "要写完整，一个字都不能少；匿名件不在其中。每次查找都记入日志，日志里不写查的是谁。"


class FindCallerPage(Page):
    """`open_case` is called with the id of a case that was found and chosen."""

    title, icon = "按反映人查找", "search"

    def __init__(self, frame: Frame, office: Office, open_case: Callable[[str], object]) -> None:
        super().__init__()
        self._frame, self._office, self._open_case = frame, office, open_case

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.way, self.line = QComboBox(), QLineEdit()
        for words, field in WAYS:
            self.way.addItem(words, field)
        self.way.setAccessibleName("按什么查找")
        self.line.setAccessibleName("反映人的完整姓名、电话或身份证号")
        self.line.returnPressed.connect(self.find)
        row = QHBoxLayout()
        row.addWidget(self.way)
        row.addWidget(self.line, 1)
        row.addWidget(button("查找", self.find))
        self.said = QLabel(HINT)
        self.said.setWordWrap(True)
        set_role(self.said, "quiet")
        self.found = QVBoxLayout()
        body = QWidget()
        body.setMaximumWidth(640)
        column = QVBoxLayout(body)
        for part in (row, self.found):
            part.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addLayout(self.found)
        column.addStretch(1)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(16, 8, 16, 16)
        outer.addWidget(body, 10)
        outer.addStretch(1)
        return page

    def entered(self) -> None:
        self.line.setFocus()

    def find(self) -> None:
        """Look once; the line in the journal is written whatever is found."""
        asked = {self.way.currentData(): self.line.text()}
        do(self._frame, lambda: find_reporter(self._office, **asked), done=self._show)

    def keys(self) -> Sequence[KeyRow]:
        return (("Enter", "查找"), ("Esc", "返回"))

    def may_leave(self) -> bool:
        self.line.clear()
        return True

    def _show(self, found: Found) -> None:
        self.line.clear()
        while self.found.count():
            old = self.found.takeAt(0).widget()
            if old is not None:
                old.deleteLater()
        self.said.setText(f"找到 {len(found.cases)} 件。" if found.cases else f"没有找到。{HINT}")
        for case in found.cases:
            words = f"{case.case_no or '(未编号)'}    {case.text('received_on')} 收到"
            self.found.addWidget(button(words, partial(self._open_case, case.id)))
