"""A whole case as one value: its bands, its lists, its obligations and stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from app.errors import Refused
from app.records.catalogue import AT_HOME, CASE_LISTS
from app.records.handling import Handling
from app.records.matters import Allegation, Attachment, Finding, Reporter, Step, Visit
from app.records.record import Record
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.rules.explain import Explanation, explain
from app.rules.matter import Matter
from app.rules.numbering import NumberStyle, comparable
from app.rules.obligations import Obligation, Unlimited, duties, of_this_round, unlimited
from app.rules.stage import Stage, stage
from app.rules.status import Status, status_on, turns
from app.schema.kinds import Value
from app.store import case_rows, recusal, rows, same
from app.store.case_rows import CaseRows
from app.store.measures import Measure
from app.store.office import Office

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CaseFile:
    """Everything an office holds of one case. Lists leave out what is voided; `handlings` has every round."""

    registration: Registration
    handlings: tuple[Handling, ...]
    supervisions: tuple[Supervision, ...]
    allegations: tuple[Allegation, ...]
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    visits: tuple[Visit, ...]
    reporters: tuple[Reporter, ...]
    attachments: tuple[Attachment, ...]
    measure: Measure
    facts: dict[str, Value]
    current: dict[str, str]
    """Ids of the rows that stand in the bands, by kind."""
    matter: Matter
    lists: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """By kind, every further list of the case, oldest first."""
    others: tuple[Registration, ...] = ()
    """What was registered of the same report under ids that are no longer kept (`app.store.same`)."""

    def of(self, record: type[R]) -> tuple[R, ...]:
        """The records of one of its further lists."""
        return cast(tuple[R, ...], self.lists.get(record.kind, ()))

    def only(self, record: Record) -> "CaseFile":
        """The same case with this record as the only one of its further list."""
        return replace(self, lists={**self.lists, record.kind: (record,)})

    @property
    def handling(self) -> Handling | None:
        """The handling that stands in the band."""
        return next((each for each in self.handlings if each.id == self.current.get("handling")), None)

    @property
    def supervision(self) -> Supervision | None:
        """The supervision sheet that stands in the band."""
        return next((each for each in self.supervisions if each.id == self.current.get("supervision")), None)

    @property
    def title(self) -> str:
        """Its number, or what stands for it."""
        return self.registration.case_no or "(未编号)"

    @cached_property
    def stage(self) -> Stage:
        """Computed from its dated steps, never typed."""
        return stage(self.facts)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Its dated duties, those of earlier rounds among them."""
        return duties(self.measure.rules, self.matter, self.measure.calendar)

    @cached_property
    def unlimited(self) -> tuple[Unlimited, ...]:
        """Its duties whose limit nobody has set yet."""
        return unlimited(self.measure.rules, self.matter)

    def status(self, today: date) -> Status:
        """What its obligations mean today."""
        now = of_this_round(self.obligations)
        found = turns(now, self.measure.preset, self.measure.calendar, self.facts)
        return status_on(found, today)

    def explained(self, today: date) -> tuple[Explanation, ...]:
        """The sum behind each light."""
        measure = self.measure
        return tuple(explain(each, measure.preset, measure.calendar, today) for each in self.obligations)


def read_case(office: Office, id: str) -> CaseFile:
    """The case of that registration id. Raises Refused when there is none."""
    found = read_cases(office, [id])
    if not found:
        raise Refused("找不到这个案件，可能已被撤销，请刷新。")
    return found[0]


def read_cases(office: Office, ids: Sequence[str]) -> list[CaseFile]:
    """The cases of these registration ids, in the order asked; as many questions for a thousand as for one.
    An id that is no longer kept gives the case under which its report is (`app.store.same`).

    The one way in which a case is opened: raises NotAllowed for whoever is named in one of them as respondent, and
    for an auditor, who sees who did what when, not what stands in a case.
    """
    recusal.refuse_reading(office.db)
    at = same.under(office.db, ids)
    ids = [id for id, kept in at.items() if id == kept]
    found = {str(case.registration["id"]): case for case in case_rows.gather(office.db, ids, at)}
    if office.roles is not None:
        for case in found.values():
            recusal.refuse_points(case.allegations, office.person)
    used = (*_LISTS, *_used(office))
    lists = {record: _by_case(office, record, at) for record in used}
    return [
        _case_file(office.measure, found[id], {record: lists[record][id] for record in used})
        for id in ids
        if id in found
    ]


def _used(office: Office) -> list[type[Record]]:
    """Of the further lists those that anybody has used: one question instead of one for each."""
    asked = " UNION ALL ".join(
        f"SELECT '{each.kind}' WHERE EXISTS (SELECT 1 FROM \"{each.kind}\")" for each in _FURTHER
    )
    used = {kind for (kind,) in office.db.execute_sql(asked).fetchall()}
    return [each for each in _FURTHER if each.kind in used]


_LISTS: tuple[type[Record], ...] = (Handling, Supervision, Finding, Step, Visit, Reporter, Attachment)
_FURTHER: tuple[type[Record], ...] = (
    *(each for each in CASE_LISTS if each not in (Allegation, *_LISTS)),
    *AT_HOME,
)


def _by_case(office: Office, record: type[Record], at: Mapping[str, str]) -> dict[str, list[Any]]:
    listed: dict[str, list[Any]] = {id: [] for id in at.values()}
    for row in rows.fetch(office.db, record.kind, "case", at):
        if row["voided"] is None:
            listed[at[str(row["case"])]].append(rows.to_record(record, row))
    return listed


def _case_file(measure: Measure, case: CaseRows, lists: Mapping[type[Record], list[Any]]) -> CaseFile:
    bands = {"handling": case.handling, "supervision": case.supervision}
    return CaseFile(
        registration=rows.to_record(Registration, case.registration),
        handlings=tuple(lists[Handling]),
        supervisions=tuple(lists[Supervision]),
        allegations=tuple(rows.to_record(Allegation, row) for row in case.allegations),
        findings=tuple(lists[Finding]),
        steps=tuple(sorted(lists[Step], key=lambda step: step.day or date.min)),
        visits=tuple(lists[Visit]),
        reporters=tuple(lists[Reporter]),
        attachments=tuple(lists[Attachment]),
        measure=measure,
        facts=(facts := case.facts()),
        matter=case.matter(facts),
        lists={each.kind: tuple(lists[each]) for each in _FURTHER if each in lists},
        current={kind: str(row["id"]) for kind, row in bands.items() if row is not None},
        others=tuple(rows.to_record(Registration, each) for each in case.others),
    )


def case_by_number(office: Office, number: str) -> str:
    """Id of the case that carries this number of its own, of the county or of the platform; Refused when none does.

    Shape of brackets, width of signs and 号 are free; a bare serial will do where only one case has it.
    """
    for column in ("id", *_NUMBERS):
        found = [str(row["id"]) for row in rows.fetch(office.db, "registration", column, [number])]
        if found:
            return _only(office, found, number)
    said = comparable(number)
    if not said:
        raise Refused("请写信访编号，例如 云信〔2026〕12号。")
    known = list(_numbers(office))
    alike = [id for id, text in known if comparable(text) == said]
    style = NumberStyle(office.setting("number.case"))
    if not alike and said.isdecimal():
        read = ((id, style.parse(text)) for id, text in known)
        alike = [id for id, each in read if each is not None and each.serial == int(said)]
    if not alike:
        raise Refused(f"没有编号为“{number}”的案件，请核对编号。")
    return _only(office, alike, number)


_NUMBERS = ("case_no", "county_ref_no", "platform_no")


def _numbers(office: Office) -> Iterator[tuple[str, str]]:
    """Every number that any case carries, with the case's id."""
    model = rows.table("registration")
    columns = (getattr(model, name) for name in _NUMBERS)
    for id, *numbers in model.select(model.id, *columns).tuples().execute(office.db):
        yield from ((str(id), str(each)) for each in numbers if each)


def _only(office: Office, found: list[str], number: str) -> str:
    found = same.homes(office.db, found)
    if len(found) > 1:
        raise Refused(f"有 {len(found)} 个案件的编号都是“{number}”，请写全编号。")
    return found[0]
