"""Work that may take long: on a thread, with progress and a way to stop it that appear only after half a second."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.do import OnRefused, finish, tell
from ui.frame import Frame
from ui.theme import current, set_role

T = TypeVar("T")
APPEARS_AFTER = 500
"""Milliseconds in which nothing is shown."""
_LOOK_EVERY = 100
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.Drop,
    QEvent.Type.DragEnter,
    QEvent.Type.Close,
)


_running: "set[QThread]" = set()


class Cancelled(Exception):
    """The person stopped the work; raised inside it by `Progress.step`."""


class Progress:
    """How far the work is. The worker calls `step`; the screen looks at it ten times a second."""

    def __init__(self) -> None:
        self.what = ""
        self.at = 0
        self.of = 0
        self._stopped = False

    def step(self, what: str, at: int = 0, of: int = 0) -> None:
        """Say what is being done and how much of how much; `of` 0 means nobody knows. Raises Cancelled."""
        if self._stopped:
            raise Cancelled
        self.what, self.at, self.of = what, at, of

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped


def run_long(
    frame: Frame,
    title: str,
    work: Callable[[Progress], T],
    *,
    done: Callable[[T], object] | None = None,
    refused: OnRefused | None = None,
    ended: Callable[[], object] | None = None,
    stoppable: bool = True,
) -> "LongWork[T]":
    """Run `work` on a thread; the window takes no other input meanwhile. `done` gets the result on this thread.

    `stoppable` is False for what is one step: it offers no 停止 that would do nothing.
    Refusals, bugs and a returned Change are treated as `do` treats them. `ended` is called in any case.
    """
    running = LongWork(frame, title, work, done, refused, ended)
    running.panel.set_stoppable(stoppable)
    running.start()
    return running


class LongWork(QObject, Generic[T]):
    """One piece of long work with its panel; it lives until it has ended."""

    over = Signal()

    def __init__(
        self,
        frame: Frame,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None,
        refused: OnRefused | None,
        ended: Callable[[], object] | None,
    ) -> None:
        super().__init__(frame)
        self.progress = Progress()
        self._frame, self._title = frame, title
        self._done, self._refused, self._ended = done, refused, ended
        self.panel = ProgressPanel(frame, title)
        self.panel.stop_pressed.connect(self.cancel)
        progress = self.progress
        self._thread = _Worker(lambda: work(progress))
        self._thread.finished.connect(self._finish)
        self._patience = QTimer(self, singleShot=True, interval=APPEARS_AFTER)
        self._patience.timeout.connect(self.panel.appear)
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(lambda: self.panel.show_progress(self.progress))

    def start(self) -> None:
        """Begin; from now on the window listens to the panel only."""
        _application().installEventFilter(self)
        self._patience.start()
        self._look.start()
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.stop()
        self.panel.show_stopping()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what the person does to the window, but not what is done to the panel."""
        if event.type() == QEvent.Type.Shortcut:
            return True
        if event.type() not in _INPUT or not isinstance(watched, QWidget):
            return False
        ours = watched is self.panel or self.panel.isAncestorOf(watched)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and ours:
            if not self.panel.stop.isHidden():
                self.cancel()
            return True
        if event.type() == QEvent.Type.Close:
            event.ignore()
        return not ours and watched.window() is self._frame

    def _finish(self) -> None:
        _application().removeEventFilter(self)
        self._patience.stop()
        self._look.stop()
        self.panel.go()
        error = self._thread.error
        if isinstance(error, Cancelled):
            self._frame.say(f"已停止：{self._title}。")
        elif error is not None:
            tell(self._frame, error, self._refused)
        else:
            finish(self._frame, self._thread.result(), self._done)
        if self._ended is not None:
            self._ended()
        self.over.emit()
        self.deleteLater()


class _Worker(QThread, Generic[T]):
    """The thread. It outlives its window if it must: Qt aborts the program when a running thread is deleted."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        _running.add(self)
        self.finished.connect(lambda: _running.discard(self))
        self._work = work
        self._results: list[T] = []
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except Exception as error:
            self.error = error

    def result(self) -> T:
        return self._results[0]


class ProgressPanel(QWidget):
    """A panel over the middle of the window: what is being done, how far it is, 停止."""

    stop_pressed = Signal()

    def __init__(self, frame: QWidget, title: str) -> None:
        super().__init__(frame)
        self.setObjectName("shade")
        self._over = frame
        self._before: QWidget | None = None
        self.box = QFrame(self)
        self.box.setObjectName("pop")
        head, self.what = QLabel(title), QLabel("正在准备…")
        set_role(head, "band")
        set_role(self.what, "quiet")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop = QPushButton("停止")
        self.stop.clicked.connect(self.stop_pressed)
        below = QHBoxLayout()
        below.addWidget(self.what, 1)
        below.addWidget(self.stop)
        inside = QVBoxLayout(self.box)
        inside.setContentsMargins(24, 20, 24, 16)
        inside.setSpacing(12)
        inside.addWidget(head)
        inside.addWidget(self.bar)
        inside.addLayout(below)
        self.hide()

    def appear(self) -> None:
        """Cover the window and take the focus."""
        self._before = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        (self if self.stop.isHidden() else self.stop).setFocus()

    def set_stoppable(self, able: bool) -> None:
        """Whether it can be stopped."""
        self.stop.setVisible(able)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if able else Qt.FocusPolicy.StrongFocus)

    def go(self) -> None:
        """Disappear and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        if progress.stopped:
            return
        self.what.setText(_spoken(progress) or "正在准备…")
        self.bar.setRange(0, progress.of)
        self.bar.setValue(progress.at)

    def show_stopping(self) -> None:
        """The person has pressed 停止; the work ends at its next step."""
        self.what.setText("正在停止…")
        self.stop.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        theme = current()
        width, height = theme.px(460), max(self.box.sizeHint().height(), theme.px(130))
        self.box.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        super().resizeEvent(event)


def _application() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def _spoken(progress: Progress) -> str:
    if not progress.of:
        return progress.what
    return f"{progress.what} {progress.at}/{progress.of}，还剩 {progress.of - progress.at}"
