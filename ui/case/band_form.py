"""One band of a case (登记, 办理, 督办): its filled fields as a form, saved when the person goes on elsewhere.

A band of another office is read only. Text that could not be saved stays as typed, with the reason.
"""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.actions.edit import edit_record
from app.actions.units import unit_name
from app.change import Change
from app.errors import Conflict, Refused, Unavailable
from app.records.record import Record
from app.schema.field import Field
from app.schema.kinds import Link, Value
from app.store.office import Office
from ui.do import do
from ui.form.editor import Editor
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.banner import Banner
from ui.parts.read_row import ReadRow
from ui.undo import say_done

HIDDEN = frozenset({"case_no", "case", "round_no", "allegation", "seq"})
"""Derived fields that the page shows elsewhere."""


class BandForm(QWidget):
    """The fields of one record. `dirty_changed` says whether something typed is not saved yet."""

    dirty_changed = Signal()

    def __init__(
        self, frame: Frame, office: Office, context: FormContext, kind: type[Record], absent: str
    ) -> None:
        """`absent` is what stands here while the case has no such record."""
        super().__init__()
        self._frame, self._office, self._context, self._kind = frame, office, context, kind
        self.absent = absent
        self._record: Record | None = None
        self._everything = False
        self.form = Form(context, self)
        self.dirty: set[str] = set()
        self.banner = Banner()
        self.band = Band(kind.label)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.band)
        shortcut("Ctrl+S", self, self.save)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._focus_moved)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved yet."""
        return bool(self.dirty)

    def show_record(self, record: Record | None) -> None:
        """Show the record as it is now; what is typed and not saved stays."""
        if self.is_dirty:
            return
        same = self._record is not None and record is not None and self._record.id == record.id
        self._record = record
        if same and record is not None and self._is_mine and not self._needs_rows(record):
            self._fill(record)
        else:
            self._rebuild()

    def save(self) -> bool:
        """Write what was typed; whether nothing is left unsaved."""
        if not self.is_dirty or self._record is None:
            return True
        for name in self.dirty:
            self.form.rows[name].editor.finish()
        wrong = [
            row for name, row in self.form.rows.items() if name in self.dirty and not row.check(complete=True)
        ]
        if wrong:
            wrong[0].editor.setFocus()
            return False
        record, values = self._record, self._typed()
        return do(
            self._frame,
            lambda: self._write(record, values),
            done=self._saved,
            refused=self._refused,
        )

    def give_up(self) -> None:
        """Forget what was typed and show what is kept."""
        self.dirty.clear()
        self.banner.dismiss()
        if self._record is not None:
            self.show_record(self._office.get(self._kind, self._record.id))
        self.dirty_changed.emit()

    def _write(self, record: Record, values: Mapping[str, Value]) -> Change | None:
        change = edit_record(self._office, record.kind, record.id, record.version, values)
        self.dirty.clear()
        return change

    def _saved(self, change: Change | None) -> None:
        self.banner.dismiss()
        self.dirty_changed.emit()
        if change is not None:
            say_done(self._frame, self._office, f"已保存 {change.label}", change)

    def _refused(self, refusal: Refused | Unavailable) -> bool:
        if isinstance(refusal, Conflict):
            self.banner.ask(
                refusal.sentence,
                (("用我填的保存", self._again), ("放弃我填的", self.give_up)),
                focus=False,
                wrong=True,
            )
            return True
        return self.form.refused(refusal)

    def _again(self) -> None:
        """Somebody wrote in between: put what was typed over what is kept now."""
        if self._record is not None:
            self._record = self._office.get(self._kind, self._record.id)
            self.save()

    def _typed(self) -> dict[str, Value]:
        return {name.partition(".")[2]: self.form.rows[name].value() for name in sorted(self.dirty)}

    @property
    def _is_mine(self) -> bool:
        return self._record is not None and self._record.owner == self._office.code

    def _needs_rows(self, record: Record) -> bool:
        """Whether a field without a row has got a value since."""
        return any(field.id not in self.form.rows for field in self._fields(record, filled=True))

    def _fields(self, record: Record, *, filled: bool) -> list[Field]:
        return [
            field
            for field in record.columns()
            if field.name not in HIDDEN
            and not isinstance(field.kind, Link)
            and (not filled or field.required or record.value(field.name) not in (None, ""))
        ]

    def _fill(self, record: Record) -> None:
        for field in record.columns():
            row = self.form.rows.get(field.id)
            if row is not None and row.editor.kind.to_stored(record.value(field.name)) != _stored(row.editor):
                row.set_value(record.value(field.name))

    def _rebuild(self) -> None:
        """Make the band anew: rows for what is filled, the others behind one button."""
        fresh = Band(self._kind.label, self._remark())
        self.form = Form(self._context, self)
        self.form.changed.connect(self._changed)
        self.banner = Banner()
        fresh.add(self.banner)
        if self._record is not None:
            self._add_rows(fresh, self._record)
        self._layout.replaceWidget(self.band, fresh)
        self.band.hide()
        self.band.deleteLater()
        self.band = fresh

    def _remark(self) -> str:
        if self._record is None:
            return self.absent
        return "" if self._is_mine else f"由{unit_name(self._office, self._record.owner)}填写，本单位只能看"

    def _add_rows(self, band: Band, record: Record) -> None:
        shown = self._fields(record, filled=not (self._everything and self._is_mine))
        section = None
        for field in shown:
            if section not in (None, field.section):
                band.gap()
            section = field.section
            if self._is_mine and not field.derived:
                row = self.form.make(field)
                row.set_value(record.value(field.name))
                band.add(row)
            else:
                band.add(ReadRow(field.label, record.text(field.name)))
        rest = len(self._fields(record, filled=False)) - len(shown)
        if self._is_mine and rest:
            band.add_to_head(button(f"显示其余 {rest} 项", self.show_everything, "quiet"))
        elif self._is_mine and self._everything:
            band.add_to_head(button("收起空白项", self.show_filled, "quiet"))

    def show_everything(self) -> None:
        """Show the empty fields too."""
        self._turn(everything=True)

    def show_filled(self) -> None:
        """Show the filled fields only."""
        self._turn(everything=False)

    def _turn(self, *, everything: bool) -> None:
        if self.save():
            before = set(self.form.rows)
            self._everything = everything
            self._rebuild()
            added = [row for name, row in self.form.rows.items() if name not in before]
            if added:
                added[0].editor.setFocus()

    def _changed(self, name: str) -> None:
        self.dirty.add(name)
        self.dirty_changed.emit()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Leaving the band for another place of the window saves it."""
        if before is None or now is None or not self.is_dirty:
            return
        if self.isAncestorOf(before) and not self.isAncestorOf(now) and now.window() is self.window():
            QTimer.singleShot(0, self, self._save_if_left)

    def _save_if_left(self) -> None:
        now = QApplication.focusWidget()
        if self.is_dirty and now is not None and not self.isAncestorOf(now):
            self.save()


def _stored(editor: Editor) -> object:
    return None if editor.holds_error() else editor.kind.to_stored(editor.value())
