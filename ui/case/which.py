"""Which of several open records an action is about: one line to choose from, the newest chosen at first."""

from collections.abc import Callable, Sequence

from app.records.record import Record
from app.schema.kinds import Choice, Day, Link, LongText, Text
from ui.form.field_row import FieldRow
from ui.form.make import FormContext
from ui.form.pick import PickEditor
from ui.form.pop_list import Option

PARTS = 3
"""How many of its fields tell a record from another."""


def choice_row(
    choices: Sequence[Record], chosen: str, context: FormContext, choose: Callable[[str], object]
) -> FieldRow:
    """The row 办哪一条; `choose` is told the id of another one."""
    labels = {each.id: spoken(each) for each in choices}

    def options(typed: str) -> list[Option]:
        return [Option(id, label) for id, label in labels.items() if not typed or typed in label]

    editor = PickEditor(Text(), context.today, options, lambda id: labels.get(id, id), width=480)
    editor.set_value(chosen)

    def changed() -> None:
        now = editor.value()
        if isinstance(now, str) and now in labels and now != chosen:
            choose(now)

    editor.changed.connect(changed)
    return FieldRow("办哪一条", editor, hint=f"有 {len(labels)} 条没办完，先列最新的；按 ↓ 换一条")


def spoken(record: Record) -> str:
    """What tells a record: what it is called, its days and choices, in the order of its fields."""
    first = (record.called,) if record.called else ()
    days = [each.name for each in record.columns() if isinstance(each.kind, Day)]
    others = [each.name for each in record.columns() if isinstance(each.kind, Choice | Text)]
    names = dict.fromkeys([*first, *days, *others])
    kinds = (Link, LongText)
    said = [
        f"{record.column(name).label} {text}" if name in days else text
        for name in names
        if not isinstance(record.column(name).kind, kinds) and (text := record.text(name))
    ]
    return " · ".join(said[:PARTS]) or record.label
