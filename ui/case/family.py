"""同一事项: the main item and its reports, how far the matter has spread, and earlier matters that may be the same."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.actions.families import Family, Member, cancel_judgement, judge, read_family
from app.actions.likenesses import Card, likenesses
from app.change import Change
from app.records.aftermath import Repeat
from app.schema.kinds import Text
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.action_bar import REASON
from ui.case.asking import AskingPanel
from ui.do import do
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext
from ui.form.submit import button
from ui.frame import Frame
from ui.likeness.asker import Asker
from ui.likeness.compare import CompareView
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.theme import current, set_role
from ui.undo import say_done

FIRST = 10
"""Reports that are listed until somebody wants all."""
MOST = 200
HEIGHT = 380
"""Pixels of the comparison at 100 %."""


class FamilyPanel(AskingPanel):
    """`open_asked` carries the id of another report of the matter; `same_asked`: another number is this very report."""

    open_asked = Signal(str)
    same_asked = Signal()
    _case: CaseFile | None = None

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__(frame, office, context)
        self.compare = CompareView(office, "认定为重复件", beside_others=True)
        self.compare.head.setText("以前的件里，这几件和本件相近")
        self.compare.hide()
        self._layout.addWidget(self.compare)
        self.asker: Asker[list[Card]] = Asker(frame, office, self._found, self)
        self._all = False
        self.compare.chosen.connect(lambda card: self._judge(card, "repeat"))
        self.compare.apart.connect(lambda card: self._judge(card, "different"))
        self.compare.opened.connect(lambda card: self.open_asked.emit(card.case))
        self.compare.closed.connect(self.close_form)

    def show_case(self, case: CaseFile) -> None:
        """Show the matter of a case."""
        if self._case is None or self._case.registration.id != case.registration.id:
            self._all = False
        self._case = case
        self._draw(read_family(self._office, case.registration.id))

    def look_for(self) -> None:
        """Look for earlier matters that may be the same."""
        assert self._case is not None
        office, case = self._office, self._case.registration.id
        self.close_form()
        self.asker.ask_now(lambda: likenesses(office, case))

    def show_all(self) -> None:
        """List every report of the matter."""
        assert self._case is not None
        self._all = True
        self.show_case(self._case)

    def open_cancel(self, judged: Repeat) -> None:
        """Ask why a judgement shall no longer count."""
        form = Form(self._context)
        form.add(
            REASON, FieldRow("取消理由", LineEditor(Text(), self._context.today, width=480), required=True)
        )
        self.open(
            "取消认定", form, lambda: cancel_judgement(self._office, judged.id, str(form.values()[REASON]))
        )

    def close_form(self) -> bool:
        self.asker.forget()
        was_open = not self.compare.isHidden()
        self.compare.hide()
        return super().close_form() or was_open

    def _draw(self, family: Family) -> None:
        members = family.members
        several = len(members) > 1
        remark = " · ".join([f"1 件 {len(members)} 件次", *family.spread.words]) if several else "没有重复件"
        band = Band("同一事项", remark)
        band.remark.setWordWrap(True)
        band.add_to_head(button("同一件…", self.same_asked.emit, "quiet"))
        band.add_to_head(button("查找相似件", self.look_for, "quiet"))
        shown = members[: MOST if self._all else FIRST] if several else ()
        for each in shown:
            band.add(self._line(each))
        if several and len(shown) < len(members):
            rest = f"还有 {len(members) - len(shown)} 件"
            if self._all:
                band.add(_quiet(f"{rest}，在台账里展开这一事项查看。"))
            else:
                band.add(button(f"{rest}，全部列出", self.show_all, "quiet"))
        for judged in family.apart:
            band.add(self._apart(judged))
        self.draw(band)

    def _line(self, member: Member) -> QWidget:
        assert self._case is not None
        is_this = member.case == self._case.registration.id
        number = button(member.case_no, partial(self.open_asked.emit, member.case), "quiet")
        number.setEnabled(not is_this and not member.masked)
        received = member.received_on.isoformat() if member.received_on is not None else ""
        place = "本件" if is_this else ""
        facts = (received, member.channel, member.source, member.unit) if not member.masked else ("回避",)
        said = " · ".join(part for part in ("主件" if member.is_main else "重复件", place, *facts) if part)
        return self._row(number, said, member.judgement)

    def _apart(self, judged: Repeat) -> QWidget:
        number = button(
            judged.main_no or "(未编号)", partial(self.open_asked.emit, str(judged.main_case)), "quiet"
        )
        said = " · ".join(part for part in ("不是同一件", judged.text("judged_on"), judged.judged_by) if part)
        return self._row(number, said, judged)

    def _row(self, number: QWidget, said: str, judged: Repeat | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(number)
        row.addWidget(_quiet(said), 1)
        if judged is not None and judged.owner == self._office.code:
            row.addWidget(button("取消认定", partial(self.open_cancel, judged), "quiet"))
        return line

    def _found(self, cards: list[Card]) -> None:
        if not cards:
            self._frame.say("没有找到相近的件。")
            return
        self.compare.setFixedHeight(current().px(HEIGHT))
        self.compare.show_cards(cards)
        self.compare.show()
        settle(self.compare)
        self.compare.setFocus()

    def _judge(self, card: Card, verdict: str) -> None:
        assert self._case is not None
        case, ground = self._case.registration.id, "same_matter" if verdict == "repeat" else None
        do(
            self._frame,
            lambda: judge(self._office, case, card.case, verdict, ground=ground),
            done=self._judged,
        )

    def _judged(self, change: Change) -> None:
        self.close_form()
        say_done(self._frame, self._office, f"已{change.label}", change)


def _quiet(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    set_role(made, "quiet")
    return made
