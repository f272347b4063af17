"""How the four steps end: the rows are taken, or the refused ones go back as a workbook of the sender's own layout."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.actions.return_rows import return_rows
from app.actions.take_foreign import take_foreign
from app.change import Change
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange import folder
from ui.exchange.foreign.reading import Reading
from ui.exchange.steps import apart
from ui.frame import Frame
from ui.long_work import run_long

Refused = Callable[[Refusal], bool]


class Ending:
    """Writes; what there is to see afterwards is the page's."""

    def __init__(self, frame: Frame, office: Office, reading: Reading) -> None:
        self._frame, self._office, self._reading = frame, office, reading

    def take(self, all_or_nothing: bool, done: Callable[[Change], object], refused: Refused) -> None:
        """Take the rows that can be taken, on a thread of its own."""
        office, reading = self._office, self._reading
        found, decided = reading.found, reading.decisions()
        run_long(
            self._frame,
            f"收取台账 {reading.source.name}",
            apart(
                office,
                lambda count: take_foreign(
                    office, found, decided, all_or_nothing=all_or_nothing, progress=count
                ),
                "正在收取",
            ),
            done=done,
            refused=refused,
        )

    def ask_where(self, parent: QWidget) -> Path | None:
        """Where the return workbook goes."""
        name = Path(self._reading.source.name)
        start = folder.remembered(self._office) / f"{name.stem}_退回.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(parent, "退回表存到哪里", str(start), "工作簿 (*.xlsx)")
        return Path(chosen) if chosen else None

    def save_back(self, path: Path, refused: Refused) -> None:
        """Save the refused rows there, under the password that the ledger came with."""
        path = path if path.suffix.lower() == ".xlsx" else path.with_suffix(".xlsx")
        ledger, found = self._reading.ledger, self._reading.found
        do(
            self._frame,
            lambda: return_rows(
                self._office, found, ledger.data, path, password=ledger.password, replace=True
            ),
            done=lambda change: self._frame.say(f"退回表已存为 {path}。改好后再拖进“交换”，接着收。"),
            refused=refused,
        )
