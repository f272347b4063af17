"""回避: whoever is reported in a case neither opens nor writes it (Rules Art. 48), and of its row sees the number only."""

import re
import weakref
from collections.abc import Iterable
from typing import Protocol

from peewee import Database

from app.errors import NotAllowed
from app.rules import rights
from app.store import rows, same
from app.store.rows import Row


class Working(Protocol):
    """Who works in a store now; without roles nobody has logged in."""

    person: str
    roles: frozenset[str] | None


_WORKING: "weakref.WeakKeyDictionary[Database, weakref.ref[Working]]" = weakref.WeakKeyDictionary()
_BETWEEN = re.compile(r"[、,，;；/]")


def refuse(db: Database, person: str, cases: Iterable[str]) -> None:
    """Raise NotAllowed when one of these cases names the person as respondent."""
    refuse_points(rows.fetch(db, "allegation", "case", same.under(db, cases)), person)


def refuse_points(points: Iterable[Row], person: str) -> None:
    """The same for the allegations of a case as they were read."""
    if any(names(row["respondent"], person) for row in points if row["voided"] is None):
        raise NotAllowed("您是这一件的被反映人，按规定要回避，不能打开和办理。请交给别的同事。")


def names(respondent: object, person: str) -> bool:
    """Whether this person stands among the respondents written in one cell; blanks inside a name do not count."""
    wanted = "".join(person.split())
    return bool(wanted) and wanted in {
        "".join(each.split()) for each in _BETWEEN.split(str(respondent or ""))
    }


def people_in(said: str) -> list[str]:
    """The people named in one cell, in order."""
    return [name for each in _BETWEEN.split(said) if (name := each.strip())]


def watch(db: Database, office: Working) -> None:
    """Remember who is asked about in this database, so that no question can forget to say it."""
    _WORKING[db] = weakref.ref(office)


def barred(db: Database) -> str:
    """The person who has logged in and whose own cases are masked; blank where nobody has."""
    found = _WORKING.get(db)
    office = None if found is None else found()
    return "" if office is None or office.roles is None else "".join(office.person.split())


def cases_naming(db: Database, person: str) -> frozenset[str]:
    """Ids of the cases that name this person as respondent, with those under which the same report was kept before."""
    numbers = rows_naming(db, person)
    if not numbers:
        return frozenset()
    sql = f'SELECT "id" FROM "registration" WHERE "n" IN ({", ".join(map(str, numbers))})'
    found = [str(id) for (id,) in db.execute_sql(sql).fetchall()]
    return frozenset(found) | same.members(db, found).keys()


def refuse_reading(db: Database) -> None:
    """Raise NotAllowed when whoever works in this database may not read cases at all (an auditor)."""
    found = _WORKING.get(db)
    office = None if found is None else found()
    barred = None if office is None else rights.refusal("read_case", office.roles)
    if barred is not None:
        raise NotAllowed(f"案件内容{barred}")


def rows_naming(db: Database, person: str) -> frozenset[int]:
    """Row numbers of the cases that name this person as respondent, the voided ones too."""
    if not person:
        return frozenset()
    sql = (
        'SELECT "registration", "respondents" FROM "case_row" '
        'WHERE instr("respondents", ?) > 0 AND instr("respondents", ?) > 0'
    )
    found = db.execute_sql(sql, [person[0], person[-1]]).fetchall()
    return frozenset(number for number, respondents in found if names(respondents, person))
