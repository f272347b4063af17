"""登记: the report as it came in, judged and accepted. Its id is the id of the case."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Choices, Count, Day, Flag, Link, LongText, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Registration(Record):
    """Owned by the office that registered it (Rules Art. 7, 13-16; 登记)."""

    kind: ClassVar[str] = "registration"
    label: ClassVar[str] = "登记"
    sections: ClassVar[tuple[str, ...]] = ("来件", "身份与类别", "内容", "拟办与批示", "受理与分流", "其他")

    case_no: str | None = column(
        Text(), "信访编号", section="来件", width=18, indexed=True, derived=True, hint="保存时自动编号",
        aliases=("编号", "序号或来信编号", "受理编号", "信访件编号", "受理线索编码", "线索编号", "案件编号",
                 "举报件编号", "登记号"),
    )  # fmt: skip
    received_on: date | None = column(
        Day(past=True), "收到日期", section="来件", required=True, width=11, indexed=True,
        hint="可以写 3.5、0305、昨天",
        aliases=("信访日期", "收件日期", "收件时间", "接件时间", "来件日期", "收信时间", "举报时间"),
    )  # fmt: skip
    registered_on: date | None = column(
        Day(past=True), "登记日期", section="来件", required=True, width=11, indexed=True
    )
    registrar: str | None = column(Person(), "登记人", section="来件", width=9)
    intake_channel: str | None = column(
        Choice("intake_channel"), "信访形式", section="来件", required=True, width=9, counted=True, indexed=True,
        aliases=("信访方式", "举报方式", "信访类型", "信访渠道", "反映方式"),
    )  # fmt: skip
    intake_source: str | None = column(
        Choice("intake_source"), "信访来源", section="来件", required=True, width=12, counted=True, indexed=True,
        aliases=("线索来源", "来源", "来源渠道", "案件来源"),
    )  # fmt: skip
    sub_channel: str | None = column(
        Choice("sub_channel"), "来件渠道", section="来件", width=12, counted=True
    )
    source_unit: str | None = column(
        Text(), "来件单位", section="来件", width=16, aliases=("转办单位(来)", "来文单位")
    )
    source_letter_no: str | None = column(Text(), "来文字号", section="来件", width=16, aliases=("来文号",))
    source_letter_on: date | None = column(Day(past=True), "来文日期", section="来件", width=11)
    source_due_on: date | None = column(Day(), "来文要求日期", section="来件", width=12)
    source_leader: str | None = column(Person(), "交办领导", section="来件", width=9)
    county_ref_no: str | None = column(
        Text(), "县编号", section="来件", width=16, indexed=True,
        aliases=("函字函号", "交办函号", "转办编号", "信访函号", "县纪委编号", "文号"),
    )  # fmt: skip
    platform_no: str | None = column(
        Text(), "平台编号", section="来件", width=16, indexed=True, aliases=("平台号",)
    )

    identity_status: str | None = column(
        Choice("identity_status"), "署名情况", section="身份与类别", required=True, width=11, counted=True,
        indexed=True, hint="有真实姓名并能联系上的才是实名",
        aliases=("是否署名", "实名举报", "是否实名", "实名/匿名"),
    )  # fmt: skip
    identity_checked_on: date | None = column(Day(past=True), "核实日期", section="身份与类别", width=11)
    identity_checked_by: str | None = column(Person(), "核实人", section="身份与类别", width=9)
    identity_check_way: str | None = column(
        Choice("identity_check_way"), "核实方式", section="身份与类别", width=10
    )
    identity_check_result: str | None = column(
        Choice("identity_check_result"), "核实结果", section="身份与类别", width=10, counted=True
    )
    identity_check_note: str | None = column(
        LongText(), "核实说明", section="身份与类别", width=16, hint="联系不上的写明几次、何时"
    )
    joint_count: int | None = column(Count(), "联名人数", section="身份与类别", width=9)
    category: str | None = column(
        Choice("category"), "信访类别", section="身份与类别", required=True, width=11, counted=True, indexed=True,
        aliases=("举报类别", "举报类型", "性质", "件别"),
    )  # fmt: skip
    handling_class: str | None = column(
        Choice("handling_class"), "办理分类", section="身份与类别", width=9, counted=True, indexed=True
    )
    is_repeat: bool | None = column(
        Flag(), "是否重复件", section="身份与类别", width=9, counted=True,
        aliases=("是否有重复案件", "是否重复投诉", "初/重"),
    )  # fmt: skip

    multi_addressed: bool | None = column(Flag(), "一信多投", section="身份与类别", width=9, counted=True)
    security_marking: str | None = column(
        Choice("security_marking"), "标密", section="身份与类别", width=9, hint="国家秘密不得录入"
    )

    summary: str | None = column(
        LongText(), "问题摘要", section="内容", required=True, width=40, hint="不写反映人的姓名和联系方式",
        aliases=("问题描述", "主要问题摘要", "举报内容", "信访内容", "反映的主要问题", "反映问题", "主要内容",
                 "信访事项"),
    )  # fmt: skip
    incident_place: str | None = column(
        Text(), "问题属地", section="内容", width=14, counted=True,
        aliases=("乡镇", "案件地点", "问题发生地", "村(社区)"),
    )  # fmt: skip
    campaign_tag: tuple[str, ...] | None = column(
        Choices("campaign_tag"), "所属领域", section="内容", width=14, counted=True,
        aliases=("专项行动", "领域"),
    )  # fmt: skip

    format_check: tuple[str, ...] | None = column(
        Choices("format_check"), "形式审查", section="内容", width=16, hint="有的选上，没有的不影响登记"
    )
    substance_check: tuple[str, ...] | None = column(
        Choices("substance_check"), "实质审查", section="内容", width=16
    )

    proposed_action: str | None = column(
        Choice("proposed_action"), "拟办意见", section="拟办与批示", width=11, counted=True,
        aliases=("拟办方式", "处理建议"),
    )  # fmt: skip
    proposal: str | None = column(LongText(), "拟办说明", section="拟办与批示", width=20)
    proposer: str | None = column(Person(), "拟办人", section="拟办与批示", width=9)
    proposed_on: date | None = column(Day(past=True), "拟办日期", section="拟办与批示", width=11)
    instruction: str | None = column(
        LongText(), "批示内容", section="拟办与批示", width=24, aliases=("领导批示", "领导签批", "批办意见")
    )
    approver: str | None = column(Person(), "批示领导", section="拟办与批示", width=9)
    instructed_on: date | None = column(Day(past=True), "批示日期", section="拟办与批示", width=11)

    jurisdiction: str | None = column(
        Choice("jurisdiction"), "管辖判断", section="受理与分流", width=14, counted=True
    )
    accepted_on: date | None = column(
        Day(past=True), "受理日期", section="受理与分流", width=11, indexed=True, aliases=("受理时间",)
    )
    acceptance_told_on: date | None = column(Day(past=True), "受理告知日期", section="受理与分流", width=12)
    rejected_on: date | None = column(Day(past=True), "不予受理日期", section="受理与分流", width=12)
    rejection_ground: str | None = column(
        Choice("rejection_ground"), "不予受理理由", section="受理与分流", width=14, counted=True
    )
    competent_organ: str | None = column(Text(), "主管机关", section="受理与分流", width=14)
    rejection_told_on: date | None = column(Day(past=True), "告知去向日期", section="受理与分流", width=12)
    rejection_told_by: str | None = column(Person(), "告知去向的人", section="受理与分流", width=12)
    transfer_objected_on: date | None = column(Day(past=True), "转送异议日期", section="受理与分流", width=12)
    retained_on: date | None = column(Day(past=True), "留存日期", section="受理与分流", width=11)
    transferred_on: date | None = column(Day(past=True), "移交日期", section="受理与分流", width=11)
    transferred_to: str | None = column(Text(), "移交单位", section="受理与分流", width=14)
    listed_on: date | None = column(
        Day(past=True), "列入积案日期", section="受理与分流", width=12, indexed=True
    )
    written_off_on: date | None = column(
        Day(past=True), "销号日期", section="受理与分流", width=11, indexed=True
    )
    write_off_ground: str | None = column(
        Choice("write_off_ground"), "销号理由", section="受理与分流", width=12, counted=True
    )
    remark: str | None = column(
        LongText(), "登记备注", section="其他", width=16, aliases=("备注", "问题备注")
    )
    same_as: str | None = column(Link("registration"), "同一件", derived=True, indexed=True)
    """The smaller id under which this same report is kept (`app.store.same`)."""
