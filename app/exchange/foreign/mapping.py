"""Which column is which field: by heading, by what the values look like, or as a person said; each field once."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.exchange.foreign.cells_read import Setting, read_cell, written
from app.exchange.foreign.days_written import day_written
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import WEAK
from app.exchange.foreign.ready import ready_fields
from app.exchange.foreign.tables import Heading, Table
from app.exchange.foreign.values_said import by_values
from app.exchange.read_xlsx import Value
from app.records.catalogue import KINDS
from app.schema.kinds import Choice, Count, Day, Flag, IdNumber, LongText, Money, Person, Phone, Text

READY = "ready"
"""How a column was recognised that stands in a ledger known beforehand."""

KEEP = ""
"""The field of a column that stays beside the record as it is."""

_SAMPLE = 60
_FIT = 0.6
_HALF = 0.5
_BY_VALUES = 60
_SURE_LIKENESS = 0.8
_FALLBACK = {
    "registration.received_on": (
        "registration.accepted_on",
        "registration.registered_on",
        "visit.visited_on",
        "registration.source_letter_on",
        "supervision.assigned_on",
        "registration.transferred_on",
    ),
    "registration.summary": ("visit.matter",),
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column: its fields (several where a cell holds several values), how it was found, certainty 0-100.

    `by`: ready, alias, sound, likeness, values, remembered, person, or none; an empty `fields` keeps the column as text.
    """

    column: int
    heading: str
    fields: tuple[str, ...]
    by: str
    certainty: int

    @property
    def kept(self) -> bool:
        """Whether the column is not understood and stays with the record as text."""
        return not self.fields


def map_columns(
    table: Table, rows: Sequence[int], setting: Setting, said: Mapping[int, tuple[str, ...]] | None = None,
    said_by: str = "person",
) -> list[Mapped]:  # fmt: skip
    """The mapping of a table's columns; `said` is what a person decided or what was remembered, and goes first."""
    said = said or {}
    samples = {each.column: _sample(table, rows, each.column) for each in table.headings}
    fixed = [
        Mapped(each.column, each.text, said[each.column], said_by, 100)
        for each in table.headings
        if each.column in said
    ]
    taken = {field for each in fixed for field in each.fields}
    ready = ready_fields(table.headings)
    supervised, nobody_else = _is_of_supervision(table.headings)
    offers = sorted(
        (
            offer
            for each in table.headings
            if each.column not in said
            for offer in _offers(
                _of_supervision(each, supervised, nobody_else),
                samples[each.column],
                setting,
                ready.get(each.column),
            )
        ),
        key=lambda offer: (offer.by != READY, -offer.certainty, offer.column),
    )
    found: dict[int, Mapped] = {each.column: each for each in fixed}
    for offer in offers:
        if offer.column in found or taken & set(offer.fields):
            continue
        found[offer.column] = offer
        taken |= set(offer.fields)
    for each in table.headings:
        if each.column not in found and (each.text or samples[each.column]):
            found[each.column] = Mapped(each.column, each.text, (), "none", 0)
    return _stand_in(_whose_number([found[column] for column in sorted(found)]), set(said))


def _whose_number(found: list[Mapped]) -> list[Mapped]:
    """An 身份证号 that does not say whose it is belongs to the person before it: a respondent's is not the reporter's."""
    person = ""
    for place, each in enumerate(found):
        if (
            each.by == "alias"
            and each.fields == ("reporter.id_number",)
            and not _SAYS_WHOSE.search(each.heading)
        ):
            names_reporter = any("reporter.name" in other.fields for other in found)
            if person == "allegation.respondent" or not (person or names_reporter):
                found[place] = replace(each, fields=(), by="none", certainty=0)
        person = next((field for field in each.fields if field in _PERSONS), person)
    return found


_PERSONS = ("reporter.name", "allegation.respondent")
_SAYS_WHOSE = re.compile(r"(?<!被)(?:反映|举报|信访|来访|上访|来信|检举|控告|投诉)人")


def _sample(table: Table, rows: Sequence[int], column: int) -> list[Value]:
    """Different values from all over the column, the most usual first."""
    step = max(1, len(rows) // 400)
    cells = table.sheet.rows
    counted = Counter(
        value
        for row in rows[::step]
        if column < len(cells[row]) and (value := cells[row][column]) is not None and str(value).strip()
    )
    return [value for value, _ in counted.most_common(_SAMPLE)]


def _offers(
    heading: Heading, sample: list[Value], setting: Setting, ready: tuple[str, ...] | None
) -> Iterable[Mapped]:
    """What the column may be, each with its certainty; `ready` is what it means in a ledger that is known."""
    meaning = heading.meaning
    if ready is not None and (
        len(ready) != 1 or (fit := fits(ready[0], heading.text, sample, setting)) is None or fit >= _FIT
    ):
        yield Mapped(heading.column, heading.text, ready, READY, 99)
    if meaning is None:
        if (field := by_values(heading.text, sample)) is not None:
            yield Mapped(heading.column, heading.text, (field,), "values", _BY_VALUES)
        return
    if meaning.split:
        yield Mapped(heading.column, heading.text, meaning.split, meaning.by, meaning.certainty)
        return
    fitting = {field: fits(field, heading.text, sample, setting) for field in meaning.fields}
    best = max(fitting.values(), key=lambda fit: 0 if fit is None else fit, default=None)
    coded = (best or 0) >= _HALF and any(map(_is_coded, fitting))
    for place, (field, fit) in enumerate(fitting.items()):
        if meaning.by == "likeness" and (fit or 0) < _SURE_LIKENESS:
            continue
        if meaning.by == "parts" and meaning.certainty <= WEAK and not _borne_out(field, fit, sample):
            continue
        if fit is None:
            certainty = 10 if coded else meaning.certainty - 5 * place  # any text would fit
        elif fit >= _FIT:
            certainty = meaning.certainty - int(40 * (1 - fit)) - 3 * place
        elif fit == best:  # what else the heading may mean fits no better
            certainty = 10 + int(50 * fit) - 3 * place
        else:
            continue
        by = meaning.by if place == 0 else "values"
        yield Mapped(heading.column, heading.text, (field,), by, max(1, certainty))


_LONGEST_NAME, _LONGEST_UNIT = 12, 30
_NO_YEAR = re.compile(r"(?:1[0-2]|0?[1-9])[.月/-](?:3[01]|[12]\d|0?[1-9])日?")
_NO_NAME = re.compile(r"\d|[。；;]")


def _borne_out(field_id: str, fit: float | None, sample: Sequence[Value]) -> bool:
    """Whether the values are what a heading says of whose words only each by itself is known."""
    kind, _, name = field_id.partition(".")
    if fit is not None and fit < _FIT:
        without_year = [value for value in sample if _NO_YEAR.fullmatch(written(value).strip())]
        is_day = field_id != SERIAL and isinstance(KINDS[kind].column(name).kind, Day)
        return is_day and len(without_year) >= _FIT * len(sample)
    if field_id == SERIAL or not sample:
        return True
    field = KINDS[kind].column(name).kind
    said = [written(value) for value in sample]
    if isinstance(field, Person):
        return all(len(each) <= _LONGEST_NAME and not _NO_NAME.search(each) for each in said)
    if type(field) is Text and field_id != "registration.case_no":
        return sum(len(each) <= _LONGEST_UNIT for each in said) >= _FIT * len(said)
    return True


_REPLIES = {"supervision.reply", "supervision.replied_on"}


_ANSWER = re.compile(r"(?:反馈|回复|回告)(?:日期|时间|情况|内容)")


def _is_of_supervision(headings: Sequence[Heading]) -> tuple[bool, bool]:
    """Whether a sheet is about 督办 or what was handed down; and whether nobody but who did that can be answered in it."""
    fields = {field for each in headings if each.meaning for field in each.meaning.fields}
    nobody = not any(field.startswith("reporter.") for field in fields)
    supervised = any("督办" in each.text for each in headings)
    return supervised or (nobody and any("交办" in each.text for each in headings)), supervised and nobody


def _of_supervision(heading: Heading, supervised: bool, nobody_else: bool) -> Heading:
    """A reply in a sheet about 督办 is the reply to that, elsewhere the answer to who reported."""
    meaning = heading.meaning
    if meaning is not None and nobody_else and _ANSWER.fullmatch(heading.text.strip()):
        when = heading.text.strip().endswith(("日期", "时间"))
        field = "supervision.replied_on" if when else "supervision.reply"
        return replace(heading, meaning=replace(meaning, fields=(field,)))
    if not supervised or meaning is None or not _REPLIES & set(meaning.fields):
        return heading
    ours = tuple(sorted(meaning.fields, key=lambda field: not field.startswith("supervision.")))
    return replace(heading, meaning=replace(meaning, fields=ours))


def _is_coded(field_id: str) -> bool:
    kind, _, name = field_id.partition(".")
    return field_id != SERIAL and isinstance(KINDS[kind].column(name).kind, Choice)


def fits(field_id: str, heading: str, sample: Sequence[Value], setting: Setting) -> float | None:
    """The share of the values that the field can hold; None where there are none, or any text would do."""
    if not sample:
        return None
    if field_id == SERIAL:
        numbers = [
            int(text) for value in sample if (text := written(value).strip()).isdigit() and len(text) < 6
        ]
        return len(numbers) / len(sample)
    kind, _, name = field_id.partition(".")
    field = KINDS[kind].column(name)
    if isinstance(field.kind, (Day, Choice, Flag, Count, Money, Phone, IdNumber)):
        reads = [read_cell(field_id, value, heading, setting) for value in sample]
        return sum(read.value is not None or not read.kept for read in reads) / len(reads)
    plain = sum(
        day_written(value, None) is None or (isinstance(value, str) and len(value) > 12) for value in sample
    )
    if field_id == "registration.case_no":
        return sum(len(written(value).strip()) >= 5 for value in sample) / len(sample)
    if isinstance(field.kind, LongText):
        return plain / len(sample)
    return None if plain == len(sample) else plain / len(sample)


def _stand_in(found: list[Mapped], said: set[int]) -> list[Mapped]:
    """Another date stands for the day of receipt where no column says it (domain rules 5.2), a visit's matter for content."""
    for wanted, instead in _FALLBACK.items():
        if any(wanted in each.fields for each in found):
            continue
        place = next(
            (
                place for field in instead for place, each in enumerate(found)
                if each.fields == (field,) and each.column not in said
            ),
            None,
        )  # fmt: skip
        if place is not None:
            certainty = min(found[place].certainty, 80)
            found[place] = replace(found[place], fields=(wanted,), by="values", certainty=certainty)
    return found
