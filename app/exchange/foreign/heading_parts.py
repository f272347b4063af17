"""A heading that nobody wrote down beforehand, understood from its parts: whose it is or which act, and what is said of it.

Offices put the same few words together in hundreds of ways (举报人现居地址, 来电来访时间, 核查单位); what no list holds is
taken apart here. A heading whose parts say plainly that it is no field of ours means nothing, and is not guessed at.
"""

import re
from collections.abc import Sequence

NOTHING: tuple[str, ...] = ()
"""What a heading means whose parts are understood and that is no field of ours."""

_ACTS_OF_REPORTERS = "检举控告|检举|控告|反映|举报|信访|来访|上访|来信|来电|投诉|申诉|诉求"
_REPORTER = re.compile(
    rf"(?:主要)?(?:(?:{_ACTS_OF_REPORTERS})(?:人员|人|者|群众)|群众|署名人|户主|(?:信封)?落款)"
)
_RESPONDENT = re.compile(
    r"(?:主要)?(?:被(?:检举控告|检举|控告|反映|举报|投诉|信访|移送|调查|核查|审查|谈话|函询)(?:人员|人|者|对象|的?干部|(?=单位))"
    r"|(?:检举控告|检举|控告|反映|举报|投诉|信访|涉及|涉事|涉案)(?:的?对象)|涉及(?=单位|干部|人员)(?:人员|的?干部)?"
    r"|涉案人员?|涉嫌人员?|涉事(?:人员|干部))"
)
_OTHER_PERSON = re.compile(r"(?:领导|干部|人|者|人员|负责同志)$")
_FILLER = re.compile(r"(?:基本|相关|有关|个人)?(?:信息|情况|资料|栏目?|部分)$")
_PERSONAL = (
    (re.compile(r"(?:姓名|名称|名字|姓名或名称)?"), ("name",)),
    (re.compile(r"(?:联系|手机|固定|家庭)?(?:电话|手机)(?:号码?)?|联系方式|联系号码|手机号码?|来电号码"), ("phone",)),
    (re.compile(r"身份证(?:件)?(?:号码?)?|证件号码?|公民身份号码"), ("id_number",)),
    (re.compile(r".*(?:地址|住址|住所|居住地)"), ("address",)),
    (re.compile(r"(?:工作|所在)?单位(?:名称)?"), ("unit",)),
    (re.compile(r"(?:现任|所任|时任|现)?(?:职务|职位|岗位)"), ("position",)),
    (re.compile(r"(?:姓名?)?[及和与、](?:其)?(?:职务|职位)"), ("name", "position")),
    (re.compile(r"(?:姓名?)?[及和与、](?:其)?单位[及和与、]?(?:职务|职位)"), ("name", "unit", "position")),
    (re.compile(r"(?:工作|所在)?单位[及和与、]?(?:其)?(?:职务|职位)"), ("unit", "position")),
    (re.compile(r"(?:行政)?(?:职级|级别)"), ("rank_class",)),
    (re.compile(r"姓名?[及和与、]?(?:联系)?(?:电话|方式|联系方式|联系电话|手机)"), ("name", "phone")),
    (re.compile(r"姓名?[及和与、]?(?:工作|所在)?单位[及和与、]?(?:职务|职位)"), ("name", "unit", "position")),
)  # fmt: skip
_REPORTERS = {"name": "reporter.name", "phone": "reporter.phone", "id_number": "reporter.id_number",
              "address": "reporter.address"}  # fmt: skip
_RESPONDENTS = {"name": "allegation.respondent", "unit": "allegation.unit", "position": "allegation.position",
                "rank_class": "allegation.rank_class"}  # fmt: skip

_DAY = "(?:日期|时间|年月日)"
_BODY = "(?:单位|部门|科室|机关|机构|站所)"
_COMING = "(?:(?:收件|收信|收到|收文|接件|接收|接访|接报|接待|来件|来信|来访|来电|反映|举报|信访|上访|投诉|诉求|受访|问题)+)"
_HANDLING = "(?:承办|办理|核查|核实|调查|查办|处理|处置|负责|责任|主办|经办|查处|办案)"
_SENT = "(?:来文|来函|移送|转来|转交来|转送)"
_DONE = "(?:上报|报送|报果|报结|报告|反馈|回复|答复|回告|办结|办理完毕|完成|结案)"
_SAY = "(?:反映|举报|投诉|控告|检举|说|讲|谈)"
_SPOKEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"{_SAY}的?(?:是|了)?(?:谁|哪个|哪些人|什么人)", ("allegation.respondent",)),
    (rf"(?:是)?(?:谁|哪个){_SAY}的?|(?:谁|哪个)(?:来|打来|来信|来访|来电)的?", ("reporter.name",)),
    (rf"{_SAY}(?:的|了)?(?:是)?(?:什么|啥)(?:事|事情|问题|情况|内容)?|{_SAY}的?(?:事|事情)", ("registration.summary",)),
    (r"(?:您|你)的(?:姓名|名字|称呼)", ("reporter.name",)),
    (r"(?:您|你)的(?:联系)?(?:电话|方式|联系方式|手机号?码?)", ("reporter.phone",)),
    (rf"(?:您|你)想?要?{_SAY}的(?:人|对象|干部)(?:是谁|叫什么|姓名|的姓名|叫什么名字)?", ("allegation.respondent",)),
    (rf"(?:找谁{_SAY}[/、])?{_SAY}谁", ("allegation.respondent",)),
    (r"(?:他|她|ta|他\(她\)|其)?在?(?:哪个|什么)单位.{0,3}(?:担任|任|是)?(?:什么|何)职务",
     ("allegation.unit+allegation.position",)),
    (rf"(?:请)?(?:写清|填写|写明|描述|说明)?(?:您|你)?要?{_SAY}的?(?:具体)?(?:问题|事情|内容|情况)", ("registration.summary",)),
    (r"(?:为|因)(?:啥|什么|何)事?(?:来|来访|来信|来电)?|来(?:访)?为(?:啥|什么)事", ("registration.summary",)),
    (r"(?:问题|违纪)(?:表现|线索内容)", ("registration.summary",)),
    (r"(?:事情|问题|事)?发生在(?:哪个?村?|哪里|何处|什么地方)", ("registration.incident_place",)),
    (r"(?:怎么|咋|如何)(?:处理|办|解决|答复)的?", ("handling.result",)),
    (r"(?:线索|问题|件)?(?:怎么|从哪里?|哪里|哪儿)来的", ("registration.intake_source", "registration.intake_channel")),
    (rf"(?:提交|填写)(?:答卷|表单)?{_DAY}|排查{_DAY}", ("registration.received_on",)),
    (r"(?:交给?|分给|转给|派给)谁(?:去|来)?(?:办|办理|处理|核实|调查)?|(?:谁|哪个)(?:去|来|在)?(?:办|办理|处理|负责|核实|调查|承办)的?",
     ("handling.handler", "handling.unit")),
    (r"(?:办|办理|处理|查|核查|调查|核实|落实)得?(?:怎么样|怎样|如何|咋样)了?", ("handling.result",)),
    (r"(?:家)?住(?:在)?(?:哪里?|哪儿|何处)", ("reporter.address",)),
    (r"(?:什么时候|何时|哪天)(?:收到|来信|来访|来电|来|反映|举报)的?", ("registration.received_on",)),
    (r"(?:接|听)?(?:接电话|收信|收件|登记|记录|接待|来访接待)的?(?:人|同志)", ("registration.registrar",)),
    (r"(?:群众|反映人|举报人|信访人|来访人|诉求人|当事人)?(?:是否满意|满意与否|满不满意|满意吗)",
     ("handling.satisfaction",)),
    (rf"(?:要求|应该?|须|最迟|最晚)(?:何时|什么时候|哪天)?{_DONE}(?:结果)?(?:{_DAY}|期限|时限)?", ("supervision.due_on",)),
)  # fmt: skip
"""As people say it."""
_ALONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    *_SPOKEN,
    (r"来电号码|来电电话", ("reporter.phone",)),
    (r"(?:任何|所任|现任|时任|任)职(?:情况)?", ("allegation.position",)),
    (r"(?:村组?|村居|社区|单位|部门)[及和与、](?:其)?(?:职务|职位)", ("allegation.unit+allegation.position",)),
    (r"(?:初(?:次|信|访|件)?|首次)[/、或](?:重(?:复|信|访|件)?)(?:件|信|访)?", ("registration.is_repeat",)),
    (r"(?:运用|适用)?(?:第几种)?形态", ("handling.four_forms",)),
    (rf"签收{_DAY}", ("registration.received_on", "handling.received_on")),
    (r"(?:归卷|卷宗)(?:编号|号)", ("handling.archive_no",)),
    (r"(?:所在)?(?:村组?|村居|社区|乡镇|镇村)(?:名称?|名)", ("registration.incident_place",)),
    (r"(?:周转|流转|呈批|登记)(?:单|表|簿)?(?:编号|号码?)", ("registration.case_no",)),
    (r"(?:督办|催办)(?:单|件|函)?(?:编号|文号|号)", ("supervision.letter_no", "registration.county_ref_no")),
    (r"(?:移交|移送)(?:单|函)?(?:编号|文号|号)", ("registration.source_letter_no",)),
    (r"(?:督办|交办|批转)领导", ("registration.source_leader", "registration.approver")),
    (rf"(?:督办|交派){_DAY}", ("supervision.assigned_on",)),
    (r"(?:移交|分送|交办|转办)(?:科室|处室|室)", ("handling.unit",)),
    (r"分送(?:单位|部门)|(?:转办|交办|流转|分流|派送)去向", ("supervision.handling_unit", "handling.unit")),
    (r"(?:完成|落实|整改)(?:情况|结果)|办理(?:回复|答复)", ("handling.result",)),
    (r"(?:督办|交办|转办)(?:事项|内容|问题)|(?:信件|来信|问题|线索)要点|(?:举报|信访|来信|信件)正文", ("registration.summary",)),
    (r".{0,4}(?:纪委|纪工委|纪检组)(?:收件|收信|接收|登记|经手)(?:人员|人)", ("registration.registrar",)),
    (r"(?:寄信|寄件|来信|邮寄)(?:人)?(?:地址|住址|地)", ("reporter.address",)),
    (r"(?:案发|事发|发生|违纪|作案)" + _DAY, NOTHING),
    (r"(?:不予|不再)?(?:核查|核实|调查|办理|处理)" + _DAY, NOTHING),
    (r"(?:办理|处理|案件|信访件?|线索|核查|流转)(?:状态|阶段|进度状态)", NOTHING),
    (r".*属实(?:性|程度|情况|与否)?(?:审核|认定|情况)?", ("handling.finding",)),
    (r".*四种形态.*", ("handling.four_forms",)),
    (r"处分(?:种类|类型|类别|档次|结果)", ("measure.party_sanction", "measure.government_sanction")),
    (rf"(?:{_COMING}|{_COMING}登记){_DAY}", ("registration.received_on",)),
    (rf"{_COMING}(?:方式|形式|渠道|途径)", ("registration.intake_channel", "registration.sub_channel")),
    (rf"{_COMING}来源", ("registration.intake_source", "registration.intake_channel", "registration.source_unit")),
    (rf"{_COMING}(?:类型|类别|性质|目的)",
     ("registration.category", "registration.intake_channel", "registration.identity_status", "allegation.allegation_type")),
    (r"(?:线索|问题|案件)(?:类型|类别|性质)", ("allegation.allegation_type", "registration.category")),
    (r"(?:收件|收信|接件|接收|接访|接待|登记|录入|受理|经手)(?:人员|人|同志)(?:签名|签字)?", ("registration.registrar",)),
    (rf"{_HANDLING}{_BODY}", ("handling.unit",)),
    (rf"{_HANDLING}(?:人员|人|同志|领导)", ("handling.handler",)),
    (r"(?:核查|核实|调查|查处|办理)(?:结果|情况|详情|经过|过程|报告)|(?:处理|处置)(?:结果|情况|详情)|办结(?:情况|结果)",
     ("handling.result",)),
    (r"(?:核查|调查|核实)(?:结论|认定)", ("handling.finding", "handling.result")),
    (r"(?:处置|处理|办理)(?:方式|方法|措施|类型)|处置类别|初次处置", ("handling.disposition",)),
    (r"处置(?:意见|建议)", ("handling.disposition", "registration.proposal")),
    (r"(?:现?居住|现居|家庭|通讯|通信|联系|详细|户籍)(?:地址|住址|地)", ("reporter.address",)),
    (rf"处置{_DAY}", ("handling.disposed_on",)),
    (rf"(?:办结|结案|了结|完成|办毕|结束|办理完毕|处理完毕){_DAY}", ("handling.closed_on",)),
    (rf"(?:限办|限期|截止|到期|应结|应办结|应办理|要求办结|要求完成|要求反馈|办理截止){_DAY}|(?:办理|承办|办结|反馈|完成|核查)(?:期限|时限|限期)",
     ("supervision.due_on",)),
    (rf"(?:交办|转办|转交|派单|分办|分流|批转|下派|交转办|转交办){_DAY}", ("supervision.assigned_on",)),
    (rf"(?:交办|转办|转交|派单|分办|分流)(?:至|到|给)?{_BODY}", ("supervision.handling_unit",)),
    (rf"{_SENT}{_BODY}", ("registration.source_unit",)), (rf"{_SENT}{_DAY}", ("registration.source_letter_on",)),
    (rf"{_SENT}(?:文号|字号|函号|文书号|编号|号)", ("registration.source_letter_no",)),
    (rf"(?:反馈|答复|回复){_DAY}", ("handling.fed_back_on",)), (r"(?:反馈|答复|回复)(?:方式|形式)", ("handling.feedback_way",)),
    (r"(?:反馈|答复|回复|群众|办理)?(?:满意度|满意情况|满意程度|评价)", ("handling.satisfaction",)),
    (r"(?:答复|回复)(?:情况|内容|结果)", ("handling.fed_back_on", "handling.feedback_way", "handling.result")),
    (rf"(?:归档|存档|立卷){_DAY}", ("handling.archived_on",)),
    (r"(?:归档|存档|立卷|案卷|档案)(?:卷号|档号|编号|号)|档案?号|卷号", ("handling.archive_no",)),
    (r"(?:领导)?(?:批示|签批|批阅|审批)(?:领导|人)", ("registration.approver",)),
    (r"(?:领导)?(?:批示|签批|批阅)(?:内容|意见|情况)", ("registration.instruction",)),
    (rf"(?:领导)?(?:批示|签批|批阅){_DAY}", ("registration.instructed_on",)),
    (r"(?:问题|案件|事件)?(?:案发|事发|发生|涉及|涉事|所属|所在)(?:地点|地址|地区|区域|地|村组|村居|村社区?|村|社区|乡镇|镇村)",
     ("registration.incident_place",)),
    (r"(?:国家|全国|省|市|平台|系统|工单|热线).*(?:编号|单号|号码?)", ("registration.platform_no",)),
    (r"(?:区县|县区|县|上级).*(?:编号|号码?)", ("registration.county_ref_no",)),
    (r"(?:信访|举报|来信|来访|受理|收文|案件|线索|台账|登记|立案前)+件?(?:登记)?(?:编号|序号|号码?)", ("registration.case_no",)),
    (r"(?:主要|基本|具体|简要|反映的?|举报的?|信访的?|投诉的?|涉嫌|违纪违法|违纪|违法|来访|来信|来电|线索|案件|诉求|事项|问题)*"
     r"(?:内容|摘要|概况|概述|简介|事实|事由|诉求|事项|问题|描述|案情|案情简介|情况简介|要点)", ("registration.summary",)),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), fields) for pattern, fields in _ALONE)
_FIRST = tuple((re.compile(pattern), fields) for pattern, fields in _SPOKEN)
_GENERIC = frozenset((
    "姓名", "名称", "职务", "职位", "单位", "工作单位", "电话", "联系电话", "联系方式", "手机", "手机号码", "身份证号",
    "身份证号码", "地址", "住址", "级别", "职级", "单位及职务", "单位职务", "日期", "时间", "方式", "形式", "来源", "结果",
    "内容", "情况", "意见", "编号", "文号", "类型", "类别", "期限", "年龄", "性别",
))  # fmt: skip
"""Headings that say nothing without the group over them."""


def of_parts(plain: str) -> tuple[str, ...] | None:
    """The fields that a plain heading may mean by its parts, several persons' ones together after a "+"; None unknown."""
    for pattern, fields_said in _FIRST:
        if pattern.fullmatch(plain):
            return fields_said
    for who, fields in ((_RESPONDENT, _RESPONDENTS), (_REPORTER, _REPORTERS)):
        if match := who.match(plain):
            return _of_a_person(plain[match.end() :].removeprefix("的"), fields)
    for pattern, fields_said in _PATTERNS:
        if pattern.fullmatch(plain):
            return fields_said
    return None


def _of_a_person(rest: str, fields: dict[str, str]) -> tuple[str, ...] | None:
    for pattern, parts in _PERSONAL:
        if pattern.fullmatch(rest):
            if any(part not in fields for part in parts):
                return NOTHING
            return ("+".join(fields[part] for part in parts),)
    return None


def under(groups: Sequence[str], leaf: str) -> tuple[tuple[str, ...], bool]:
    """What to look a heading up by that stands under groups, the likeliest first; whether it may also stand alone.

    Generic words (姓名, 日期) under somebody else's group (接访领导) say nothing of the persons of a report.
    """
    bare = [said for said in (_FILLER.sub("", group) for group in groups) if said]
    tried = [f"{bare[-1]}{leaf}"] if bare else []
    if len(bare) > 1:
        tried += [f"{''.join(bare)}{leaf}", *(f"{group}{leaf}" for group in bare[-2::-1])]
    persons = [group for group in bare if _REPORTER.match(group) or _RESPONDENT.match(group)]
    others = [group for group in bare if group not in persons and _OTHER_PERSON.search(group)]
    alone = leaf not in _GENERIC or not (persons or others)
    return tuple(dict.fromkeys(tried)), alone
