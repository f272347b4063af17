"""What a column heading means: by label and alias, by sound where characters are traditional, by its parts, by likeness.

Headings carry instructions, units and line breaks; compared is what is left without them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from app.exchange.foreign.heading_parts import of_parts
from app.records.aftermath import FollowUp
from app.records.catalogue import KINDS
from app.records.handling import Handling
from app.records.matters import Allegation, Reporter, Visit
from app.records.proceedings import Measure
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.schema.kinds import Link
from app.schema.pinyin import sounds

KINDS_READ = (Registration, Allegation, Reporter, Handling, Supervision, Measure, Visit, FollowUp)
"""The records that a row of a foreign ledger may speak of; where headings agree, the earlier wins."""

SERIAL = "row.serial"
"""A column that only counts the rows."""

_SPLIT: dict[str, tuple[str, ...]] = {
    "单位及职务": ("allegation.unit", "allegation.position"),
    "被反映人单位及职务": ("allegation.unit", "allegation.position"),
    "主要被反映人单位及职务": ("allegation.unit", "allegation.position"),
    "工作单位及职务": ("allegation.unit", "allegation.position"),
    "单位职务": ("allegation.unit", "allegation.position"),
    "被反映人单位职务": ("allegation.unit", "allegation.position"),
    "被反映人姓名单位职务": ("allegation.respondent", "allegation.unit", "allegation.position"),
    "被反映人姓名及单位职务": ("allegation.respondent", "allegation.unit", "allegation.position"),
    "信访人姓名和相关信息": ("reporter.name", "reporter.phone"),
    "姓名和联系电话": ("reporter.name", "reporter.phone"),
    "反映人姓名和联系电话": ("reporter.name", "reporter.phone"),
    "反映人姓名及联系电话": ("reporter.name", "reporter.phone"),
    "反映人姓名及联系方式": ("reporter.name", "reporter.phone"),
    "举报人及联系方式": ("reporter.name", "reporter.phone"),
    "转办单位及日期": ("supervision.handling_unit", "supervision.assigned_on"),
}  # fmt: skip
"""Headings whose cells hold the values of several fields."""

_DOUBTFUL: dict[str, tuple[str, ...]] = {
    "信访形式": ("registration.intake_channel", "registration.category", "registration.identity_status"),
    "信访类型": ("registration.category", "registration.intake_channel", "registration.identity_status"),
    "类型": ("registration.category", "registration.intake_channel", "registration.identity_status",
            "allegation.allegation_type"),
    "举报类型": ("registration.category", "registration.identity_status", "registration.intake_channel"),
    "来源渠道": ("registration.intake_source", "registration.intake_channel", "registration.sub_channel"),
    "来源": ("registration.intake_source", "registration.intake_channel", "registration.source_unit"),
    "处理结果": ("handling.finding", "handling.result"),
    "办理结果": ("handling.result", "handling.finding"),
    "办理方式": ("handling.disposition", "supervision.referral_kind"),
    "办理情况": ("handling.result",),
    "办理进度": ("handling.result",),
    "进展": ("handling.result",),
    "反馈情况": ("handling.fed_back_on", "handling.feedback_way", "handling.satisfaction"),
    "是否反馈": ("handling.fed_back_on", "handling.feedback_way"),
    "回复日期": ("handling.fed_back_on", "supervision.replied_on"),
    "回复内容": ("handling.result", "supervision.reply"),
    "满意度": ("handling.satisfaction",),
    "编号": ("registration.case_no", SERIAL),
    "序号": (SERIAL, "registration.case_no"),
    "行号": (SERIAL,),
    "顺序": (SERIAL,),
    "次序": (SERIAL,),
    "来人": ("reporter.name",),
    "经手": ("handling.handler", "registration.registrar"),
    "核实结果": ("handling.finding", "handling.result", "registration.identity_check_result"),
    "渠道": ("registration.intake_channel", "registration.intake_source", "registration.sub_channel"),
    "结果": ("handling.result", "handling.finding"),
    "结论": ("handling.finding", "handling.result"),
    "经办": ("handling.handler",),
    "承办": ("handling.handler", "handling.unit"),
    "no": (SERIAL, "registration.case_no"),
    "文号": ("registration.county_ref_no", "registration.source_letter_no"),
    "来文字号": ("registration.source_letter_no", "registration.county_ref_no"),
    "备注": ("registration.remark",),
    "姓名": ("reporter.name", "allegation.respondent"),
    "单位": ("allegation.unit",),
    "日期": ("registration.received_on",),
    "时间": ("registration.received_on",),
    "来访时间": ("registration.received_on", "visit.visited_on"),
    "问题类别": ("allegation.allegation_type", "registration.campaign_tag"),
    "受理时间": ("registration.accepted_on", "registration.received_on"),
    "受理日期": ("registration.accepted_on", "registration.received_on"),
    "登记日期": ("registration.registered_on", "registration.received_on"),
    "登记时间": ("registration.registered_on", "registration.received_on"),
    "线索来源": ("registration.intake_source",),
    "级别": ("allegation.rank_class",),
    "内容": ("registration.summary",),
    "地点": ("registration.incident_place",),
    "联系电话": ("reporter.phone",),
    "地址": ("reporter.address",),
    "住址": ("reporter.address",),
    "承办单位": ("handling.unit", "supervision.handling_unit"),
    "交办单位": ("supervision.handling_unit", "registration.source_unit"),
}  # fmt: skip
"""Headings that different offices use for different things: the values decide, the first named where they do not."""

_ALSO: dict[str, tuple[str, ...]] = {
    "registration.registrar": ("接件人", "录入人", "登记人员", "经手人"),
    "registration.received_on": ("收到时间", "来信日期", "来信时间", "来访日期", "来电时间", "接收日期", "接收时间",
                                 "收件登记日期", "收到信访件时间", "举报日期"),
    "registration.summary": ("反映内容", "内容摘要", "反映情况", "举报事项", "反映主要内容", "反映问题摘要", "信访问题",
                             "主要事项", "反映事项", "诉求内容", "反映的问题", "问题线索摘要", "线索摘要", "主要诉求"),
    "registration.incident_place": ("属地", "涉及乡镇", "涉事村", "村", "所属村", "乡镇(街道)", "发生地点"),
    "registration.campaign_tag": ("归属全国性重点整治项目情况", "归属全国性重大民生实事情况", "归属省级重点整治项目情况",
                                  "专项整治领域", "所属专项"),
    "registration.source_unit": ("来文单位", "转来单位", "移交单位"),
    "registration.approver": ("签批领导",),
    "registration.instructed_on": ("签批日期", "批示时间"),
    "reporter.phone": ("举报人电话", "反映人联系方式", "举报人联系电话", "联系电话号码", "手机号", "手机号码"),
    "reporter.id_number": ("身份证号码", "反映人身份证号", "身份证"),
    "reporter.address": ("反映人住址", "联系地址", "家庭住址", "来访人住址"),
    "handling.unit": ("办理单位", "承办科室", "办理部门", "主办单位"),
    "handling.handler": ("责任人", "经办人员", "承办人员", "主办人"),
    "handling.closed_on": ("结案日期", "办理完结日期", "完结时间"),
    "handling.result": ("办理结果情况", "查处结果", "核查情况", "核查结果", "落实情况"),
    "handling.archived_on": ("归档时间",),
    "supervision.due_on": ("办理期限", "限办日期", "截止日期", "办结时限", "要求反馈时间"),
    "supervision.letter_no": ("函号",),
    "supervision.assigned_on": ("交办时间",),
    "allegation.position": ("被反映人现任职务", "现任职务"),
    "allegation.unit": ("被反映人工作单位", "所在单位", "被举报人单位"),
    "measure.filing": ("是否立案",),
    "measure.detained": ("是否采取留置措施",),
    "measure.organizational": ("组织处理",),
}  # fmt: skip
"""Further headings that were met in real ledgers."""

_INSTRUCTION = re.compile(
    r"[(（\[【〔][^()（）\[\]【】〔〕]*(?:字|必填|选填|填写|下拉|格式|万元|单位:|可多选|人/次|选择|例|注)[^()（）\[\]【】〔〕]*[)）\]】〕]"
)
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[、.)]\s*(?=\D)")
"""The number of a question, as questionnaires have before their headings."""
_NOT_SAID = re.compile(r"[\s*※★●:：、。,，.“”\"'‘’…_\-—]+")


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without instructions, units, blanks and signs, half-width and in lower case."""
    said = _NUMBERED.sub("", unicodedata.normalize("NFKC", text))
    said = _INSTRUCTION.sub("", said)
    said = _NOT_SAID.sub("", said).lower()
    return said.removesuffix("(万元)").removesuffix("()")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: fields in the order of trust; several together in `split`. Certainty 0-100.

    `by` is how it was recognised: alias, sound (traditional or wrong characters), parts, or likeness.
    """

    fields: tuple[str, ...]
    by: str
    certainty: int
    split: tuple[str, ...] = ()


@cache
def _known() -> dict[str, Meaning]:
    """Every heading that means something, in its plain form."""
    found: dict[str, Meaning] = {}
    for field_id, words in _declared():
        for word in words:
            found.setdefault(plain_heading(word), Meaning((field_id,), "alias", 100))
    for field_id, words in _ALSO.items():
        for word in words:
            found.setdefault(plain_heading(word), Meaning((field_id,), "alias", 95))
    for heading, fields in _DOUBTFUL.items():
        certainty = 90 if len(fields) > 1 else 95
        found[plain_heading(heading)] = Meaning(fields, "alias", certainty)
    for heading, parts in _SPLIT.items():
        found[plain_heading(heading)] = Meaning(parts[:1], "alias", 95, parts)
    return found


def _declared() -> Iterator[tuple[str, tuple[str, ...]]]:
    for record in KINDS_READ:
        for each in record.columns():
            if not isinstance(each.kind, Link) and each.id != "allegation.seq":
                yield each.id, (each.label, *each.aliases)


@cache
def _by_sound() -> dict[str, Meaning]:
    found: dict[str, Meaning | None] = {}
    for word, meaning in _known().items():
        heard = sounds(word)
        found[heard] = None if found.get(heard, meaning) != meaning else meaning
    return {
        heard: Meaning(meaning.fields, "sound", min(meaning.certainty, 90), meaning.split)
        for heard, meaning in found.items()
        if meaning is not None
    }


_IGNORED = Meaning((SERIAL,), "alias", 80)
"""The column of a return workbook that says why a row was not taken."""


@lru_cache(maxsize=8192)
def meaning_of(text: str) -> Meaning | None:
    """What a heading means, or None where nothing is alike."""
    plain = plain_heading(text)
    if not plain:
        return None
    if plain.startswith("未收原因"):
        return _IGNORED
    bare = re.sub(r"[(\[【〔].*?[)\]】〕]", "", plain)
    for word in (plain, bare):
        if word and (found := _known().get(word)):
            return found
    if len(plain) > 1 and (heard := _by_sound().get(sounds(plain))):
        return heard
    if len(bare) < 2 or len(bare) > 30:
        return None
    for word in (plain, bare):
        if (said := of_parts(word)) is not None:
            return _of_parts(said)
    return _by_likeness(bare)


def _of_parts(said: tuple[str, ...]) -> Meaning | None:
    """None where the parts say that it is no field of ours."""
    if not said:
        return None
    parts = tuple(said[0].split("+"))
    return Meaning(parts[:1] if len(parts) > 1 else said, "parts", 88, parts if len(parts) > 1 else ())


def _by_likeness(bare: str) -> Meaning | None:
    """What says a little else is something else: 限办时间 is not 办结时间, though most of its characters are the same."""
    best = process.extractOne(bare, _known().keys(), scorer=fuzz.ratio, score_cutoff=72)
    if best is None or fuzz.ratio(_stem(bare), _stem(best[0])) < _SAME_STEM:
        return None
    meaning = _known()[best[0]]
    return Meaning(meaning.fields, "likeness", min(85, int(best[1])), meaning.split)


_SAME_STEM = 65
_ENDING = re.compile(
    r"(?:日期|时间|情况|内容|方式|单位|部门|人员?|姓名|电话|编号|号码?|结果|意见|类别|类型|件)$"
)
_ASKING = re.compile(r"^(?:是否(?:为|是|属于)?|有无)")


def _stem(text: str) -> str:
    """A heading without what so many begin and end with; the whole where nothing is left."""
    return _ENDING.sub("", _ASKING.sub("", text)) or text


def is_heading(text: str) -> bool:
    """Whether a text is a heading by name; far cheaper than to ask what it means."""
    return plain_heading(text) in _known()


def label_of(field_id: str) -> str:
    """What people call the field: 被反映人, or 序号 for the column that only counts."""
    if field_id == SERIAL:
        return "序号"
    kind, _, name = field_id.partition(".")
    return KINDS[kind].column(name).label


@lru_cache(maxsize=1)
def offered() -> tuple[tuple[str, ...], ...]:
    """What a column may be said to mean: each field by itself, then the ones that one cell often holds together."""
    single = [(SERIAL,), *((field_id,) for field_id, _ in _declared())]
    return (*single, *dict.fromkeys(_SPLIT.values()))


@lru_cache(maxsize=1)
def other_words() -> dict[str, tuple[str, ...]]:
    """By field id what people also call it, for a search."""
    return dict(_declared())
