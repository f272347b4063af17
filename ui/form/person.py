"""The editor of a person's name: free text, with names already known offered below."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.schema.kinds import Kind
from ui.form.line import LineEditor
from ui.form.pop_list import Option, PopList


class PersonEditor(LineEditor):
    """Down goes into the names offered and Enter takes one; without Down the text stays as typed."""

    def __init__(
        self,
        kind: Kind,
        today: Callable[[], date],
        known: Callable[[str], Sequence[str]],
        *,
        width: int = 220,
    ) -> None:
        """`known(typed)` are names that begin so, or have these pinyin initials."""
        super().__init__(kind, today, width=width)
        self._known = known
        self._pop: PopList | None = None

    @property
    def pop(self) -> PopList:
        """The list of names; made when first needed."""
        if self._pop is None:
            self._pop = PopList(self.line)
            self._pop.picked.connect(self._pick)
        return self._pop

    def _edited(self) -> None:
        text = self.line.text().strip()
        names = [name for name in self._known(text) if name != text] if text else []
        if names or self._pop is not None:
            self.pop.offer([Option(name, name) for name in names], first=False)
        super()._edited()

    def _key(self, event: QKeyEvent) -> bool:
        if self._pop is not None and self._pop.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._pop.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._pop.hide()
                return True
        return super()._key(event)

    def _enter(self) -> None:
        ready = self._pop.current() if self._pop is not None else None
        if ready is not None:
            self._pick(ready.id)
        super()._enter()

    def _settle(self) -> None:
        if self._pop is not None:
            self._pop.hide()
        super()._settle()

    def _pick(self, name: str) -> None:
        self.line.setText(name)
        self.changed.emit()
