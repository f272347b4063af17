"""Editors that choose one thing from many by typing: codes of a list, and other records."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

from app.schema.kinds import Choice, Kind, Value
from ui.form.line import LineEditor
from ui.form.pop_list import Option, PopList
from ui.icons import icon


class PickEditor(LineEditor):
    """One line: type a number, initials or part of the label; arrows and Enter choose; Down shows all."""

    def __init__(
        self,
        kind: Kind,
        today: Callable[[], date],
        options: Callable[[str], Sequence[Option]],
        label_of: Callable[[str], str],
        *,
        width: int = 260,
    ) -> None:
        """`options(typed)` are the things that match, all for an empty text."""
        super().__init__(kind, today, width=width)
        self._options = options
        self._label_of = label_of
        self._chosen: str | None = None
        self._pop: PopList | None = None
        opener = QAction(icon("chevron-down", "text_soft"), "显示全部", self)
        opener.triggered.connect(self.show_all)
        self.line.addAction(opener, self.line.ActionPosition.TrailingPosition)

    def value(self) -> Value:
        if self._chosen is not None and self.line.text() == self._label_of(self._chosen):
            return self._chosen
        return self.kind.from_text(self.line.text(), self.today())

    def set_value(self, value: Value) -> None:
        self._chosen = str(value) if value is not None else None
        self.line.setText(self._label_of(self._chosen) if self._chosen is not None else "")
        self.line.setCursorPosition(0)
        self._hide()

    def show_all(self) -> None:
        """Open the whole list."""
        self.line.setFocus()
        self.line.selectAll()
        self.pop.offer(self._options(""), chosen=self._chosen)

    @property
    def pop(self) -> PopList:
        """The list; made when first needed."""
        if self._pop is None:
            self._pop = PopList(self.line)
            self._pop.picked.connect(self._pick)
        return self._pop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._open():
                event.accept()
                return True
            return False
        return super().eventFilter(watched, event)

    def _open(self) -> bool:
        return self._pop is not None and self._pop.isVisible()

    def _hide(self) -> None:
        if self._pop is not None:
            self._pop.hide()

    def _edited(self) -> None:
        self._chosen = None
        text = self.line.text().strip()
        self.pop.offer(self._options(text) if text else ())
        super()._edited()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if self._open() and key == Qt.Key.Key_Escape:
            self._hide()
            return True
        if self._open() and key in steps:
            self.pop.step(steps[key])
            return True
        if key == Qt.Key.Key_Down:
            self.show_all()
            return True
        return super()._key(event)

    def _enter(self) -> None:
        self._take_ready()
        super()._enter()

    def _accept(self) -> None:
        if self._chosen is None and self.line.text().strip():
            self._take_ready()

    def _settle(self) -> None:
        self._hide()
        if self._chosen is None:
            super()._settle()

    def _take_ready(self) -> None:
        ready = self._pop.current() if self._pop is not None else None
        if ready is not None:
            self._pick(ready.id)

    def _pick(self, chosen: str) -> None:
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self.line.setText(self._label_of(chosen))
        self.changed.emit()


def _every(code: str) -> bool:
    return True


def choice_editor(
    kind: Choice, today: Callable[[], date], *, width: int = 260, fits: Callable[[str], bool] = _every
) -> PickEditor:
    """The editor of one code of a list; of its codes only those that fit now are offered."""

    numbers = {code.id: number for number, code in enumerate(kind.codes.offered, start=1)}

    def options(typed: str) -> Sequence[Option]:
        return [
            Option(code.id, f"{numbers[code.id]}  {code.label}")
            for code in kind.codes.matching(typed)
            if fits(code.id)
        ]

    return PickEditor(kind, today, options, kind.codes.name_of, width=width)
