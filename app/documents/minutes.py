"""会议纪要: the minutes of a meeting as a paper, with what it decided (domain §6)."""

from collections.abc import Sequence

from app.documents.paper import GRID, Cell, Paper, Role, Signature, Table, Text
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.schema.kinds import tidy

_LABEL, _COLUMNS = (
    4,
    (("order_no", 5), ("order_kind", 3), ("unit", 5), ("requirement", 7), ("reply_due_on", 4)),
)


def minutes(office: str, meeting: Meeting, situation: str, orders: Sequence[Order]) -> Paper:
    """The paper. `situation`: the figures of the period in one sentence or more, blank for none."""
    half = GRID // 2 - _LABEL
    rows = (
        (*_pair("时间", meeting.text("held_on"), half), *_pair("地点", meeting.text("place"), half)),
        (*_pair("主持人", meeting.text("chair"), half), *_pair("所议", meeting.text("period"), half)),
        _pair("参加人员", tidy(meeting.attendants or ""), GRID - _LABEL),
    )
    said = [Text(line) for line in tidy(meeting.minutes or "").split("\n")]
    known = [Text(f"本期情况：{situation}")] if situation else []
    decided = [_orders(orders)] if orders else [Text("没有议定督办事项。")]
    return Paper(
        "minutes", f"{meeting.text('meeting_kind')}纪要", office,
        (Table(rows), *known, *said, Text("议定事项：", Role.FLUSH), *decided,
         Signature("主持人", "________", "____年__月__日"), Signature("记录人", "________", "____年__月__日")),
    )  # fmt: skip


def _pair(label: str, words: str, span: int) -> tuple[Cell, Cell]:
    return Cell(label, _LABEL, is_label=True), Cell(words, span)


def _orders(orders: Sequence[Order]) -> Table:
    head = tuple(Cell(Order.column(name).label, span, is_label=True) for name, span in _COLUMNS)
    rows = [tuple(Cell(tidy(each.text(name)), span) for name, span in _COLUMNS) for each in orders]
    return Table((head, *rows), heads=1)
