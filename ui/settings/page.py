"""设置: everything an office or this desk decides for itself, on one page."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.change import Change
from app.rules.rights import refusal
from app.store.office import Office
from ui.backup.section import BackupSection, GiveBack
from ui.frame import Frame
from ui.look import Look
from ui.page import Page
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.settings import lists, sections
from ui.settings.calendar_section import CalendarSection
from ui.settings.login_section import LoginSection

WIDEST = 1016


class SettingsPage(Page):
    """`dress` changes the look of this desk, `choose_person` who sits here, `give_back` puts a backup in place."""

    title, icon = "设置", "settings"

    def __init__(
        self, frame: Frame, office: Office, dress: Callable[[Look], object], choose_person: Callable[[str], object],
        give_back: GiveBack,
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self._office = frame, office
        self._dress, self._choose_person, self._give_back = dress, choose_person, give_back
        self.calendar: CalendarSection | None = None

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(24, 16, 8, 0)
        self._body: QScrollArea | None = None
        self._show()
        return page

    def refresh(self, change: Change | None) -> None:
        touched = change is None or any(edit.kind in ("setting", "staff", "unit") for edit in change.edits)
        if touched:
            self._show()

    def escaped(self) -> bool:
        return any(
            [
                self.people.close_form(),
                self.units.close_form(),
                self.login.close_form(),
                self.backup.close_form(),
            ]
        )

    def keys(self) -> Sequence[KeyRow]:
        return (("Tab", "到下一项"), ("空格", "选中"), ("Del", "日历里把选中的日子改回平常"))

    def _kept(self, action: str, part: QWidget) -> QWidget:
        """Grey what only others may change, and say why."""
        barred = refusal(action, self._office.roles)
        part.setEnabled(barred is None)
        part.setToolTip(barred or "")
        return part

    def _show(self) -> None:
        at = self._body.verticalScrollBar().value() if self._body is not None else 0
        year = self.calendar.year.currentData() if self.calendar is not None else self._office.today.year
        office, frame = self._office, self._frame
        self.people, self.units = lists.people(frame, office), lists.offices(frame, office)
        self.calendar = CalendarSection(frame, office, year)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(26)
        body.setMaximumWidth(
            WIDEST
        )  # of the whole: a part's own limit is not asked when its height is reckoned
        self.login = LoginSection(frame, office)
        self.backup = BackupSection(frame, office, self._give_back)
        me = [sections.myself(office, self._choose_person)] if office.roles is None else []
        for part in (
            sections.appearance(self._dress), *me, self.login, self._kept("add_staff", self.people),
            self._kept("add_unit", self.units), self._kept("set_setting", sections.lights(frame, office)),
            self._kept("set_setting", self.calendar), self._kept("set_setting", sections.numbers(frame, office)),
            self.backup, sections.data(office, frame),
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        fresh = scrolling(body)
        if self._body is None:
            self._page.addWidget(fresh)
        else:
            self._page.replaceWidget(self._body, fresh)
            self._body.hide()
            self._body.deleteLater()
            fresh.show()
        self._body = fresh
        fresh.verticalScrollBar().setValue(at)
