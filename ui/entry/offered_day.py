"""A day that is not preset but offered: Enter in the empty field takes today."""

from collections.abc import Callable
from datetime import date

from app.schema.kinds import Kind
from ui.form.day import DayEditor


class OfferedDayEditor(DayEditor):
    """The date decides when limits begin, so somebody must say it; one key says today."""

    def __init__(self, kind: Kind, today: Callable[[], date]) -> None:
        super().__init__(kind, today, width=220)
        self.line.setPlaceholderText("回车 = 今天")

    def _enter(self) -> None:
        if not self.line.text().strip():
            self.set_value(self.today())
            self.changed.emit()
        super()._enter()
