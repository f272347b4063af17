"""What follows the result: feedback, follow-up, clarification, judgement of repeats, looking back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Choices, Count, Day, Flag, Link, LongText, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Feedback(Record):
    """反馈记录: one thing told to the reporter, and what was answered (Rules Art. 26, 27); never the name."""

    kind: ClassVar[str] = "feedback"
    label: ClassVar[str] = "反馈记录"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    feedback_kind: str | None = column(Choice("feedback_kind"), "反馈种类", width=10, counted=True)
    told_on: date | None = column(Day(past=True), "告知日期", width=11, indexed=True)
    way: str | None = column(Choice("feedback_way"), "告知方式", width=9, counted=True)
    place: str | None = column(Text(), "告知地点", width=14)
    staff: str | None = column(Text(), "告知人", width=14, hint="一般两人")
    content: str | None = column(LongText(), "告知内容", width=28)
    opinion: str | None = column(LongText(), "对方意见", width=24)
    objection: str | None = column(LongText(), "异议及解释", width=24)
    new_evidence: str | None = column(LongText(), "新证据及核实", width=24)
    satisfaction: str | None = column(Choice("satisfaction"), "反馈满意度", width=10, counted=True)
    secrecy_told: bool | None = column(Flag(), "已提醒保密", width=10, hint="《规则》第三十六条")
    signed: str | None = column(Text(), "签字情况", width=14, hint="没有签字的写明原因")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class FollowUp(Record):
    """回访记录: somebody is visited or called again after the case (M07)."""

    kind: ClassVar[str] = "followup"
    label: ClassVar[str] = "回访记录"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    visited_on: date | None = column(Day(past=True), "回访时间", width=11, indexed=True)
    object: str | None = column(Choice("follow_up_object"), "回访对象", width=10, counted=True)
    way: str | None = column(Choice("feedback_way"), "回访方式", width=9)
    visitor: str | None = column(Person(), "回访人", width=9)
    state: str | None = column(LongText(), "回访情况", width=28)
    requests: str | None = column(LongText(), "提出的要求", width=24)
    satisfaction: str | None = column(Choice("satisfaction"), "回访满意度", width=10, counted=True)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Clarification(Record):
    """澄清正名: a concrete question that proved untrue is said to be so, after approval (Rules Art. 50; M20)."""

    kind: ClassVar[str] = "clarification"
    label: ClassVar[str] = "澄清正名"
    called: ClassVar[str] = "person"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    person: str | None = column(Person(), "被澄清人", width=10)
    unit: str | None = column(Text(), "被澄清人单位", width=16)
    question: str | None = column(LongText(), "澄清的问题", width=28, hint="只写具体问题，不作评价")
    origin: str | None = column(Choice("clarification_origin"), "澄清缘由", width=12, counted=True)
    proposed_on: date | None = column(Day(past=True), "提出日期", width=11)
    wish: str | None = column(LongText(), "本人意愿", width=20)
    forms: tuple[str, ...] | None = column(
        Choices("clarification_form"), "澄清形式", width=16, counted=True, hint="当面、会议、通报都要同时书面"
    )
    scope: str | None = column(Text(), "澄清范围", width=16)
    addressee: str | None = column(Text(), "送达单位", width=16)
    approver: str | None = column(Person(), "澄清批准人", width=10)
    approved_on: date | None = column(Day(past=True), "澄清批准日期", width=12)
    done_on: date | None = column(Day(past=True), "澄清日期", width=11)
    followed_up_on: date | None = column(Day(past=True), "澄清后回访", width=11)
    correction: str | None = column(LongText(), "纠正的处理", width=20)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Lookback(Record):
    """责任倒查: why a case was held, late or wrong, what was ordered, who answers for it (M35, M50; Rules Art. 52)."""

    kind: ClassVar[str] = "lookback"
    label: ClassVar[str] = "责任倒查"
    called: ClassVar[str] = "unit"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    lookback_kind: str | None = column(Choice("lookback_kind"), "倒查种类", width=12, counted=True)
    unit: str | None = column(Text(), "责任单位", width=14, counted=True)
    person: str | None = column(Person(), "责任人", width=9)
    ground: str | None = column(Choice("lookback_ground"), "倒查事由", width=12, counted=True)
    held_days: int | None = column(Count(), "压件天数", width=9)
    overdue_reason: str | None = column(Choice("overdue_reason"), "超期原因", width=14, counted=True)
    ordered_on: date | None = column(Day(past=True), "责令日期", width=11)
    requirement: str | None = column(LongText(), "整改要求", width=24)
    correct_by_on: date | None = column(Day(), "整改期限", width=11)
    corrected_on: date | None = column(Day(past=True), "整改完成日期", width=12)
    result: str | None = column(LongText(), "倒查结果", width=24)
    accountability: str | None = column(Choice("accountability"), "责任追究", width=12, counted=True)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Repeat(Record):
    """重复件认定: this case and another are one matter, or are not; judged by a person, cancelled by voiding."""

    kind: ClassVar[str] = "repeat"
    label: ClassVar[str] = "重复件认定"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    main_case: str | None = column(Link("registration"), "主件", derived=True, indexed=True)
    predecessor: str | None = column(Link("registration"), "前一件", derived=True)
    main_no: str | None = column(Text(), "主件编号", width=18)
    verdict: str | None = column(Choice("repeat_verdict"), "重复认定", width=12, counted=True)
    ground: str | None = column(Choice("repeat_ground"), "认定依据", width=14, counted=True)
    judged_by: str | None = column(Person(), "认定人", width=9)
    judged_on: date | None = column(Day(past=True), "认定时间", width=11)
    note: str | None = column(LongText(), "认定说明", width=20)
