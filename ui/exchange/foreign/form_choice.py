"""Which blank form is filled: a file, one that was kept, or one that comes with the program."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.actions.fill_form import KeptForm, forms, ready_form, ready_forms
from app.store.office import Office
from ui.form.submit import button
from ui.theme import current

KNOWN, READY = "留存的、现成的…", "现成的："


class FormChoice(QWidget):
    """`picked`: a form was chosen (KeptForm). Forms that come with the program are made when they are chosen.

    `dropped`: the kept form of that name shall be kept no longer; `forget`, its button, stands where the page puts it.
    """

    picked = Signal(object)
    dropped = Signal(str)

    def __init__(self, office: Office, ask_file: Callable[[], None]) -> None:
        super().__init__()
        self._office = office
        self._made: list[Callable[[], KeptForm]] = []
        self.kept: list[KeptForm] = []
        self.chosen = ""
        """The name of the kept form that is in use."""
        self.known = QComboBox()
        self.known.setAccessibleName("以前留下的和现成的表")
        self.known.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.known.setMinimumContentsLength(15)
        self.known.view().setMinimumWidth(current().px(320))
        self.known.activated.connect(self._choose)
        self.forget = button("删掉表样", lambda: self.dropped.emit(self.chosen), "quiet")
        self.forget.hide()
        self.forget.setToolTip("以后不再列在“留存的”里；已经填好存下的表不受影响，可以撤销。")
        self.choose = button("选空白表…(Ctrl+O)", ask_file, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.known)
        row.addWidget(self.choose)

    def list_known(self, chosen: str | None = None) -> None:
        """List anew what was kept; the ready ones stand below. `chosen` is the name of the kept one in use."""
        office = self._office
        self.kept = forms(office)
        self._made = [lambda each=each: each for each in self.kept]  # type: ignore[misc]
        self._made += [lambda each=each: ready_form(office, each) for each in ready_forms()]  # type: ignore[misc]
        self.known.clear()
        self.known.addItem(KNOWN)
        self.known.addItems(
            [f"{each.name}{f'（{each.period}）' if each.period else ''}" for each in self.kept]
        )
        self.known.addItems([f"{READY}{each.name}" for each in ready_forms()])
        self._show_chosen(self.chosen if chosen is None else chosen)

    def show_none(self) -> None:
        """A file was chosen instead."""
        self._show_chosen("")

    def _choose(self, at: int) -> None:
        if at:
            form = self._made[at - 1]()
            self._show_chosen(form.name if at <= len(self.kept) else "", at)
            self.picked.emit(form)

    def _show_chosen(self, name: str, at: int = 0) -> None:
        place = next((place for place, each in enumerate(self.kept, start=1) if each.name == name), 0)
        self.chosen = name if place else ""
        self.known.setCurrentIndex(place or at)
        self.forget.setVisible(bool(place))

    def named(self, name: str) -> KeptForm | None:
        """The kept form of that name."""
        return next((each for each in self.kept if each.name == name), None)
