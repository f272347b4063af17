"""Respondents and what is reported of them: rows as in a sheet, one more with Ctrl+J or Enter on the last cell."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.actions.likenesses import Named
from app.records.matters import Allegation
from app.schema.kinds import Value
from ui.form.editor import Editor
from ui.form.line import LineEditor
from ui.form.make import FormContext, editor_for
from ui.form.raw import raw, set_raw
from ui.form.submit import shortcut
from ui.theme import set_role

CELLS = ("respondent", "unit", "position", "rank_class", "allegation_type")
GIST = "summary"
WIDTHS = (3, 4, 3, 4, 4)


class PointRow(QWidget):
    """One respondent: name, unit, post, rank, kind of matter; with several respondents also the gist of each."""

    def __init__(self, context: FormContext) -> None:
        super().__init__()
        self.number = QLabel()
        set_role(self.number, "field")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.error = QLabel()
        set_role(self.error, "error")
        self.error.setWordWrap(True)
        self.error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.number, 0, 0)
        self.cells: dict[str, Editor] = {}
        for at, name in enumerate(CELLS, start=1):
            field = Allegation.column(name)
            self.cells[name] = editor_for(field, context)
            _into_row(self.cells[name])
            grid.addWidget(self.cells[name], 0, at)
            grid.setColumnStretch(at, WIDTHS[at - 1])
        gist = LineEditor(
            Allegation.column(GIST).kind, context.today, placeholder="这一名被反映人的问题要点(可以不填)"
        )
        _into_row(gist)
        self.cells[GIST] = gist
        grid.addWidget(gist, 1, 1, 1, len(CELLS))
        grid.addWidget(self.error, 2, 1, 1, len(CELLS))
        for name, editor in self.cells.items():
            editor.set_name(Allegation.column(name).label)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(raw(editor) is None for editor in self.cells.values())

    @property
    def last(self) -> Editor:
        """The last cell that is shown."""
        return self.cells[GIST] if not self.cells[GIST].isHidden() else self.cells[CELLS[-1]]

    def check(self) -> Editor | None:
        """Say what is wrong; the first cell that is, or None."""
        for editor in self.cells.values():
            editor.finish()
        wrong = [
            (editor, said) for editor in self.cells.values() if (said := editor.holds_error()) is not None
        ]
        for editor in self.cells.values():
            editor.show_error(next((said.sentence for each, said in wrong if each is editor), None))
        self.say(wrong[0][1].sentence if wrong else "")
        return wrong[0][0] if wrong else None

    def say(self, sentence: str) -> None:
        """One sentence under the row."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def text(self, name: str) -> str:
        """The text in a cell; blank while it is none or wrong."""
        editor = self.cells[name]
        return "" if editor.holds_error() else str(editor.value() or "")

    def values(self) -> dict[str, Value]:
        """What stands in it by field name; raises Invalid."""
        return {name: editor.value() for name, editor in self.cells.items() if not editor.isHidden()}


class Points(QWidget):
    """All rows. `finished`: Enter was pressed where nothing more follows. `changed`: the person typed."""

    changed = Signal()
    finished = Signal()

    def __init__(self, context: FormContext) -> None:
        super().__init__()
        self._context = context
        self.rows: list[PointRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(_head())
        self.add_row()

    def add_row(self) -> PointRow:
        """A further row below the last."""
        row = PointRow(self._context)
        self._column.addWidget(row)
        row.show()
        if self.rows:
            self._chain(self.rows[-1], row)
        self.rows.append(row)
        for name, editor in row.cells.items():
            editor.changed.connect(self._touched)
            editor.entered.connect(lambda row=row, name=name: self._go_on(row, name))
            editor.left.connect(lambda row=row: row.say("") if row.error.isHidden() else row.check())
        shortcut("Ctrl+Shift+J", row, lambda: self.remove(row))
        self._renumber()
        return row

    def begin_row(self) -> None:
        """Ctrl+J: go to an empty row at the end, made if there is none."""
        row = self.rows[-1] if self.rows[-1].is_blank else self.add_row()
        row.cells[CELLS[0]].setFocus()

    def remove(self, row: PointRow) -> None:
        """Take a row away; the only row is emptied instead."""
        if len(self.rows) == 1:
            for editor in row.cells.values():
                editor.set_value(None)
        else:
            self._drop(row)
        self.rows[-1].cells[CELLS[0]].setFocus()
        self.changed.emit()

    def clear(self) -> None:
        """One empty row."""
        self.restore([])

    def check(self) -> Editor | None:
        """Say what is wrong; the first cell that is, or None."""
        wrong = [cell for row in self.rows if (cell := row.check()) is not None]
        return wrong[0] if wrong else None

    def values(self) -> list[dict[str, Value]]:
        """The rows that hold something, by field name; raises Invalid."""
        return [row.values() for row in self.rows if not row.is_blank]

    def named(self) -> tuple[Named, ...]:
        """Who is named so far, with unit and post."""
        rows = [[row.text(name) for name in ("respondent", "unit", "position")] for row in self.rows]
        return tuple(Named(*texts) for texts in rows if any(texts))

    def take_over(self, people: Sequence[Mapping[str, Value]]) -> None:
        """Fill blank cells of whoever is named here too; where nobody is named, write them all."""
        if not self.named():
            self.restore([_raw(person) for person in people])
            return
        known = {str(person["respondent"]): person for person in people if person.get("respondent")}
        for row in self.rows:
            for name, value in known.get(row.text("respondent"), {}).items():
                if raw(row.cells[name]) is None:
                    row.cells[name].set_value(value)

    def typed(self) -> list[dict[str, Any]]:
        """Every row as it was typed, as JSON."""
        return [
            {name: kept for name, editor in row.cells.items() if (kept := raw(editor)) is not None}
            for row in self.rows
            if not row.is_blank
        ]

    def restore(self, typed: list[dict[str, Any]]) -> None:
        """Show again what `typed` gave."""
        while len(self.rows) > max(1, len(typed)):
            self._drop(self.rows[-1])
        while len(self.rows) < len(typed):
            self.add_row()
        for row, kept in zip(self.rows, [*typed, *[{}] * len(self.rows)], strict=False):
            for name, editor in row.cells.items():
                set_raw(editor, kept.get(name))
                editor.show_error(None)
            row.say("")
        self._renumber()

    def _touched(self) -> None:
        self._renumber()
        self.changed.emit()

    def _go_on(self, row: PointRow, name: str) -> None:
        """Enter: to the next cell; from the last to a new row; from an empty further row out of the list."""
        if name == CELLS[0] and row.is_blank and row is not self.rows[0]:
            self.finished.emit()
            self._drop(row)
        elif row.cells[name] is not row.last:
            names = [each for each, editor in row.cells.items() if not editor.isHidden()]
            row.cells[names[names.index(name) + 1]].setFocus()
        elif row is not self.rows[-1]:
            self.rows[self.rows.index(row) + 1].cells[CELLS[0]].setFocus()
        elif row.is_blank:
            self.finished.emit()
        else:
            self.begin_row()

    def _chain(self, before: PointRow, row: PointRow) -> None:
        """Tab goes from the row before through the new one, and only then on."""
        inner = [_inner(before.cells[GIST]), *(_inner(editor) for editor in row.cells.values())]
        for first, second in pairwise(inner):
            QWidget.setTabOrder(first, second)

    def _drop(self, row: PointRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        several = len([row for row in self.rows if not row.is_blank]) > 1
        for at, row in enumerate(self.rows, start=1):
            row.number.setText(f"被反映人 {at}")
            shown = several or raw(row.cells[GIST]) is not None
            row.cells[GIST].setVisible(shown)


def _raw(person: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: {"value": Allegation.column(name).kind.to_stored(value)}
        for name, value in person.items()
        if value is not None
    }


def _into_row(editor: Editor) -> None:
    """Let it take the width of its column; where Enter goes is the list's decision."""
    editor.fill_cell()
    editor.setAutoFillBackground(False)
    editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    editor.setMinimumWidth(60)


def _inner(editor: Editor) -> QWidget:
    return editor.focusProxy() or editor


def _head() -> QWidget:
    head = QWidget()
    grid = QGridLayout(head)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    blank = QLabel()
    set_role(blank, "field")
    blank.setMaximumHeight(1)
    grid.addWidget(blank, 0, 0)
    for at, (name, width) in enumerate(zip(CELLS, WIDTHS, strict=True), start=1):
        label = QLabel(Allegation.column(name).label.removeprefix("被反映人") or "姓名")
        set_role(label, "quiet")
        grid.addWidget(label, 0, at)
        grid.setColumnStretch(at, width)
    return head
