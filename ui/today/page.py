"""今日: what is over its limit, what is due within three days, and what waits for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.actions.put_off import take_up
from app.actions.renumber import doubled, renumber
from app.actions.units import unit_name
from app.change import Change
from app.ledger.today import SHORT, Duty, DutyList, Today, look, to_do
from app.records.matters import Escalation
from app.records.oversight import Order
from app.rules.rights import refusal
from app.store import preferences
from app.store.drafts import ENTRY_DRAFTS
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.page import Page
from ui.parts.band import Band
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.theme import set_role
from ui.today.chips import ALL, MINE, kind_chips, whose_chips
from ui.today.lines import (
    ACTIONS,
    HAND_UP,
    RECEIPT,
    WORDS,
    DutyLine,
    DutySection,
    SaidLine,
    UnitLine,
    next_action,
    word_of,
)
from ui.today.loose_ends import Leads, loose_ends, notice
from ui.undo import say_done

if TYPE_CHECKING:
    from ui.form.ask import AskForm

LATER = 100
"""Milliseconds after which the list of what waits for others follows the first picture of the page."""
OpenCase = Callable[[str, str], object]
"""Opens a case by id, with the form of an action by its id, or blank."""


class TodayPage(Page):
    """Opens first each day. The functions lead to the other pages; `open_unit` to the ledger of a unit's late cases."""

    title, icon = "今日", "today"

    def __init__(
        self, frame: Frame, office: Office, open_case: OpenCase,
        open_entry: Callable[[], object], open_exchange: Callable[[], object] | None,
        open_unit: Callable[[str], object], open_letter: Callable[[Order], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self._office = frame, office
        self._open_case, self._open_entry, self._open_exchange = open_case, open_entry, open_exchange
        self._open_unit, self._open_letter = open_unit, open_letter
        self._whole = self._follows = False
        self._todo = 0
        self.rule = ALL
        self._only_mine = bool(preferences.get(office.db, MINE, False))
        self.sections: list[DutySection] = []
        self.ask: AskForm | None = None

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(24, 16, 8, 0)
        self._body = QWidget()
        self._page.addWidget(self._body)
        put_off = QShortcut(QKeySequence("H"), page)
        put_off.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        put_off.activated.connect(self._put_off_here)
        whose = QShortcut(QKeySequence("M"), page)
        whose.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        whose.activated.connect(lambda: self.show_mine(not self._only_mine))
        return page

    def badge(self) -> int:
        return self._todo if self.is_built else to_do(self._office)

    def refresh(self, change: Change | None) -> None:
        self._whole = True
        self._show()

    def entered(self) -> None:
        self._show()
        lines = self._lines()
        (lines[0].go if lines else self.widget).setFocus()

    def _follow(self) -> None:
        """What waits for others, once the rest is painted."""
        if not self._whole:
            focused = self._frame.focusWidget()
            at = next((at for at, line in enumerate(self._lines()) if line.go is focused), None)
            self.refresh(None)
            if at is not None and at < len(self._lines()):
                self._lines()[at].go.setFocus()

    def _lines(self) -> list[DutyLine]:
        return [line for section in self.sections for line in section.lines]

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Tab", "到下一件的按钮"),
            ("回车", "做按钮上写的事"),
            ("H", "缓办这一行，或不再缓办"),
            ("M", "只看我的，或看全单位的"),
            ("Esc", "关上打开的操作"),
        )

    def escaped(self) -> bool:
        if self.ask is None:
            return False
        self._close_form()
        return True

    def _show(self) -> None:
        doubt = self._office.clock_doubt()
        if doubt is None:
            self._show_duties()
        else:
            self._show_doubt(doubt)

    def _show_doubt(self, doubt: str) -> None:
        """Nothing is due on a day that nobody believes: the date is asked for."""
        self._todo, self.sections = 0, []
        asks = partial(self._frame.date_doubtful.emit, doubt)
        self._put(Empty(doubt, icon="today", action="核对日期", run=asks))

    def _show_duties(self) -> None:
        rule = None if self.rule == ALL else self.rule
        found = look(self._office, ENTRY_DRAFTS, rule, whole=self._whole, person=self._person)
        self._todo = found.to_do
        self.sections = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(20)
        for line in loose_ends(self._office, found, self._leads):
            column.addWidget(line)
        if self._office.person:
            whose = whose_chips(self._only_mine)
            whose.picked.connect(lambda picked: self.show_mine(picked == MINE))
            column.addWidget(whose)
        kinds = kind_chips(found, self.rule)
        if kinds is not None:
            kinds.picked.connect(self._pick)
            column.addWidget(kinds)
        waits = found.waiting.total + len(found.postings) + found.held_elsewhere + found.letters.total
        waits += found.unsigned.total + found.telling.total
        if found.overdue.total + found.soon.total + waits + len(found.units) == 0 and self.rule == ALL:
            column.addWidget(self._nothing(), 1)
        else:
            near = f"今天和{_NUMBERS.get(self._days, str(self._days))}天内"
            column.addWidget(self._section("待办 · 已逾期", found.overdue, "没有逾期的。"))
            column.addWidget(self._section(f"待办 · {near}", found.soon, f"{near}没有到期的。"))
            if found.unsigned.total:
                column.addWidget(self._section("上级交来，等签收", found.unsigned, ""))
            if found.telling.total:
                column.addWidget(self._section("办结了，等反馈", found.telling, ""))
            if found.letters.total:
                column.addWidget(self._section("收到的通报", found.letters, ""))
            if found.units:
                column.addWidget(self._units(found))
            column.addWidget(self._waiting(found))
            column.addStretch(1)
        self._put(scrolling(body))
        if not self._follows:  # counted from now: what stands already is painted first, however long it took
            self._follows = True
            QTimer.singleShot(LATER, self._page.parentWidget(), self._follow)

    def _put(self, fresh: QWidget) -> None:
        self._page.replaceWidget(self._body, fresh)
        self._body.hide()
        self._body.deleteLater()
        fresh.show()
        self._body = fresh

    @property
    def _days(self) -> int:
        """Working days before a limit from which a duty stands among those near."""
        return self._office.measure.preset.yellow_days

    def _nothing(self) -> Empty:
        barred = refusal("register", self._office.roles)
        if barred is None:
            return Empty("今天没有到期的事项。", action="登记新来件", run=self._open_entry)
        return Empty("今天没有到期的事项。")

    def _units(self, found: Today) -> Band:
        """各单位逾期: what units below are late with, by unit."""
        band = Band(
            "各单位逾期", f"{sum(number for _, number in found.units)} 件，由承办单位办理，本机关督促"
        )
        for code, number in found.units[:SHORT]:
            band.add(UnitLine(unit_name(self._office, code), number, partial(self._open_unit, code)))
        if len(found.units) > SHORT:
            band.add(_quiet(f"还有 {len(found.units) - SHORT} 个单位，在“台账”里按“责任单位”筛选。"))
        return band

    def _waiting(self, found: Today) -> DutySection:
        if not self._whole:
            return self._section("等待别人", found.waiting, "正在查…")
        loose = found.postings or found.held_elsewhere
        section = self._section("等待别人", found.waiting, "" if loose else "没有等着别人办的。")
        for sent in found.postings[:SHORT]:
            name = unit_name(self._office, sent.receiver)
            said = f"{sent.day} 寄给{name}的第 {sent.number} 号，{sent.cases} 件，{sent.awaits}。"
            section.add(self._to_exchange(said))
        if len(found.postings) > SHORT:
            section.add(_quiet(f"还有 {len(found.postings) - SHORT} 份后来寄的也在等，在“交换”里看全部。"))
        if found.held_elsewhere:
            said = f"有 {found.held_elsewhere} 条内容两边都改过，等填写单位定用哪一份。"
            section.add(self._to_exchange(said))
        return section

    def _to_exchange(self, said: str) -> QWidget:
        """A line with its button where the lists have theirs."""
        if self._open_exchange is None:
            return notice(said)
        return SaidLine(said, "去交换", self._open_exchange)

    def _section(self, title: str, found: DutyList, empty: str) -> DutySection:
        section = DutySection(title, found, empty, self._line)
        if found.total > SHORT:
            section.add(_quiet(f"还有 {found.total - len(found.duties)} 件，在“台账”里看全部。"))
        self.sections.append(section)
        return section

    def _line(self, duty: Duty) -> DutyLine:
        preset = self._office.measure.preset
        if duty.stub is not None:
            word = HAND_UP if duty.due_on is not None else RECEIPT
            barred = refusal("hand_up_stub", self._office.roles)
            line = DutyLine(duty, preset, word, partial(self._hand_up, duty.stub), barred)
            line.put_off.connect(partial(self._put_off, duty))
            return line
        if duty.case is None:
            return self._line_of_office(duty)
        case = duty.case.registration.id
        action = next_action(self._office, duty)
        line = DutyLine(
            duty,
            preset,
            action.label if action else WORDS.get(duty.rule, "打开"),
            partial(self._open_case, case, action.id if action else ""),
        )
        line.opened.connect(partial(self._open_case, case, ""))
        line.put_off.connect(partial(self._put_off, duty))
        return line

    def _line_of_office(self, duty: Duty) -> DutyLine:
        """A letter or a quarterly report: its form behind the button, the letter itself behind the words."""
        word = word_of(duty)
        barred = refusal(ACTIONS[word], self._office.roles)

        def run() -> None:
            from ui.today.letters import letter_form

            self._open_form(letter_form(self._office, duty))

        line = DutyLine(duty, self._office.measure.preset, word, run, barred)
        if duty.letter is not None:
            line.opened.connect(partial(self._open_letter, duty.letter))
        line.put_off.connect(partial(self._put_off, duty))
        return line

    @property
    def _person(self) -> str:
        """Whose lines are shown; blank for all of the office."""
        return self._office.person if self._only_mine else ""

    def show_mine(self, only: bool) -> None:
        """Show what the person who works here has to do, or all that waits in the office."""
        self._only_mine, self.rule = only, ALL
        preferences.put(self._office.db, MINE, only)
        self.entered()

    def _pick(self, rule: str) -> None:
        self.rule = rule
        self._show()

    @property
    def _leads(self) -> Leads:
        return Leads(self._open_entry, self._open_case, self._open_exchange, self._renumber)

    def _renumber(self) -> None:
        """Give the first of the doubled numbers to its later case anew."""
        case = next((id for _, id in doubled(self._office)), None)
        if case is not None:
            do(self._frame, lambda: renumber(self._office, case), done=self._sent)

    def _hand_up(self, stub: Escalation) -> None:
        """Ask to whom and when the sealed original went."""
        from ui.today.hand_up import hand_up_form

        self._open_form(hand_up_form(self._office, stub))

    def _open_form(self, ask: AskForm) -> None:
        self._close_form()
        self.ask = ask
        ask.confirmed.connect(self._do)
        ask.given_up.connect(self._close_form)
        self._page.insertWidget(0, ask)
        ask.show()
        ask.begin()

    def _put_off_here(self) -> None:
        """Put off the line whose button has the focus."""
        focused = self._frame.focusWidget()
        line = next((line for line in self._lines() if focused in (line.go, line.later)), None)
        if line is not None:
            line.put_off.emit()

    def _put_off(self, duty: Duty) -> None:
        """Ask until when and why a line is to rest; a line that rests shows again."""
        from ui.today.put_off import put_off_form

        if duty.put_off is not None:
            do(self._frame, lambda: take_up(self._office, duty), done=self._sent)
        else:
            self._open_form(put_off_form(self._office, duty))

    def _do(self) -> None:
        if self.ask is not None:
            ask = self.ask
            do(self._frame, ask.run, done=self._sent, refused=ask.form.refused)

    def _sent(self, change: Change | None) -> None:
        self._close_form()
        if change is not None:
            say_done(self._frame, self._office, f"已{change.label}", change)

    def _close_form(self) -> None:
        if self.ask is not None:
            self.ask.hide()
            self.ask.deleteLater()
            self.ask = None


_NUMBERS = {1: "一", 2: "两", 3: "三", 5: "五", 7: "七", 10: "十"}


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "quiet")
    return label
