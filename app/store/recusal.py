"""回避: whoever is reported in a case neither opens nor writes it (Rules Art. 48)."""

import re
from collections.abc import Iterable

from peewee import Database

from app.errors import NotAllowed
from app.store import rows
from app.store.rows import Row

_BETWEEN = re.compile(r"[、,，;；/]")


def refuse(db: Database, person: str, cases: Iterable[str]) -> None:
    """Raise NotAllowed when one of these cases names the person as respondent."""
    refuse_points(rows.fetch(db, "allegation", "case", list(cases)), person)


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
