"""What stands here of the cases that were typed into, once the file's own news is taken."""

from collections.abc import Sequence

from app.exchange.compare import row_of
from app.exchange.hand_found import Reading
from app.exchange.merge import Merged
from app.exchange.truth import Stated
from app.store import case_rows, peers, rows, same
from app.store.office import Office
from app.store.rows import Row

_ORDER = {"handling": ("round_no", "received_on", "id"), "supervision": ("assigned_on", "id")}


class Standing:
    """The records of the cases that were typed into, as they stand once the file's own news is taken."""

    def __init__(self, office: Office, reading: Reading) -> None:
        self._cases = {each.case for each in reading.cells} | {
            each.case for each in reading.rows if each.case
        }
        self._at = same.under(office.db, self._cases)
        self._cases |= self._at.keys()
        self._rows: dict[tuple[str, str], Row] = {}
        for kind in peers.CASE_KINDS if self._cases else ():
            for row in rows.fetch(office.db, kind, "id" if kind == "registration" else "case", self._cases):
                self._rows[kind, str(row["id"])] = row

    @property
    def watches(self) -> bool:
        """Whether any case was typed into."""
        return bool(self._cases)

    def look(self, merged: Merged | str, incoming: Sequence[Stated]) -> None:
        """One record of the file's own news."""
        first = incoming[0]
        case = first.id if first.kind == "registration" else str(first.fields.get("case") or "")
        if case in self._cases and not isinstance(merged, str) and first.kind in peers.CASE_KINDS:
            self._rows[first.kind, first.id] = row_of(merged.current)

    def get(self, kind: str, id: str) -> Row | None:
        """A record as it will stand."""
        return self._rows.get((kind, self.kept(id) if kind == "registration" else id))

    def kept(self, case: str) -> str:
        """The id under which a case is kept now; a row that was exported under another one is read as that case's."""
        return self._at.get(case, case)

    def band(self, kind: str, case: str) -> Row | None:
        """The record that will stand in a band of a case."""
        found = self.of(kind, case)
        own = [row for row in found if row["case"] == self.kept(case)]
        return case_rows.current(own, *_ORDER[kind]) or case_rows.current(found, *_ORDER[kind])

    def of(self, kind: str, case: str) -> list[Row]:
        """The records of a kind in a case."""
        wanted = self.kept(case)
        found = (row for (each, _), row in self._rows.items() if each == kind)
        return [row for row in found if self.kept(str(row["case"])) == wanted]
