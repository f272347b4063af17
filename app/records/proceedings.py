"""What handling consists of: talks and written inquiries, measures and sanctions, reviews of the result."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Choices, Day, Flag, Link, LongText, Money, Person, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Inquiry(Record):
    """谈话函询: one talk with, or one written inquiry to, a respondent (DR 26-28; T07, T08)."""

    kind: ClassVar[str] = "inquiry"
    label: ClassVar[str] = "谈话函询"
    called: ClassVar[str] = "respondent"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    way: str | None = column(Choice("disposition"), "谈话或函询", width=10, counted=True)
    respondent: str | None = column(Person(), "谈话函询对象", width=12)
    sent_on: date | None = column(Day(past=True), "发出日期", width=11)
    received_on: date | None = column(Day(past=True), "对象收到日期", width=12)
    replied_on: date | None = column(Day(past=True), "谈话或回复日期", width=13)
    countersigned_by: str | None = column(Person(), "签署的党组织负责人", width=16)
    talkers: str | None = column(Text(), "谈话人", width=14, hint="谈话由两人进行")
    reported_on: date | None = column(Day(past=True), "情况报告日期", width=12)
    outcome: str | None = column(Choice("inquiry_outcome"), "谈话函询结果", width=14, counted=True)
    opinion: str | None = column(LongText(), "处置意见", width=28)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Measure(Record):
    """处理处分: what was done about one respondent; the handler's."""

    kind: ClassVar[str] = "measure"
    label: ClassVar[str] = "处理处分"
    called: ClassVar[str] = "respondent"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    respondent: str | None = column(Person(), "受处理人", width=10, indexed=True)
    decided_on: date | None = column(Day(past=True), "处理日期", width=11)
    organizational: tuple[str, ...] | None = column(
        Choices("organizational_measure"), "组织措施", width=18, counted=True
    )
    party_sanction: str | None = column(Choice("party_sanction"), "党纪处分", width=12, counted=True)
    government_sanction: str | None = column(
        Choice("government_sanction"), "政务处分", width=12, counted=True
    )
    filing: str | None = column(Choice("filing_kind"), "是否立案", width=12, counted=True)
    filed_on: date | None = column(Day(past=True), "立案日期", width=11)
    detained: bool | None = column(Flag(), "是否留置", width=9)
    four_forms: str | None = column(Choice("four_forms"), "本人适用形态", width=14, counted=True)
    recovered: Decimal | None = column(Money(), "追缴金额(万元)", width=13)
    own_opinion: str | None = column(LongText(), "本人意见", width=24)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Review(Record):
    """审核把关: each result is checked above: passed, or returned with the reason (M42; Rules Art. 23)."""

    kind: ClassVar[str] = "review"
    label: ClassVar[str] = "审核把关"

    case: str | None = column(Link("registration"), "案件", derived=True, indexed=True)
    reviewed_on: date | None = column(Day(past=True), "审核日期", width=11)
    reviewer: str | None = column(Person(), "审核人", width=9)
    outcome: str | None = column(Choice("review_outcome"), "审核结论", width=10, counted=True)
    reason: str | None = column(LongText(), "审核理由", width=28)
    redo_by_on: date | None = column(Day(), "重报期限", width=11)
