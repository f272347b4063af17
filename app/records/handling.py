"""办理: one per assignment or round, owned by the office that handles."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Count, Day, Link, LongText, Money, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Handling(Record):
    """Own number, receipt, handler, disposition, closing, feedback, archive (Rules Art. 14, 17, 23, 27)."""

    kind: ClassVar[str] = "handling"
    label: ClassVar[str] = "办理"
    sections: ClassVar[tuple[str, ...]] = ("承办", "处置与核查", "办结", "反馈与归档")

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    round_no: int | None = column(Count(), "办理轮次", section="承办", width=8, derived=True)
    handling_no: str | None = column(Text(), "办理编号", section="承办", width=16, derived=True)
    received_on: date | None = column(Day(past=True), "接件日期", section="承办", width=11)
    unit: str | None = column(
        Text(), "承办单位", section="承办", width=14, counted=True, indexed=True,
        aliases=("承办部门", "办理机关", "责任单位", "责任科室"),
    )  # fmt: skip
    handler: str | None = column(
        Person(), "承办人", section="承办", width=9, counted=True, indexed=True,
        aliases=("办理人", "科室接办人", "经办人"),
    )  # fmt: skip
    assisting: str | None = column(Text(), "协办单位", section="承办", width=14)
    assistants: str | None = column(Text(), "协办人", section="承办", width=12)
    zone: str | None = column(Text(), "片区", section="承办", width=10, counted=True)
    recusal_checked_on: date | None = column(Day(past=True), "回避核对日期", section="承办", width=12)
    recusal_note: str | None = column(LongText(), "回避核对说明", section="承办", width=16)
    returned_on: date | None = column(Day(past=True), "退回日期", section="承办", width=11)
    return_reason: str | None = column(
        Choice("return_reason"), "退回理由", section="承办", width=14, counted=True
    )
    return_note: str | None = column(LongText(), "退回说明", section="承办", width=16)
    return_approver: str | None = column(Person(), "退回批准人", section="承办", width=10)
    reopen_kind: str | None = column(
        Choice("reopen_kind"), "重新办理方式", section="承办", width=18, counted=True
    )
    reopened_on: date | None = column(Day(past=True), "重新办理日期", section="承办", width=12)
    reopened_by: str | None = column(Person(), "重新办理批准人", section="承办", width=13)
    reopen_reason: str | None = column(LongText(), "重新办理理由", section="承办", width=16)
    disposition: str | None = column(
        Choice("disposition"), "处置方式", section="处置与核查", width=12, counted=True,
        aliases=("初次处置方式", "办理方式", "处置方式1二级"),
    )  # fmt: skip
    disposed_on: date | None = column(
        Day(past=True), "处置日期", section="处置与核查", width=11, aliases=("初次处置日期", "处置时间")
    )
    studied_on: date | None = column(Day(past=True), "集体研究日期", section="处置与核查", width=12)
    disposition_approver: str | None = column(Person(), "处置批准人", section="处置与核查", width=10)
    verification_begun_on: date | None = column(
        Day(past=True), "核查开始日期", section="处置与核查", width=12
    )
    report_handed_on: date | None = column(Day(past=True), "提交报告日期", section="处置与核查", width=12)
    verifiers: str | None = column(Text(), "核查人员", section="处置与核查", width=14)
    resubmitted_on: date | None = column(Day(past=True), "重新报送日期", section="处置与核查", width=12)
    verification_outcome: str | None = column(
        Choice("verification_outcome"), "初核结果", section="处置与核查", width=12, counted=True
    )
    finding: str | None = column(
        Choice("finding"), "属实程度", section="办结", width=11, counted=True,
        aliases=("反映问题是否属实", "核查结论", "是否属实"),
    )  # fmt: skip
    result: str | None = column(
        LongText(), "办理结果", section="办结", width=32,
        aliases=("处理情况(简要)", "调查结果", "处理结果", "核查及处理情况"),
    )  # fmt: skip
    closed_on: date | None = column(
        Day(past=True), "办结日期", section="办结", width=11, indexed=True,
        aliases=("办结时间", "了结日期", "结案时间", "报结时间"),
    )  # fmt: skip
    closing_way: str | None = column(
        Choice("closing_way"), "办结方式", section="办结", width=12, counted=True
    )
    four_forms: str | None = column(
        Choice("four_forms"), "四种形态", section="办结", width=14, counted=True,
        aliases=("“四种形态”运用情况",),
    )  # fmt: skip
    persons_handled: int | None = column(Count(), "处理人数", section="办结", width=8)
    loss_recovered: Decimal | None = column(
        Money(), "挽回损失(万元)", section="办结", width=12, aliases=("挽回经济损失",)
    )
    amount_confiscated: Decimal | None = column(
        Money(), "收缴金额(万元)", section="办结", width=12, aliases=("收缴违纪资金",)
    )
    amount_forfeited: Decimal | None = column(Money(), "没收金额(万元)", section="办结", width=12)
    amount_restituted: Decimal | None = column(Money(), "责令退赔(万元)", section="办结", width=12)
    amount_handed_in: Decimal | None = column(Money(), "登记上交(万元)", section="办结", width=12)
    overdue_reason: str | None = column(
        Choice("overdue_reason"), "超期原因", section="办结", width=14, counted=True
    )
    reported_on: date | None = column(Day(past=True), "报结日期", section="反馈与归档", width=11)
    fed_back_on: date | None = column(
        Day(past=True), "反馈日期", section="反馈与归档", width=11, aliases=("反馈时间",)
    )
    feedback_way: str | None = column(Choice("feedback_way"), "反馈方式", section="反馈与归档", width=9)
    satisfaction: str | None = column(
        Choice("satisfaction"), "满意度", section="反馈与归档", width=9, counted=True, aliases=("反映人意见",)
    )
    followed_up_on: date | None = column(Day(past=True), "回访日期", section="反馈与归档", width=11)
    review_asked_on: date | None = column(Day(past=True), "申请复查日期", section="反馈与归档", width=12)
    review_answered_on: date | None = column(Day(past=True), "复查答复日期", section="反馈与归档", width=12)
    recheck_asked_on: date | None = column(Day(past=True), "申请复核日期", section="反馈与归档", width=12)
    recheck_answered_on: date | None = column(Day(past=True), "复核答复日期", section="反馈与归档", width=12)
    no_feedback_reason: str | None = column(
        Choice("no_feedback_reason"), "未反馈原因", section="反馈与归档", width=14, counted=True
    )
    retention_period: str | None = column(
        Choice("retention_period"), "保管期限", section="反馈与归档", width=9
    )
    archive_no: str | None = column(Text(), "档号", section="反馈与归档", width=16)
    archived_on: date | None = column(
        Day(past=True), "归档日期", section="反馈与归档", width=11, indexed=True
    )
    remark: str | None = column(LongText(), "办理备注", section="反馈与归档", width=16)
