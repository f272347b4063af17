"""What changes hands and what stands still: receipts of hand-over, letters of transfer, stops and extensions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Day, Link, LongText, Person, Phone, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Receipt(Record):
    """领件回执: nothing changes hands without one (M27 一签批一移交); the giver's."""

    kind: ClassVar[str] = "receipt"
    label: ClassVar[str] = "领件回执"
    called: ClassVar[str] = "to_person"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    item: str | None = column(Text(), "移交材料", width=16, hint="例如：原信 1 份 3 页")
    from_unit: str | None = column(Text(), "交件单位", width=14)
    from_person: str | None = column(Person(), "交件人", width=9)
    handed_on: date | None = column(Day(past=True), "交件日期", width=11)
    to_unit: str | None = column(Text(), "领件单位", width=14)
    to_person: str | None = column(Person(), "领件人", width=9)
    telephone: str | None = column(Phone(), "领件人电话", width=14)
    signed_on: date | None = column(Day(past=True), "签收日期", width=11, hint="还没签的留空")
    outcome: str | None = column(Choice("receipt_outcome"), "领件结果", width=9, counted=True)
    refusal: str | None = column(LongText(), "退回原因", width=20)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Transfer(Record):
    """移交函: a matter outside the duty goes to its organ, whose answer is awaited (M17); the registrar's."""

    kind: ClassVar[str] = "transfer"
    label: ClassVar[str] = "移交函"
    called: ClassVar[str] = "to_unit"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    letter_no: str | None = column(Text(), "移交函号", width=16)
    to_unit: str | None = column(Text(), "移交给", width=16, counted=True)
    sent_on: date | None = column(Day(past=True), "发函日期", width=11)
    receiver: str | None = column(Person(), "收函人", width=9)
    telephone: str | None = column(Phone(), "收函人电话", width=14)
    reply_due_on: date | None = column(Day(), "应复日期", width=11)
    replied_on: date | None = column(Day(past=True), "答复日期", width=11)
    result: str | None = column(Choice("transfer_result"), "移交结果", width=14, counted=True)
    reply: str | None = column(LongText(), "答复内容", width=28)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Pause(Record):
    """暂停计时: others are waited for, with a reason, and the clock stands; the handler's."""

    kind: ClassVar[str] = "pause"
    label: ClassVar[str] = "暂停计时"
    called: ClassVar[str] = "waiting_for"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    reason: str | None = column(Choice("pause_reason"), "暂停原因", width=14, counted=True)
    waiting_for: str | None = column(Text(), "等待单位或事项", width=16)
    begun_on: date | None = column(Day(past=True), "暂停日期", width=11)
    approver: str | None = column(Person(), "暂停批准人", width=10)
    ended_on: date | None = column(Day(past=True), "恢复日期", width=11)
    note: str | None = column(LongText(), "暂停说明", width=20)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Extension(Record):
    """延期申请: asked, then approved or refused; the date by the rule stays. The office's that handles."""

    kind: ClassVar[str] = "extension"
    label: ClassVar[str] = "延期申请"
    called: ClassVar[str] = "rule"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    rule: str | None = column(Text(), "延期的时限", width=10, hint="写时限编号，例如 T05")
    reason: str | None = column(Choice("overdue_reason"), "延期理由", width=14, counted=True)
    explanation: str | None = column(LongText(), "延期说明", width=24)
    asked_on: date | None = column(Day(past=True), "申请日期", width=11)
    applicant: str | None = column(Person(), "申请人", width=9)
    wanted_on: date | None = column(Day(), "申请延至", width=11)
    decision: str | None = column(Choice("extension"), "审批结果", width=9, counted=True)
    decided_on: date | None = column(Day(past=True), "审批日期", width=11)
    approver: str | None = column(Person(), "审批人", width=9)
    due_on: date | None = column(Day(), "批准延至", width=11)
