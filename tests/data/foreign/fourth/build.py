# ruff: noqa: E501
"""Builds a fourth corpus of foreign ledgers, each with its truth: twelve offices, each with words of its own.

    .venv/bin/python -m tests.data.foreign.fourth.build

Headings and truth were written by one who had read neither the reader nor its lists; of the other corpora he had seen some twenty
headings of the third, in its builder. Every person, village and matter is invented.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.data.foreign.second.build import (
    A,
    Column,
    H,
    Maker,
    P,
    R,
    S,
    at,
    both,
    day,
    dots,
    id_number,
    iso,
    nothing,
    number,
    phone,
    real,
    serial,
    slash,
    some,
    timed,
    words,
)
from tests.data.foreign.third.build import Book, M, Part, V, by_years, write_all

HERE = Path(__file__).parent

PEOPLE = ("郝桂香", "冉启明", "邬翠莲", "敖大勇", "谌友福", "瞿美英", "晏国平", "车小兰", "幸福生", "苟长贵")
BLAMED = ("荀德发", "蔺兴旺", "翁志和", "巩光明", "阚守田", "庹正云", "占有根", "桑万全", "佟立本")
PLACES = ("石门坎村", "青杠坪村", "枫香社区", "黄泥塝村", "两河口村", "竹园社区", "木鱼村", "铁匠沟村")
OFFICES = ("镇农业服务中心", "镇财政所", "镇社会事务办", "石门坎村村委会", "青杠坪村党总支", "镇自然资源所")
JOBS = ("出纳", "所长", "办事员", "会计", "党总支书记", "副主任", "组长")
CLERKS = ("毛晓燕", "沈立", "祁东", "虞华")
LEADERS = ("童建平", "甘志强")
AFFAIRS = (
    "反映扶贫车间租金三年没有入账，群众不知道用到哪里去了",
    "反映集体林地承包没有开村民会，私下签了合同",
    "说他借调整低保的机会收了两条烟一箱酒",
    "反映修机耕道虚报里程，多领补助款",
    "举报其上班时间在镇上打麻将，群众几次找不到人盖章",
    "反映产业奖补资金发放优亲厚友，养牛户没得到补助",
    "反映宅基地审批收取好处费2000元",
    "反映安置房分配不公开不透明",
    "举报违规为孙子操办满月酒，收受服务对象礼金",
    "称垃圾清运费每年都收，但没有人来拉垃圾",
)
OUTCOMES = (
    "经核实，租金已入账但未公示，已责令整改",
    "反映的问题不存在，已向反映人作了解释",
    "退还礼金，本人作检讨",
    "查无实据，予以了结",
    "正在调查中",
    "多领补助已全部退回镇财政所",
)
TRUE_OR_NOT = both(
    ("属实", "substantiated"),
    ("不属实", "unsubstantiated"),
    ("部分属实", "partly_substantiated"),
    ("基本属实", "mostly_substantiated"),
)
NAMED = both(("实名", "real_name"), ("匿名", "anonymous"), ("匿名", "anonymous"))
WAYS_IN = both(("来信", "letter"), ("来访", "visit"), ("来电", "phone"), ("网络举报", "online"))
DEALT = both(
    ("初步核实", "preliminary_verification"),
    ("谈话函询", "inquiry"),
    ("予以了结", "closed_no_action"),
    ("暂存待查", "pending_hold"),
)
FORMS = both(("第一种", "1"), ("第一种形态", "1"), ("第二种形态", "2"))
CONTENT = both(
    ("满意", "satisfied"), ("基本满意", "fairly"), ("满意", "satisfied"), ("不满意", "dissatisfied")
)
SOURCES = both(
    ("自收", "self"),
    ("上级转办", "forwarded_above"),
    ("上级交办", "assigned_above"),
    ("工作中发现", "found_in_work"),
)
RANKS = both(
    ("一般干部", "official"),
    ("普通党员", "party_member"),
    ("村（居）民小组长", "group_leader"),
    ("乡科级副职", "section_deputy"),
)
KINDS = both(("违反群众纪律", "mass"), ("违反廉洁纪律", "integrity"), ("违反工作纪律", "work"))


def mixed(first: date, step: int = 6) -> Maker:
    """Days as four hands wrote them."""
    shapes: tuple[Any, ...] = (
        iso,
        dots,
        words,
        lambda on: on.strftime("%Y%m%d"),
        slash,
        lambda on: datetime(on.year, on.month, on.day),
    )

    def made(i: int) -> tuple[Any, str]:
        on = first + timedelta(days=step * i)
        return shapes[i % len(shapes)](on), on.isoformat()

    return made


def joined(*makers: Maker, by: str = "") -> Maker:
    """Several things in one cell."""

    def made(i: int) -> tuple[str, list[Any]]:
        cells = [each(i) for each in makers]
        return by.join(str(shown) for shown, _ in cells), [meant for _, meant in cells]

    return made


def money(*amounts: str) -> Maker:
    return lambda i: (float(amounts[i % len(amounts)]), amounts[i % len(amounts)])


names, blamed, places, affairs = at(PEOPLE), at(BLAMED), at(PLACES), at(AFFAIRS)
offices, jobs, clerks, leaders, outcomes = at(OFFICES), at(JOBS), at(CLERKS), at(LEADERS), at(OUTCOMES)


def on(year: int, month: int, write_day: Any, step: int = 5) -> Maker:
    return day(write_day, date(year, month, 3), step)


TOWNSHIP: list[Column] = [
    ("序号", "row.serial", serial), ("收文时间", R + "received_on", on(2025, 1, dots)), ("信访件来源", R + "intake_source", SOURCES),
    ("举报方式", R + "intake_channel", WAYS_IN), ("举报人\n（姓名）", P + "name", some(names, 4)), ("举报人联系方式", P + "phone", some(phone(21), 4)),
    ("被举报对象", A + "respondent", blamed), ("对象所在单位", A + "unit", offices), ("对象现任职务", A + "position", jobs),
    ("对象级别", A + "rank_class", RANKS), ("举报内容概要", R + "summary", affairs), ("是否实名举报", R + "identity_status", NAMED),
    ("领导签批意见", R + "instruction", at(("请沈立同志核实", "先了解情况再报", "按程序办理"))), ("签批时间", R + "instructed_on", on(2025, 1, dots, 6)),
    ("承办人员", H + "handler", clerks), ("处理结果", H + "result", outcomes), ("了结时间", H + "closed_on", on(2025, 3, dots)),
    ("备注", R + "remark|" + H + "remark", some(at(("已归档",)), 2)),
]  # fmt: skip
COUNTY: list[Column] = [
    ("交办文号", S + "letter_no", number("岭纪信交〔2025〕{n}号")), ("交办日期", S + "assigned_on", on(2025, 2, iso)), ("信访件编号", R + "case_no|" + R + "county_ref_no", number("XF2025{n:03d}")),
    (("被反映人员情况", "姓名"), A + "respondent", blamed), (("被反映人员情况", "工作单位"), A + "unit", offices), (("被反映人员情况", "职务"), A + "position", jobs),
    (("被反映人员情况", "级别"), A + "rank_class", RANKS), ("主要反映事项", R + "summary", affairs), ("承接单位", S + "handling_unit|" + H + "unit", at(("柳溪镇纪委", "大坪镇纪委", "新桥乡纪委"))),
    ("限办日期", S + "due_on", on(2025, 5, iso)), ("实际回复时间", S + "replied_on|" + H + "reported_on", on(2025, 4, iso)), ("核查结论", H + "finding", TRUE_OR_NOT),
    ("回复情况摘要", S + "reply|" + H + "result", outcomes), ("超期天数", "", at((0, 0, 3, 12))),
]  # fmt: skip
GROUP: list[Column] = [
    ("线索编号", R + "case_no", number("派驻线索{n:02d}")), ("线索获取时间", R + "received_on", on(2024, 8, slash)), ("线索来源渠道", R + "intake_source", SOURCES),
    ("涉及人员", A + "respondent", blamed), ("所在部门", A + "unit", at(("综合股", "执法大队", "财务室", "项目办"))), ("岗位", A + "position", at(("股长", "队员", "出纳", "负责人"))),
    ("问题性质", A + "allegation_type", KINDS), ("反映的主要问题", R + "summary", affairs), ("处置建议", R + "proposal", at(("建议由组内直接核实", "建议先行谈话了解", "建议转机关纪委"))),
    ("批准领导", R + "approver|" + H + "disposition_approver", leaders), ("批准处置时间", H + "disposed_on|" + R + "instructed_on", on(2024, 8, slash, 6)), ("处置措施", H + "disposition", DEALT),
    ("组内承办人", H + "handler", clerks), ("进展", "?", at(("已完成", "正在办"))), ("结案时间", H + "closed_on", on(2024, 11, slash)),
    ("处理情况", H + "result", outcomes), ("四种形态运用情况", H + "four_forms", FORMS),
]  # fmt: skip
VILLAGE: list[Column] = [
    ("哪天", R + "received_on", on(2025, 3, words, 4)), ("村组", R + "incident_place", places), ("反映群众", P + "name", names), ("电话号码", P + "phone", phone(88)),
    ("反映哪个干部", A + "respondent", blamed), ("他在村里任啥职", A + "position", at(("文书", "组长", "会计", "主任"))), ("反映的啥事", R + "summary", affairs),
    ("报告给了谁", "", leaders), ("怎么处理的", H + "result", outcomes), ("群众满不满意", H + "satisfaction", CONTENT), ("记录人", R + "registrar", clerks),
]  # fmt: skip
ASKED: list[Column] = [
    ("编号", "row.serial|" + R + "case_no", lambda i: (str(i + 1),) * 2), ("提交答卷时间", R + "received_on", on(2025, 6, timed, 2)), ("所用时间", "", at(("183秒", "96秒", "412秒"))), ("来源", "", at(("微信", "链接"))),
    ("1、您的姓名（选填）", P + "name", some(names, 3)), ("2、您的联系电话（选填）", P + "phone", some(phone(301), 3)), ("3、您居住的村（社区）", P + "address", places),
    ("4、您要反映的人的姓名*", A + "respondent", blamed), ("5、他（她）所在的单位*", A + "unit", offices), ("6、他（她）的职务", A + "position", jobs),
    ("7、请描述您要反映的问题*", R + "summary", affairs), ("8、问题发生的地点", R + "incident_place", places), ("9、您是否同意公开姓名", P + "consent_to_publish", both(("否", "False"), ("是", "True"))),
]  # fmt: skip
WPS: list[Column] = [
    (("信访件基本情况", "编号"), R + "case_no", number("2025-{n:03d}")), (("信访件基本情况", "登记时间"), R + "registered_on", on(2025, 2, real)), (("信访件基本情况", "来源"), R + "intake_source", SOURCES),
    (("信访人", "姓名"), P + "name", names), (("信访人", "性别"), "", at(("女", "男"))), (("信访人", "身份证号码"), P + "id_number", id_number(3)), (("信访人", "联系电话"), P + "phone", phone(4)), (("信访人", "住址"), P + "address", places),
    (("被信访人", "姓名"), A + "respondent", blamed), (("被信访人", "单位"), A + "unit", offices), (("被信访人", "职务"), A + "position", jobs),
    (("反映问题", "类型"), A + "allegation_type", KINDS), (("反映问题", "简要内容"), R + "summary", affairs),
    (("办理情况", "责任人"), H + "handler", clerks), (("办理情况", "交办时间"), S + "assigned_on", on(2025, 2, real, 6)), (("办理情况", "要求办结时间"), S + "due_on", on(2025, 4, real)),
    (("办理情况", "实际办结时间"), H + "closed_on", on(2025, 3, real, 6)), (("办理情况", "是否属实"), H + "finding", TRUE_OR_NOT), (("办理情况", "处理意见"), H + "result", outcomes),
    (("反馈情况", "反馈时间"), H + "fed_back_on", on(2025, 4, real)), (("反馈情况", "反馈方式"), H + "feedback_way", both(("电话", "phone"), ("当面", "face"), ("书面", "written"))), (("反馈情况", "是否满意"), H + "satisfaction", CONTENT),
]  # fmt: skip
REMARKS: list[Column] = [
    ("日期", R + "received_on", on(2024, 5, dots)), ("来信来访人", P + "name", names), ("反映情况", R + "summary", affairs), ("被反映单位和人员", A + "unit+" + A + "respondent", joined(offices, blamed, by=" ")),
    ("经办", H + "handler", clerks), ("备注一（领导批示）", R + "instruction", at(("请镇纪委核查", "请两河口村说明情况"))), ("备注二（办理过程）", "?", at(("5月8日到村里走访，找了3户；5月10日查了账", "电话联系，对方未接"))),
    ("备注三（结果）", H + "result", outcomes), ("备注四（其他需要说明的）", R + "remark|" + H + "remark", some(at(("材料在铁皮柜",)), 3)),
]  # fmt: skip
YEARS: list[Column] = [
    ("月日", R + "received_on", by_years((2021, 2022, 2023), 4)), ("案号", R + "case_no", number("柳信{n:03d}")), ("举报人及电话", P + "name+" + P + "phone", joined(names, phone(500), by=" ")),
    ("被举报人及职务", A + "respondent+" + A + "position", joined(blamed, jobs, by="，")), ("举报事由", R + "summary", affairs), ("办理人", H + "handler", clerks),
    ("结论", H + "finding", TRUE_OR_NOT), ("卷宗号", H + "archive_no", number("J{n:03d}")),
]  # fmt: skip
SIGNED: list[Column] = [
    ("序号", "row.serial", serial), ("督办件编号", R + "case_no|" + S + "letter_no", number("督〔2025〕{n}号")), ("督办事项", R + "summary", affairs), ("被督办单位", S + "handling_unit", at(("新桥乡纪委", "大坪镇纪委"))),
    ("督办日期", S + "assigned_on", on(2025, 4, dots)), ("督办形式", S + "method", both(("电话督办", "phone"), ("现场督办", "on_site"), ("发函督办", "letter"))), ("督办要求", S + "requirement", at(("查清事实，依规处理", "说明未按期办结的原因"))),
    ("反馈时限", S + "reply_due_on|" + S + "due_on", on(2025, 5, dots)), ("反馈日期", S + "replied_on", on(2025, 5, dots, 4)), ("反馈情况", S + "reply", outcomes), ("销号时间", R + "written_off_on", on(2025, 6, dots)), ("督办人", "", leaders),
]  # fmt: skip
SHORT: list[Column] = [
    ("号", R + "case_no|row.serial", number("{n:02d}")), ("收日", R + "received_on", on(2025, 1, slash)), ("渠道", R + "intake_channel", WAYS_IN), ("举人", P + "name", names), ("举人电话", P + "phone", phone(71)),
    ("被举", A + "respondent", blamed), ("被举单位", A + "unit", offices), ("被举职务", A + "position", jobs), ("事由", R + "summary", affairs), ("署名否", R + "identity_status", NAMED),
    ("限期", S + "due_on", on(2025, 3, slash)), ("承办", H + "handler|" + H + "unit", clerks), ("办结", H + "closed_on", on(2025, 2, slash)), ("属实否", H + "finding", TRUE_OR_NOT), ("形态", H + "four_forms", FORMS), ("办果", H + "result", outcomes), ("备", R + "remark|" + H + "remark", nothing),
]  # fmt: skip
LONG: list[Column] = [
    ("检举控告件收到日期\n（以签收日期为准）", R + "received_on", on(2025, 1, words)), ("检举控告件登记编号（由登记机关统一编制）", R + "case_no", number("岭纪举〔2025〕第{n}号")), ("检举控告人姓名（匿名的填“匿名”）", P + "name", names),
    ("被检举控告人姓名", A + "respondent", blamed), ("被检举控告人所在单位名称（全称）", A + "unit", offices), ("被检举控告人现任或者曾任职务", A + "position", jobs), ("被检举控告人职级（按干部管理权限填写）", A + "rank_class", RANKS),
    ("检举控告主要问题内容摘要（不超过200字）", R + "summary", affairs), ("检举控告问题类别（对照六项纪律填写）", A + "allegation_type", KINDS), ("问题线索处置方式（四类处置方式择一填写）", H + "disposition", DEALT), ("问题线索处置方式审批日期", H + "disposed_on", on(2025, 1, words, 6)),
    ("承办部门（单位）名称", H + "unit", at(("镇纪委第一协作片区", "镇纪委办公室"))), ("承办人员姓名", H + "handler", clerks), ("办理结束日期（年/月/日）", H + "closed_on", on(2025, 4, words)), ("经核查检举控告问题是否属实", H + "finding", TRUE_OR_NOT),
    ("运用监督执纪“四种形态”处理情况", H + "four_forms", FORMS), ("给予党纪处分的种类", M + "party_sanction", some(both(("警告", "warning"), ("严重警告", "serious_warning")), 2)), ("收缴违纪资金金额（单位：万元）", H + "amount_confiscated", some(money("1.2", "0.5"), 3)), ("挽回经济损失金额（单位：万元）", H + "loss_recovered", money("3.4", "0.8")), ("向实名检举控告人反馈处理结果的日期", H + "fed_back_on", on(2025, 5, words)),
]  # fmt: skip
VISITS: list[Column] = [
    ("来访日期", V + "visited_on|" + R + "received_on", mixed(date(2025, 1, 6))), ("来访者", P + "name", names), ("来访人数", V + "persons|" + R + "joint_count", at((1, 2, 1, 5))), ("手机", P + "phone", phone(9)), ("家住何处", P + "address", places),
    ("来访诉求", R + "summary|" + V + "matter", affairs), ("涉及何人", A + "respondent", blamed), ("何单位", A + "unit", offices), ("任何职", A + "position", jobs), ("接谈人", V + "receiver", leaders), ("接谈答复", V + "answer", at(("告知走程序，等通知", "已当场解释政策"))),
    ("初访／重访", V + "visit_order", both(("初访", "first"), ("重访", "repeat"))), ("转往单位", S + "handling_unit|" + R + "transferred_to|" + H + "unit", at(("大坪镇纪委", "新桥乡纪委"))), ("转出日期", S + "assigned_on|" + R + "transferred_on", mixed(date(2025, 1, 8))), ("办毕日期", H + "closed_on", mixed(date(2025, 3, 2))),
]  # fmt: skip
YEAR_LINES = {0: (("二〇二一年",),), 4: (("二〇二二年",),), 8: (("二〇二三年",),)}


def plain_book(
    name: str,
    columns: list[Column],
    rows: int,
    *above: str,
    below: tuple[tuple[Any, ...], ...] = (),
    **said: Any,
) -> Book:
    return Book(
        name,
        (("Sheet1", (Part(columns, rows, above=tuple((line,) for line in above), below=below, **said),)),),
    )


BOOKS = [
    plain_book("01-乡纪委登记簿.xlsx", TOWNSHIP, 12, "柳溪镇纪委信访举报登记簿", "填报单位：柳溪镇纪委    填报时间：2025年6月30日"),
    plain_book("02-县信访室交办.xlsx", COUNTY, 14, "岭东县纪委信访室交办件情况统计表"),
    plain_book("03-派驻组线索.ods", GROUP, 10, "派驻县住建局纪检监察组问题线索管理台账"),
    plain_book("04-村监督员记录.xlsx", VILLAGE, 8, "青杠坪村监督信息员记录本"),
    plain_book("05-问卷导出.csv", ASKED, 9),
    plain_book("06-两行表头.xlsx", WPS, 16, "2025年信访件办理情况一览表", "单位（盖章）：大坪镇纪委"),
    plain_book("07-备注多.xlsx", REMARKS, 7, "群众来信来访情况记录"),
    plain_book("08-按年分段.xls", YEARS, 12, "柳溪镇历年举报件", between=YEAR_LINES),
    plain_book("09-督办签字.xlsx", SIGNED, 6, "岭东县纪委监委信访督办台账", below=(("填表人：毛晓燕", None, None, "审核人：童建平", None, None, "分管领导签字："), ("填表日期：2025年7月1日",))),
    plain_book("10-简写.xlsx", SHORT, 11, "2025信访"),
    plain_book("11-全称.xlsx", LONG, 10, "检举控告件处理情况登记表（样表）", "填报单位（公章）：新桥乡纪委        单位：件、万元"),
    plain_book("12-日期不一.xlsx", VISITS, 18, "来访接待登记表"),
]  # fmt: skip


def main() -> None:
    write_all(BOOKS, HERE)


if __name__ == "__main__":
    main()
