"""Several fields together: their values, what is wrong with them, and what was typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import Invalid, Refused, Unavailable
from app.rules.day_warnings import day_warnings
from app.rules.visit_counts import fewer_persons, too_many_speak
from app.schema.field import Field
from app.schema.kinds import Value
from ui.form.field_row import FieldRow
from ui.form.make import FormContext, row_for
from ui.form.raw import raw, set_raw


class Form(QObject):
    """Rows by full field id, in the order in which they were added. It lays nothing out.

    `changed` says which field the person altered. A hidden row does not count: it has no value and no error.
    """

    changed = Signal(str)

    def __init__(self, context: FormContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: dict[str, FieldRow] = {}

    def make(self, field: Field) -> FieldRow:
        """The row of a field, made by its kind."""
        return self.add(field.id, row_for(field, self.context))

    def add(self, name: str, row: FieldRow) -> FieldRow:
        """Take a row that was made elsewhere."""
        self.rows[name] = row
        row.editor.changed.connect(lambda: self.changed.emit(name))
        return row

    def shown(self) -> Iterable[tuple[str, FieldRow]]:
        """The rows that are not hidden."""
        return [(name, row) for name, row in self.rows.items() if not row.isHidden()]

    def show_only(self, names: Iterable[str], among: Iterable[str]) -> None:
        """Of the rows `among`, show those in `names` and hide the others."""
        wanted = set(names)
        for name in among:
            self.rows[name].setVisible(name in wanted)

    def values(self) -> dict[str, Value]:
        """Every shown value by full field id; raises Invalid naming the field."""
        found: dict[str, Value] = {}
        for name, row in self.shown():
            try:
                found[name] = row.value()
            except Invalid as wrong:
                raise Invalid(wrong.sentence, field=name) from None
        return found

    def value(self, name: str) -> Value:
        """One value as it stands; None while it is wrong or hidden."""
        row = self.rows[name]
        return None if row.isHidden() or row.editor.holds_error() else row.value()

    def check(self) -> FieldRow | None:
        """Say what is wrong beside each field; the first that is, or None."""
        shown = [row for _, row in self.shown()]
        for row in shown:
            row.editor.finish()
        wrong = [row for row in shown if not row.check(complete=True)]
        return wrong[0] if wrong else None

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show values by full field id."""
        for name, value in values.items():
            self.rows[name].set_value(value)

    def clear(self) -> None:
        """Empty every row."""
        for row in self.rows.values():
            row.set_value(None)

    def refused(self, refusal: Refused | Unavailable) -> bool:
        """Say a refusal beside the field that it names and go there; False when it names none of these."""
        row = self.rows.get(refusal.field or "") if isinstance(refusal, Invalid) else None
        if row is None or row.isHidden():
            return False
        row.show_error(refusal.sentence)
        row.editor.setFocus()
        return True

    def warn(self, facts: Mapping[str, Value] | None = None) -> None:
        """Say beside each row what is odd about its day or number, as it stands among these facts (or in the rows)."""
        if facts is None:
            facts = {name: self.value(name) for name in self.rows}
        said = {each.field: each.sentence for each in day_warnings(facts, self.context.today())}
        if fewer := fewer_persons({name: facts.get(f"visit.{name}") for name in ("batches", "persons")}):
            said["visit.persons"] = f"{fewer}。"
        if many := too_many_speak({"representatives": facts.get("visit.representatives")}):
            said["visit.representatives"] = f"{many}。"
        for name, row in self.rows.items():
            row.show_warning(said.get(name, ""))

    def typed(self) -> dict[str, Any]:
        """Everything that stands in the rows, right or wrong, as JSON."""
        return {name: kept for name, row in self.rows.items() if (kept := raw(row.editor)) is not None}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Show again what `typed` gave."""
        for name, row in self.rows.items():
            set_raw(row.editor, typed.get(name))
            row.show_error(None)
