"""What one action on a case declares, and how it is done: fields asked, when it is allowed, the step it leaves.

Each action is one file that makes one `CaseAction`; the catalogue lists them, the case page shows those that are
allowed now, the likeliest first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.actions.units import unit_name
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.records.handling import Handling
from app.records.matters import Step
from app.records.record import Record
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.rules.numbering import NumberStyle
from app.schema.kinds import Value
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from app.store.writing import Writer

Values = Mapping[str, Value]
Refusal = Callable[[Office, CaseFile], str | None]


def _nothing(office: Office, case: CaseFile) -> dict[str, Value]:
    return {}


def _nothing_more(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {}


def _nothing_drawn(office: Office, write: Writer, case: CaseFile, values: Values) -> dict[str, Value]:
    return {}


def _no_check(office: Office, case: CaseFile, values: Values) -> None:
    return None


def _never(case: CaseFile) -> bool:
    return False


def _no_words(office: Office, case: CaseFile) -> str:
    return ""


def _no_part(office: Office, case: CaseFile) -> Record | None:
    return None


@dataclass(frozen=True)
class CaseAction:
    """One thing a person can do with a case.

    `fields` are asked in a small form (full field ids), the `required` ones must be filled; `defaults` gives what
    stands there at first. `refusal` says in one sentence why it cannot be done now, or None. `hidden` refusals are
    not even shown. `rank` orders the buttons: the smallest is the likeliest.

    Fields are those of the bands; those of another kind are written into a new record of the list that `adds` names,
    or into the record that `completes` finds in the case; `choices` are those it may be
    about. `also` gives further values that follow from those asked, `drawn` those
    that use up a number, `check` raises Invalid for values that do not fit together.
    """

    id: str
    label: str
    step: str
    rank: int
    fields: tuple[str, ...]
    required: tuple[str, ...]
    refusal: Refusal
    defaults: Callable[[Office, CaseFile], dict[str, Value]] = _nothing
    hint: str = ""
    day: str = ""
    """The field that says on which day it was done; today when blank."""
    adds: type[Record] | None = None
    completes: Callable[[Office, CaseFile], Record | None] = _no_part
    about: type[Record] | None = None
    """The list whose records it may be about; where several are open, a person chooses which."""
    also: Callable[[Office, CaseFile, Values], dict[str, Value]] = _nothing_more
    drawn: Callable[[Office, Writer, CaseFile, Values], dict[str, Value]] = _nothing_drawn
    check: Callable[[Office, CaseFile, Values], None] = _no_check
    instead: Callable[[Office, CaseFile, Values], Change] | None = None
    """What is done instead of writing the fields, where that is something of its own."""
    new_round: bool = False
    """Whether a new round of handling begins."""
    later: Callable[[CaseFile], bool] = _never
    """Whether it has become unlikely, though it still can be done: it then stands behind all others."""
    told: Callable[[Office, CaseFile], str] = _no_words
    """What is said of this case beside the hint, before it is done; blank for nothing."""
    quiet: bool = False
    """Whether it is left out, instead of shown with its reason, while it cannot be done."""

    def choices(self, office: Office, case: CaseFile) -> list[Record]:
        """The open records that it may be about, the newest first."""
        if self.about is None:
            return []
        found = (each for each in case.of(self.about) if self.refusal(office, case.only(each)) is None)
        return list(reversed(list(found)))

    def narrowed(self, office: Office, case: CaseFile, part: str = "") -> CaseFile:
        """The case as if the record with this id (the newest where none is named) were the only one of its list.

        Raises NotAllowed when it is not open, or no longer.
        """
        found = self.choices(office, case)
        chosen = next((each for each in found if part in ("", each.id)), None)
        if part and chosen is None:
            raise NotAllowed("选的那一条已经办过了，请刷新后再选。")
        return case if chosen is None else case.only(chosen)

    def standing(self, office: Office, case: CaseFile, part: str = "") -> dict[str, Value]:
        """What the fields asked hold now, in the bands or in the record that it completes; the defaults over it."""
        case = self.narrowed(office, case, part)
        gone = "supervision." if is_given_back(case) else " "
        found = {
            name: case.facts[name]
            for name in self.fields
            if name in case.facts and not self.new_round and not name.startswith(gone)
        }
        open_one = self.completes(office, case)
        if open_one is not None:
            found |= {
                name: open_one.value(name.partition(".")[2])
                for name in self.fields
                if name.startswith(f"{open_one.kind}.") and open_one.value(name.partition(".")[2]) is not None
            }
        return found | {
            name: value for name, value in self.defaults(office, case).items() if value is not None
        }

    def why_not(self, office: Office, case: CaseFile) -> str | None:
        """Why it cannot be done with this case now, in one sentence; None when it can."""
        barred = office.refusal(self.id)
        if barred is not None:
            return barred
        if case.registration.voided is not None:
            return "这一件已经作废，不能再办理。"
        return self.refusal(office, case)

    def do(self, office: Office, case_id: str, values: Values, part: str = "") -> Change:
        """Do it, about the record with the id `part` (else the newest open one) where there are several.

        Raises NotAllowed with the reason, Invalid naming the field.
        """
        case = read_case(office, case_id)
        reason = self.why_not(office, case)
        if reason is not None:
            raise NotAllowed(reason)
        case = self.narrowed(office, case, part)
        for name in self.required:
            if values.get(name) in (None, "", ()):
                raise Invalid("这一项必须填写。", field=name)
        self.check(office, case, values)
        if self.instead is not None:
            return self.instead(office, case, values)
        values = {**values, **self.also(office, case, values)}
        with office.writing(f"{self.label} {case.title}", action=self.id) as write:
            values = {**values, **self.drawn(office, write, case, values)}
            again = _is_returned(case.handling) and "handling.received_on" in values
            write_bands(office, write, case, values, new_round=self.new_round or again)
            self._write_part(office, write, case, values)
            add_step(office, write, case, self.step, self._done_on(office, values), self._note(values))
        if write.change is None:
            raise NotAllowed("没有任何改动。")
        return write.change

    def _write_part(self, office: Office, write: Writer, case: CaseFile, values: Values) -> None:
        part = self.completes(office, case)
        record = type(part) if part is not None else self.adds
        if record is None:
            return
        mine = {
            name.partition(".")[2]: said
            for name, said in values.items()
            if name.startswith(f"{record.kind}.")
        }
        if part is not None:
            write.edit(part, **mine)
        else:
            write.add(record, **{**mine, "case": case.registration.id})

    def _done_on(self, office: Office, values: Values) -> date:
        said = values.get(self.day)
        return said if isinstance(said, date) else office.today

    def _note(self, values: Values) -> str | None:
        texts = [str(value) for name, value in values.items() if isinstance(value, str) and "note" in name]
        return ";".join(texts) or None


def write_bands(
    office: Office, write: Writer, case: CaseFile, values: Values, *, new_round: bool = False
) -> None:
    """Write values given by full field id into the bands of a case, making the band's record where it is missing.

    With `new_round` what is said of the handling begins a round of its own; the one before stays as it is. So does the
    sheet of an assignment that was taken back or returned, when the case is given anew.
    """
    for record, standing in ((Registration, case.registration), (Handling, case.handling),
                             (Supervision, case.supervision)):  # fmt: skip
        mine = {
            name.partition(".")[2]: value
            for name, value in values.items()
            if name.startswith(f"{record.kind}.")
        }
        if mine:
            anew = record is Supervision and "assigned_on" in mine and is_given_back(case)
            begins = anew or (record is Handling and (new_round or _is_another_s(office, case.handling)))
            _write_band(office, write, case, record, None if begins else standing, mine)


def is_given_back(case: CaseFile) -> bool:
    """Whether what an office above gave is its own again: it took it back, or the unit returned it since."""
    sheet, handling = case.supervision, case.handling
    if sheet is None or sheet.assigned_on is None:
        return False
    if sheet.withdrawn_on is not None:
        return True
    if handling is None or handling.returned_on is None or handling.owner == sheet.owner:
        return False
    returned = sum(each.returned_on is not None and each.owner != sheet.owner for each in case.handlings)
    given = sum(each.owner == sheet.owner and each.assigned_on is not None for each in case.supervisions)
    return handling.returned_on > sheet.assigned_on or returned >= given


def _is_another_s(office: Office, handling: Handling | None) -> bool:
    """Whether another office returned it: what is done here from now on is a round of our own."""
    return handling is not None and handling.owner != office.code and handling.returned_on is not None


def _is_returned(standing: Record | None) -> bool:
    return isinstance(standing, Handling) and standing.returned_on is not None


def _write_band(
    office: Office, write: Writer, case: CaseFile, record: type[Record], standing: Record | None,
    mine: dict[str, Value],
) -> None:  # fmt: skip
    if standing is not None:
        write.edit(standing, **mine)
    elif any(value is not None for value in mine.values()):
        if record is Handling:
            rounds = [each.round_no or 1 for each in case.handlings]
            given: dict[str, Value] = {"round_no": max(rounds, default=0) + 1}
            if "archived_on" not in mine:  # what was never handled is only put away
                given |= {"unit": office.name, "handling_no": next_number(office, write, "handling")}
            mine = given | mine
        write.add(record, **{**mine, "case": case.registration.id})


def next_number(office: Office, write: Writer, series: str) -> str:
    """The next number of a series (`case`, `handling`, `stub`) in this office's style.

    A number that a ledger from elsewhere brought along is passed over.
    """
    year = office.today.year
    short = str(office.setting("office.short")) or office.name[:1]
    style = NumberStyle(office.setting(f"number.{series}"))
    while True:
        number = style.format(short, year, write.number(series, year))
        if series != "case" or not office.find(Registration, case_no=number):
            return number


def add_step(office: Office, write: Writer, case: CaseFile, kind: str, day: date, note: str | None) -> None:
    """Leave a line in the timeline of the case; the step is this office's own record."""
    write.add(
        Step, case=case.registration.id, step_kind=kind, day=day, unit=office.name,
        person=office.person or None, note=note,
    )  # fmt: skip


def owned(office: Office, record: Record | None, what: str) -> str | None:
    """Why this office cannot write that band, or None."""
    if record is not None and record.owner != office.code:
        return f"这个案件的{what}由{unit_name(office, record.owner)}填写，本单位不能改；要改请与它联系。"
    return None
