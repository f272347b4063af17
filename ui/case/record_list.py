"""One list of a case as lines, made from the kind of record alone: what it says, what is still open, its form."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.case_action import CaseAction
from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_record
from app.actions.edit_many import void_rows
from app.records.record import Record
from app.rules.rights import refusal
from app.schema.field import Field
from app.schema.kinds import Day, Link, LongText, Money, Text
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.action_bar import REASON
from ui.case.asking import AskingPanel, short
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.theme import set_role

Act = Callable[[CaseAction, str], object]
"""Opens the form of an action, about the record with this id."""


class RecordList(AskingPanel):
    """The records of one kind in a case, oldest first; hidden while there is none."""

    def __init__(
        self, frame: Frame, office: Office, context: FormContext, kind: type[Record], act: Act
    ) -> None:
        super().__init__(frame, office, context)
        self.kind, self._act = kind, act
        self.lines: list[RecordLine] = []

    def show_case(self, case: CaseFile) -> None:
        """Show those of a case; an open form stays."""
        found = case.of(self.kind)
        band = Band(self.kind.label, summed(found))
        self.lines = []
        for action in makers(self.kind):
            if action.why_not(self._office, case) is None:
                band.add_to_head(button(action.label, partial(self._act, action, ""), "quiet"))
        for record in found:
            line = RecordLine(record, self._buttons(case, record))
            self.lines.append(line)
            band.add(line)
        self.draw(band)
        self.setVisible(bool(found) or self.ask is not None)

    def open_edit(self, record: Record) -> None:
        """Change one of them."""
        form = Form(self._context)
        for field in record.columns():
            if not field.derived:
                row = form.add(field.id, row_for(field, self._context))
                row.set_value(record.value(field.name))
        run = partial(edit_record, self._office, record.kind, record.id, record.version)
        self.open(f"修改{record.label}", form, lambda: run(short(form.values())))

    def open_void(self, record: Record) -> None:
        """Ask why one of them should no longer count."""
        form = Form(self._context)
        editor = LineEditor(Text(), self._context.today, width=480)
        form.add(REASON, FieldRow("作废理由", editor, required=True))
        self.open(
            f"作废{record.label}",
            form,
            lambda: void_rows(self._office, record.kind, [record.id], str(form.values()[REASON])),
        )

    def close_form(self) -> bool:
        closed = super().close_form()
        self.setVisible(bool(self.lines))
        return closed

    def _buttons(self, case: CaseFile, record: Record) -> list[QWidget]:
        """What completes it now, and for its owner 修改 and 作废."""
        made: list[QWidget] = []
        for action in CASE_ACTIONS.values():
            if action.about is self.kind and action.why_not(self._office, case.only(record)) is None:
                made.append(button(action.label, partial(self._act, action, record.id)))
        if record.owner == self._office.code:
            for word, right, run in (("修改", "edit", self.open_edit), ("作废", "void", self.open_void)):
                if refusal(right, self._office.roles) is None:
                    made.append(button(word, partial(run, record), "quiet"))
        return made


class RecordLine(QWidget):
    """One record: what it is called, what it says below, its buttons at the right."""

    def __init__(self, record: Record, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self.title, self.detail = QLabel(title(record)), QLabel(detail(record))
        set_role(self.detail, "soft")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.detail):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if label.text():
                words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for made in buttons:
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)


def makers(kind: type[Record]) -> list[CaseAction]:
    """The actions that make a record of this kind, the likeliest first."""
    found = (each for each in CASE_ACTIONS.values() if each.adds is kind)
    return sorted(found, key=lambda each: each.rank)


def title(record: Record) -> str:
    """What tells it from the others: the field it is called by, and its first further short text."""
    return " · ".join(record.text(name) for name in _leading(record)) or record.label


def detail(record: Record) -> str:
    """Everything else that is filled, each with its label."""
    lead = _leading(record)
    return "   ".join(
        f"{each.label}：{record.text(each.name)}" for each in _said(record) if each.name not in lead
    )


def _leading(record: Record) -> list[str]:
    names = [each.name for each in _said(record) if not isinstance(each.kind, LongText | Day | Money)]
    return sorted(names, key=lambda name: name != record.called)[:2]


def summed(records: Sequence[Record]) -> str:
    """How many there are, and what their money comes to."""
    if not records:
        return ""
    said = [f"{len(records)} 条"] if len(records) > 1 else []
    for field in records[0].columns():
        if isinstance(field.kind, Money):
            found = [value for each in records if isinstance(value := each.value(field.name), Decimal)]
            if found and len(records) > 1:
                said.append(f"{field.label} 合计 {field.kind.to_text(sum(found, Decimal(0)))}")
    return "，".join(said)


def _said(record: Record) -> list[Field]:
    return [each for each in record.columns() if record.text(each.name) and not isinstance(each.kind, Link)]
