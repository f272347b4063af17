"""每台电脑: every desk that files came from, ours and others', with its last file and whether it was retired.

A number tells nobody which computer it is; who registers there and since when it has been heard of does.
"""

from collections import defaultdict
from dataclasses import dataclass

from app.exchange.admissible import taken_from
from app.exchange.gaps import Run, gaps
from app.records.version import office_of
from app.store import peers
from app.store.office import Office
from app.store.sister_desks import retired
from app.store.unit_names import unit_name

MOST = 2
"""People by whom a desk is known at most."""


@dataclass(frozen=True)
class KnownDesk:
    """One desk: `ours` is a desk of our own office; `last` number and day of its newest file here; `retired`: since when;
    `people`: who registers there, the most first; `since`: the day of its first file here."""

    desk: str
    office: str
    ours: bool
    last: tuple[int, str] | None
    gaps: tuple[Run, ...]
    retired: str
    people: tuple[str, ...] = ()
    since: str = ""

    @property
    def number(self) -> str:
        """Its own number, without the office."""
        return self.desk.rpartition("/")[2]


def known_desks(office: Office) -> list[KnownDesk]:
    """Our own first, then by office; the living before the dead."""
    dead, people = retired(office.db), _people(office)
    found = [
        _read(office, desk, str(dead[desk]["on"]) if desk in dead else "", tuple(people[desk][:MOST]))
        for desk in peers.spoken(office.db)
    ]
    return sorted(found, key=lambda each: (not each.ours, each.office, bool(each.retired), each.desk))


def _read(office: Office, desk: str, dead: str, people: tuple[str, ...]) -> KnownDesk:
    code, taken = office_of(desk), taken_from(office, desk)
    last = (max(taken), str(taken[max(taken)]["at"])[:10]) if taken else None
    since = min((str(each["at"])[:10] for each in taken.values()), default="")
    name = office.name if code == office.code else unit_name(office.db, code)
    return KnownDesk(desk, name, code == office.code, last, gaps(taken), dead, people, since)


def _people(office: Office) -> defaultdict[str, list[str]]:
    """By desk who registered what it wrote, the most first."""
    asked = (
        'SELECT "desk"."key", "registrar" FROM "registration", json_each("registration"."version") "desk" '
        'WHERE "registrar" IS NOT NULL GROUP BY 1, 2 ORDER BY count(*) DESC, 2'
    )
    found = defaultdict(list)
    for desk, name in office.db.execute_sql(asked).fetchall():
        found[str(desk)].append(str(name))
    return found
