"""会议: on a list of 统计, the meeting that looked at it: its minutes, what it decided, and a circular drafted from it (M11)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.actions.decide_at_meeting import decide_at_meeting, orders_of, usual_kind
from app.actions.issue_circular import issue_circular
from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.save_minutes import make_minutes, save_minutes
from app.actions.strike_minutes import is_offered, sentences, strike_minutes
from app.change import Change
from app.ledger.circular_text import circular_text
from app.ledger.sheet import MeetingSheet
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.records.record import Record
from app.rules.rights import refusal
from app.schema.kinds import Text, Value
from app.store.letters import EVERYONE
from app.store.office import Office
from ui.do import do
from ui.documents.asks import DocxAsk
from ui.form.ask import AskForm
from ui.form.context import office_context
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.undo import say_done

MINUTES = ("held_on", "place", "chair", "attendants", "minutes")
DECISION = ("order_kind", "unit", "requirement", "reply_due_on")
CIRCULAR = ("unit", "requirement", "reply_due_on")
CASE, WORDS = "order.of_case", "meeting.words"
_ORDER = "自动编号，随下一份工作簿送达，函上写明是哪次会议定的。"
_IN_HOUSE = "自动编号，写明是哪次会议定的；到限期回复日期没有回复会亮灯。被督办单位不写就是本单位。"
_STRIKE = "会议记录和通报里含有这几个字的句子整句销毁，修改记录里的也销毁，不能撤销。几处用顿号分开。"
_NONE = "下面列出要销毁的句子，看清楚再做。"
_WHICH = "写信访编号；不针对哪一件的留空，种类选通报"


class MeetingBand(Band):
    """One small form at a time; what is done redraws the page, and with it this band.

    `asking` tells that a form has opened (True) or closed.
    """

    asking = Signal(bool)

    def __init__(self, frame: Frame, office: Office, sheet: MeetingSheet) -> None:
        found = meetings_about(office, sheet.id, sheet.period)
        super().__init__("会议", "" if found else "这一期还没有记会议。")
        self._frame, self._office, self._sheet = frame, office, sheet
        self.ask: AskForm | None = None
        self.draft = self._button("拟通报", self.open_circular, "issue_circular")
        self.note = self._button("记会议", self.open_minutes, "record_meeting")
        self.strike = self._button("划去报上级的话", self.open_strike, "strike_minutes")
        if not is_offered(office):
            self.strike.hide()
        for made in (self.draft, self.note, self.strike):
            self.add_to_head(made)
        self.lines = [self._line(each) for each in found]
        for line in self.lines:
            self.add(line)

    def _button(self, words: str, run: Callable[[], object], action: str) -> QWidget:
        made = button(words, run)
        barred = refusal(action, self._office.roles)
        made.setEnabled(barred is None)
        made.setToolTip(barred or "")
        return made

    def _line(self, meeting: Meeting) -> QWidget:
        line, orders = QWidget(), orders_of(self._office, meeting)
        open_ones = sum(each.replied_on is None for each in orders)
        decided = f"议定督办 {len(orders)} 件，{open_ones} 件没有回复" if orders else "没有议定督办"
        chair = f"主持 {meeting.chair}" if meeting.chair else ""
        words = QLabel(" · ".join(part for part in (meeting.name, chair, decided, _short(meeting)) if part))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(self._button("议定督办", partial(self.open_decision, meeting), "issue_order"))
        row.addWidget(self._button("存会议纪要", partial(self.save, meeting), "save_paper"))
        return line

    # -- the small forms ------------------------------------------------------------------------------------

    def open_minutes(self) -> None:
        """Ask what the meeting was and what was said."""
        office, sheet = self._office, self._sheet
        form = self._form(Meeting, MINUTES, {"held_on": office.today})
        hint = "写编号，不写反映人；记下以后，会上定的事可以逐件发督办。"
        self._open("记会议", hint, form, lambda: record_meeting(office, sheet.id, sheet.period, _said(form)))

    def open_decision(self, meeting: Meeting) -> None:
        """Ask for one thing that the meeting decided."""
        form = Form(office_context(self._office))
        case = LineEditor(Text(), form.context.today, width=280)
        form.add(CASE, FieldRow("信访编号", case, hint=_WHICH))
        self._fill(form, Order, DECISION, {"order_kind": usual_kind(self._office)}, {})

        def run() -> Change:
            said = _said(form)
            return decide_at_meeting(self._office, meeting, said, str(said.pop("of_case") or ""))

        self._open("议定督办", _IN_HOUSE if self._office.level == "township" else _ORDER, form, run)

    def open_circular(self) -> None:
        """Ask for the last words on a circular drafted from the figures."""
        presets: dict[str, Value] = {
            "unit": EVERYONE,
            "requirement": circular_text(self._office, self._sheet),
        }
        form = self._form(Order, CIRCULAR, presets, {"unit": "发给", "requirement": "通报内容"})

        def run() -> Change:
            said = _said(form)
            return issue_circular(
                self._office, "circular", str(said["unit"] or ""), str(said["requirement"] or ""),
                reply_due_on=cast("date | None", said["reply_due_on"]),
            )  # fmt: skip

        self._open("发通报", "照本期的数字拟的，请核对修改；不写具体的件和反映人。", form, run)

    def open_strike(self) -> None:
        """Ask by which words the sentences are known that must not stay; below them stands what would go."""
        form = Form(office_context(self._office))
        words = LineEditor(Text(), form.context.today, width=480)
        form.add(WORDS, FieldRow("句子里的字", words, required=True))
        going = QLabel(_NONE)
        going.setWordWrap(True)
        words.changed.connect(lambda: going.setText(self._going(str(words.value() or ""))))
        self._open(
            "划去报上级的话", _STRIKE, form, lambda: strike_minutes(self._office, str(_said(form)["words"]))
        )
        if self.ask is not None:
            self.ask.add(going)

    def _going(self, words: str) -> str:
        return "\n".join(sentences(self._office, words)) or _NONE

    def close_form(self) -> bool:
        """Close the open form; False when there was none."""
        if self.ask is None:
            return False
        self.ask.hide()
        self.ask.deleteLater()
        self.ask = None
        self.asking.emit(False)
        return True

    def save(self, meeting: Meeting) -> None:
        """Save the minutes as .docx."""
        said = DocxAsk.ask(self, f"{meeting.name}纪要.docx")
        if said is None:
            return
        path, replace = said
        paper = make_minutes(self._office, meeting, self._sheet)
        do(
            self._frame,
            lambda: save_minutes(self._office, meeting, paper, path, replace=replace),
            done=lambda _: self._frame.say(f"已存为 {path.name}，已记入日志。文件没有加密，用完请妥善保管。"),
        )

    def _form(
        self, kind: type[Record], names: tuple[str, ...], presets: Mapping[str, Value],
        labels: Mapping[str, str] | None = None,
    ) -> Form:  # fmt: skip
        form = Form(office_context(self._office))
        self._fill(form, kind, names, presets, labels or {})
        return form

    def _fill(
        self, form: Form, kind: type[Record], names: tuple[str, ...], presets: Mapping[str, Value],
        labels: Mapping[str, str],
    ) -> None:  # fmt: skip
        for name in names:
            said = kind.column(name)
            row = row_for(said, form.context)
            if name in labels:
                row = FieldRow(labels[name], row.editor)
            row.set_value(presets.get(name))
            form.add(said.id, row)

    def _open(self, label: str, hint: str, form: Form, run: Callable[[], Change]) -> None:
        if self.ask is not None:
            self.ask.begin()  # what is being typed is not thrown away by another button
            return
        self.ask = ask = AskForm(label, hint, form, run)
        ask.confirmed.connect(self._do)
        ask.given_up.connect(self.close_form)
        self.add(ask)
        self.asking.emit(True)
        ask.show()
        ask.begin()

    def _do(self) -> None:
        if self.ask is not None:
            ask = self.ask
            do(self._frame, ask.run, done=self._done, refused=ask.form.refused)

    def _done(self, change: Change | None) -> None:
        self.close_form()
        if change is not None:
            say_done(self._frame, self._office, f"已{change.label}", change)


def _said(form: Form) -> dict[str, Value]:
    return {name.rpartition(".")[2]: value for name, value in form.values().items()}


def _short(meeting: Meeting) -> str:
    words = " ".join((meeting.minutes or "").split())
    return f"{words[:60]}…" if len(words) > 60 else words
