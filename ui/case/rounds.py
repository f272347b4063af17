"""Earlier rounds of a case, folded to one line each: what was done then stays as it was."""

from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.records.handling import Handling
from app.schema.kinds import Link
from app.store.case_file import CaseFile
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.read_row import ReadRow
from ui.parts.scroll import settle
from ui.theme import set_role

HEAD = ("handling_no", "unit", "handler", "closed_on", "finding", "returned_on")


class RoundsPanel(QWidget):
    """The handlings of a case that no longer stand in its band, the newest first; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._case: CaseFile | None = None
        self._open: set[str] = set()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(22)
        self.bands: dict[str, Band] = {}

    def show_case(self, case: CaseFile) -> None:
        """Show the earlier rounds of a case."""
        self._case = case
        for old in self.bands.values():
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        standing = case.handling
        earlier = [each for each in case.handlings if standing is None or each.id != standing.id]
        earlier.sort(key=lambda each: each.round_no or 1, reverse=True)
        self.bands = {each.id: self._band(each) for each in earlier}
        for band in self.bands.values():
            self._layout.addWidget(band)
            settle(band)
        self.setVisible(bool(earlier))

    def turn(self, id: str) -> None:
        """Unfold or fold one round."""
        self._open ^= {id}
        if self._case is not None:
            self.show_case(self._case)

    def _band(self, handling: Handling) -> Band:
        said = [handling.text(name) for name in HEAD if handling.text(name)]
        band = Band(f"第 {handling.round_no or 1} 轮办理")
        unfolded = handling.id in self._open
        band.add_to_head(button("收起" if unfolded else "展开", partial(self.turn, handling.id), "quiet"))
        if not unfolded:
            words = QLabel(" · ".join(said))
            words.setWordWrap(True)
            set_role(words, "quiet")
            band.add(words)
        for field in handling.columns() if unfolded else ():
            text = handling.text(field.name)
            if text and not isinstance(field.kind, Link):
                band.add(ReadRow(field.label, text))
        return band
