"""Of the new rows of somebody else's ledger those that may repeat a matter already known here (M26): only proposes."""

from collections.abc import Mapping

from app.actions.arriving import MOST, Still, always
from app.actions.likenesses import Card, likenesses
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.matching import Outcome, Result
from app.ledger.likeness import POSSIBLE
from app.rules.alike import Named, Report
from app.schema.kinds import Value
from app.store import recusal
from app.store.office import Office

Place = tuple[int, int]
"""Which table of the file, and the row on its sheet; both from 0."""


def foreign_alike(office: Office, found: Inspection, still: Still = always) -> dict[Place, Card]:
    """The likeliest known matter of each new row that has one, of the first MOST new rows; stops when `still` says no."""
    person = recusal.barred(office.db)
    new = [
        ((number, outcome.line.row), _report(outcome))
        for number, looked in enumerate(found.looked)
        for outcome in looked.outcomes
        if outcome.result is Result.NEW
    ][:MOST]
    alike: dict[Place, Card] = {}
    for place, report in new:
        if not still():
            break
        if any(recusal.names(each.name, person) for each in report.respondents):
            continue
        for card in likenesses(office, report, limit=1):
            if card.certainty >= POSSIBLE:
                alike[place] = card
    return alike


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
