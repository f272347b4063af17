"""A short form of its own beside the report's: one band, a day offered first, one button that saves.

What is typed in it is kept like a report's: as a draft, and Esc asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.change import Change
from app.records.record import Record
from app.schema.kinds import Value
from app.store.drafts import ENTRY_DRAFTS
from app.store.office import Office
from ui.do import do
from ui.entry.draft_keeper import DraftKeeper
from ui.entry.offered_day import OfferedDayEditor
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.banner import Banner
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
    called: str
    """What one of them is called where it lies unfinished."""

    @property
    def drafts(self) -> str:
        """How the pages of unfinished ones begin."""
        return f"{ENTRY_DRAFTS}{self.record.kind}/"


class SmallForm(QWidget):
    """`keep` writes the values (by field name), `done` gets the change, `away` gives it up."""

    def __init__(
        self, frame: Frame, office: Office, context: FormContext, asked: SmallEntry,
        keep: Callable[[Mapping[str, Value]], Change], done: Callable[[Change], object], away: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self.asked, self._keep, self._done, self._away = frame, asked, keep, done, away
        self.form = Form(context, self)
        self.banner = Banner()
        self.drafts = DraftKeeper(
            office, lambda: {"fields": self.form.typed()}, frame.say_error, self, asked.drafts
        )
        self._before: QWidget | None = None
        self.form.changed.connect(lambda: self.form.warn())
        self.form.changed.connect(self.drafts.touch)
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
        buttons.addWidget(button("不登记(Esc)", self.escaped))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 28, 12)
        layout.setSpacing(16)
        layout.addWidget(self.banner)
        layout.addWidget(band)
        layout.addLayout(buttons)
        layout.addStretch(1)
        shortcut("Ctrl+S", self, self.save)

    def begin(self) -> None:
        """Empty it and go to the first field."""
        self.form.clear()
        self.focus_first()

    def focus_first(self) -> None:
        """Go to the first field."""
        self.form.rows[f"{self.asked.record.kind}.{self.asked.names[0]}"].editor.setFocus()

    def resume(self, page: str) -> bool:
        """Go on with an unfinished one; False when it is gone."""
        body = self.drafts.take(page)
        if body is not None:
            self.form.restore(body["fields"])
            self.form.warn()
            self.focus_first()
        return body is not None

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.form.typed())

    def escaped(self) -> None:
        """Give it up; asks when something was typed."""
        if not self.banner.isHidden():
            self._stay()
        elif not self.is_typed:
            self.discard()
        else:
            self.drafts.flush()
            self._before = self._frame.focusWidget()
            self.banner.ask(
                "这一份还没有保存，怎么办？",
                (("留作草稿", self.put_aside), ("丢弃", self.discard), ("接着录(Esc)", self._stay)),
            )

    def put_aside(self) -> None:
        """Leave it as a draft."""
        self.drafts.leave()
        self._leave()

    def discard(self) -> None:
        """Throw away what was typed, and its draft."""
        self.drafts.drop()
        self._leave()

    def _leave(self) -> None:
        self.banner.dismiss()
        self.form.clear()
        self._away()

    def _stay(self) -> None:
        self.banner.dismiss()
        if self._before is not None and self.isAncestorOf(self._before):
            self._before.setFocus()
        else:
            self.focus_first()

    def save(self) -> None:
        """Keep it, or say what is wrong beside the field."""
        wrong = self.form.check()
        if wrong is not None:
            wrong.editor.setFocus()
            return
        do(self._frame, self._kept, done=self._saved, refused=self.form.refused)

    def _saved(self, change: Change) -> None:
        self.drafts.drop()
        self.banner.dismiss()
        self.form.clear()
        self._done(change)

    def _kept(self) -> Change:
        return self._keep({name.partition(".")[2]: value for name, value in self.form.values().items()})
