"""Files that were sent and of which no office has told yet that it took them; an office without Huiyin tells it by sending
back what it filled in."""

from dataclasses import dataclass

from app.store import peers
from app.store.office import Office


@dataclass(frozen=True)
class Unanswered:
    """One numbered file: to whom (code), its number, the day (2026-03-06), how many cases went with it."""

    receiver: str
    number: int
    day: str
    cases: int


def unanswered(office: Office) -> list[Unanswered]:
    """Files whose receipt is still wanted, the oldest first; one that only carried receipts wants none, and the
    receipt for a later file of the same desk stands for those before it."""
    answered: dict[tuple[str, str], int] = {}
    rows, wanted = peers.sent(office.db), peers.asks_for_receipt(office.db)
    home = peers.homecomings(office.db)
    for row in rows:
        line = (row["receiver"], row["desk"])
        if row["answered"] or row["digest"] in home:
            answered[line] = max(answered.get(line, 0), row["number"])
    found = [
        Unanswered(row["receiver"], row["number"], str(row["at"])[:10], row["cases"])
        for row in rows
        if not row["answered"]
        and row["digest"] not in home
        and wanted(row)
        and row["number"] > answered.get((row["receiver"], row["desk"]), 0)
    ]
    return found[::-1]
