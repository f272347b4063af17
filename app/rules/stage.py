"""The stage of a case, computed from the dated steps of its current round, never typed (domain §4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.records.catalogue import field
from app.rules.declarations import Facts, dated


class Stage(StrEnum):
    """How far a case has come, in the order of the work."""

    DRAFT = "draft"
    REGISTERED = "registered"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    TRANSFERRED_OUT = "transferred_out"
    RETAINED = "retained"
    ESCALATED = "escalated"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    DISPOSED = "disposed"
    VERIFYING = "verifying"
    UNDER_REVIEW = "under_review"
    CLOSED = "closed"
    REPORTED = "reported"
    FED_BACK = "fed_back"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """The stage in the ledger's words."""
        return _LABELS[self]


_LABELS = {
    Stage.DRAFT: "草稿",
    Stage.REGISTERED: "已登记",
    Stage.PROPOSED: "已拟办",
    Stage.APPROVED: "已批示",
    Stage.REJECTED: "不予受理",
    Stage.TRANSFERRED_OUT: "已移交",
    Stage.RETAINED: "留存备查",
    Stage.ESCALATED: "已报上级",
    Stage.ACCEPTED: "已受理",
    Stage.ASSIGNED: "承办中",
    Stage.DISPOSED: "已定处置",
    Stage.VERIFYING: "核查中",
    Stage.UNDER_REVIEW: "审核中",
    Stage.CLOSED: "已办结",
    Stage.REPORTED: "已报结",
    Stage.FED_BACK: "已反馈",
    Stage.ARCHIVED: "已归档",
}

_LINES: tuple[tuple[Stage, tuple[str, ...]], ...] = (
    (Stage.FED_BACK, ("handling.fed_back_on",)),
    (Stage.REPORTED, ("handling.reported_on",)),
    (Stage.CLOSED, ("handling.closed_on", "handling.finding")),
    (Stage.UNDER_REVIEW, ("handling.report_handed_on",)),
    (Stage.VERIFYING, ("handling.verification_begun_on",)),
    (Stage.DISPOSED, ("handling.disposed_on",)),
    (Stage.ASSIGNED, ("handling.received_on",)),
    (Stage.ACCEPTED, ("registration.accepted_on",)),
    (Stage.APPROVED, ("registration.instruction", "registration.approver")),
    (Stage.PROPOSED, ("registration.proposed_action", "registration.proposer")),
    (Stage.REGISTERED, ("registration.registered_on",)),
    (Stage.REGISTERED, ("registration.case_no",)),
)
"""The furthest line first; a line holds when all its facts are filled."""

IN_WORK = (
    Stage.REGISTERED, Stage.PROPOSED, Stage.APPROVED, Stage.ACCEPTED, Stage.ASSIGNED, Stage.DISPOSED, Stage.VERIFYING,
    Stage.UNDER_REVIEW,
)  # fmt: skip
"""The stages of 在办: neither closed nor given away. It asks no light, for a case whose clock stands is at work too."""

_ORDER = (
    "registration.received_on",
    "registration.registered_on",
    "registration.accepted_on",
    "handling.closed_on",
    "handling.fed_back_on",
    "handling.archived_on",
)


@dataclass(frozen=True)
class OrderWarning:
    """Two dates that stand in the wrong order: a sentence, and the full ids of the two fields."""

    sentence: str
    fields: tuple[str, str]


def stage(facts: Facts) -> Stage:
    """The furthest stage whose line holds; leaving the path beats all of it but the archive."""
    if dated(facts, "handling.archived_on"):
        return Stage.ARCHIVED
    if dated(facts, "handling.returned_on"):
        facts = {fact: value for fact, value in facts.items() if not fact.startswith("handling.")}
    left = _left(facts)
    if left is not None:
        return left
    for reached, needed in _LINES:
        if all(facts.get(fact) not in (None, "") for fact in needed):
            return reached
    return Stage.DRAFT


def order_warnings(facts: Facts) -> list[OrderWarning]:
    """Dates that lie before an earlier step's; a warning never blocks, old ledgers err."""
    warnings: list[OrderWarning] = []
    latest: tuple[date, str] | None = None
    for fact in _ORDER:
        day = dated(facts, fact)
        if day is None:
            continue
        if latest is not None and day < latest[0]:
            warnings.append(_warning(fact, day, *latest))
        else:
            latest = (day, fact)
    return warnings


def _warning(fact: str, day: date, earlier_day: date, earlier: str) -> OrderWarning:
    sentence = f"{field(fact).label} {day.isoformat()} 早于{field(earlier).label} {earlier_day.isoformat()}，请核对。"
    return OrderWarning(sentence, (earlier, fact))


def _left(facts: Facts) -> Stage | None:
    if any(fact.startswith("escalation.") and value is not None for fact, value in facts.items()):
        return Stage.ESCALATED
    rejected = dated(facts, "registration.rejected_on")
    kept = rejected and facts.get("registration.rejection_ground") == "no_substance"  # Rules Art. 13(3)
    if kept or dated(facts, "registration.retained_on"):
        return Stage.RETAINED
    if dated(facts, "registration.transferred_on"):
        return Stage.TRANSFERRED_OUT
    return Stage.REJECTED if rejected else None
