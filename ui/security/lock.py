"""锁定: an opaque cover over the window that asks the password; what is below stays as it was, cursor and all.

While it lies there no key, click or shortcut reaches the window, other windows of the program are closed, and the
field that had the focus is never told that it lost it, so that nothing is settled, checked or saved.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from app.actions.locks import log_in_again
from app.store import attempts
from app.store.keys import Unlocked
from app.store.office import Office
from ui.do import Refusal, Teller, do
from ui.security.ask_password import AskPassword
from ui.security.recovered import Recovered
from ui.theme import current, set_role

TITLE = "回音 已锁定"
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel, QEvent.Type.Drop, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.ContextMenu,
        QEvent.Type.InputMethod, QEvent.Type.ToolTip,
    }
)  # fmt: skip


class Cover(QWidget):
    """Lies over a window from `lock` until `opened`, which says whether it is another person now."""

    opened = Signal(bool)

    def __init__(
        self, window: QMainWindow, teller: Teller, office: Office, may_change: Callable[[], bool]
    ) -> None:
        """`may_change` puts the page of the person before away; False when something typed there would be lost."""
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("窗口已锁定")
        self._window, self._teller, self._office, self._may_change = window, teller, office, may_change
        self._before: QWidget | None = None
        self._title = ""
        self.ask = AskPassword(self._open_lock, "解锁")
        self.ask.unlocked.connect(self._unlocked)
        self.recovered: Recovered | None = None
        head = QLabel("已锁定")
        set_role(head, "title")
        self.who = QLabel()
        self.who.setWordWrap(True)
        set_role(self.who, "quiet")
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (head, self.who, self.ask):
            column.addWidget(part)
        column.addStretch(1)
        self._column = column
        self.hide()

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return not self.isHidden()

    def lock(self) -> None:
        """Cover the window now."""
        if self.is_locked:
            return
        self._close_other_windows()
        self._before = self._window.focusWidget()
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(TITLE)
        self.who.setText(
            f"{self._office.person}离开时的样子还在，解锁后接着做。换别人用，输入自己的口令就行。"
        )
        self.setGeometry(self._window.rect())
        _application().installEventFilter(self)
        if self._before is not None:
            self._before.clearFocus()
        self.show()
        self.raise_()
        self.ask.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing through to the window but what belongs to the cover."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
            return isinstance(watched, QWidget) and watched is self._before
        if event.type() not in _INPUT or not isinstance(watched, QWidget):
            return False
        ours = watched is self or self.isAncestorOf(watched)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return not ours and watched.window() is self._window

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the cover."""
        inside: list[QWidget] = [
            each for each in _widgets(self)
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None
        ]  # fmt: skip
        now = _application().focusWidget()
        if inside:
            at = inside.index(now) if now in inside else -1
            inside[(at + (1 if forward else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = current().px(560), current().px(420)
        left, top = max(24, (self.width() - width) // 2), max(24, (self.height() - height) // 3)
        self._inside.setGeometry(left, top, min(width, self.width() - 48), self.height() - top)
        super().resizeEvent(event)

    def _open_lock(self, secret: str) -> Unlocked:
        return attempts.unlock(self._office.folder, secret, self._office.now)

    def _unlocked(self, lock: Unlocked) -> None:
        before = self._office.person
        changes = not lock.recovered and lock.name != before
        if changes and not self._may_change():
            self.ask.wrong.setText(f"{before}有改动还没能保存，请{before}先解锁处理，再换人。")
            self.ask.line.setFocus()
            return
        if not do(self._teller, lambda: log_in_again(self._office, lock), refused=self._refused):
            return
        if lock.recovered:
            self._ask_new_password(before)
        else:
            self._open(changes)

    def _ask_new_password(self, before: str) -> None:
        self.ask.hide()
        self.recovered = Recovered(self._teller, self._office, lambda: self._recovered(before))
        self._column.insertWidget(2, self.recovered)
        self.recovered.show()
        self.recovered.begin()

    def _recovered(self, before: str) -> None:
        if self.recovered is not None:
            self.recovered.hide()
            self.recovered.deleteLater()
            self.recovered = None
        self.ask.show()
        if self._office.person != before:
            self._may_change()
        self._open(self._office.person != before)

    def _open(self, changed: bool) -> None:
        focused = _application().focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.hide()
        self._window.setWindowTitle(self._title)
        if self._before is not None and not changed:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        _application().removeEventFilter(self)
        self._before = None
        self.opened.emit(changed)

    def _refused(self, refusal: Refusal) -> bool:
        self.ask.wrong.setText(refusal.sentence)
        return True

    def _close_other_windows(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for each in QApplication.topLevelWidgets():
            if each is not self._window and each.isVisible():
                each.hide()


class IdleWatch(QObject):
    """Calls `idle` when nobody touched the program for so many minutes; 0 minutes: never.

    `now` is the PC's clock in seconds: a PC that slept is idle on waking, though no timer ran meanwhile.
    """

    def __init__(self, idle: Callable[[], object], now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._idle, self._now = idle, now
        self._seconds = 0.0
        self._touched = now()
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """Begin to watch with this patience."""
        self._seconds = minutes * 60.0
        self._touched = self._now()
        _application().removeEventFilter(self)
        self.timer.stop()
        if minutes:
            _application().installEventFilter(self)
            self.timer.start(round(self._seconds * 1000))

    def look(self) -> None:
        """Is it time?"""
        left = self._seconds - (self._now() - self._touched)
        if left <= 0:
            self._touched = self._now()
            self.timer.start(round(self._seconds * 1000))
            self._idle()
        else:
            self.timer.start(round(left * 1000) + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
        ):
            if self._now() - self._touched >= self._seconds:
                self.look()
            self._touched = self._now()
        return False


def _widgets(inside: QWidget) -> "list[QWidget]":
    return list(inside.findChildren(QWidget))


def _application() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running
