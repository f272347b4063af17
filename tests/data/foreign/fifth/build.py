# ruff: noqa: E501
"""Builds five more ledgers, to see whether what the fourth corpus taught holds elsewhere: written before they were read.

    .venv/bin/python -m tests.data.foreign.fifth.build

By the writer of the words that headings are put together of, so not wholly a stranger; nothing was mended after their reading.
"""

from datetime import date
from pathlib import Path

from tests.data.foreign.fourth.build import (
    AFFAIRS,
    BLAMED,
    CONTENT,
    DEALT,
    KINDS,
    NAMED,
    OUTCOMES,
    PEOPLE,
    RANKS,
    TRUE_OR_NOT,
    WAYS_IN,
    joined,
    mixed,
    money,
    on,
    plain_book,
)
from tests.data.foreign.second.build import (
    A,
    Column,
    H,
    P,
    R,
    S,
    at,
    both,
    dots,
    iso,
    number,
    phone,
    serial,
    slash,
    timed,
    words,
)
from tests.data.foreign.third.build import M, V, write_all

HERE = Path(__file__).parent
names, blamed, affairs, outcomes = at(PEOPLE, 3), at(BLAMED, 2), at(AFFAIRS, 5), at(OUTCOMES, 1)
clerks, leaders = at(("骆青", "鄢文", "舒小林")), at(("蒲志远", "廉国平"))
places = at(("桂花社区", "大石桥社区", "楠木村", "梨树村"))
FORMER = at(("桂花社区党支部书记", "大石桥社区会计", "楠木村村主任"))

STREET: list[Column] = [
    ("登记号", R + "case_no", number("桂街信〔2025〕{n}号")), ("受理日", R + "received_on|" + R + "accepted_on", on(2025, 2, dots)), ("受理渠道", R + "intake_channel", WAYS_IN),
    (("反映人基本情况", "姓名"), P + "name", names), (("反映人基本情况", "联系电话"), P + "phone", phone(611)), (("反映人基本情况", "住址"), P + "address", places),
    (("被反映人基本情况", "姓名"), A + "respondent", blamed), (("被反映人基本情况", "单位职务"), A + "unit+" + A + "position", lambda i: (FORMER(i)[0], [("桂花社区", "党支部书记"), ("大石桥社区", "会计"), ("楠木村", "村主任")][i % 3])), (("被反映人基本情况", "政治面貌"), "", at(("中共党员", "群众"))),
    ("反映的突出问题", R + "summary", affairs), ("街道领导阅批意见", R + "instruction", at(("请第二纪检片区核实", "请桂花社区说明情况"))), ("包案领导", "", leaders), ("牵头科室", H + "unit", at(("监督检查室", "案件审理室"))),
    ("经办同志", H + "handler", clerks), ("规定办结日", S + "due_on", on(2025, 4, dots)), ("实际办结日", H + "closed_on", on(2025, 3, dots)), ("查办结论", H + "finding", TRUE_OR_NOT), ("处理落实情况", H + "result", outcomes), ("答复反映人日期", H + "fed_back_on", on(2025, 4, dots, 4)),
]  # fmt: skip
PATROL: list[Column] = [
    ("接访时间", R + "received_on|" + V + "visited_on", mixed(date(2025, 3, 4))), ("反映人称呼", P + "name", names), ("反映人手机", P + "phone", phone(52)), ("人数", V + "persons|" + R + "joint_count", at((1, 1, 3, 2))),
    ("被反映干部", A + "respondent", blamed), ("干部所在单位", A + "unit", at(("楠木村村委会", "镇水利站", "镇财政所"))), ("干部岗位", A + "position", at(("会计", "站长", "出纳"))), ("反映问题简要情况", R + "summary", affairs),
    ("问题归类", A + "allegation_type", KINDS), ("接谈组员", V + "receiver|" + R + "registrar", clerks), ("现场答复情况", V + "answer", at(("已解释政策", "告知将移交核查"))),
    ("移交对象", S + "handling_unit|" + R + "transferred_to|" + H + "unit", at(("县纪委信访室", "柳溪镇纪委"))), ("移交日期", R + "transferred_on|" + S + "assigned_on", mixed(date(2025, 3, 6))), ("办理反馈", H + "result|" + S + "reply", outcomes),
]  # fmt: skip
HOTLINE: list[Column] = [
    ("工单编号", R + "platform_no|" + R + "case_no", number("GD202506{n:04d}")), ("来电时间", R + "received_on", on(2025, 6, timed, 2)), ("来电号码", P + "phone", phone(777)), ("市民姓名", P + "name", names), ("诉求标题", "", at(("社区收费", "补助发放", "干部作风"))),
    ("诉求内容", R + "summary", affairs), ("事发区域", R + "incident_place", places), ("被投诉单位", A + "unit", at(("桂花社区居委会", "镇水利站"))), ("被投诉人", A + "respondent", blamed), ("派单时间", S + "assigned_on", on(2025, 6, timed, 3)),
    ("承办部门", H + "unit", at(("街道纪工委", "街道党政办"))), ("办理时限", S + "due_on", on(2025, 7, iso)), ("办结时间", H + "closed_on", on(2025, 7, timed, 2)), ("办理结果", H + "result", outcomes), ("回访满意情况", H + "satisfaction", CONTENT), ("话务员", R + "registrar", clerks),
]  # fmt: skip
SCHOOLS: list[Column] = [
    ("序", "row.serial", serial), ("举报时间", R + "received_on", on(2024, 9, slash)), ("举报途径", R + "intake_channel", WAYS_IN), ("署名情况", R + "identity_status", NAMED), ("举报人姓名", P + "name", names),
    ("涉及学校", A + "unit", at(("梨树中心小学", "柳溪初级中学", "桂花幼儿园"))), ("涉及教职工", A + "respondent", blamed), ("教职工职务", A + "position", at(("总务主任", "校长", "会计"))), ("举报主要内容", R + "summary", affairs),
    ("转办科室", S + "handling_unit|" + H + "unit", at(("人事股", "财务股"))), ("转办时间", S + "assigned_on", on(2024, 9, slash, 6)), ("处置方式", H + "disposition", DEALT), ("调查人", H + "handler", clerks), ("调查结论", H + "finding", TRUE_OR_NOT), ("处理结果", H + "result", outcomes),
    ("回复举报人时间", H + "fed_back_on", on(2024, 11, slash)), ("回复方式", H + "feedback_way", both(("电话", "phone"), ("当面", "face"))),
]  # fmt: skip
CLEARING: list[Column] = [
    ("件号", R + "case_no", number("清零-{n:03d}")), ("收件年月日", R + "received_on", on(2024, 4, words)), ("信访人及电话", P + "name+" + P + "phone", joined(names, phone(91), by=" ")), ("反映对象", A + "respondent", blamed), ("对象身份", A + "rank_class", RANKS),
    ("事项简述", R + "summary", affairs), ("来件机关", R + "source_unit", at(("县信访局", "市纪委信访室"))), ("来件文号", R + "source_letter_no", number("岭信转〔2024〕{n}号")), ("交办要求", S + "requirement", at(("限期化解并书面报告", "查清事实"))),
    ("责任单位", H + "unit|" + S + "handling_unit", at(("梨树镇纪委", "柳溪镇纪委"))), ("具体责任人", H + "handler", clerks), ("化解时限", S + "due_on", on(2024, 8, words)), ("结案方式", H + "closing_way", both(("核查办结", "verified"), ("予以了结", "no_action"))),
    ("问题是否属实", H + "finding", TRUE_OR_NOT), ("处理人数", H + "persons_handled", at((0, 1, 2))), ("追缴金额（万元）", M + "recovered|" + H + "amount_confiscated", money("0.6", "1.5")), ("存在困难", "", at(("无", "当事人外出"))),
]  # fmt: skip
BOOKS = [
    plain_book("01-街道.xlsx", STREET, 10, "桂花街道纪工委信访举报件办理台账", "截止日期：2025年6月30日"),
    plain_book("02-巡察接访.xlsx", PATROL, 12, "县委第三巡察组群众来访反映问题登记表"),
    plain_book("03-热线导出.csv", HOTLINE, 14),
    plain_book("04-学校.xlsx", SCHOOLS, 9, "教育系统信访举报办理情况表", below=(("制表：骆青", None, None, "审核：蒲志远"),)),
    plain_book("05-清零.xlsx", CLEARING, 8, "信访积案清零行动台账"),
]  # fmt: skip


def main() -> None:
    write_all(BOOKS, HERE)


if __name__ == "__main__":
    main()
