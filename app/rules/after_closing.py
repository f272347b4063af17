"""The time after closing, as the scheme of three colours sees it (domain §5.5, C2): a column of its own."""

from enum import StrEnum

from app.rules.declarations import Facts, dated
from app.rules.stage import Stage

_LEFT = frozenset({Stage.REJECTED, Stage.TRANSFERRED_OUT, Stage.RETAINED, Stage.ESCALATED})


class After(StrEnum):
    """Not closed; closed and not told; told and dissatisfied; nothing left to do."""

    OPEN = "open"
    CLOSED = "closed"
    DISSATISFIED = "dissatisfied"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words of the column."""
        return _LABELS[self]

    @property
    def mark(self) -> str:
        """The shape beside the words, so that it can be told in black and white."""
        return _MARKS[self]


_MARKS = {After.OPEN: "▲", After.CLOSED: "●", After.DISSATISFIED: "◆", After.NONE: "–"}
_LABELS = {
    After.OPEN: "未办结",
    After.CLOSED: "已办结未反馈",
    After.DISSATISFIED: "已反馈不满意",
    After.NONE: "无",
}


def after_closing(facts: Facts, reached: Stage) -> After:
    """Where a case of these facts stands; a report without a name has nobody to tell."""
    if reached in _LEFT:
        return After.NONE
    if dated(facts, "handling.closed_on") is None:
        return After.OPEN
    if dated(facts, "handling.fed_back_on") is not None:
        return After.DISSATISFIED if facts.get("handling.satisfaction") == "dissatisfied" else After.NONE
    return After.CLOSED if facts.get("registration.identity_status") == "real_name" else After.NONE
