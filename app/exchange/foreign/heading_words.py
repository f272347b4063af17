"""A heading as a sentence of known words: every character must belong to one, or it means nothing here.

`heading_parts` knows shapes (核查单位, 限办时间); here the words themselves are known and put together freely: whose it is
(被举报对象, 您), what is done (收到, 转往, 了结), and what is asked of it (姓名, 何单位, 日期). What is left over is a word that
nobody here knows, and then nothing is said: a column that is asked about is better than one that is wrong.
"""

from collections.abc import Iterable
from functools import cache

_REPORTING = (
    *(
        "检举控告",
        "检举",
        "控告",
        "反映",
        "举报",
        "信访",
        "信访举报",
        "来访",
        "上访",
        "来信",
        "来电",
        "投诉",
        "申诉",
    ),
    *("来信来访", "来信来电", "来访来电", "来电来访", "来信来访来电"),
)

_REPORTERS_ARE = (
    *(act + who for act in _REPORTING for who in ("人", "者", "人员", "群众")),
    *["群众", "市民", "居民", "来访市民", "来电市民", "您", "你", "举人", "来人"],
)
_RESPONDENTS_ARE = (
    *("被" + act + who for act in (*_REPORTING, "调查", "核查", "审查", "举", "反")
      for who in ("人", "人员", "者", "对象", "干部", "的人", "")),
    *(act + who for act in (*_REPORTING, "涉及", "涉事", "涉案", "被查") for who in ("对象", "的对象", "的人", "的干部", "干部")),
    *(["涉事人", "涉案人", "涉及人", "涉事人员", "涉案人员", "涉及人员", "涉及的人员", "对象", "他", "她", "其"]),
)  # fmt: skip
_WORDS: dict[str, str] = {
    "involving": "涉及 涉嫌 牵涉",
    "report":
    "检举控告 检举 控告 反映 举报 信访 来访 上访 来信 来电 投诉 申诉 信访举报 来信来访 来信来电 来访来电 "
    "来信来访来电 来电来访 诉说",
    "item": "线索 问题线索 信访件 举报件 检举控告件 信访举报件 信件 案件 来信件 来访件 信访问题线索",
    "receive": "收到 收件 收信 收文 接收 接件 签收 获取 接报 收讫 收",
    "register": "登记 登记入册 录入",
    "assign": "交办 转办 转往 转出 转至 转到 转给 转交 分办 批转 交转办 转交办 派发 下派 转送 分流 移交至 交给",
    "supervise": "督办 催办",
    "supervised": "被督办 被交办 被催办",
    "incoming": "来件 来文 来函 转来",
    "follow": "回访",
    "taker": "接线员 话务员 值班员 接听人 接电话人 值班人员",
    "handle": "承办 承接 牵头 化解 办理 处理 核查 核实 调查 查办 经办 主办 查处 调查核实 核查处理 办",
    "dispose": "处置",
    "close": "办结 了结 结案 办毕 完结 办完 结束 办理完毕 处理完毕 办理结束 核查结束 调查结束 处理结束 办理完结 结",
    "reply": "回复 回告 反馈 答复",
    "instruct": "批示 签批 批阅 阅批 圈阅 批准 审批",
    "receive_visit": "接谈 接访 接待",
    "archive": "归档 存档",
    "due": "限期 时限 期限 限办 限定 规定办结 规定完成 应办结 要求办结 要求完成 办理时限 办结时限 截止 到期 限时",
    "day": "日期 时间 年月日 月日 哪天 何时 什么时候 哪一天 日",
    "unit": "学校 企业 单位 部门 科室 机关 工作单位 何单位 哪个单位 什么单位 在哪个单位 单位部门",
    "post": "职务 职位 岗位 任何职 何职 任啥职 任啥职务 什么职务 啥职务 任职 任什么职务 何职务 担任什么职务 职",
    "rank": "职级 级别",
    "phone": "电话 手机 联系方式 联系电话 电话号码 手机号 手机号码 联系号码 联系电话号码 联系手机 电",
    "address": "住址 地址 家庭住址 家庭地址 居住地 居住地址 居住村 居住的村 居住的社区 住处 住所 联系地址",
    "id_number": "身份证号 身份证号码 身份证",
    "no": "编号 号 号码 案号 件号",
    "letter_no": "文号 字号 函号 文书号",
    "content": "内容 摘要 概要 概述 事由 事项 问题 简况 事实 要点 诉求 概况 描述 简述",
    "state": "情况",
    "result": "结果 处理结果 办理结果 核查结果 调查结果 果",
    "true": "是否属实 属实否 属实与否 属实情况",
    "content_with": "满意度 是否满意 满意否 满意与否 满意情况",
    "way": "方式 形式 渠道 途径",
    "opinion": "意见",
    "member": "干部 职工 教职工 党员 党员干部 公职人员 工作人员",
    "name": "姓名 名字 全名 称呼",
    "person": "人 人员 同志 人员姓名 责任人 组员 领导 领导同志 镇领导 乡领导 街道领导 县领导 局领导 主要领导 分管领导",
    "who": "谁 何人 哪个 什么人 哪个干部 哪位干部 哪些人 哪位",
    "visitors": "来访人数 上访人数 来访人次 来访批次人数",
    "place": "地点 属地 村组 发生地 发生地点 发生的地点 所在村 所属村",
    "to": "向 对",
    "other": "其他 其它",
    "sanction": "党纪处分 党纪处分种类 党纪处分类型",
    "remark": "备 备注 其他需要说明 需要说明 其他说明",
    "and": "及 和 与 、 / 及其 以及 跟",
    "":
    "的 主要 具体 所在 现任 曾任 时任 担任 名称 实际 或者 或 给予 经 在村里 在村上 组内 本组 本级 该 原 "
    "现 要 想 件 实名 最终 详细 简要 所 相关 有关 全称 种类",
}  # fmt: skip
"""By what they say; "" says nothing of itself."""

_SHORT = 4
"""Headings up to this length may be abbreviations, of words of one character."""
_ALWAYS = frozenset("人日号的及和与您你他她其谁要想件或向对经该原现所")

_RESPONDENTS = {"name": "allegation.respondent", "unit": "allegation.unit", "post": "allegation.position",
                "rank": "allegation.rank_class"}  # fmt: skip
_REPORTERS = {"name": "reporter.name", "phone": "reporter.phone", "address": "reporter.address",
              "id_number": "reporter.id_number"}  # fmt: skip

_DONE: dict[str, dict[str, str]] = {
    "report": {"day": "registration.received_on", "way": "registration.intake_channel registration.sub_channel",
        "content": "registration.summary", "no": "registration.case_no", "who": "allegation.respondent"},
    "item": {"content": "registration.summary", "no": "registration.case_no", "place": "registration.incident_place"},
    "receive": {"day": "registration.received_on", "person": "registration.registrar", "no": "registration.case_no",
        "way": "registration.intake_channel registration.sub_channel"},
    "register": {"day": "registration.registered_on registration.received_on", "person": "registration.registrar",
        "no": "registration.case_no"},
    "assign": {"day": "supervision.assigned_on", "unit": "supervision.handling_unit", "no": "supervision.letter_no",
        "letter_no": "supervision.letter_no"},
    "incoming": {"unit": "registration.source_unit", "letter_no": "registration.source_letter_no"},
    "follow": {"day": "handling.followed_up_on", "content_with": "handling.satisfaction"},
    "supervise": {"day": "supervision.assigned_on", "way": "supervision.method", "no": "supervision.letter_no",
        "letter_no": "supervision.letter_no",
        "content": "registration.summary"},
    "supervised": {"unit": "supervision.handling_unit"},
    "handle": {"unit": "handling.unit", "person": "handling.handler", "result": "handling.result",
        "true": "handling.finding"},
    "dispose": {"day": "handling.disposed_on", "way": "handling.disposition"},
    "close": {"day": "handling.closed_on", "": "handling.closed_on", "result": "handling.result"},
    "reply": {"day": "handling.fed_back_on supervision.replied_on", "way": "handling.feedback_way",
        "content": "supervision.reply handling.result", "content_with": "handling.satisfaction"},
    "instruct": {"day": "registration.instructed_on", "person": "registration.approver", "opinion": "registration.instruction",
        "content": "registration.instruction"},
    "receive_visit": {"person": "visit.receiver", "reply": "visit.answer"},
    "archive": {"day": "handling.archived_on", "no": "handling.archive_no"},
    "due": {"day": "supervision.due_on", "": "supervision.due_on"},
    "": {"content": "registration.summary", "taker": "registration.registrar", "day": "registration.received_on",
        "unit": "allegation.unit", "post": "allegation.position",
        "rank": "allegation.rank_class", "phone": "reporter.phone", "address": "reporter.address",
        "no": "registration.case_no row.serial", "true": "handling.finding", "content_with": "handling.satisfaction",
        "place": "registration.incident_place", "remark": "registration.remark", "visitors": "visit.persons",
        "sanction": "measure.party_sanction"},
}  # fmt: skip
"""What is asked of an act: the field, or several where the values decide; "" of no act, or nothing asked."""


@cache
def _lexicon() -> dict[str, str]:
    found: dict[str, str] = {}
    told = {"reporter": _REPORTERS_ARE, "respondent": _RESPONDENTS_ARE}
    for says, words in (*told.items(), *((says, words.split()) for says, words in _WORDS.items())):
        for word in words:
            found.setdefault(word, says)
    return found


_LONGEST_WORD = 9


def _words(said: str) -> list[str] | None:
    """What the words of a heading say, the longest taken first; None where something is left over."""
    known, short = _lexicon(), len(said) <= _SHORT
    reached: dict[int, list[str] | None] = {len(said): []}
    for start in range(len(said) - 1, -1, -1):
        reached[start] = None
        for end in range(min(len(said), start + _LONGEST_WORD), start, -1):
            word, rest = said[start:end], reached[end]
            if rest is not None and word in known and (len(word) > 1 or short or word in _ALWAYS):
                reached[start] = [known[word], *rest]
                break
    return reached[0]


def of_words(plain: str) -> tuple[str, ...] | None:
    """The fields that a plain heading may mean, several of one cell together after a "+"; None where not all is understood."""
    words = _words(plain)
    if words is None:
        return None
    words = [word for word in words if word]
    whose = [word for word in words if word in ("reporter", "respondent")]
    if len(set(whose)) > 1:
        return None
    if words[:2] == ["report", "reporter"]:
        words = words[1:]
    if words[:1] == ["member"] and set(words[1:]) & {"unit", "post", "rank"}:
        return _of_a_person(words[1:], "respondent")
    if whose and words[0] == whose[0]:
        return _of_a_person(words[1:], whose[0])
    told = whose == ["reporter"] and (words[0] == "to" or words[:2] == ["reply", "reporter"])
    if whose and not told:
        return None
    return _of_an_act([word for word in words if word not in ("and", "to", "reporter")], told)


def _of_a_person(rest: list[str], whose: str) -> tuple[str, ...] | None:
    fields = _RESPONDENTS if whose == "respondent" else _REPORTERS
    asked = ["name" if word in ("person", "who") else word for word in rest if word not in ("and", "state")]
    if rest[:1] == ["and"] or not asked:
        asked = ["name", *asked]
    if len(set(asked)) < len(asked) or any(word not in fields for word in asked):
        return None
    return ("+".join(fields[word] for word in asked),)


_INVOLVED = {
    "who": ("allegation.respondent",),
    "member": ("allegation.respondent",),
    "unit": ("allegation.unit",),
}

_ACTS = frozenset(_DONE) - {"", "item"}
_ASKED = frozenset(word for asked in _DONE.values() for word in asked if word) - _ACTS | {
    "state",
    "name",
    "result",
    "who",
}


def _of_an_act(words: list[str], told: bool) -> tuple[str, ...] | None:
    """`told` says that somebody is named to whom it is done: only an answer is told to a reporter."""
    if words[:1] == ["who"] and words[1:] == ["report"]:
        return ("reporter.name",)
    if words[:1] == ["involving"]:
        return _INVOLVED.get(words[-1]) if len(words) == 2 else None
    if any(word not in _ACTS | _ASKED | {"item"} for word in words):
        return None
    acts = [word for word in words if word in _ACTS]
    last = max((place for place, word in enumerate(words) if word in _ACTS), default=-1)
    asked = [
        word
        for place, word in enumerate(words)
        if word in _ASKED and (place > last or word not in ("person", "state"))
    ]
    if set(acts) == {"receive_visit", "reply"}:
        return ("visit.answer",) if not asked else None
    act = _one(acts)
    if act is None or (told and act != "reply"):
        return None
    one = _last(asked, act)
    if one == "content" and not act and "item" not in words and asked.count("content") < 2:
        return None  # 问题 or 情况 alone says too little
    items = "item" in words
    fields = _DONE[act or ("item" if items else "")].get(one) if one is not None else None
    return tuple(fields.split()) if fields else None


def _one(acts: Iterable[str]) -> str | None:
    """The act that a heading is about: the term of whatever it is, an answer about whatever it is; None of several."""
    met = list(dict.fromkeys(acts))
    for stronger, weaker in (
        ("due", {"handle", "close", "reply", "assign", "supervise", "report"}),
        ("reply", {"handle", "report"}),
        ("close", {"handle", "report"}),
        ("receive", {"report"}),
        ("register", {"report", "receive"}),
        ("dispose", {"instruct", "report"}),
        ("instruct", {"report"}),
        ("handle", {"report"}),
    ):
        if stronger in met and set(met) - {stronger} <= weaker:
            return stronger
    return met[0] if len(met) == 1 else None if met else ""


def _last(asked: list[str], act: str) -> str | None:
    """What is asked, said once: 内容摘要 and 问题内容 are one thing, 情况 is the content where nothing else is."""
    said = [word for word in dict.fromkeys(asked) if word != "state"] or (
        ["content"] if "state" in asked else []
    )
    if act in ("handle", "receive", "instruct", "receive_visit"):
        said = list(dict.fromkeys("person" if word == "name" else word for word in said))
    if act == "handle" and said == ["content"]:
        said = ["result"]
    if not act and said == ["content", "place"]:
        said = ["place"]
    if act in ("reply", "dispose") and len(said) == 2 and said[0] in ("result", "content", "way"):
        said = said[1:]
    if act == "handle" and len(said) == 2 and said[0] == "content":
        said = said[1:]
    if act == "reply" and said == ["result"]:
        said = ["content"]
    return said[0] if len(said) == 1 else "" if not said else None
