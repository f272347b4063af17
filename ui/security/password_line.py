"""A field for a password: hidden signs that can be shown, and a word when Caps Lock seems to be on."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.icons import icon
from ui.security.caps_lock import caps_lock, typed_in_capitals
from ui.theme import current, set_role


class PasswordLine(QWidget):
    """`entered`: Enter was pressed in the field."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setMaximumWidth(current().px(360))
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self._eye = QAction(icon("eye", "text_soft"), "显示口令", self)
        self._eye.triggered.connect(self.turn)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.caps = QLabel("大写锁定开着，字母会是大写。")
        set_role(self.caps, "hint")
        self.caps.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.line)
        layout.addWidget(self.caps)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, also for Ctrl+Z."""
        self.line.clear()
        self.caps.hide()

    def turn(self) -> None:
        """Show the signs, or hide them again."""
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if hidden else "eye", "text_soft"))
        self._eye.setText("遮住口令" if hidden else "显示口令")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.caps.setVisible(caps_lock() is True)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            said = caps_lock()
            guess = typed_in_capitals(event.text(), event.modifiers()) if said is None else said
            if guess is not None:
                self.caps.setVisible(guess)
        return False
