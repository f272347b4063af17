"""People and units: short lists that can be added to."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.actions.settings import add_staff
from app.actions.units import add_unit, mark_without, units
from app.change import Change
from app.records.offices import Staff, Unit
from app.records.record import Record
from app.schema.kinds import Value
from app.store.office import Office
from ui.do import do
from ui.form.ask import AskForm
from ui.form.context import office_context
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.theme import set_role
from ui.undo import say_done

_LONG = 8
"""Characters from which a cell may stand in two lines, so that the page fits a small screen with large type."""
Write = Callable[[Mapping[str, Value]], Change]


class ListSection(QWidget):
    """One list of records as lines, and a small form to add one."""

    def __init__(
        self, frame: Frame, office: Office, kind: type[Record], names: Sequence[str],
        read: Callable[[], Sequence[Record]], write: Write, *, title: str = "", verb: str = "",
        presets: Mapping[str, Value] | None = None, hints: Mapping[str, str] | None = None,
        mend: Callable[[Record], QWidget | None] = lambda record: None,
    ) -> None:  # fmt: skip
        """`title` and `verb` stand for the kind's own name; `presets` (by field name) stand in the form at first.

        `hints` (by field name) stand under a field in place of its own; what `mend` gives stands at the end of a line.
        """
        super().__init__()
        self._frame, self._office, self._kind, self._names = frame, office, kind, names
        self._write = write
        self.ask: AskForm | None = None
        self._verb, self._presets = verb or f"新增{kind.label}", presets or {}
        self._hints = hints or {}
        band = Band(title or kind.label)
        band.add_to_head(button(self._verb, self.open))
        found = read()
        if found:
            band.add(_table(kind, names, found, mend))
        else:
            none = QLabel(f"还没有{title or kind.label}。")
            set_role(none, "quiet")
            band.add(none)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(band)

    def open(self) -> None:
        """Ask for a new one."""
        if self.close_form():
            return
        form = Form(office_context(self._office))
        for name in self._names:
            said = self._kind.column(name)
            row = row_for(said, form.context)
            if name == "name" or name in self._hints:
                hint = self._hints.get(name, said.hint)
                row = FieldRow(said.label, row.editor, hint=hint, required=name == "name" or said.required)
            row.set_value(self._presets.get(name))
            form.add(said.id, row)
        self.ask = ask = AskForm(self._verb, "", form, lambda: self._write(_short(form.values())))
        ask.confirmed.connect(self._do)
        ask.given_up.connect(self.close_form)
        self._layout.addWidget(ask)
        ask.show()
        ask.begin()

    def close_form(self) -> bool:
        """Close the open form; False when there was none."""
        if self.ask is None:
            return False
        self.ask.hide()
        self.ask.deleteLater()
        self.ask = None
        return True

    def _do(self) -> None:
        if self.ask is not None:
            ask = self.ask
            do(self._frame, ask.run, done=self._done, refused=ask.form.refused)

    def _done(self, change: Change | None) -> None:
        if change is not None:
            say_done(self._frame, self._office, f"已{change.label}", change)


def _table(
    kind: type[Record],
    names: Sequence[str],
    found: Sequence[Record],
    mend: Callable[[Record], QWidget | None],
) -> QWidget:
    """The records under the names of their fields; a field that nobody filled has no column."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    filled = [name for name in names if any(record.text(name) for record in found)]
    for at, name in enumerate(filled):
        head = QLabel(kind.column(name).label)
        set_role(head, "hint")
        grid.addWidget(head, 0, at)
        for row, record in enumerate(found, start=1):
            cell = QLabel(record.text(name))
            cell.setTextFormat(Qt.TextFormat.PlainText)
            cell.setWordWrap(len(record.text(name)) > _LONG)
            grid.addWidget(cell, row, at)
    for row, record in enumerate(found, start=1):
        button = mend(record)
        if button is not None:
            grid.addWidget(button, row, len(filled))
    grid.setColumnStretch(len(filled) + 1, 1)
    return table


def people(frame: Frame, office: Office) -> ListSection:
    """人员."""
    return ListSection(
        frame, office, Staff, ("name", "roles", "post", "telephone"),
        lambda: office.find(Staff, voided=False), lambda said: add_staff(office, **said),
    )  # fmt: skip


def offices(frame: Frame, office: Office) -> ListSection:
    """单位."""
    return ListSection(
        frame, office, Unit, ("code", "name", "short", "unit_kind", "above", "telephone", "uses_huiyin"),
        lambda: units(office), lambda said: add_unit(office, **said), mend=partial(_mark, frame, office),
    )  # fmt: skip


def _mark(frame: Frame, office: Office, unit: Record) -> QWidget | None:
    """Say anew whether a unit has no Huiyin; of ourselves and of villages there is nothing to say."""
    if not isinstance(unit, Unit) or unit.code in (None, office.code) or unit.unit_kind == "village":
        return None
    code, without = str(unit.code), unit.uses_huiyin is False

    def mark() -> None:
        do(
            frame,
            lambda: mark_without(office, code, not without),
            done=lambda change: say_done(
                frame, office, f"已标明{unit.name}{'使用回音' if without else '没有回音'}", change
            ),
        )

    made = button("改为使用回音" if without else "改为没有回音", mark, "quiet")
    made.setAccessibleName(f"{unit.name}：{made.text()}")
    made.setToolTip("没有回音的单位寄回来的表算它自己填的，由本单位代记。")
    return made


def _short(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name.rpartition(".")[2]: value for name, value in values.items()}
