"""Of the new rows of somebody else's ledger those that may repeat a matter already known here (M26): only proposes.

Every new row is compared. A matter that was taken for another is still told, for the row is new; one that names the
person who has logged in is left out, as from every other search.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.actions.arriving import Still, always
from app.actions.likenesses import sure_of
from app.errors import NotAllowed
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.matching import Outcome, Result
from app.ledger.families import reports_of, titles_of
from app.ledger.likeness_of_many import like_each
from app.rules import rights
from app.rules.report_said import Named, Report
from app.schema.kinds import Value
from app.store import recusal
from app.store.office import Office

Place = tuple[int, int]
"""Which table of the file, and the row on its sheet; both from 0."""
RESULT = "possible_repeat"
"""The result of a new row that may repeat a known matter."""
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Alike:
    """The matter that a row may repeat: id and number of its case, how certain (0-100), and what agrees, in words."""

    case: str
    case_no: str
    certainty: int
    agrees: tuple[str, ...]

    @property
    def sure(self) -> str:
        """The certainty in words."""
        return sure_of(self.certainty)

    @property
    def said(self) -> str:
        """What is told of the row."""
        return f"可能与 {self.case_no} 重复（{self.sure}：{'、'.join(self.agrees)}）"


def foreign_alike(
    office: Office,
    found: Inspection,
    still: Still = always,
    progress: Progress = lambda done, total: None,
) -> dict[Place, Alike]:
    """The likeliest known matter of each new row that has one; stops when `still` says no.

    Raises NotAllowed for whoever may open no case.
    """
    refused = rights.refusal("read_case", office.roles)
    if refused is not None:
        raise NotAllowed(refused)
    person = recusal.barred(office.db)
    new = [
        ((number, outcome.line.row), _report(outcome))
        for number, looked in enumerate(found.looked)
        for outcome in looked.outcomes
        if outcome.result is Result.NEW and not recusal.names(_respondents(outcome), person)
    ]
    likes = like_each(office.db, [report for _, report in new], still, progress)
    reports = reports_of(office.db, sorted({each.family for each in likes.values()}))
    titles = titles_of(office.db, {each.number for each in likes.values()})
    return {
        new[place][0]: Alike(*titles[each.number], each.certainty, each.agrees)
        for place, each in likes.items()
        if not (person and any(recusal.names(names, person) for _, names in reports[each.family]))
    }


def with_alike(counts: Mapping[str, int], alike: Mapping[Place, Alike]) -> dict[str, int]:
    """The counts of an inspection, its possible repeats told apart from what is simply new."""
    said = {}
    for key, count in counts.items():
        said[key] = count - len(alike) if key == Result.NEW.value else count
        if key == Result.NEW.value:
            said[RESULT] = len(alike)
    return said


def _respondents(outcome: Outcome) -> str:
    return "、".join(str(point.get("respondent") or "") for point in outcome.line.allegations)


def _report(outcome: Outcome) -> Report:
    values = outcome.line.values
    people = [
        Named(*(_text(point, name) for name in ("respondent", "unit", "position")))
        for point in outcome.line.allegations
    ]
    return Report(
        tuple(people), _text(values, "registration.incident_place"), _text(values, "registration.summary")
    )


def _text(values: Mapping[str, Value], name: str) -> str:
    return str(values.get(name) or "")
