"""A table model of plain texts, as the steps list what they have to say; one column may speak in a colour."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from ui.parts.line_model import Index, WordModel
from ui.theme import current


class TextRows(WordModel):
    """Rows of texts under fixed heads; `tones` by row is a token of the theme for the column `toned`."""

    def __init__(self, parent: QObject, heads: Sequence[str], toned: int = -1) -> None:
        super().__init__(parent, heads)
        self._toned = toned
        self._tones: Sequence[str] = ()

    def show_lines(self, lines: Sequence[Sequence[str]], tones: Sequence[str] = ()) -> None:
        """Show these and no others."""
        self._tones = tones
        super().show_lines(lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.ForegroundRole:
            return super().data(index, role)
        if index.column() == self._toned and 0 <= index.row() < len(self._tones):
            return current().colour(self._tones[index.row()])
        return None
