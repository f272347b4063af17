"""A part of the case page that redraws itself from the case and asks one thing at a time below its lines."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.change import Change
from app.errors import Refused, Unavailable
from app.schema.kinds import Value
from app.store.office import Office
from ui.do import do
from ui.form.ask import AskForm
from ui.form.form import Form
from ui.form.make import FormContext
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.undo import say_done


class AskingPanel(QWidget):
    """A band, and under it the small form that is open, if any."""

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__()
        self._frame, self._office, self._context = frame, office, context
        self.ask: AskForm | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._band = Band("")
        self._band.hide()
        self._layout.addWidget(self._band)

    def draw(self, band: Band) -> None:
        """Put a new band in the place of the old; an open form stays."""
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band
        band.show()
        settle(band)

    def open(self, label: str, form: Form, run: Callable[[], Change | None], hint: str = "") -> None:
        """Ask for the fields of `form`, then do `run`."""
        self.close_form()
        self.ask = ask = AskForm(label, hint, form, run)
        self._layout.addWidget(ask)
        ask.confirmed.connect(self._do)
        ask.given_up.connect(self.close_form)
        ask.show()
        ask.begin()

    def close_form(self) -> bool:
        """Close the open form; False when there was none."""
        if self.ask is None:
            return False
        self.ask.hide()
        self._layout.removeWidget(self.ask)
        self.ask.deleteLater()
        self.ask = None
        return True

    def _do(self) -> None:
        if self.ask is not None:
            do(self._frame, self.ask.run, done=self._done, refused=self._refused)

    def _refused(self, refusal: Refused | Unavailable) -> bool:
        return self.ask is not None and self.ask.form.refused(refusal)

    def _done(self, change: Change | None) -> None:
        self.close_form()
        say_done(self._frame, self._office, f"已{change.label}" if change else "", change)


def short(values: Mapping[str, Value]) -> dict[str, Value]:
    """Values by field name instead of full field id."""
    return {name.rpartition(".")[2]: value for name, value in values.items()}
