"""The views of the office and how each looks now; what was changed is written a moment later, so that sorting never
waits for the disk."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.ledger import views
from app.ledger.views import View
from app.store.office import Office

_KEEP_AFTER = 500
"""Milliseconds."""


class Looks(QObject):
    """`all` are the views in their order; `now` is the one that is open."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self.all = views.views(office.db)
        self.now = views.last_view(office.db)
        self._unkept: dict[str, View] = {}
        self._soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._soon.timeout.connect(self.keep)

    def open(self, view: View) -> None:
        """Another view is open."""
        self.now = view
        self._soon.start()

    def remember(self, view: View) -> None:
        """The open view looks like this from now on."""
        look = {"columns": view.columns, "widths": view.widths, "sort": view.sort, "folded": view.folded}
        self.all = [replace(each, **look) if each.id == view.id else each for each in self.all]  # type: ignore[arg-type]
        self._unkept[view.id] = view
        self.open(view)

    def keep(self) -> None:
        """Write how the views look, and which is open, now."""
        self._soon.stop()
        unkept, self._unkept = self._unkept, {}
        for view in unkept.values():
            views.remember(self._office.db, view)
        views.open_view(self._office.db, self.now)

    def settle(self) -> None:
        """Write what is still to be written."""
        if self._soon.isActive():
            self.keep()

    def forget(self, view: View) -> View:
        """Give a view its own look back."""
        self.keep()
        look = views.forget_look(self._office.db, view)
        self.all = views.views(self._office.db)
        return look

    def save_as(self, view: View, name: str) -> View:
        """Keep a view under a name. Raises Invalid."""
        self.keep()
        made = views.save_as(self._office.db, view, name)
        self.all = views.views(self._office.db)
        return made

    def delete(self, view: View) -> None:
        """Delete a view. Raises NotAllowed for a shipped one."""
        self._unkept.pop(view.id, None)
        views.delete(self._office.db, view)
        self.all = views.views(self._office.db)
