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
    """`picked`: a form was chosen (KeptForm). Forms that come with the program are made when they are chosen."""

    picked = Signal(object)

    def __init__(self, office: Office, ask_file: Callable[[], None]) -> None:
        super().__init__()
        self._office = office
        self._made: list[Callable[[], KeptForm]] = []
        self.kept: list[KeptForm] = []
        self.known = QComboBox()
        self.known.setAccessibleName("以前留下的和现成的表")
        self.known.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.known.setMinimumContentsLength(15)
        self.known.view().setMinimumWidth(current().px(320))
        self.known.activated.connect(lambda at: self.picked.emit(self._made[at - 1]()) if at else None)
        self.choose = button("选空白表…(Ctrl+O)", ask_file, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.known)
        row.addWidget(self.choose)

    def list_known(self) -> None:
        """List anew what was kept; the ready ones stand below."""
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

    def show_none(self) -> None:
        """A file was chosen instead."""
        self.known.setCurrentIndex(0)

    def named(self, name: str) -> KeptForm | None:
        """The kept form of that name."""
        return next((each for each in self.kept if each.name == name), None)
