"""What a page is to the frame: a title, an icon, a widget, a number that waits, and a way to be told of changes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.change import Change
from ui.hit import Hit
from ui.parts.keys import KeyRow


class Page:
    """One page. Derive, set `title` and `icon`, and build the widget in `build`.

    The widget is built when the page is first shown, so that starting stays quick.
    """

    title: str = ""
    icon: str = "folder"

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        """The page's widget, built at the first call."""
        if self._widget is None:
            self._widget = self.build()
            self._widget.setAccessibleName(self.title)
        return self._widget

    @property
    def is_built(self) -> bool:
        """Whether anybody has seen it yet."""
        return self._widget is not None

    def build(self) -> QWidget:
        """Make the widget."""
        raise NotImplementedError

    def badge(self) -> int:
        """How many things wait here; 0 shows nothing. Called often, before the page is built too: keep it cheap."""
        return 0

    def refresh(self, change: Change | None) -> None:
        """Redraw after a change; None means anything may have changed (a new day, a new file). Only when built."""

    def entered(self) -> None:
        """The page has just been shown: put the focus where work begins."""
        self.widget.setFocus()

    def keys(self) -> Sequence[KeyRow]:
        """(keys, what they do) of this page, for the list under F1."""
        return ()

    def hits(self, text: str) -> Sequence[Hit]:
        """What this page adds to a search for this text under Ctrl+K, while it is in front."""
        return ()

    def escaped(self) -> bool:
        """Esc was pressed; True when the page has dealt with it, False to let the frame go back."""
        return False

    def may_leave(self) -> bool:
        """Whether the person may go elsewhere now; a page that says no shows why by itself."""
        return True
