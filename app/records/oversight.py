"""What is asked from above and told upward: orders and answers, reports up, protection, reward, periodic reports."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Day, Flag, Link, LongText, Money, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Order(Record):
    """督办单: a numbered order, reminder, circular or warning letter of the upper office (Rules Art. 22; M11, M41)."""

    kind: ClassVar[str] = "order"
    label: ClassVar[str] = "督办单"
    called: ClassVar[str] = "order_no"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    order_no: str | None = column(Text(), "督办编号", width=18, derived=True, indexed=True)
    order_kind: str | None = column(Choice("order_kind"), "督办种类", width=10, counted=True)
    unit: str | None = column(Text(), "被督办单位", width=14, counted=True, indexed=True)
    reason: str | None = column(Choice("supervision_reason"), "督办事由", width=14, counted=True)
    method: str | None = column(Choice("supervision_method"), "督办形式", width=10, counted=True)
    issued_on: date | None = column(Day(past=True), "发出督办日期", width=12, indexed=True)
    requirement: str | None = column(LongText(), "督办内容", width=28)
    decided_at: str | None = column(Text(), "议定的会议", width=20, derived=True)
    reply_due_on: date | None = column(Day(), "限期回复日期", width=12)
    replied_on: date | None = column(Day(past=True), "收到回复日期", width=12)
    reply: str | None = column(LongText(), "回复要点", width=24)
    result: str | None = column(Choice("order_result"), "督办结果", width=10, counted=True)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Answer(Record):
    """督办回复: what the office that was ordered answers; its own."""

    kind: ClassVar[str] = "answer"
    label: ClassVar[str] = "督办回复"
    called: ClassVar[str] = "order_no"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    order: str | None = column(Link("order"), "督办单", derived=True, indexed=True)
    order_no: str | None = column(Text(), "回复的督办编号", width=18, derived=True)
    answered_on: date | None = column(Day(past=True), "答复督办日期", width=12)
    content: str | None = column(LongText(), "答复督办内容", width=28)
    person: str | None = column(Person(), "答复人", width=9)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class UpReport(Record):
    """报告上级: a major matter at once (M52), or a suspected false report, which is only reported up (Rules Art. 39)."""

    kind: ClassVar[str] = "upreport"
    label: ClassVar[str] = "报告上级"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    upreport_kind: str | None = column(Choice("upreport_kind"), "报告事项", width=12, counted=True)
    found_on: date | None = column(Day(past=True), "发现日期", width=11)
    reported_on: date | None = column(Day(past=True), "报告日期", width=11)
    to_unit: str | None = column(Text(), "报告给", width=16)
    reporter_up: str | None = column(Person(), "报告人", width=9)
    content: str | None = column(LongText(), "报告内容", width=28)
    own_step: str | None = column(LongText(), "本级措施", width=20)
    upper_step: str | None = column(LongText(), "上级意见", width=20)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Protection(Record):
    """保护申请: protection of the reporter on application (Rules Art. 49; M51); stays at home."""

    kind: ClassVar[str] = "protection"
    label: ClassVar[str] = "保护申请"
    travels: ClassVar[bool] = False

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    applied_on: date | None = column(Day(past=True), "申请保护日期", width=12)
    threat: str | None = column(LongText(), "受到的威胁", width=24, hint="不写反映人姓名")
    measure: str | None = column(Choice("protection_kind"), "保护措施", width=14, counted=True)
    approver: str | None = column(Person(), "保护批准人", width=10)
    approved_on: date | None = column(Day(past=True), "保护批准日期", width=12)
    ended_on: date | None = column(Day(past=True), "保护结束日期", width=12)
    result: str | None = column(LongText(), "保护结果", width=20)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Reward(Record):
    """举报奖励: proposed, approved, paid in confidence; no name without consent (Rules Art. 28; M51); stays at home."""

    kind: ClassVar[str] = "reward"
    label: ClassVar[str] = "举报奖励"
    travels: ClassVar[bool] = False

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    proposed_on: date | None = column(Day(past=True), "提议奖励日期", width=12)
    proposer: str | None = column(Person(), "奖励提议人", width=10)
    amount: Decimal | None = column(Money(), "奖励金额(万元)", width=13)
    approver: str | None = column(Person(), "奖励批准人", width=10)
    approved_on: date | None = column(Day(past=True), "奖励批准日期", width=12)
    delivery: str | None = column(Choice("reward_delivery"), "送达方式", width=12)
    delivered_on: date | None = column(Day(past=True), "送达日期", width=11)
    consent_to_publish: bool | None = column(Flag(), "同意公开", width=9, hint="没有书面同意的写 否")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Periodic(Record):
    """定期报送: what the office owes every quarter (T11, T12); goes up with the next posting."""

    kind: ClassVar[str] = "periodic"
    label: ClassVar[str] = "定期报送"

    unit: str | None = column(Text(), "填报单位", width=16, derived=True)
    duty: str | None = column(Choice("periodic_duty"), "报送种类", width=16, required=True, counted=True)
    period_end_on: date | None = column(Day(), "季度截止日", width=11, required=True, indexed=True)
    sent_on: date | None = column(Day(past=True), "报送时间", width=11)
    to_unit: str | None = column(Text(), "报送单位", width=16)
    note: str | None = column(LongText(), "报送说明", width=20)
