"""One line of 今日, and whose duty it is: the office's that owns the record in which the duty is fulfilled."""

from dataclasses import dataclass
from datetime import date

from app.ledger.put_off import PutOff, line_key
from app.ledger.query import Condition, Query, ids, record_ids
from app.records.matters import Escalation
from app.records.oversight import Order
from app.rules.obligations import Obligation
from app.rules.status import Status, obligation_status, working_days_left
from app.store.case_file import CaseFile
from app.store.measures import Measure
from app.store.office import Office
from app.store.outlines import outlines
from app.store.unit_names import unit_codes

CHASE, REPLY = "chase", "reply"
"""Kinds of an upper office's own duty: to see to an assignment that is late, and to the reply it asked for."""
MOST = 200
"""Cases at most that are looked at for such duties."""
_EVER = ("0001-01-01", None)


@dataclass(frozen=True)
class Duty:
    """What waits. `rule` is a rule id or one of the kinds above, `done` the fields that fulfil it.

    `days_left` are working days, below zero past the limit. What waits for others has no `due_on`, but `since`.
    """

    rule: str
    what: str
    status: Status
    due_on: date | None = None
    days_left: int | None = None
    done: tuple[str, ...] = ()
    since: date | None = None
    case: CaseFile | None = None
    stub: Escalation | None = None
    put_off: PutOff | None = None
    letter: Order | None = None
    report: str = ""
    """Of a quarterly report its kind and the last day of the quarter: results/2025-12-31."""

    @property
    def key(self) -> str:
        """The name of the line, by which it is put off."""
        record = self.case.registration if self.case else self.stub or self.letter
        return line_key(self.report if record is None else record.id, self.rule)

    @property
    def title(self) -> str:
        """The number by which it is known."""
        if self.case is not None:
            return self.case.title
        if self.letter is not None:
            return str(self.letter.order_no or self.letter.text("order_kind"))
        return "本单位" if self.report else str((self.stub and self.stub.stub_no) or "报上级件")


@dataclass(frozen=True)
class DutyList:
    """The first lines of a list, and how many there are in all."""

    duties: tuple[Duty, ...]
    total: int


def from_obligation(
    measure: Measure,
    duty: Obligation,
    today: date,
    *,
    case: CaseFile | None = None,
    stub: Escalation | None = None,
) -> Duty:
    """A duty by the rules, measured today."""
    status = obligation_status(duty, measure.preset, measure.calendar, today)
    left = working_days_left(duty, measure.calendar, today)
    rule = duty.rule
    return Duty(rule.id, rule.label, status, duty.due_on, left, rule.done, case=case, stub=stub)


def duty_unit(office: Office, case: CaseFile, duty: Obligation) -> str:
    """Code of the office whose duty it is."""
    if duty.rule.is_signing and case.handling is None and case.supervision is not None:
        return unit_codes(office.db).get(case.supervision.handling_unit or "", case.registration.owner)
    band = None if duty.rule.by_registrar else case.handling
    return (band or case.registration).owner


def own_duty(office: Office, case: CaseFile) -> Duty | None:
    """Of what this office has to do in the case, what is due first."""
    opened = [each for each in case.obligations if each.is_open]
    mine = [each for each in opened if duty_unit(office, case, each) == office.code]
    first = min(mine, key=lambda each: each.due_on, default=None)
    return None if first is None else from_obligation(case.measure, first, office.today, case=case)


def supervising(office: Office) -> list[Duty]:
    """An upper office's own duties: assignments of its own that are late, and replies that it asked for."""
    if office.level != "county":
        return []
    ours = Condition("row.supervision", (office.code,))
    late = _cases(
        office, ours, Condition("case.light", (Status.OVERDUE.value,)),
        Condition("handling.closed_on", (None,)), Condition("handling.reported_on", (None,)),
    )  # fmt: skip
    soon = office.calendar.add_working_days(office.today, max(1, office.measure.preset.yellow_days)).day
    asked = _cases(
        office, ours, Condition("supervision.reply_due_on", ("0001-01-01", soon.isoformat()), "between"),
        Condition("supervision.replied_on", (None,)), Condition("handling.closed_on", (None,)),
    )  # fmt: skip
    replies = [_reply(office, case) for case in asked]
    answered = {case.registration.id for case in asked}
    return [*replies, *(duty for case in late if case.registration.id not in answered
                        and (duty := _chase(office, case)) is not None)]  # fmt: skip


def _cases(office: Office, *conditions: Condition) -> list[CaseFile]:
    numbers = list(ids(office.db, Query(office.today, conditions=conditions, sort=(("case.due_on", False),))))
    known = record_ids(office.db, "case", numbers[:MOST])
    return list(outlines(office, list(known.values())).values()) if known else []


def _chase(office: Office, case: CaseFile) -> Duty | None:
    late = [each for each in case.obligations
            if each.is_open and each.rule.start.startswith("supervision.") and each.due_on < office.today]  # fmt: skip
    if not late or case.supervision is None:
        return None
    left = working_days_left(late[0], case.measure.calendar, office.today)
    unit = case.supervision.handling_unit or "下级"
    wanted = "签收" if late[0].rule.is_signing else "报结"
    return Duty(CHASE, f"交给{unit}，还没有{wanted}", Status.OVERDUE, late[0].due_on, left, case=case)


def _reply(office: Office, case: CaseFile) -> Duty:
    supervision, calendar, today = case.supervision, case.measure.calendar, office.today
    assert supervision is not None and supervision.reply_due_on is not None
    day = supervision.reply_due_on
    days = calendar.working_days_between(today, day)
    left = min(days, -1) if today > day else days
    urgent = case.measure.preset.urgent_days
    status = (
        Status.OVERDUE
        if left < 0
        else Status.URGENT
        if urgent is not None and left <= urgent
        else Status.DUE_SOON
    )
    unit = supervision.handling_unit or "下级"
    return Duty(REPLY, f"等{unit}回复督办", status, day, left, ("supervision.replied_on",), case=case)
