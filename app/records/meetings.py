"""会议记录: what a meeting about the cases was, who sat in it and what was said; its decisions are orders (M11)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Day, LongText, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Meeting(Record):
    """会议记录: the weekly, monthly or quarterly meeting and its minutes; stays at home. What it decides is an order
    that names it (`order.decided_at`) and travels like any other."""

    kind: ClassVar[str] = "meeting"
    label: ClassVar[str] = "会议记录"
    called: ClassVar[str] = "held_on"
    travels: ClassVar[bool] = False

    meeting_kind: str | None = column(
        Choice("meeting_kind"), "会议种类", width=12, required=True, counted=True
    )
    period: str | None = column(Text(), "会议所看的一期", width=14, derived=True)
    held_on: date | None = column(Day(past=True), "开会日期", width=11, required=True, indexed=True)
    place: str | None = column(Text(), "开会地点", width=14)
    chair: str | None = column(Person(), "主持人", width=9)
    attendants: str | None = column(LongText(), "参加人员", width=20)
    minutes: str | None = column(
        LongText(), "会议纪要", width=32, hint="写编号，不写反映人；应由上级管的问题不写"
    )

    @property
    def name(self) -> str:
        """By which an order says where it was decided: 每周对账会 2026-03-06."""
        return f"{self.text('meeting_kind')} {self.text('held_on')}"
