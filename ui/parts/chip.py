"""A filter chip: a word and how many there are; pressed, it filters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.parts.flow import FlowLayout
from ui.parts.light import paint_mark
from ui.theme import Light, Theme, current, set_role


@dataclass(frozen=True)
class ChipSpec:
    """One chip: its key, its word, its count (None for none), the light whose mark it carries."""

    key: str
    word: str
    count: int | None = None
    light: Light | None = None


class Chip(QPushButton):
    """A checkable chip; `set_count` changes the number and leaves the rest."""

    def __init__(self, spec: ChipSpec) -> None:
        super().__init__()
        self.key = spec.key
        self._word = spec.word
        self._light = spec.light
        self._dressed: Theme | None = None
        self.setCheckable(True)
        set_role(self, "chip")
        self.set_count(spec.count)
        self._dress()

    def set_count(self, count: int | None) -> None:
        """Say how many; None says nothing."""
        word = f" {self._word}" if self._light else self._word
        said = word if count is None else f"{word}  {count}"
        if said == self.text():
            return
        self.setText(said)
        self.setAccessibleName(self._word if count is None else f"{self._word}，{count} 件")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        if self._light is not None and self._dressed != current():
            self._dressed = current()
            self.setIcon(_mark_icon(self._light))


class ChipRow(QWidget):
    """Chips of which exactly one is pressed (`several=False`), or any number."""

    picked = Signal(str)

    def __init__(self, specs: Sequence[ChipSpec], *, several: bool = False) -> None:
        super().__init__()
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for spec in specs:
            chip = Chip(spec)
            self._chips[spec.key] = chip
            self._group.addButton(chip)
            layout.addWidget(chip)
            chip.clicked.connect(lambda _checked=False, key=spec.key: self.picked.emit(key))
        if specs and not several:
            self._chips[specs[0].key].setChecked(True)

    @property
    def pressed(self) -> tuple[str, ...]:
        """Keys of the chips that are pressed."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def press(self, key: str) -> None:
        """Press a chip as a click would, without saying `picked`."""
        self._chips[key].setChecked(True)

    def show_only(self, keys: Collection[str]) -> None:
        """Leave out all chips but these."""
        for key, chip in self._chips.items():
            chip.setVisible(key in keys)

    def set_counts(self, counts: Mapping[str, int], *, unknown: bool = False) -> None:
        """Say how many each has; a key without a count shows 0, or nothing where that is `unknown`."""
        for key, chip in self._chips.items():
            chip.set_count(counts.get(key, None if unknown else 0))


def _mark_icon(light: Light) -> QIcon:
    theme = current()
    side = theme.px(12)
    drawn = QPixmap(side * 2, side * 2)
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(QPointF(0, 0), QSize(side, side)), light.mark, QColor(light.colour(theme)))
    painter.end()
    return QIcon(drawn)
