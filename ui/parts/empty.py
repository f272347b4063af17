"""What a list shows when there is nothing in it: one sentence, and what one can do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import current, set_role


class Empty(QWidget):
    """An icon, a sentence, and if there is something to do a button for it."""

    def __init__(
        self,
        sentence: str,
        *,
        icon: str = "check",
        action: str = "",
        run: Callable[[], object] | None = None,
        plain: bool = False,
    ) -> None:
        """`plain`: the page has a filled button of its own."""
        super().__init__()
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.sentence = QLabel(sentence, alignment=Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "empty")
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(self.sentence)
        self.button: QPushButton | None = None
        if run is not None:
            self.button = QPushButton(action)
            set_role(self.button, "" if plain else "primary")
            self.button.clicked.connect(lambda: run())
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        theme = current()
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(self._icon, theme.tokens.border, theme.px(40), ratio))
