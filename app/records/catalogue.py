"""All kinds of record there are, and the bands that stand side by side in a ledger."""

from app.records.aftermath import Clarification, Feedback, FollowUp, Lookback, Repeat
from app.records.handling import Handling
from app.records.matters import Allegation, Attachment, Escalation, Finding, Reporter, Step, Visit
from app.records.meetings import Meeting
from app.records.movements import Extension, Pause, Receipt, Transfer
from app.records.offices import Staff, Unit
from app.records.oversight import Answer, Order, Periodic, Protection, Reward, UpReport
from app.records.proceedings import Inquiry, Measure, Review
from app.records.record import Record
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.schema.field import Field

KINDS: dict[str, type[Record]] = {
    each.kind: each
    for each in (
        Registration, Handling, Supervision, Allegation, Finding, Reporter, Visit, Step, Attachment, Escalation, Unit, Staff,
        Receipt, Transfer, Pause, Extension, Inquiry, Measure, Review, Feedback, FollowUp, Clarification, Lookback,
        Repeat, Order, Answer, UpReport, Protection, Reward, Periodic, Meeting,
    )
}  # fmt: skip

BANDS: tuple[type[Record], ...] = (Registration, Handling, Supervision)
"""The records of a case that stand side by side: 登记, 办理, 督办."""

CASE_LISTS: tuple[type[Record], ...] = (
    Allegation, Finding, Step, Visit, Attachment, Receipt, Transfer, Pause, Extension, Inquiry, Measure, Review, Feedback,
    FollowUp, Clarification, Lookback, Repeat, Order, Answer, UpReport,
)  # fmt: skip
"""The lists of a case that may leave in a posting."""

ALONE: tuple[type[Record], ...] = (Periodic,)
"""What leaves in a posting though it belongs to no case; orders and answers may as well (`app.store.letters`)."""

AT_HOME: tuple[type[Record], ...] = (Protection, Reward)
"""The lists of a case, beside the reporters, that never leave."""


def field(full_id: str) -> Field:
    """The declared field of a full id such as `registration.received_on`; KeyError when there is none."""
    kind, _, name = full_id.partition(".")
    return KINDS[kind].column(name)
