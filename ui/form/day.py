"""The editor of a day: typed as people write dates, or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from app.errors import Invalid
from app.schema.kinds import Kind
from ui.form.line import LineEditor
from ui.icons import icon
from ui.parts.spoken import spoken_day
from ui.theme import current

_ARROWS = {
    "qt_calendar_prevmonth": ("chevron-left", "上个月"),
    "qt_calendar_nextmonth": ("chevron-right", "下个月"),
}


class DayEditor(LineEditor):
    """`3.5`, `0305`, `昨天`, `2026-03-05`; Alt+Down or the button opens a calendar."""

    def __init__(self, kind: Kind, today: Callable[[], date], *, width: int = 160) -> None:
        super().__init__(kind, today, width=width)
        opener = QAction(icon("calendar", "text_soft"), "打开日历(Alt+↓)", self)
        opener.triggered.connect(self.open_calendar)
        self.line.addAction(opener, self.line.ActionPosition.TrailingPosition)

    def note(self) -> str:
        try:
            day = self.value()
        except Invalid:
            return ""
        return spoken_day(day) if isinstance(day, date) else ""

    def open_calendar(self) -> None:
        """Drop the calendar; it opens on the day typed, else on today."""
        try:
            day = self.value()
        except Invalid:
            day = None
        shown = day if isinstance(day, date) else self.today()
        calendar = CalendarPop(self.line, shown)
        calendar.days.activated.connect(lambda picked: self._pick(picked, calendar))
        calendar.days.clicked.connect(lambda picked: self._pick(picked, calendar))
        calendar.drop()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        return super()._key(event)

    def _pick(self, picked: QDate, calendar: "CalendarPop") -> None:
        calendar.close()
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        self.line.setFocus()
        self.changed.emit()


class CalendarPop(QWidget):
    """A month under a field, weeks from Monday; Enter or a click picks, Esc closes."""

    def __init__(self, field: QWidget, day: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = field
        self.days = QCalendarWidget()
        self.days.setAccessibleName("日历")
        self.days.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setSelectedDate(QDate(day.year, day.month, day.day))
        plain = QTextCharFormat()
        plain.setForeground(current().colour("text_soft"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(weekend, plain)
        for name, (picture, said) in _ARROWS.items():
            button: QToolButton = self.days.findChild(QToolButton, name)  # type: ignore[assignment]
            button.setIcon(icon(picture))
            button.setAccessibleName(said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.days)

    def drop(self) -> None:
        """Show it under its field, inside the screen."""
        self.resize(current().px(320), current().px(280))
        corner = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        room = self._field.screen().availableGeometry()
        if corner.y() + self.height() > room.bottom():
            corner.setY(self._field.mapToGlobal(QPoint(0, -2)).y() - self.height())
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)
        self.show()
        self.days.setFocus()
