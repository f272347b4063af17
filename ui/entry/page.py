"""登记: the question, then the form or the stub; the unfinished entry is kept and offered again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.actions.register import Entry, register, registered_case
from app.change import Change
from app.errors import Refused, Unavailable
from app.rules.jurisdiction import Answer, LevelDoubtful, question
from app.store.office import Office
from ui.do import do
from ui.entry.checks import EntryChecks
from ui.entry.draft_keeper import DraftKeeper
from ui.entry.likeness import EntryLikeness
from ui.entry.offers import Offers
from ui.entry.question import QuestionView
from ui.entry.report_form import ReportForm
from ui.entry.small_form import SmallForm
from ui.entry.stub_form import stub_form
from ui.entry.visit_form import visit_form
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.parts.snug import Snug
from ui.theme import set_role
from ui.undo import say_done


class EntryPage(Page):
    """A fresh question for every report; nothing can be typed before it is answered."""

    title, icon = "登记", "register"

    def __init__(self, frame: Frame, office: Office, open_case: Callable[[str, str], object]) -> None:
        """`open_case` lays a case over the page, with the form of an action."""
        super().__init__()
        self._frame, self._office, self._open_case = frame, office, open_case
        self._closes = False
        self._before: QWidget | None = None
        self._left_at: QWidget | None = None

    def build(self) -> QWidget:
        context = office_context(self._office)
        page = QWidget()
        page.setObjectName("page")
        self.question = QuestionView(question(self._office.level))
        self.report = ReportForm(self._office, context)
        self.stub = stub_form(self._frame, self._office, context, self._stub_kept, self.ask_again)
        self.visit = visit_form(self._frame, self._office, context, self._visit_kept, self.ask_again)
        self._visit_side = scrolling(self.visit)
        self.likeness = EntryLikeness(self._frame, self._office, self.report, page)
        self.checks = EntryChecks(self.report, page)
        self.drafts = DraftKeeper(self._office, self._typed, self._frame.say_error, page)
        self.banner = Banner()
        self.offers = Offers(self._office, self._small_forms.values(), self.resume, self._draft_dropped)
        self.stack = Snug()
        for part in (self.question, self._form_side(), scrolling(self.stub), self._visit_side):
            self.stack.addWidget(part)
        head = QLabel("登记新来件")
        set_role(head, "title")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(head)
        asked = QVBoxLayout()
        asked.setContentsMargins(0, 0, 28, 0)
        for part in (self.offers, self.banner):
            asked.addWidget(part)
        layout.addLayout(asked)
        layout.addWidget(self.stack, 1)
        self.question.answered.connect(self.answer)
        self.question.visit_wanted.connect(self.begin_visit)
        self.report.changed.connect(self.drafts.touch)
        self.likeness.changed.connect(self.drafts.touch)
        self.checks.changed.connect(self.drafts.touch)
        self.likeness.opened.connect(self._show_compare)
        self.likeness.closed.connect(self._hide_compare)
        self.likeness.save_wanted.connect(self.save)
        self._offer_drafts()
        return page

    def entered(self) -> None:
        if self.stack.currentIndex() == 0:
            self._offer_drafts()
            self.question.setFocus()
        elif self._focus_inside() is not None:
            pass
        elif self._left_at is not None and shiboken6.isValid(self._left_at) and self._left_at.isVisible():
            self._left_at.setFocus()
        else:
            small = self._small
            (small.focus_first if small is not None else self.report.begin)()

    def _focus_inside(self) -> QWidget | None:
        """Where somebody is typing on this page."""
        here = self._frame.focusWidget()
        return here if here is not None and here.isVisible() and self.stack.isAncestorOf(here) else None

    def refresh(self, change: Change | None) -> None:
        if change is None:
            self.likeness.ask_again()
        if self.stack.currentIndex() == 0:
            self._offer_drafts()

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("1 2 3", "回答归谁管"),
            ("4", "只登记接访，不立案件"),
            ("回车", "到下一项"),
            ("Shift+回车", "回上一项"),
            ("Ctrl+J", "加一名被反映人"),
            ("Ctrl+Shift+J", "去掉这一名被反映人"),
            ("Alt+回车", "在长文字里换行"),
            ("↓", "列出可选的"),
            ("F6", "对照可能重复的件；再按数字登记为那一件的重复件"),
            ("F7", "标为重大信访，再按取消"),
            ("Delete", "对照时：不是同一件"),
            ("Ctrl+S", "保存"),
            ("Ctrl+Shift+S", "保存后接着填当场办结"),
            ("Esc", "不录了(先问)"),
        )

    def may_leave(self) -> bool:
        if self.is_built:
            self._left_at = self._focus_inside()
            self.likeness.asker.settle()
            for each in (self.drafts, self.stub.drafts, self.visit.drafts):
                each.settle()
        return True

    def escaped(self) -> bool:
        """Put the entry aside; asks only when something was typed."""
        if self.stack.currentIndex() == 0:
            return False
        small = self._small
        if small is not None:
            small.escaped()
        elif self.is_comparing:
            self._hide_compare()
        elif not self.banner.isHidden():
            self._stay()
        elif not self.report.is_typed:
            self.ask_again()
        else:
            self.drafts.flush()
            self._before = self._frame.focusWidget()
            self.banner.ask(
                "这一件还没有保存，怎么办？",
                (("留作草稿", self.ask_again), ("丢弃", self.discard), ("接着录(Esc)", self._stay)),
            )
        return True

    def answer(self, answer: Answer) -> None:
        """The question was answered: to the form, or to the stub."""
        self.offers.dismiss()
        if answer.escalates:
            self.stack.setCurrentIndex(2)
            self.stub.begin()
            return
        self._clear()
        self._show_form()
        self.report.begin()

    def begin_visit(self) -> None:
        """A reception that makes no case."""
        self.offers.dismiss()
        self.stack.setCurrentIndex(3)
        self.visit.begin()

    def close_at_once(self) -> None:
        """Register a simple matter and go on to what was done about it on the spot (M12)."""
        self.save(closes=True)

    def save(self, *, closes: bool = False) -> None:
        """Register the report, or say beside the fields what is wrong; `closes`: it is closed in the same sitting."""
        self._closes = closes
        if self.report.check():
            self._save(own_level_confirmed=False)

    def _save(self, *, own_level_confirmed: bool) -> None:
        do(
            self._frame,
            lambda: register(self._office, replace(self._entry(), own_level_confirmed=own_level_confirmed)),
            done=self._registered,
            refused=self._refused,
        )

    def resume(self, page: str) -> None:
        """Go on with an unfinished entry."""
        for at, small in self._small_forms.items():
            if page.startswith(small.asked.drafts) and small.resume(page):
                self.offers.dismiss()
                self.stack.setCurrentIndex(at)
                small.focus_first()
                return
        body = self.drafts.take(page)
        self.offers.dismiss()
        if body is None:
            self._offer_drafts()
            return
        self._clear()
        self.report.restore(body)
        self.likeness.restore(body)
        self.checks.restore(body)
        self._show_form()
        self.report.begin()

    def discard(self) -> None:
        """Throw away what was typed, and its draft."""
        self.drafts.drop()
        self._clear()
        self.ask_again()

    def ask_again(self) -> None:
        """Back to the question; an unfinished entry lies there as a draft."""
        self.drafts.leave()
        self.banner.dismiss()
        self.stack.setCurrentIndex(0)
        self._offer_drafts()
        self.question.setFocus()

    def _registered(self, change: Change) -> None:
        repeated = f"，为 {self.likeness.repeat_no} 的重复件" if self.likeness.repeat_of else ""
        self.drafts.drop()
        self._clear()
        self.ask_again()
        number = next(edit.after.get("case_no") for edit in change.of("registration"))
        say_done(self._frame, self._office, f"已登记 {number}{repeated}", change)
        if self._closes:
            self._open_case(registered_case(change), "close_on_the_spot")

    def _visit_kept(self, change: Change) -> None:
        self.ask_again()
        say_done(self._frame, self._office, f"已{change.label}", change)

    def _stub_kept(self, change: Change) -> None:
        self.ask_again()
        number = next(edit.after.get("stub_no") for edit in change.of("escalation"))
        say_done(self._frame, self._office, f"已登记报上级件 {number}", change)

    def _refused(self, refusal: Refused | Unavailable) -> bool:
        """A rank or post above our authority asks the question again before anything is kept (Rules Art. 15)."""
        if not isinstance(refusal, LevelDoubtful):
            return self.report.form.refused(refusal)
        self._before = self._frame.focusWidget()
        self.banner.ask_by_key(
            f"被反映人{refusal.words}，请再核对归谁管。",
            (
                ("归上级管：清掉所填，改留存根", self._to_stub),
                ("已核对，归本级管", self._confirm),
                ("接着改(Esc)", self._stay),
            ),
        )
        return True

    def _to_stub(self) -> None:
        self.discard()
        self.stack.setCurrentIndex(2)
        self.offers.dismiss()
        self.stub.begin()

    def _confirm(self) -> None:
        self.banner.dismiss()
        self._save(own_level_confirmed=True)

    def _stay(self) -> None:
        self.banner.dismiss()
        if self._before is not None and self.report.isAncestorOf(self._before):
            self._before.setFocus()
        else:
            self.report.begin()

    @property
    def _small_forms(self) -> dict[int, SmallForm]:
        """The short forms by their place in the stack."""
        return {2: self.stub, 3: self.visit}

    @property
    def _small(self) -> SmallForm | None:
        """The short form that is open, if one is."""
        return self._small_forms.get(self.stack.currentIndex())

    @property
    def is_comparing(self) -> bool:
        """Whether the form lies behind the comparison."""
        return self._side.currentIndex() == 1

    def _show_compare(self) -> None:
        self._before = self._frame.focusWidget()
        self._side.setCurrentIndex(1)
        self.likeness.compare.setFocus()

    def _hide_compare(self) -> None:
        if self.is_comparing:
            self._side.setCurrentIndex(0)
            self._stay()

    def _typed(self) -> dict[str, Any]:
        return {**self.report.typed(), **self.likeness.typed(), **self.checks.typed()}

    def _entry(self) -> Entry:
        judged = self.likeness
        return replace(
            self.report.entry(),
            repeat_of=judged.repeat_of,
            different=tuple(judged.different),
            major=self.checks.major,
        )

    def _clear(self) -> None:
        self.report.clear()
        self.likeness.clear()
        self.checks.clear()
        self._side.setCurrentIndex(0)

    def _show_form(self) -> None:
        self.banner.dismiss()
        self.stack.setCurrentIndex(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _form_side(self) -> QWidget:
        side = QWidget()
        self._scroll: QScrollArea = scrolling(self.report)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 16, 12)
        buttons.setSpacing(8)
        self.save_button = button("保存(Ctrl+S)", self.save, "primary")
        buttons.addWidget(self.save_button)
        buttons.addWidget(button("保存并当场办结(Ctrl+Shift+S)", self.close_at_once))
        buttons.addWidget(button("加一名被反映人(Ctrl+J)", self.report.points.begin_row))
        buttons.addWidget(button("不录了(Esc)", self.escaped, "quiet"))
        buttons.addStretch(1)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        offered = QVBoxLayout()
        offered.setContentsMargins(0, 8, 28, 0)
        offered.setSpacing(4)
        for line in (self.checks.bare, self.checks.proposal, self.likeness.strip):
            offered.addWidget(line)
        column.addLayout(offered)
        column.addLayout(buttons)
        compare = QWidget()
        room = QVBoxLayout(compare)
        room.setContentsMargins(0, 0, 28, 12)
        room.addWidget(self.likeness.compare)
        self._side = Snug()
        self._side.addWidget(form)
        self._side.addWidget(compare)
        layout.addWidget(self._side, 1)
        shortcut("Ctrl+S", form, self.save)
        shortcut("Ctrl+Shift+S", form, self.close_at_once)
        shortcut("F7", form, self.checks.turn)
        shortcut("F6", form, self.likeness.open)
        shortcut("Ctrl+J", side, self.report.points.begin_row)
        return side

    def _offer_drafts(self) -> None:
        self.offers.offer(self.drafts.page, self.stub.drafts.page, self.visit.drafts.page)

    def _draft_dropped(self) -> None:
        self._offer_drafts()
        self.question.setFocus()
