"""Which case a row is about, and what it would change there: by number first, the owner's word before the sheet's.

Blank means not known, so it changes nothing. What another office owns is not changed; the wish to is listed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid5

from app.exchange.foreign.headings import label_of
from app.exchange.foreign.known_cases import SINGLE, Held, held_of, keys_of, known_by
from app.exchange.foreign.lines import Line
from app.exchange.foreign.owners import WRITES, Owners, Sender, Way, sender_of
from app.exchange.foreign.same_offered import offered
from app.records.catalogue import KINDS
from app.rules.jurisdiction import doubt
from app.schema.kinds import Stored, Value
from app.store import firewall, recusal, rows, same
from app.store.office import Office
from app.store.rows import Row

_SPACE = UUID("7f0f1d2c-9f55-5f0e-8a35-3f1f0f7a9c11")
"""The name space of Huiyin's ids of imported rows; never to be changed."""

_AT_ONCE = 500
"""Rows between two looks at whether to go on."""
_TOWNSHIPS = {
    "supervision.due_on": "registration.source_due_on", "supervision.letter_no": "registration.source_letter_no",
    "supervision.assigned_on": "registration.source_letter_on", "supervision.handling_unit": "handling.unit",
}  # fmt: skip
"""What a sheet calls by the county's words is, at an office without one below, said of its own record."""


_ABOVE = frozenset(f"supervision.{each.name}" for each in KINDS["supervision"].columns())


class Result(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


STAYS = "反映人的内容留在该单位，不收"
"""What is told of a row that is written in trust and says who reported."""

WRITTEN = (Result.NEW, Result.CHANGED)
"""The results that write something."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that a row would change: of which record, old and new as stored, and how it is written."""

    kind: str
    id: str
    name: str
    old: Stored
    new: Stored
    way: Way = Way.OURS

    @property
    def ours(self) -> bool:
        """Whether taking it writes a new version of the record here."""
        return self.way in (Way.OURS, Way.TRUST)

    @property
    def label(self) -> str:
        """The field's label."""
        return label_of(f"{self.kind}.{self.name}")

    def shown(self) -> tuple[str, str]:
        """Old and new as people read them."""
        kind = KINDS[self.kind].column(self.name).kind
        return kind.to_text(kind.from_stored(self.old)), kind.to_text(kind.from_stored(self.new))


def id_of(office: str, line: Line) -> str:
    """The id of a case that a row makes: by office and case number, else by office and what the row says.

    The same row read twice, here or at another desk of the office, makes the same case (EXCHANGE: UUIDv5).
    """
    number = line.values.get("registration.case_no")
    said = f"{number}" if number else repr((sorted(line.values.items()), line.allegations))
    return str(uuid5(_SPACE, f"{office}\x1f{said}"))


@dataclass(slots=True)
class Outcome:
    """A row, what becomes of it, and why: `reasons` of a refusal, `changes` to a known case, `above` asked of whom."""

    line: Line
    result: Result
    case: str = ""
    case_no: str = ""
    changes: list[CellChange] = field(default_factory=list)
    added: list[dict[str, Value]] = field(default_factory=list)
    """Respondents whom the known case does not have yet."""
    added_measures: list[dict[str, Value]] = field(default_factory=list)
    """What was done about persons of whom the known case says nothing yet."""
    adds_reporter: bool = False
    """Whether the row says who reported a known case of ours of which nobody is known yet."""
    reasons: list[str] = field(default_factory=list)
    above: str = ""
    """Why a respondent may belong above our own level (Rules Art. 15)."""


def match(
    office: Office, lines: Sequence[Line], own_level: Collection[int] = (), sender: Sender | None = None,
    still: Callable[[], object] = lambda: None,
) -> list[Outcome]:  # fmt: skip
    """What becomes of each row, in their order. Nothing is written; whatever `still` raises, asked now and then, stops it.

    `own_level`: rows of which somebody said that the respondents are our own level's to handle; others that may be
    above it are refused with the question (Rules Art. 15).
    """
    level, owners = office.level, Owners(office, sender or sender_of(office, ""))
    whose = owners.sender.code
    if level != "county" or not owners.sender.own:
        for line in lines:
            _in_own_words(line)
    dropped = same.known(office.db)
    numbers = [keys_of(line) for line in lines]
    known = {
        key: list(dict.fromkeys(dropped.get(id, id) for id in found))
        for key, found in known_by(office, numbers).items()
    }
    cases = {id for found in known.values() for id in found}
    unnumbered = {id_of(whose, line): line for line, keys in zip(lines, numbers, strict=True) if not keys}
    made = rows.fetch(office.db, "registration", "id", sorted(unnumbered))
    cases |= set(same.homes(office.db, (str(row["id"]) for row in made if row["voided"] is None)))
    held = held_of(office, cases)
    gone = {str(each.get("stub_no") or "") for each in firewall.gone(office.db).values()}
    seen: dict[tuple[str, str], Line] = {}
    outcomes, new = [], []
    for done, (line, keys) in enumerate(zip(lines, numbers, strict=True)):
        if done % _AT_ONCE == 0:
            still()
        outcome = _one(
            office,
            owners,
            Outcome(line, Result.NEW, above=_above(level, line)),
            keys,
            known,
            held,
            seen,
            gone,
        )
        if outcome.above and outcome.result in WRITTEN and line.row not in own_level:
            outcome.result = Result.REFUSED
            outcome.reasons.append(outcome.above)
        for key in keys:
            seen.setdefault(key, line)
        outcomes.append(outcome)
        if keys and outcome.result is Result.NEW:
            new.append(outcome)
    for each, sentence in offered(office, whose, {id_of(whose, each.line): each for each in reversed(new)}):
        each.reasons.append(sentence)
    return outcomes


def _in_own_words(line: Line) -> None:
    if not any(map(_ABOVE.__contains__, line.values)):
        return
    for theirs, own in _TOWNSHIPS.items():
        if theirs in line.values:
            line.values.setdefault(own, line.values[theirs])
            del line.values[theirs]
    for field_id in [each for each in line.values if each.startswith("supervision.")]:
        value = line.values.pop(field_id)
        kind, _, name = field_id.partition(".")
        line.kept.setdefault(label_of(field_id), KINDS[kind].column(name).kind.to_text(value))


def _one(
    office: Office, owners: Owners, outcome: Outcome, keys: Sequence[tuple[str, str]],
    known: Mapping[tuple[str, str], list[str]], held: Mapping[str, Held], seen: Mapping[tuple[str, str], Line],
    gone: set[str],
) -> Outcome:  # fmt: skip
    line = outcome.line
    outcome.case_no = str(line.values.get("registration.case_no") or "")
    candidates = list(dict.fromkeys(id for key in keys for id in known.get(key, ())))
    if candidates:  # what is not said of a known case is not known, and changes nothing
        line.notes[:] = [note for note in line.notes if not note.is_missing]
    if line.problems:
        outcome.reasons = [note.sentence for note in line.problems]
    twin = next((seen[key] for key in keys if key in seen), None)
    if twin is not None and _says(twin) == _says(line):
        outcome.result = Result.SAME
        outcome.reasons = [f"与第 {twin.row + 1} 行相同，只收一次"]
        return outcome
    if twin is not None:
        outcome.reasons.append(f"与第 {twin.row + 1} 行编号相同、内容不同，请核对编号")
    if any(number in gone for _, number in keys):
        outcome.reasons.append("这一件已转为报上级件，内容不再收取")
    if not keys and (own := same.home(office.db, id_of(owners.sender.code, line))) in held:
        candidates = [own]
    if len(candidates) > 1:
        outcome.reasons.append("这些编号在台账里是不同的几件，请核对编号")
    if not candidates and (why := owners.why_not_new()):
        outcome.reasons.append(why)
    if outcome.reasons:
        outcome.result = Result.REFUSED
    elif candidates:
        _compare(office, owners, outcome, held[candidates[0]])
    elif not owners.sender.own and _says_who(line):
        outcome.reasons.append(STAYS)
    return outcome


def _says_who(line: Line) -> bool:
    return any(key.startswith("reporter.") and key not in line.assumed for key in line.values)


def _says(line: Line) -> object:
    return line.values, line.allegations, line.measures


def _above(level: str, line: Line) -> str:
    for point in line.allegations:
        row: dict[str, Stored] = {
            name: str(point[name]) for name in ("rank_class", "position") if name in point
        }
        if row and (said := doubt(level, row)) is not None:
            return f"被反映人{said}，可能归上级管：归上级管的改登报上级件；已核对归本级管的，选“归本级”后再收"
    return ""


def _compare(office: Office, owners: Owners, outcome: Outcome, held: Held) -> None:
    """Fill in what the row would change of a known case."""
    outcome.case, outcome.case_no = str(held.registration["id"]), str(held.registration["case_no"] or "")
    names = "、".join(str(each["respondent"] or "") for each in held.lists["allegation"])
    person = recusal.barred(office.db)
    if person and recusal.names(names, person):
        outcome.result, outcome.reasons = Result.REFUSED, ["这一件须由他人收取（回避）"]
        return
    line = outcome.line
    for kind in ("registration", *SINGLE):
        said = {
            key.partition(".")[2]: value
            for key, value in line.values.items()
            if key.startswith(f"{kind}.") and key not in line.assumed
        }
        if not said or _only_assumed(kind, said):
            continue
        current = held.registration if kind == "registration" else next(iter(held.lists[kind][-1:]), None)
        outcome.changes += _changes(owners, kind, current, said, outcome.case)
    known = {str(each["respondent"] or ""): each for each in held.lists["allegation"]}
    for point in line.allegations:
        name = str(point.get("respondent") or "")
        row = known.get(name) if name or len(known) != 1 else next(iter(known.values()))
        if row is None and not name:
            outcome.reasons.append("没有写被反映人，分不清说的是哪一人，有关的栏没有收")
        elif row is not None:
            outcome.changes += _changes(owners, "allegation", row, point, outcome.case)
        elif owners.may_add(held.registration):
            outcome.added.append(point)
        else:
            outcome.reasons.append(f"多出的被反映人“{point.get('respondent') or ''}”由登记单位填写，不加")
    _compare_measures(owners, outcome, held)
    if _says_who(line) and not held.lists["reporter"]:
        outcome.adds_reporter = owners.sender.own and owners.is_ours(held.registration)
    writes = (
        outcome.added
        or outcome.added_measures
        or outcome.adds_reporter
        or any(each.way in WRITES for each in outcome.changes)
    )
    outcome.result = Result.CHANGED if writes else Result.SAME
    if writes and _says_who(line) and not owners.sender.own:
        outcome.reasons.append(STAYS)


def _compare_measures(owners: Owners, outcome: Outcome, held: Held) -> None:
    """Measures of several persons: each with the record of that person."""
    known = {str(each["respondent"] or ""): each for each in held.lists["measure"]}
    for said in outcome.line.measures:
        name = str(said.get("respondent") or "")
        if name in known:
            outcome.changes += _changes(owners, "measure", known[name], said, outcome.case)
        elif owners.way("measure", "respondent", None, name, outcome.case) in (Way.OURS, Way.TRUST):
            outcome.added_measures.append(said)
        else:
            outcome.reasons.append(f"“{name}”的处理由承办单位填写，不加")


def _only_assumed(kind: str, said: Mapping[str, Value]) -> bool:
    return kind == "handling" and set(said) <= {"unit"}


def _changes(
    owners: Owners, kind: str, current: Row | None, said: Mapping[str, Value], case: str
) -> list[CellChange]:
    record = KINDS[kind]
    found = []
    for name, value in said.items():
        new = record.column(name).kind.to_stored(value)
        old = None if current is None else current[name]
        if new is None or _same(old, new):
            continue
        way = owners.way(kind, name, current, new, case)
        found.append(CellChange(kind, "" if current is None else str(current["id"]), name, old, new, way))
    return found


def _same(old: Stored, new: Stored) -> bool:
    """Whether two stored values say the same; blanks and line breaks do not count."""
    if isinstance(old, str) and isinstance(new, str):
        return "".join(old.split()) == "".join(new.split())
    return old == new
