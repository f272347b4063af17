"""What is half typed in the form of an action, kept for whoever typed it until it is done or given up."""

from PySide6.QtCore import QObject, QTimer

from app.errors import Unavailable
from app.store import drafts
from app.store.drafts import ACTION_DRAFTS
from app.store.office import Office
from ui.entry.draft_keeper import PAUSE
from ui.form.form import Form
from ui.frame import Frame


class KeptForm(QObject):
    """The open form of one case at a time: at most `PAUSE` ms after a key it is on the disk."""

    def __init__(self, frame: Frame, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._office = frame, office
        self._page, self._action = "", ""
        self._form: Form | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._write)

    def follow(self, case: str, action: str, form: Form) -> None:
        """Keep what is typed in this form from now on."""
        self._page, self._action, self._form = self._name(case), action, form
        form.changed.connect(lambda _name: self._timer.start() if not self._timer.isActive() else None)

    def settle(self) -> None:
        """Write what is still waiting to be written."""
        if self._timer.isActive():
            self._write()

    def drop(self) -> None:
        """It is done or given up."""
        self._timer.stop()
        if self._form is not None:
            drafts.drop(self._office, self._page)
        self._form = None

    def put_aside(self) -> None:
        """The form is closed because another case is looked at: what was typed waits for its own case."""
        self.settle()
        self._form = None

    def kept(self, case: str) -> tuple[str, dict[str, object]] | None:
        """The action and what was typed for this case by whoever works here, or None."""
        page = self._name(case)
        if page not in {name for name, _ in drafts.waiting(self._office, page)}:
            return None
        found = drafts.kept(self._office, page)
        return None if found is None else (str(found.body["action"]), dict(found.body["typed"]))

    def _write(self) -> None:
        self._timer.stop()
        if self._form is None or not self._page.endswith(f"/{self._office.person}"):
            return
        try:
            drafts.keep(self._office, self._page, {"action": self._action, "typed": self._form.typed()})
        except Unavailable as refusal:
            self._frame.say_error(refusal.sentence)

    def _name(self, case: str) -> str:
        return f"{ACTION_DRAFTS}{case}/{self._office.person}"
