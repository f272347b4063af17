"""What can be done with a case now: buttons, the likeliest filled; the rest says why not. One opens a small form."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.actions.case_action import CaseAction
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.phases import OTHER, order_of, phase_of
from app.actions.void_case import void_case
from app.change import Change
from app.errors import Invalid
from app.records.catalogue import field
from app.rules.rights import refusal
from app.schema.kinds import Text, Value
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.action_menu import ActionMenu, MenuLine
from ui.case.kept_form import KeptForm
from ui.case.which import choice_row
from ui.do import do
from ui.form.ask import AskForm
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.flow import FlowLayout
from ui.theme import set_role
from ui.undo import say_done

W = TypeVar("W", bound=QWidget)
SHOWN = 4
"""Buttons in the row; everything else stands in the menu."""
REASON, VOID, WHICH = "reason", "void_case", "which"


class ActionBar(QWidget):
    """Buttons, 全部操作, and below them the form of the action that was pressed. `done`: something was done."""

    closed = Signal()

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__()
        self._frame, self._office, self._context = frame, office, context
        self._case: CaseFile | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.ask: AskForm | None = None
        self.kept = KeptForm(frame, office, self)
        self._row = QWidget()
        self._all = QPushButton(self)
        self._all.hide()
        self.menu = ActionMenu(self._all, frame.say)
        self.destroyed.connect(self.menu.deleteLater)  # once opened it lives in the window
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._row)

    def show_case(self, case: CaseFile) -> None:
        """Offer what can be done with the case as it is now; an open form stays."""
        self._case = case
        self.menu.dismiss(back=False)
        found = likeliest(self._office, case)
        row = QWidget()
        flow = FlowLayout(row)
        self.buttons = {}
        for at, action in enumerate(found[:SHOWN]):
            made = button(action.label, partial(self.open, action), self._role(at))
            made.setToolTip(action.hint)
            self.buttons[action.id] = made
            flow.addWidget(made)
        self._all = button("全部操作 ▾", self.turn_others, "quiet")
        self._all.setToolTip("F4")
        flow.addWidget(self._all)
        self._row = self._swap(self._row, row)
        self.menu.opener = self._all

    def open(self, action: CaseAction, part: str = "") -> None:
        """Ask what the action needs, below the buttons; which record it is about, where several are open."""
        assert self._case is not None
        case = self._case
        choices = action.choices(self._office, case)
        part = next((each.id for each in choices if part in ("", each.id)), "")
        form = Form(self._context)
        if len(choices) > 1:
            form.add(WHICH, choice_row(choices, part, self._context, partial(self._choose, action)))
        standing = action.standing(self._office, case, part)
        for name in action.fields:
            said = field(name)
            row = row_for(said, self._context)
            if name in action.required:
                row = FieldRow(said.label, row.editor, hint=said.hint, required=True)
            row.set_value(standing.get(name))
            form.add(name, row)
        self._show_form(
            AskForm(
                action.label,
                " ".join(filter(None, (action.hint, action.told(self._office, case)))),
                form,
                lambda: action.do(self._office, case.registration.id, _about(form, part), part),
            ),
            action.id,
        )

    def _choose(self, action: CaseAction, part: str) -> None:
        """Another of the open records was chosen: ask again, about that one."""
        self.kept.drop()
        self.open(action, part)

    def resume(self) -> None:
        """Open again what this person began in this case and neither did nor gave up."""
        assert self._case is not None
        found = self.kept.kept(self._case.registration.id)
        if found is None or self.ask is not None:
            return
        name, typed = found
        action = CASE_ACTIONS.get(name)
        if name == VOID:
            self.open_void()
        elif action is not None and action.why_not(self._office, self._case) is None:
            self.open(action)
        ask: AskForm | None = self.ask
        if ask is not None:
            chosen = {name: kept for name, kept in ask.form.typed().items() if name == WHICH}
            ask.form.restore({**typed, **chosen})
            ask.is_typed = True
            self._frame.say(f"上次没填完的“{action.label if action else '作废'}”还在，可以接着填。")

    def open_void(self) -> None:
        """Ask why the registration should no longer count."""
        assert self._case is not None
        case, form = self._case, Form(self._context)
        editor = LineEditor(Text(), self._context.today, width=480)
        form.add(REASON, FieldRow("作废理由", editor, required=True))
        self._show_form(
            AskForm(
                "作废", "作废后仍保留，不再计数；可以撤销。", form,
                lambda: void_case(self._office, case.registration.id, str(form.values()[REASON])),
            ),
            VOID,
        )  # fmt: skip

    def close_form(self, *, put_aside: bool = False) -> bool:
        """Close the open form or list; False when nothing was open. Put aside, what was typed waits to be resumed."""
        if self.ask is not None:
            if put_aside:
                self.kept.put_aside()
            else:
                self.kept.drop()
            self.ask.hide()
            self._layout.removeWidget(self.ask)
            self.ask.deleteLater()
            self.ask = None
            self._emphasize()
            self.closed.emit()
            return True
        return self.menu.dismiss()

    def turn_others(self) -> None:
        """Show or hide all there is, with the reasons why not."""
        if not self.menu.dismiss():
            self.menu.offer(self.lines())

    def lines(self) -> list[MenuLine]:
        """Every action on the case, by phase."""
        assert self._case is not None
        case, found = self._case, []
        for action in sorted(CASE_ACTIONS.values(), key=lambda each: order_of(each.id)):
            reason = action.why_not(self._office, case)
            run = partial(self.open, action) if reason is None else None
            found.append(MenuLine(
                action.id, phase_of(action.id), action.label, reason or action.hint, run,
                rare=reason is not None and action.quiet,
            ))  # fmt: skip
        mine = case.registration.owner == self._office.code and case.registration.voided is None
        if mine and refusal(VOID, self._office.roles) is None:
            found.append(MenuLine(VOID, OTHER, "作废", "登记错了的，写明理由作废，不删除。", self.open_void))
        return found

    def _show_form(self, ask: AskForm, action: str) -> None:
        assert self._case is not None
        self.close_form()
        self.kept.follow(self._case.registration.id, action, ask.form)
        self.menu.dismiss(back=False)
        self.ask = ask
        self._emphasize()
        self._layout.addWidget(ask)
        ask.confirmed.connect(self._do)
        ask.given_up.connect(lambda: self.close_form())
        ask.show()
        ask.begin()

    def _role(self, at: int) -> str:
        """One button is filled: the likeliest, or that of the open form."""
        return "primary" if at == 0 and self.ask is None else ""

    def _emphasize(self) -> None:
        for at, made in enumerate(self.buttons.values()):
            set_role(made, self._role(at))

    def _do(self) -> None:
        if self.ask is not None:
            ask = self.ask
            do(self._frame, ask.run, done=self._done, refused=ask.form.refused)

    def _done(self, change: Change | None) -> None:
        self.close_form()
        say_done(self._frame, self._office, f"已{change.label}" if change else "", change)

    def _swap(self, old: QWidget, new: W) -> W:
        self._layout.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new


def _about(form: Form, part: str) -> dict[str, Value]:
    """The values of a form that speaks of the record `part`. Raises Invalid when another was typed and not chosen."""
    values = form.values()
    if values.pop(WHICH, part) != part:
        raise Invalid("请从列表里选是哪一条。", field=WHICH)
    return values


def likeliest(office: Office, case: CaseFile) -> list[CaseAction]:
    """What can be done now: what fulfils the duty that is due first, then by rank."""
    due = sorted((each for each in case.obligations if each.is_open), key=lambda each: each.due_on)
    wanted = set(due[0].rule.done) if due else set()
    return sorted(allowed(office, case), key=lambda action: not wanted & set(action.fields))
