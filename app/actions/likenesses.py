"""Earlier matters that may be the one a report is about, as cards for a person to judge (Rules Art. 14; M26, M47).

Only proposes. A matter is offered once, by its main item; one that was judged to be another is not offered again, and one
that names the person who has logged in is left out, as from every other search (`app.ledger.recused`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import NotAllowed
from app.ledger.columns import column
from app.ledger.families import families_of, judged_apart, reports_of
from app.ledger.likeness import POSSIBLE, Like, like, read
from app.ledger.query import number_of
from app.ledger.values import values
from app.records.registration import Registration
from app.rules import rights
from app.rules.marks import Range, marks
from app.rules.report_said import Named, Report
from app.rules.status import Status
from app.schema.kinds import Stored, Value
from app.store import recusal
from app.store.case_file import read_case
from app.store.office import Office

__all__ = ["Card", "Named", "Report", "Side", "known_of", "likenesses", "numbered"]

MOST = 8
"""Cards at most: each has a digit key."""
_SURE = 80
_SHOWN = (
    "row.id", "registration.case_no", "registration.received_on", "case.light", "case.stage", "case.due_on",
    "case.respondents", "registration.incident_place", "registration.summary", "registration.intake_channel",
)  # fmt: skip
_NAME, _WORDS = 2, 3


@dataclass(frozen=True)
class Side:
    """One line of two reports side by side, with the ranges in which they agree."""

    label: str
    mine: str
    theirs: str
    mine_marks: tuple[Range, ...]
    theirs_marks: tuple[Range, ...]


@dataclass(frozen=True)
class Card:
    """One matter that is offered: its main item, why, and the two reports side by side."""

    case: str
    case_no: str
    received_on: date | None
    status: Status
    stage: str
    due_on: date | None
    respondents: str
    place: str
    channel: str
    certainty: int
    agrees: tuple[str, ...]
    reports: int
    """How many reports the matter has by now."""
    through: str
    """Number of the report that is alike, where that is not the main item."""
    sides: tuple[Side, ...]

    @property
    def sure(self) -> str:
        """The certainty in words."""
        return sure_of(self.certainty)


def sure_of(certainty: int) -> str:
    """A certainty of 0 to 100 in words."""
    return "很像" if certainty >= _SURE else "可能" if certainty >= POSSIBLE else "同一被反映人"


def likenesses(
    office: Office, asked: Report | str, but: Collection[str] = (), limit: int = MOST
) -> list[Card]:
    """The likeliest earlier matters for a report that is being typed, or for a case (by id), the likeliest first.

    `but`: ids of cases whose matters are not offered. Raises NotAllowed for a case that the person must not open, and
    for whoever may open none.
    """
    refused = rights.refusal("read_case", office.roles)
    if refused is not None:
        raise NotAllowed(refused)
    report, barred = _asked(office, asked)
    numbers = [number for id in but if (number := number_of(office.db, "case", id)) is not None]
    barred |= set(families_of(office.db, numbers).values())
    found = like(office.db, report, barred, 2 * limit if office.roles is not None else limit)
    reports = reports_of(office.db, [each.family for each in found])
    open_to = [each for each in found if not _names(office, reports[each.family])]
    return _cards(office, report, open_to[:limit], reports)


def known_of(office: Office, case_id: str) -> tuple[dict[str, Value], list[dict[str, Value]]]:
    """What a repeat may take over from the case it repeats: values of the registration, and its respondents; nothing of
    who wrote it. Raises NotAllowed for a case that the person must not open."""
    case = read_case(office, case_id)
    said = {name: case.registration.value(name) for name in _TAKEN}
    people = [{name: point.value(name) for name in _PEOPLE} for point in case.allegations]
    return {name: value for name, value in said.items() if value is not None}, people


_TAKEN = ("category", "incident_place", "campaign_tag", "handling_class", "summary")
_PEOPLE = ("respondent", "unit", "position", "rank_class", "allegation_type")


def numbered(number: int) -> str:
    """The mark of a matter with several reports."""
    return f"×{number}" if number > 1 else ""


def _asked(office: Office, asked: Report | str) -> tuple[Report, set[int]]:
    """What is compared, and the families that are not offered."""
    if isinstance(asked, Report):
        return asked, set()
    number = number_of(office.db, "case", read_case(office, asked).registration.id)
    assert number is not None
    family = families_of(office.db, [number])[number]
    return read(office.db, [number])[number], {family, *judged_apart(office.db, family)}


def _names(office: Office, reports: list[tuple[int, str | None]]) -> bool:
    """Whether one of these reports names whoever has logged in."""
    person = recusal.barred(office.db)
    return bool(person) and any(recusal.names(respondents, person) for _, respondents in reports)


def _cards(
    office: Office, asked: Report, found: list[Like], reports: Mapping[int, list[tuple[int, str | None]]]
) -> list[Card]:
    lead = {each.family: _lead(each, reports[each.family]) for each in found}
    wanted = {*lead.values(), *(each.number for each in found)}
    rows = values(office.db, "case", sorted(wanted), _SHOWN, office.today)
    texts = read(office.db, [each.number for each in found])
    return [
        _card(asked, each, rows[lead[each.family]], rows[each.number], texts[each.number],
              len(reports[each.family]))
        for each in found
    ]  # fmt: skip


def _lead(found: Like, reports: list[tuple[int, str | None]]) -> int:
    """The main item; where that was voided, the report that is alike."""
    return found.family if any(number == found.family for number, _ in reports) else found.number


def _card(
    asked: Report,
    found: Like,
    main: tuple[Stored, ...],
    alike: tuple[Stored, ...],
    text: Report,
    reports: int,
) -> Card:
    said = {name: _text(name, value) for name, value in zip(_SHOWN, main, strict=True)}
    other = {name: _text(name, value) for name, value in zip(_SHOWN, alike, strict=True)}
    raw = dict(zip(_SHOWN, main, strict=True))
    return Card(
        case=said["row.id"], case_no=said["registration.case_no"] or "(未编号)",
        received_on=_day(raw["registration.received_on"]), status=Status(str(raw["case.light"])),
        stage=said["case.stage"], due_on=_day(raw["case.due_on"]), respondents=said["case.respondents"],
        place=said["registration.incident_place"], channel=said["registration.intake_channel"],
        certainty=found.certainty, agrees=found.agrees, reports=reports,
        through="" if said["row.id"] == other["row.id"] else other["registration.case_no"],
        sides=_sides(asked, text),
    )  # fmt: skip


def _text(name: str, value: Stored) -> str:
    return column("case", name).text(value)


def _day(stored: Stored) -> date | None:
    return None if stored is None else date.fromisoformat(str(stored))


def _sides(mine: Report, theirs: Report) -> tuple[Side, ...]:
    lines = (
        ("被反映人", _people(mine), _people(theirs), _NAME),
        (Registration.column("incident_place").label, mine.place, theirs.place, _NAME),
        (Registration.column("summary").label, mine.summary, theirs.summary, _WORDS),
    )
    return tuple(Side(label, one, other, *marks(one, other, least)) for label, one, other, least in lines)


def _people(report: Report) -> str:
    return "；".join(
        " ".join(part for part in (each.name, each.unit, each.position) if part)
        for each in report.respondents
    )
