"""What is being read and what the person decided of it, without any widget: so that every step can be gone back to."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Invalid
from app.exchange.foreign.inspection import Decisions, HeaderNotFound, Inspection, Looked, inspect
from app.exchange.foreign.source import Sheet, Source
from app.exchange.foreign.tables import Rows, Table
from app.exchange.foreign.whose import whose
from app.exchange.posting import Progress, no_progress
from app.store.office import Office
from ui.exchange.foreign.wished import Wished

MANY = 300
"""Rows from which looking again is done on a thread; fewer take no time."""


@dataclass(frozen=True)
class Ledger:
    """Somebody else's ledger: its sheets, its bytes where it was a file, a sentence to begin with, and its password."""

    source: Source
    data: bytes | None = None
    notice: str = ""
    password: str = ""


def look_at(office: Office, ledger: Ledger, progress: Progress = no_progress) -> tuple[Ledger, Inspection]:
    """Look for the first time, as the ledger of the unit that its name or its header tells; where no header is found the
    person is asked to point at one. Raises Unavailable."""
    try:
        found = inspect(office, ledger.source, progress=progress)
        sender = _guessed(office, found)
        return ledger, inspect(office, ledger.source, sender=sender, progress=progress) if sender else found
    except HeaderNotFound as error:
        told = Ledger(ledger.source, ledger.data, error.sentence, ledger.password)
        return told, Inspection(ledger.source, [])


def _guessed(office: Office, found: Inspection) -> str:
    try:
        return whose(office, found.source.name, [each.fingerprint for each in found.looked])
    except Invalid:  # several units use this form: the person says whose it is
        return ""


class Reading:
    """A ledger, what was found in it last, and the wishes: `wished` by table, `headers` by sheet."""

    def __init__(self, ledger: Ledger, found: Inspection) -> None:
        self.ledger, self.found = ledger, found
        self.wished = [Wished() for _ in found.looked]
        self.headers: dict[str, Rows] = {}
        self.sender = found.sender
        """The office whose ledger it is; blank for our own."""
        self.touched = False
        """Whether something was decided since it was looked at."""

    @property
    def source(self) -> Source:
        """Its sheets."""
        return self.ledger.source

    @property
    def is_long(self) -> bool:
        """Whether looking again takes a while."""
        return sum(len(each.rows) for each in self.source.sheets) >= MANY

    def decisions(self) -> dict[int, Decisions]:
        """What was decided, by table."""
        return {number: each.decisions() for number, each in enumerate(self.wished)}

    def look(
        self, office: Office, headers: Mapping[str, Rows], progress: Progress = no_progress
    ) -> Inspection:
        """Look again with all that was decided; with other headers what was decided of their tables says nothing."""
        decided = self.decisions() if headers == self.headers else {}
        try:
            return inspect(
                office, self.source, decided, sender=self.sender, progress=progress, headers=headers
            )
        except HeaderNotFound:
            return Inspection(self.source, [])

    def take_in(self, found: Inspection, headers: Mapping[str, Rows]) -> None:
        """This was found; wishes for tables that are no longer there go."""
        if headers != self.headers:
            self.wished = [Wished() for _ in found.looked]
        self.headers, self.found, self.touched = dict(headers), found, False

    def shown(self, at: int) -> tuple[Sheet, Table | None, Mapping[int, str]]:
        """What the left side shows at a place of `places`: a sheet, its table, and rows that are no data with the reason."""
        looked = self.looked(at)
        if looked is None:
            return self._bare()[at - len(self.found.looked)], None, {}
        skipped = {each.row: each.reason for each in looked.understood.passed}
        return looked.table.sheet, looked.table, skipped

    def looked(self, at: int) -> Looked | None:
        """The table at a place; None where a sheet without one is shown."""
        return self.found.looked[at] if at < len(self.found.looked) else None

    def places(self) -> list[str]:
        """What can be shown at the left: every table, then the sheets in which none was found."""
        tables = [
            f"“{each.table.sheet.name}”表 第 {each.table.header_rows[0] + 1} 行起"
            for each in self.found.looked
        ]
        return tables + [f"“{each.name}”表 没有找到表头" for each in self._bare()]

    def _bare(self) -> list[Sheet]:
        named = {each.table.sheet.name for each in self.found.looked}
        return [each for each in self.source.sheets if each.name not in named and each.rows]
