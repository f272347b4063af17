"""Files that were sent and of which no office has told yet that it took them; an office without Huiyin tells it by sending
back what it filled in."""

from dataclasses import dataclass
from datetime import date

from app.store import peers, rows
from app.store.office import Office


@dataclass(frozen=True)
class Unanswered:
    """One numbered file: to whom (code), its number, the day (2026-03-06), how many cases went with it. `waited`: working
    days since, None while the PC's date is in doubt; `by_hand`: the office has no Huiyin and fills it in."""

    receiver: str
    number: int
    day: str
    cases: int
    waited: int | None = None
    by_hand: bool = False

    @property
    def awaits(self) -> str:
        """还没有回执，已等 5 个工作日."""
        what = "还没有填好寄回" if self.by_hand else "还没有回执"
        return f"{what}，已等 {self.waited} 个工作日" if self.waited else what


def unanswered(office: Office) -> list[Unanswered]:
    """Files whose receipt is still wanted, the oldest first; one that only carried receipts wants none, and the
    receipt for a later file of the same desk stands for those before it."""
    answered: dict[tuple[str, str], int] = {}
    sent, wanted = peers.sent(office.db), peers.asks_for_receipt(office.db)
    home, by_hand = peers.homecomings(office.db), frozenset(_without(office))
    for row in sent:
        line = (row["receiver"], row["desk"])
        if row["answered"] or row["digest"] in home:
            answered[line] = max(answered.get(line, 0), row["number"])
    found = [
        Unanswered(
            row["receiver"],
            row["number"],
            day := str(row["at"])[:10],
            row["cases"],
            _waited(office, day),
            row["receiver"] in by_hand,
        )
        for row in sent
        if not row["answered"]
        and row["digest"] not in home
        and wanted(row)
        and row["number"] > answered.get((row["receiver"], row["desk"]), 0)
    ]
    return found[::-1]


def _waited(office: Office, day: str) -> int | None:
    return (
        None
        if office.clock_doubt()
        else office.calendar.working_days_between(date.fromisoformat(day), office.today)
    )


def _without(office: Office) -> list[str]:
    found = rows.fetch(office.db, "unit", "uses_huiyin", ["0"])
    return [str(row["code"]) for row in found if row["voided"] is None]
