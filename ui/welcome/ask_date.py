"""The date is asked before anything else while the PC's clock contradicts the journal."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.verify import in_words, verify
from app.schema.kinds import Day
from app.store.day import Backwards
from app.store.office import Office
from ui.do import Teller, do
from ui.form.day import DayEditor
from ui.form.field_row import FieldRow
from ui.form.submit import button
from ui.parts.read_row import labelled
from ui.parts.spoken import spoken_day
from ui.theme import set_role

WHY = "编号、时限和灯色都靠今天的日期，日期不对会编错、亮错。"


class AskDate(QWidget):
    """Why, a field for today's date, one button. `confirmed` is called once the office knows."""

    def __init__(self, office: Office, doubt: str, confirmed: Callable[[], object]) -> None:
        super().__init__()
        self._office, self._confirmed = office, confirmed
        self.teller: Teller | None = None
        self._refused_day: date | None = None
        clock = office.now.date()
        self.row = FieldRow("今天是", DayEditor(Day(), lambda: clock, width=220), required=True)
        self.row.editor.entered.connect(lambda: self.confirm())
        self.row.editor.moves_on = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        how = f"电脑上的日期是 {spoken_day(clock)}。对的就照写一遍，不对请写真正的日期，例如 {_example(clock)}。"
        for text, role in ((doubt, ""), (how, ""), (WHY, "quiet")):
            words = QLabel(text)
            words.setWordWrap(True)
            set_role(words, role)
            layout.addWidget(words)
        layout.addWidget(self.row)
        self.sure = button("", lambda: self.confirm(sure=True))
        self.sure.hide()
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button("就用这个日期", lambda: self.confirm(), "primary"))
        row.addWidget(self.sure)
        row.addWidget(button("先验证数据", self.verify))
        row.addStretch(1)
        layout.addWidget(labelled("", buttons))
        self.found = QLabel()
        self.found.setWordWrap(True)
        layout.addWidget(labelled("", self.found))
        layout.addStretch(1)

    def begin(self) -> None:
        """Go to the field."""
        self.row.editor.setFocus()

    def confirm(self, *, sure: bool = False) -> None:
        """Tell the office which day it is; `sure`: the day is right, although it lies before the last line written."""
        if not self.row.check(complete=True):
            self.row.editor.setFocus()
            return
        day = self.row.value()
        assert isinstance(day, date) and self.teller is not None
        do(
            self.teller,
            lambda: self._office.confirm_today(day, sure=sure and day == self._refused_day),
            done=lambda _: self._confirmed(),
            refused=self._refused,
        )

    def verify(self) -> None:
        """Check file and journal: a wrong date does not matter to that, and nothing is written with it."""
        assert self.teller is not None
        do(self.teller, lambda: verify(self._office), done=lambda found: self.found.setText(in_words(found)))

    def _refused(self, refusal: Exception) -> bool:
        self.row.show_error(str(refusal))
        if isinstance(refusal, Backwards):
            day = self.row.value()
            assert isinstance(day, date)
            self._refused_day = day
            self.sure.setText(f"没有错，今天就是{day.month}月{day.day}日")
            self.sure.show()
        return True


def _example(day: date) -> str:
    return f"{day.month}.{day.day}"
