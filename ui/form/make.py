"""From a declared field to its editor and its row: the one place that knows which kind has which editor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.schema import kinds
from app.schema.field import Field
from ui.form.choices import ChoicesEditor
from ui.form.day import DayEditor
from ui.form.editor import Editor
from ui.form.field_row import FieldRow
from ui.form.flag import FlagEditor
from ui.form.line import IdNumberEditor, LineEditor
from ui.form.long_text import HINT, LongTextEditor
from ui.form.person import PersonEditor
from ui.form.pick import PickEditor, choice_editor
from ui.form.pop_list import Option


def _nobody(field: Field, typed: str) -> Sequence[str]:
    return ()


def _nothing(record: str, typed: str) -> Sequence[Option]:
    return ()


def _bare(record: str, record_id: str) -> str:
    return record_id


@dataclass(frozen=True)
class FormContext:
    """What editors ask the page for: the day, names already known, records that a Link may point to."""

    today: Callable[[], date]
    people: Callable[[Field, str], Sequence[str]] = _nobody
    records: Callable[[str, str], Sequence[Option]] = _nothing
    record_label: Callable[[str, str], str] = _bare


def editor_for(field: Field, context: FormContext) -> Editor:
    """The editor of a field by its kind. Raises TypeError for a kind without one (a census test looks)."""
    kind, today = field.kind, context.today
    match kind:
        case kinds.Choices():
            return ChoicesEditor(kind, today, width=640)
        case kinds.Choice():
            return choice_editor(kind, today, width=_line_width(field, 280))
        case kinds.LongText():
            return LongTextEditor(kind, today, width=640)
        case kinds.Day():
            return DayEditor(kind, today)
        case kinds.Flag():
            return FlagEditor(kind, today)
        case kinds.Count():
            return LineEditor(kind, today, width=110)
        case kinds.Money():
            return LineEditor(kind, today, width=180, unit="万元")
        case kinds.Person():
            return PersonEditor(kind, today, lambda typed: context.people(field, typed))
        case kinds.Phone():
            return LineEditor(kind, today, width=220)
        case kinds.IdNumber():
            return IdNumberEditor(kind, today)
        case kinds.Link(to=to):
            return _link_editor(field, to, context)
        case kinds.Text():
            return LineEditor(kind, today, width=_line_width(field, 280))
        case _:
            raise TypeError(f"no editor for {type(kind).__name__}")


def row_for(field: Field, context: FormContext) -> FieldRow:
    """A field's editor with its label, hint and required mark."""
    hint = field.hint
    if isinstance(field.kind, kinds.LongText):
        hint = f"{hint} · {HINT}" if hint else HINT
    return FieldRow(field.label, editor_for(field, context), hint=hint, required=field.required)


def _line_width(field: Field, least: int) -> int:
    """Pixels at 100 % for a line of so many characters, within what one column of a form can hold."""
    return min(640, max(least, field.width * 16))


def _link_editor(field: Field, to: str, context: FormContext) -> PickEditor:
    return PickEditor(
        field.kind,
        context.today,
        lambda typed: context.records(to, typed),
        lambda record_id: context.record_label(to, record_id),
        width=_line_width(field, 280),
    )
