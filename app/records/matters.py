"""The lists of a case: what is reported about whom, what was found, what was done, by whom it came, what was kept."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Count, Day, Flag, IdNumber, Link, LongText, Person, Phone, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Allegation(Record):
    """反映问题: one point against one respondent (person or unit); the registrar's."""

    kind: ClassVar[str] = "allegation"
    label: ClassVar[str] = "反映问题"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    seq: int | None = column(Count(), "序号", width=6, derived=True)
    respondent: str | None = column(
        Person(), "被反映人", width=10, indexed=True, hint="写姓名；反映单位的写单位名称",
        aliases=("被反映人姓名", "被举报人", "主要被反映人姓名", "涉及人员", "被检举控告人", "被调查人"),
    )  # fmt: skip
    unit: str | None = column(
        Text(), "被反映人单位", width=16, aliases=("工作单位", "单位及职务", "主要被反映人单位及职务")
    )
    position: str | None = column(Text(), "被反映人职务", width=12, aliases=("职务",))
    rank_class: str | None = column(
        Choice("respondent_class"), "被反映人职级", width=14, counted=True, indexed=True,
        aliases=("主要被反映人职级", "行政级别", "级别", "职级"),
    )  # fmt: skip
    allegation_type: str | None = column(
        Choice("allegation_type"), "问题类别", width=16, counted=True, indexed=True,
        aliases=("违纪行为", "主要违纪性质", "问题性质", "违反纪律类别"),
    )  # fmt: skip
    summary: str | None = column(LongText(), "问题要点", width=32)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Finding(Record):
    """核查结论: what was found of one allegation; the handler's."""

    kind: ClassVar[str] = "finding"
    label: ClassVar[str] = "核查结论"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    allegation: str | None = column(Link("allegation"), "对应问题", derived=True, indexed=True)
    finding: str | None = column(Choice("finding"), "结论", width=12, required=True, counted=True)
    explanation: str | None = column(LongText(), "查明情况", width=32)
    found_on: date | None = column(Day(past=True), "认定日期", width=11)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Reporter(Record):
    """反映人: kept apart, masked, sealed wherever stored; in no cell, released to an office only sealed (Rules Art. 47)."""

    kind: ClassVar[str] = "reporter"
    label: ClassVar[str] = "反映人"
    travels: ClassVar[bool] = False

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    reporter_type: str | None = column(Choice("reporter_type"), "反映人类型", width=10)
    name: str | None = column(
        Person(), "反映人姓名", width=10, sensitive=True,
        aliases=("举报人姓名", "信访人姓名和相关信息", "反映人", "举报人", "信访人", "检举控告人", "来访人姓名",
                 "来信人", "诉求人"),
    )  # fmt: skip
    phone: str | None = column(
        Phone(), "反映人电话", width=14, sensitive=True, aliases=("联系电话", "联系方式", "电话", "手机")
    )
    id_number: str | None = column(IdNumber(), "身份证号", width=20, sensitive=True)
    address: str | None = column(Text(), "反映人地址", width=20, sensitive=True)
    needs: str | None = column(Text(), "沟通需要", width=14, hint="例如：听障，需笔谈；需民族语言")
    consent_to_publish: bool | None = column(Flag(), "同意公开姓名", width=9, hint="没有书面同意的写 否")


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Visit(Record):
    """接访: one reception; may stand without a case. Batches and persons are counted apart (M23)."""

    kind: ClassVar[str] = "visit"
    label: ClassVar[str] = "接访"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    visited_on: date | None = column(Day(past=True), "接访日期", width=11, required=True, indexed=True)
    visit_kind: str | None = column(Choice("visit_kind"), "接访方式", width=11, required=True, counted=True)
    visit_order: str | None = column(Choice("visit_order"), "初访/重访", width=9, counted=True)
    visit_level: str | None = column(
        Choice("visit_level"),
        "来访层级",
        width=9,
        counted=True,
        hint="到上级去访的选那一级；只作汇总，不记到人",
    )
    batches: int | None = column(Count(), "批次", width=6)
    persons: int | None = column(Count(), "人次", width=6)
    representatives: int | None = column(Count(), "代表人数", width=9, hint="集体访的代表不超过 5 人")
    category: str | None = column(Choice("category"), "来访类别", width=11, counted=True)
    receiver: str | None = column(Person(), "接待人", width=9)
    place: str | None = column(Text(), "接访地点", width=14)
    matter: str | None = column(LongText(), "来访事由", width=28)
    answer: str | None = column(LongText(), "答复意见", width=28)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Step(Record):
    """经过: one dated act on a case, written once by the office that acts."""

    kind: ClassVar[str] = "step"
    label: ClassVar[str] = "办理经过"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    step_kind: str | None = column(Choice("step_kind"), "事项", width=10, counted=True)
    day: date | None = column(Day(), "日期", width=11)
    unit: str | None = column(Text(), "单位", width=14)
    person: str | None = column(Person(), "经办人", width=9)
    to_unit: str | None = column(Text(), "对方单位", width=14)
    note: str | None = column(LongText(), "说明", width=32)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Escalation(Record):
    """报上级件: the stub of a matter for the level above; it holds only what it may (Rules Art. 15)."""

    kind: ClassVar[str] = "escalation"
    label: ClassVar[str] = "报上级件"
    travels: ClassVar[bool] = False

    stub_no: str | None = column(Text(), "编号", width=16, derived=True, indexed=True)
    received_on: date | None = column(Day(past=True), "收到日期", width=11, required=True, indexed=True)
    channel: str | None = column(Choice("intake_channel"), "信访形式", width=9, required=True)
    handed_to: str | None = column(Text(), "报送机关", width=16)
    handed_on: date | None = column(Day(past=True), "报送日期", width=11)
    receipt_no: str | None = column(Text(), "签收凭据", width=16)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Attachment(Record):
    """附件: a scan, photo or file of a case. It travels as a line; its content stays, encrypted (`app.store.vault`).

    `name` is not the file's own name, which may say who reported; that one lies encrypted with the content.
    """

    kind: ClassVar[str] = "attachment"
    label: ClassVar[str] = "附件"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    step: str | None = column(Link("step"), "对应经过", derived=True, indexed=True)
    scan_type: str | None = column(Choice("scan_type"), "种类", width=14, required=True, counted=True)
    name: str | None = column(
        Text(), "名称", width=18, required=True, hint="不写反映人的姓名；不填就用种类的名称"
    )
    pages: int | None = column(Count(), "页数", width=6, derived=True)
    size: int | None = column(Count(), "字节数", width=10, derived=True)
    media: str | None = column(Text(), "格式", width=10, derived=True)
    sha256: str | None = column(Text(), "校验值", width=12, derived=True, indexed=True)
    added_by: str | None = column(Person(), "添加人", width=9, derived=True)
    added_on: date | None = column(Day(past=True), "添加日期", width=11, derived=True, indexed=True)
    note: str | None = column(LongText(), "附件说明", width=24)
