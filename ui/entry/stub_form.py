"""The stub of a matter for the level above: five fields, none of which could hold content (Rules Art. 15)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.escalate import register_stub
from app.change import Change
from app.records.matters import Escalation
from app.store.office import Office
from ui.do import do
from ui.entry.offered_day import OfferedDayEditor
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.parts.band import Band
from ui.theme import set_role

NAMES = ("received_on", "channel", "handed_to", "handed_on", "receipt_no")


class StubForm(QWidget):
    """Received, channel, handed to, handed on, receipt. `done` gets the change, `away` gives it up."""

    def __init__(
        self, frame: Frame, office: Office, context: FormContext,
        done: Callable[[Change], object], away: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self._office, self._done = frame, office, done
        self.form = Form(context, self)
        band = Band("报上级件", "只留存根，不录姓名、内容和理由")
        for name in NAMES:
            field = Escalation.column(name)
            if name == "received_on":
                editor = OfferedDayEditor(field.kind, context.today)
                row = FieldRow(field.label, editor, hint="可以写 3.5、0305、昨天", required=True)
                band.add(self.form.add(field.id, row))
            else:
                band.add(self.form.make(field))
        note = QLabel("还没有报送的，后三项可以先空着；“今日”会在 5 个工作日到期前提醒。")
        set_role(note, "quiet")
        band.add(note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(button("保存存根(Ctrl+S)", self.save, "primary"))
        buttons.addWidget(button("不登记(Esc)", away))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 28, 0)
        layout.setSpacing(16)
        layout.addWidget(band)
        layout.addLayout(buttons)
        layout.addStretch(1)
        shortcut("Ctrl+S", self, self.save)

    def begin(self) -> None:
        """Empty it and go to the first field."""
        self.form.clear()
        self.form.rows["escalation.received_on"].editor.setFocus()

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.form.typed())

    def save(self) -> None:
        """Register the stub, or say what is wrong."""
        wrong = self.form.check()
        if wrong is not None:
            wrong.editor.setFocus()
            return
        do(self._frame, self._register, done=self._done, refused=self.form.refused)

    def _register(self) -> Change:
        said = {name.partition(".")[2]: value for name, value in self.form.values().items()}
        received, channel, handed_on = said["received_on"], said["channel"], said["handed_on"]
        assert isinstance(received, date) and isinstance(handed_on, date | None)
        return register_stub(
            self._office, received, str(channel), handed_on=handed_on,
            handed_to=_text(said["handed_to"]), receipt_no=_text(said["receipt_no"]),
        )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
