"""督办: what an office above assigns, asks and judges; one sheet per office above."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Day, Link, LongText, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Supervision(Record):
    """Referral, due date, extension, orders and review of the upper office (Rules Art. 20-23)."""

    kind: ClassVar[str] = "supervision"
    label: ClassVar[str] = "督办"
    sections: ClassVar[tuple[str, ...]] = ("交办", "延期", "督办", "审核")

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    letter_no: str | None = column(Text(), "交办函号", section="交办", width=18, indexed=True)
    referral_kind: str | None = column(
        Choice("referral_kind"), "交办方式", section="交办", width=12, counted=True
    )
    handling_unit: str | None = column(
        Text(), "交给单位", section="交办", width=14, counted=True, indexed=True, aliases=("交办单位",)
    )
    assigned_on: date | None = column(
        Day(past=True), "交办日期", section="交办", width=11, aliases=("转办时间", "转交办日期", "分办日期")
    )
    due_on: date | None = column(
        Day(), "应办结日期", section="交办", width=11,
        aliases=("应结办日期", "逾期日期", "到期时间", "交办截止日期", "要求办结时间", "办理时限", "办结期限"),
    )  # fmt: skip
    withdrawn_on: date | None = column(Day(past=True), "撤回日期", section="交办", width=11)
    withdraw_reason: str | None = column(Choice("withdraw_reason"), "撤回理由", section="交办", width=14)
    assisting_units: str | None = column(Text(), "联合办理单位", section="交办", width=14)
    extension: str | None = column(Choice("extension"), "延期情况", section="延期", width=9, counted=True)
    extended_due_on: date | None = column(Day(), "延期后日期", section="延期", width=11)
    extension_decided_on: date | None = column(Day(past=True), "延期审批日期", section="延期", width=12)
    extension_opinion: str | None = column(LongText(), "延期审批意见", section="延期", width=16)
    reason: str | None = column(
        Choice("supervision_reason"), "督办理由", section="督办", width=12, counted=True
    )
    method: str | None = column(
        Choice("supervision_method"), "督办方式", section="督办", width=10, counted=True
    )
    requirement: str | None = column(LongText(), "督办要求", section="督办", width=24)
    reply_due_on: date | None = column(Day(), "要求回复日期", section="督办", width=12)
    replied_on: date | None = column(Day(past=True), "回复日期", section="督办", width=11)
    reply: str | None = column(LongText(), "回复内容", section="督办", width=24)
    review_opinion: str | None = column(LongText(), "审核意见", section="审核", width=24)
    remark: str | None = column(LongText(), "督办备注", section="审核", width=16)
