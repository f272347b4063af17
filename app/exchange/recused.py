"""What whoever is reported in a case sees of it in a file or a held record: its number, and that it is kept back.

A file may be the first that names somebody in a case, so what comes is looked at as well as what is held.
"""

from collections.abc import Iterable

from app.exchange.truth import Stated
from app.store import recusal
from app.store.office import Office

KEPT_BACK = "您是这一件的被反映人，按规定要回避，不显示内容。"


class Recused:
    """Gathers the ids of such cases while versions go by; none where nobody has logged in."""

    def __init__(self, office: Office) -> None:
        self._person = recusal.barred(office.db)
        self.watches = bool(self._person)
        self.cases: set[str] = set(recusal.cases_naming(office.db, self._person))

    def look(self, versions: Iterable[Stated]) -> None:
        """Remember the cases of those points that name the person."""
        if not self.watches:
            return
        self.cases.update(
            case_of(each)
            for each in versions
            if each.kind == "allegation" and recusal.names(each.fields.get("respondent"), self._person)
        )


def case_of(version: Stated) -> str:
    """Id of the case that a record is or belongs to."""
    return version.id if version.kind == "registration" else str(version.fields.get("case") or "")


def bare(version: Stated) -> Stated:
    """A version without anything that was written in it."""
    return Stated(version.kind, version.id, version.owner, version.version, None, {})
