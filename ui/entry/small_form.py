"""A short form of its own beside the report's: one band, a day offered first, one button that saves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.change import Change
from app.records.record import Record
from app.schema.kinds import Value
from ui.do import do
from ui.entry.offered_day import OfferedDayEditor
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.parts.band import Band
from ui.theme import set_role


@dataclass(frozen=True)
class SmallEntry:
    """What a small form asks: the fields of a record by name, the first of them a day, and the words around them."""

    record: type[Record]
    names: tuple[str, ...]
    title: str
    remark: str
    note: str
    save: str


class SmallForm(QWidget):
    """`keep` writes the values (by field name), `done` gets the change, `away` gives it up."""

    def __init__(
        self, frame: Frame, context: FormContext, asked: SmallEntry,
        keep: Callable[[Mapping[str, Value]], Change], done: Callable[[Change], object], away: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self._asked, self._keep, self._done = frame, asked, keep, done
        self.form = Form(context, self)
        self.form.changed.connect(lambda: self.form.warn())
        band = Band(asked.title, asked.remark)
        for name in asked.names:
            field = asked.record.column(name)
            if name == asked.names[0]:
                editor = OfferedDayEditor(field.kind, context.today)
                row = FieldRow(field.label, editor, hint="可以写 3.5、0305、昨天", required=True)
                band.add(self.form.add(field.id, row))
            else:
                band.add(self.form.make(field))
        note = QLabel(asked.note)
        note.setWordWrap(True)
        set_role(note, "quiet")
        band.add(note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(button(f"{asked.save}(Ctrl+S)", self.save, "primary"))
        buttons.addWidget(button("不登记(Esc)", away))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 28, 12)
        layout.setSpacing(16)
        layout.addWidget(band)
        layout.addLayout(buttons)
        layout.addStretch(1)
        shortcut("Ctrl+S", self, self.save)

    def begin(self) -> None:
        """Empty it and go to the first field."""
        self.form.clear()
        self.form.rows[f"{self._asked.record.kind}.{self._asked.names[0]}"].editor.setFocus()

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.form.typed())

    def save(self) -> None:
        """Keep it, or say what is wrong beside the field."""
        wrong = self.form.check()
        if wrong is not None:
            wrong.editor.setFocus()
            return
        do(self._frame, self._kept, done=self._done, refused=self.form.refused)

    def _kept(self) -> Change:
        return self._keep({name.partition(".")[2]: value for name, value in self.form.values().items()})
