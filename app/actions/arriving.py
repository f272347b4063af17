"""Of the new cases in a posting those that may repeat a matter already known here: listed beside its preview (M26).

Only new registrations are looked at, and no more than `MOST` of them: each is one search of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.actions.likenesses import Card, likenesses
from app.exchange.merge import Verdict
from app.exchange.preview import Preview
from app.exchange.storable_text import shown
from app.ledger.likeness import POSSIBLE
from app.rules.report_said import Named, Report
from app.schema.kinds import Stored
from app.store import recusal
from app.store.office import Office

MOST = 60
Still = Callable[[], bool]


def always() -> bool:
    """For callers that never stop."""
    return True


@dataclass(frozen=True)
class Arriving:
    """A new case of the posting, and the matter that it may repeat."""

    case_no: str
    card: Card


@dataclass(frozen=True)
class Arrivals:
    """The possible repeats among the new cases, the likeliest first; `looked_at` of `new` were compared."""

    alike: tuple[Arriving, ...]
    looked_at: int
    new: int


def arrivals(office: Office, found: Preview, still: Still = always) -> Arrivals:
    """Compare the new cases of a previewed posting with what is known here; stops early when `still` says no."""
    new = {item.case: item.case_no for item in found.items
           if item.kind == "registration" and item.verdict is Verdict.NEW}  # fmt: skip
    wanted = dict(list(new.items())[:MOST])
    alike, looked = [], 0
    for case, report in _reports(found, wanted).items():
        if not still():
            break
        looked += 1
        if _names_me(office, report):
            continue
        best = [card for card in likenesses(office, report, limit=1) if card.certainty >= POSSIBLE]
        alike += [Arriving(wanted[case] or "(未编号)", card) for card in best]
    return Arrivals(tuple(sorted(alike, key=lambda each: -each.card.certainty)), looked, len(new))


def _names_me(office: Office, report: Report) -> bool:
    person = recusal.barred(office.db)
    return any(recusal.names(each.name, person) for each in report.respondents)


def _reports(found: Preview, wanted: dict[str, str]) -> dict[str, Report]:
    """What is compared of these cases, from the truth of the posting."""
    said: dict[str, dict[str, Stored]] = {}
    people: dict[str, list[Named]] = {}
    if not wanted:
        return {}
    for first, *_ in found.truth.versions():
        if first.kind == "registration" and first.id in wanted:
            said[first.id] = first.fields
        elif first.kind == "allegation" and first.fields.get("case") in wanted and first.voided is None:
            names = [_text(first.fields, name) for name in ("respondent", "unit", "position")]
            people.setdefault(str(first.fields["case"]), []).append(Named(*names))
    return {
        case: Report(tuple(people.get(case, ())), _text(fields, "incident_place"), _text(fields, "summary"))
        for case, fields in said.items()
    }


def _text(fields: dict[str, Stored], name: str) -> str:
    return shown(str(fields.get(name) or ""))
