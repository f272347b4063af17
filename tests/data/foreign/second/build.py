# ruff: noqa: E501
"""Builds a second corpus of foreign ledgers, each with its truth, to measure the reader on headings it was not made for.

    .venv/bin/python tests/data/foreign/second/build.py

The headings were collected from public code and pages that export or print such ledgers (a provincial petition
platform, a reporting system, a clue list, a hotline, a party office's annex, reception forms, a letter book ...) and
written down with what a colleague would make of each column before the reader was run on any of them. What stands in
the cells is invented. `.xls` and `.ods` are converted by LibreOffice.

A column says: its heading (with its groups over it), the field that is meant ("" no field of ours, "?" nobody could say,
"a|b" either), and what a cell shows with what is meant by it.
"""

import csv
import io
import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = Path(__file__).parent
R, A, P, H, S, M = "registration.", "allegation.", "reporter.", "handling.", "supervision.", "measure."
Cell = tuple[Any, Any]
Maker = Callable[[int], Cell]

REPORTERS = (
    "龚玉兰",
    "鲁大成",
    "欧阳春",
    "柏明",
    "尹桂芳",
    "段小军",
    "雷国富",
    "匡秀英",
    "邱海",
    "司马云",
    "覃凤",
    "施有才",
)
ACCUSED = (
    "汤金贵",
    "倪文斌",
    "卢玉堂",
    "樊建军",
    "麻春生",
    "祝德宝",
    "申屠勇",
    "戚守义",
    "柯长林",
    "包国强",
    "颜丽",
    "闵家和",
)
VILLAGES = (
    "双塘村",
    "杏花村",
    "大垭村",
    "李家湾村",
    "长滩社区",
    "响水村",
    "龙潭村",
    "麻柳村",
    "新铺社区",
    "白岩村",
)
POSTS = ("支部书记", "村主任", "文书", "综合服务专干", "村民小组组长", "监委会主任", "妇联主席")
MATTERS = (
    "反映本村危房改造指标安排给亲戚，真正困难的没有评上",
    "称灌溉渠维修只做了一半却全部报账，要求公开账目",
    "举报其把公益性岗位给了自己的儿媳，人没有上过一天班",
    "公路占地补偿款两年没有发到户，问了几次没有说法",
    "合作社贷款以村民名义办理，本人不知情，现在被催收",
    "低保对象每年要请客才能续上，群众意见很大",
    "退耕还林面积报了30亩，实际只有11亩，多出的款不知去向",
    "村上卖树的钱没有入账，开会也不公布",
    "值班时间在茶馆打牌，办事找不到人",
    "饮水工程收了每户500元，到现在没有通水",
    "办满月酒收了管辖范围内群众的礼",
    "耕地地力保护补贴被人冒领，要求查明",
)
RESULTS = (
    "经查账和走访，所反映问题不存在，已向本人说明",
    "情况部分存在，已责令限期退还，并在村务公开栏公示",
    "已约谈当事人，作出书面检查",
    "由镇财政所核账，差额已收回",
    "与反映不符，系家庭矛盾引起",
    "已给予提醒谈话，钱款退还农户",
)
CHANNELS: dict[str, tuple[str, ...]] = {
    "letter": ("来信", "信件", "群众来信"),
    "visit": ("来访", "群众来访", "走访"),
    "phone": ("来电", "电话举报", "电话"),
    "online": ("网络", "网信", "网络举报"),
}


def at(values: Sequence[Any], shift: int = 0, step: int = 1) -> Maker:
    return lambda i: (values[(i * step + shift) % len(values)],) * 2


def both(*pairs: Cell) -> Maker:
    return lambda i: pairs[i % len(pairs)]


def day(write: Callable[[date], Any], first: date, step: int = 9) -> Maker:
    def made(i: int) -> Cell:
        on = first + timedelta(days=step * i)
        return write(on), on.isoformat()

    return made


def some(maker: Maker, every: int) -> Maker:
    """As people do: not every row has it."""
    return lambda i: maker(i) if i % every else (None, None)


def number(shape: str) -> Maker:
    return lambda i: (shape.format(n=i + 1),) * 2


def id_number(first: int) -> Maker:
    def made(i: int) -> Cell:
        body = f"51352219{60 + (i * 7 + first) % 40:02d}{1 + i % 9:02d}{10 + (i * 3) % 18:02d}{100 + first + i:03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        check = "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
        return (body + check,) * 2

    return made


def phone(first: int) -> Maker:
    return lambda i: (f"139{(first + i * 1237) % 100000000:08d}",) * 2


def channel(names: Sequence[str]) -> Maker:
    found = {name: code for code, words in CHANNELS.items() for name in words}
    return lambda i: (names[i % len(names)], found[names[i % len(names)]])


iso, slash = date.isoformat, lambda on: f"{on.year}/{on.month}/{on.day}"
dots, words = lambda on: f"{on.year}.{on.month}.{on.day}", lambda on: f"{on.year}年{on.month}月{on.day}日"
short, real = lambda on: f"{on.month}.{on.day}", lambda on: on
timed = lambda on: f"{on.isoformat()} {8 + on.day % 9:02d}:{on.day % 60:02d}:00"  # noqa: E731
nothing: Maker = lambda i: (None, None)  # noqa: E731
serial: Maker = lambda i: (i + 1, i + 1)  # noqa: E731
Column = tuple[str | tuple[str, ...], str, Maker]


@dataclass
class Ledger:
    name: str
    columns: Sequence[Column]
    rows: int
    above: Sequence[Sequence[Any]] = ()
    below: Sequence[Sequence[Any]] = ()
    year: int | None = None
    sheets: Sequence[str] = ("Sheet1",)
    split: dict[int, tuple[tuple[str, Callable[[Any], Any]], ...]] = field(default_factory=dict)
    by: str = "openpyxl"


LEDGERS = [
    Ledger("01-省平台导出.xlsx", (
        ("信访件编号", R + "case_no|" + R + "platform_no", number("5122024{n:06d}")), ("姓名", P + "name", at(REPORTERS)),
        ("信访人数", R + "joint_count|visit.persons|", at((1, 1, 3, 1, 6, 1, 2))), ("住址", P + "address", at([f"青川县平桥镇{v}" for v in VILLAGES])),
        ("手机号码", P + "phone", phone(40017)), ("问题属地", R + "incident_place", at([f"平桥镇{v}" for v in VILLAGES])),
        ("信访目的", R + "category", both(("揭发控告", "misconduct_report"), ("申诉", "appeal"), ("揭发控告", "misconduct_report"), ("意见建议", "suggestion"))),
        ("内容分类", "", at(("纪检监察_村干部", "农村农业_三资", "民政_低保"))), ("信访日期", R + "received_on", day(iso, date(2024, 1, 8))),
        ("登记日期", R + "registered_on", day(iso, date(2024, 1, 9))), ("限办时间", S + "due_on", day(iso, date(2024, 3, 8))),
        ("信访形式", R + "intake_channel", channel(("来信", "来访", "网信", "来信", "来电"))), ("概况", R + "summary", at(MATTERS)),
        ("是否办结", "", at(("是", "否"))), ("是否全国初次信访", "", at(("是", "是", "否"))), ("联名信或集体访", "", at(("否", "否", "是"))),
        ("信访件状态", "", at(("受理", "已作出处理意见", "审核认定办结"))), ("登记部门", "", at(("平桥镇/青川县",))), ("登记人", R + "registrar", at(("苏敏", "高原"))),
    ), 12, by="xlsxwriter"),
    Ledger("02-举报信息导出.xlsx", (
        (("举报人信息", "线索编号"), R + "case_no", number("JB2023-{n:04d}")), (("举报人信息", "是否实名举报"), R + "identity_status", both(("匿名", "anonymous"), ("实名", "real_name"))),
        (("举报人信息", "举报人姓名"), P + "name", lambda i: at(REPORTERS)(i) if i % 2 else (None, None)),
        (("举报人信息", "身份证号"), P + "id_number", lambda i: id_number(3)(i) if i % 2 else (None, None)),
        (("举报人信息", "联系电话"), P + "phone", lambda i: phone(5523)(i) if i % 2 else (None, None)),
        (("举报人信息", "单位住址"), P + "address", some(at([f"{v}三组" for v in VILLAGES]), 3)),
        (("举报信息", "举报来源"), R + "intake_channel", channel(("信件", "电话", "网络"))), (("举报信息", "举报时间"), R + "received_on", day(timed, date(2023, 4, 3))),
        (("举报信息", "被举报对象名称"), A + "respondent", at(ACCUSED)), (("举报信息", "被举报对象类型"), "", at(("个人",))),
        (("举报信息", "案发时间"), "", day(iso, date(2022, 1, 3), 30)), (("举报信息", "案发地（村/社区）"), R + "incident_place", at(VILLAGES, 3)),
        (("举报信息", "涉及金额（元）"), "", at((5000, 12000, 800))), (("举报信息", "举报具体内容"), R + "summary", at(MATTERS, 5)), (("举报信息", "附件"), "", some(at(("照片2张",)), 3)),
        (("核查处置情况", "核查状态"), "", at(("已核查", "核查中"))), (("核查处置情况", "核查单位"), H + "unit", at(("黄桷镇纪委", "县纪委第三室"))), (("核查处置情况", "核查时间"), "?", day(iso, date(2023, 5, 3))),
        (("核查处置情况", "逾期"), "", at(("否",))), (("核查处置情况", "线索属实性审核"), H + "finding", both(("属实", "substantiated"), ("不属实", "unsubstantiated"), ("部分属实", "partly_substantiated"))),
        (("核查处置情况", "核查详情"), H + "result", at(RESULTS)), (("核查处置情况", "处置措施"), "?", at(("责令整改", "提醒谈话", "无"))), (("核查处置情况", "是否移交"), "", at(("否",))),
        (("核查处置情况", "移交单位"), R + "transferred_to|", nothing), (("核查处置情况", "附件"), "", nothing),
    ), 12),
    Ledger("03-线索办理进度.xls", (
        ("序号", "row.serial", serial), ("线索编号", R + "case_no", number("平纪线〔2024〕{n}号")), ("被反映人", A + "respondent", at(ACCUSED, 2)), ("工作单位", A + "unit", at(VILLAGES)),
        ("职务", A + "position", at(POSTS)), ("登记时间", R + "registered_on|" + R + "received_on", day(iso, date(2024, 1, 4))), ("线索类型", A + "allegation_type", both(("违反廉洁纪律", "integrity"), ("违反群众纪律", "mass"), ("违反工作纪律", "work"))),
        ("线索来源", R + "intake_source", both(("上级转办", "forwarded_above"), ("自收", "self"), ("巡察移交", "inspection"), ("工作中发现", "found_in_work"))), ("主要问题", R + "summary", at(MATTERS, 2)), ("反映人", P + "name", some(at(REPORTERS), 2)),
        ("办理状态", "", at(("已登记", "谈话函询中", "初步核实中", "已办结"))),
    ), 10, above=(("问题线索办理进度表（截至2024年6月30日）",),), year=2024),
    Ledger("04-热线转办清单.xlsx", (
        ("序号", "row.serial", serial), ("省信访件编号", R + "platform_no", number("S20240517{n:04d}")), ("市受理编号", "", number("GY-{n:05d}")), ("区县受理编号", R + "county_ref_no", number("QC24-{n:03d}")),
        ("反映日期", R + "received_on", day(slash, date(2024, 5, 2), 2)), ("姓名", P + "name", at(REPORTERS, 4)), ("来电号码", "|" + P + "phone", phone(771)), ("联系电话", P + "phone", phone(8812)),
        ("发生地", R + "incident_place", at(VILLAGES, 1)), ("反映内容", R + "summary", at(MATTERS, 7)), ("内容分类", "", at(("作风问题", "村务公开"))), ("紧急程度", "", at(("一般", "紧急"))), ("处理人", H + "handler", at(("周密", "方敏"))),
    ), 10, above=(("群众诉求热线转办清单",), ("2024年5月",)), year=2024),
    Ledger("05-违纪问题线索报告表.xlsx", (
        ("被反映人姓名", A + "respondent", at(ACCUSED, 5)), ("单位和职务", A + "unit+" + A + "position", lambda i: (f"{VILLAGES[i % 10]}{POSTS[i % 7]}", (VILLAGES[i % 10], POSTS[i % 7]))),
        ("线索来源", R + "intake_source", both(("群众举报", None), ("上级机关交办", "assigned_above"), ("本级纪检部门发现", "found_in_work"), ("其他部门移送", None))),
        ("收到时间", R + "received_on", day(words, date(2023, 2, 6), 21)), ("反映的主要问题", R + "summary", at(MATTERS, 1)), ("处置意见", H + "disposition", both(("谈话函询", "inquiry"), ("初步核实", "preliminary_verification"), ("暂存待查", "pending_hold"), ("予以了结", "closed_no_action"))),
        ("备注", R + "remark", some(at(("附信封一个", "与去年同一件")), 3)),
    ), 9, above=(("科级及科以下党员干部违纪问题线索报告表",), ("单位：云台乡纪委", None, None, "审批人：", None, "2023年9月28日"), ()),
       below=(("注：线索来源，是指有关组织和干部群众举报、上级机关和领导同志交办、本级纪检部门发现、巡视巡察发现等。处置意见，是指谈话函询、初步核实、暂存待查、予以了结。",),), year=2023),
    Ledger("06-来访接待记录.ods", (
        ("序号", "row.serial", serial), ("来访日期", R + "received_on", day(dots, date(2024, 3, 1), 5)), ("来访人", P + "name", at(REPORTERS, 7)), ("性别", "", at(("男", "女"))), ("年龄", "", at((52, 61, 47))),
        ("家庭住址", P + "address", at([f"{v}{n}组" for n, v in enumerate(VILLAGES, 1)])), ("联系电话", P + "phone", phone(31)), ("来访人数", R + "joint_count|visit.persons|", at((1, 2, 1, 5))), ("来访事由", R + "summary", at(MATTERS, 3)),
        ("接待人", R + "registrar|visit.receiver", at(("秦川", "罗敏"))), ("处理意见", "?", at(("转村上核实后答复", "请民政所说明政策", "留件待查"))), ("处理结果", H + "result", at(RESULTS, 2)), ("是否初访", "", at(("是", "否"))), ("备注", R + "remark", nothing),
    ), 10, above=(("信访接待记录表",), ("登记单位：云台乡信访办",)), year=2024),
    Ledger("07-领导接访登记.xlsx", (
        ("序号", "row.serial", serial), (("接访情况", "接访时间"), R + "received_on", day(real, date(2024, 2, 5), 14)), (("接访情况", "接访单位"), "", at(("云台乡",))), (("接访情况", "接访领导", "姓名"), "?", at(("何书记", "宋乡长"))), (("接访情况", "接访领导", "职务"), "", at(("党委书记", "乡长"))),
        (("上访人", "基本情况", "姓名"), P + "name", at(REPORTERS, 2)), (("上访人", "基本情况", "性别"), "", at(("男", "女", "女"))), (("上访人", "基本情况", "身份证号"), P + "id_number", id_number(40)), (("上访人", "联系方式", "电话"), P + "phone", phone(900)), (("上访人", "联系方式", "家庭住址"), P + "address", at(VILLAGES, 5)),
        ("问题摘要", R + "summary", at(MATTERS, 4)), ("拟办意见", "?", at(("由乡纪委核实", "转民政所办理"))), ("包案领导", "?", at(("何书记",))), ("办理期限", S + "due_on", day(real, date(2024, 4, 5), 14)), ("办结情况", H + "result", some(at(RESULTS, 1), 4)),
    ), 8, above=(("云台乡领导干部接访登记台账",),)),
    Ledger("08-工单导出.csv", (
        ("工单编号", R + "platform_no|" + R + "case_no|" + R + "county_ref_no", number("GD2024060{n:03d}")), ("来电时间", R + "received_on", day(timed, date(2024, 6, 1), 2)), ("热线号码", "", at(("12388",))), ("受理单位", "", at(("县举报中心",))), ("来电人", P + "name", at(REPORTERS, 1)),
        ("来电号码", "|" + P + "phone", phone(66001)), ("联系方式", P + "phone", phone(50055)), ("来电人地址", P + "address", at(VILLAGES)), ("问题分类", "?", at(("村务公开", "惠农资金"))), ("工单分类", "", at(("举报", "求助"))), ("发生地址", R + "incident_place", at(VILLAGES)),
        ("被反映单位", A + "unit", at([f"{v}村委会" for v in VILLAGES])), ("标题", "", at([f"关于{v}的问题" for v in VILLAGES])), ("主要内容", R + "summary", at(MATTERS, 6)), ("派单人员", "", at(("坐席018",))), ("派单时间", S + "assigned_on", day(timed, date(2024, 6, 2), 2)), ("处理意见", "?", at(("请核实并回复",))),
        ("截止时间", S + "due_on", day(timed, date(2024, 6, 22), 2)), ("处理时限", "", at(("15个工作日",))), ("承办单位", H + "unit", at(("云台乡",))), ("处理情况", H + "result", some(at(RESULTS, 3), 3)),
    ), 12, by="gb18030,"),
    Ledger("09-信访案件登记.xlsx", (
        ("信访人", P + "name", at(REPORTERS, 9)), ("案件编号", R + "case_no", number("XF-24-{n:03d}")), ("民族", "", at(("汉族", "羌族"))), ("身份证号", P + "id_number", id_number(70)), ("文化程度", "", at(("初中", "高中"))), ("政治面貌", "", at(("群众", "中共党员"))),
        ("居住地址", P + "address", at(VILLAGES, 2)), ("手机", P + "phone", phone(123)), ("上访时间", R + "received_on", day(real, date(2024, 7, 1), 6)), ("来访类型", R + "intake_channel", channel(("来访", "来信", "网络", "来访"))), ("上访层次", "", at(("乡镇", "县级"))),
        ("上访人数", R + "joint_count|visit.persons|", at((1, 4, 1))), ("来访性质", R + "category", both(("检举控告", "misconduct_report"), ("申诉", "appeal"), ("批评建议", "suggestion"))), ("问题类别", A + "allegation_type", both(("违反群众纪律", "mass"), ("违反工作纪律", "work"))), ("被反映人", A + "respondent", at(ACCUSED, 8)),
        ("主要诉求", R + "summary", at(MATTERS, 8)), ("负责单位", H + "unit", at(("乡纪委", "乡民政所"))), ("负责人", H + "handler", at(("彭亮", "谢丹"))), ("案件状态", "", at(("办理中", "已结案"))),
    ), 11),
    Ledger("10-来信登记簿.xlsx", (
        ("序号", "row.serial", serial), ("收信日期", R + "received_on", day(short, date(2023, 1, 9), 23)), ("来文号", R + "source_letter_no", some(number("县纪信转〔2023〕{n}号"), 3)), ("转交来时间", R + "source_letter_on|", some(day(short, date(2023, 1, 8), 23), 3)), ("来信人", P + "name", some(at(REPORTERS, 3), 4)), ("来信人地址", P + "address", some(at(VILLAGES, 7), 4)),
        ("来信形式", "?", at(("平信", "挂号信"))), ("信访事项", R + "summary", at(MATTERS, 9)), ("领导批示", R + "instruction", at(("请纪委核实。何", "转财政所阅处。宋"))), ("办理单位", H + "unit", at(("乡纪委", "财政所"))), ("办理期限", S + "due_on", day(short, date(2023, 3, 9), 23)), ("完成日期", H + "closed_on", some(day(short, date(2023, 2, 20), 23), 4)), ("是否回复", "", at(("已回复", "未回复"))), ("备注", R + "remark", nothing),
    ), 12, above=(("2023年来信登记簿",),), year=2023),
    Ledger("11-举报受理.xlsx", (
        ("举报人姓名", P + "name", at(REPORTERS, 6)), ("举报人身份证号", P + "id_number", id_number(200)), ("举报人联系方式", P + "phone", phone(3456)), ("举报人政治面貌", "", at(("群众", "党员"))), ("举报人现居地址", P + "address", at(VILLAGES, 4)), ("被举报人姓名", A + "respondent", at(ACCUSED, 1)),
        ("被举报人单位", A + "unit", at(VILLAGES, 4)), ("职务", A + "position", at(POSTS, 2)), ("所在地区", R + "incident_place|", at(("云台乡",))), ("举报标题", "", at([f"反映{n}有关问题" for n in ACCUSED])), ("主要问题", R + "summary", at(MATTERS, 10)), ("举报时间", R + "received_on", day(timed, date(2024, 8, 1), 4)), ("处理状态", "", at(("已受理", "未处理"))),
    ), 10, by="xlsxwriter"),
    Ledger("12-信访举报月报.xlsx", (
        ("序号", "row.serial", serial), ("受理登记号", R + "case_no", number("24-{n:02d}")), ("受理日期", R + "received_on", day(dots, date(2024, 1, 5), 3)), ("来源", R + "intake_source", both(("自收", "self"), ("县纪委转办", None), ("上级交办", "assigned_above"))),
        ("反映人姓名、电话", P + "name+" + P + "phone", lambda i: (f"{REPORTERS[i % 12]} {phone(77)(i)[0]}", (REPORTERS[i % 12], phone(77)(i)[0])) if i % 3 else ("匿名", None)),
        ("被反映人姓名、单位及职务", A + "respondent+" + A + "unit+" + A + "position", lambda i: (f"{ACCUSED[i % 12]}，{VILLAGES[i % 10]}{POSTS[i % 7]}", (ACCUSED[i % 12], VILLAGES[i % 10], POSTS[i % 7]))),
        ("反映主要问题", R + "summary", at(MATTERS, 11)), ("承办人", H + "handler", at(("彭亮",))), ("处置方式", H + "disposition", both(("初核", "preliminary_verification"), ("谈话函询", "inquiry"), ("了结", "closed_no_action"))), ("办理情况", H + "result", at(RESULTS, 4)),
        ("办结日期", H + "closed_on", some(day(dots, date(2024, 2, 5), 3), 3)), ("四种形态", H + "four_forms", some(both(("第一种形态", "1"), ("第一种", "1"), ("第二种形态", "2")), 2)),
    ), 6, above=(("信访举报办理情况月报表",),), sheets=("1月", "2月", "3月"), year=2024),
    Ledger("13-村级举报登记.csv", (
        ("登记号", R + "case_no", number("{n:03d}")), ("来访来电时间", R + "received_on", day(iso, date(2024, 9, 1), 3)), ("群众姓名", P + "name", at(REPORTERS, 5)), ("电话", P + "phone", phone(9)), ("所属村组", R + "incident_place|" + P + "address", at([f"{v}二组" for v in VILLAGES])), ("反映事项", R + "summary", at(MATTERS)),
        ("受理人", R + "registrar", at(("温玉", "甘霖"))), ("答复情况", H + "result", at(RESULTS, 5)), ("满意度", H + "satisfaction", both(("满意", "satisfied"), ("基本满意", "fairly"), ("不满意", "dissatisfied"))), ("是否办结", "", at(("是",))),
    ), 9, by="utf-8-sig;"),
    Ledger("14-部门移送线索.xlsx", (
        ("序号", "row.serial", serial), ("移送单位", R + "source_unit", at(("县审计局", "县公安局", "县巡察办"))), ("移送日期", R + "source_letter_on|", day(real, date(2024, 3, 4), 16)), ("移送文号", R + "source_letter_no", number("移函〔2024〕{n}号")), ("被移送人", A + "respondent", at(ACCUSED, 6)), ("身份证号码", "", id_number(400)),
        ("工作单位", A + "unit", at(VILLAGES, 8)), ("职务", A + "position", at(POSTS, 3)), ("职级", A + "rank_class", both(("村支书", "village_secretary"), ("村主任", "village_director"), ("一般干部", "official"))), ("政治面貌", "", at(("中共党员",))), ("违纪违法事实", R + "summary", at(MATTERS, 4)), ("接收人", R + "registrar", at(("彭亮",))),
        ("接收日期", R + "received_on", day(real, date(2024, 3, 6), 16)), ("处置方式", H + "disposition", both(("初步核实", "preliminary_verification"), ("予以了结", "closed_no_action"))), ("处置结果", H + "result", at(RESULTS)), ("处分种类", M + "party_sanction", some(both(("警告", "warning"), ("严重警告", "serious_warning")), 2)), ("反馈日期", H + "fed_back_on", day(real, date(2024, 5, 6), 16)),
    ), 9, above=(("有关部门移送问题线索登记表",), ("填报单位：云台乡纪委", None, None, None, None, "填报日期：2024年12月20日"))),
    Ledger("15-信访举报总台账.xlsx", (
        ("序号", "row.serial", serial), ("编号", R + "case_no", number("云纪信〔2024〕{n}号")), (("收件", "日期"), R + "received_on", day(real, date(2024, 1, 3), 11)), (("收件", "方式"), R + "intake_channel", channel(("来信", "来访", "电话", "网络"))), (("收件", "来源"), R + "intake_source", both(("自收", "self"), ("上级转办", "forwarded_above"), ("上级交办", "assigned_above"))), (("收件", "来文字号"), R + "source_letter_no", some(number("青纪信函〔2024〕{n}号"), 3)),
        (("反映人", "姓名"), P + "name", some(at(REPORTERS, 1), 3)), (("反映人", "电话"), P + "phone", some(phone(40), 3)), (("被反映人", "姓名"), A + "respondent", at(ACCUSED, 3)), (("被反映人", "单位"), A + "unit", at(VILLAGES, 6)), (("被反映人", "职务"), A + "position", at(POSTS, 4)), (("被反映人", "级别"), A + "rank_class", both(("村支书", "village_secretary"), ("一般干部", "official"))),
        ("反映的主要问题", R + "summary", at(MATTERS, 3)), (("批示", "领导"), R + "approver", at(("何志远", "宋波"))), (("批示", "内容"), R + "instruction", at(("同意初核", "请谈话了解"))), (("批示", "日期"), R + "instructed_on", day(real, date(2024, 1, 6), 11)), (("办理", "承办部门"), H + "unit", at(("乡纪委",))), (("办理", "承办人"), H + "handler", at(("彭亮", "谢丹"))),
        (("办理", "方式"), H + "disposition", both(("初步核实", "preliminary_verification"), ("谈话函询", "inquiry"))), (("办理", "期限"), S + "due_on", day(real, date(2024, 3, 3), 11)), (("办理", "结果"), H + "result", at(RESULTS, 3)), (("办理", "属实情况"), H + "finding", both(("属实", "substantiated"), ("不属实", "unsubstantiated"))), (("办理", "办结日期"), H + "closed_on", day(real, date(2024, 2, 27), 11)),
        (("反馈", "日期"), H + "fed_back_on", some(day(real, date(2024, 3, 1), 11), 3)), (("反馈", "方式"), H + "feedback_way", some(both(("面谈", "face"), ("电话", "phone"), ("书面", "written")), 3)), (("反馈", "满意度"), H + "satisfaction", some(both(("满意", "satisfied"), ("不满意", "dissatisfied")), 3)), (("归档", "日期"), H + "archived_on", some(day(real, date(2024, 3, 20), 11), 2)), (("归档", "卷号"), H + "archive_no", some(number("XF-{n:02d}"), 2)),
    ), 12, above=(("云台乡纪委信访举报件总台账（2024年度）",),), year=2024),
]  # fmt: skip


def headings(ledger: Ledger) -> list[list[str]]:
    deep = max(1 if isinstance(each[0], str) else len(each[0]) for each in ledger.columns)
    return (
        [[each[0]] if isinstance(each[0], str) else list(each[0]) for each in ledger.columns] if deep else []
    )


def grid(ledger: Ledger) -> tuple[list[list[Any]], list[tuple[int, int, int, int]], dict[int, int]]:
    """The rows of one sheet, what is merged, and which line stands in which row."""
    columns, deep = headings(ledger), max(map(len, headings(ledger)))
    rows: list[list[Any]] = [list(line) for line in ledger.above]
    merged = [(n, 0, n, len(columns) - 1) for n, line in enumerate(ledger.above) if len(line) == 1]
    top = len(rows)
    rows += [[None] * len(columns) for _ in range(deep)]
    for at_column, parts in enumerate(columns):
        for level, part in enumerate(parts):
            first = at_column > 0 and columns[at_column - 1][: level + 1] == parts[: level + 1]
            if level == len(parts) - 1 or not first:
                rows[top + level][at_column] = part
        if len(parts) < deep:
            merged.append((top + len(parts) - 1, at_column, top + deep - 1, at_column))
    for level in range(deep - 1):
        start = 0
        for n in range(1, len(columns) + 1):
            same = (
                n < len(columns)
                and len(columns[n]) > level + 1
                and columns[n][: level + 1] == columns[start][: level + 1]
            )
            if not same:
                if n - start > 1 and len(columns[start]) > level + 1:
                    merged.append((top + level, start, top + level, n - 1))
                start = n
    where = {}
    for line in range(ledger.rows):
        where[line] = len(rows)
        rows.append([column[2](line)[0] for column in ledger.columns])
    rows += [list(line) for line in ledger.below]
    return rows, merged, where


def truth(ledger: Ledger) -> dict[str, Any]:
    _, _, where = grid(ledger)
    deep, top = max(map(len, headings(ledger))), len(ledger.above)
    said: dict[str, dict[str, Any]] = {}
    for line, row in where.items():
        said[str(row)] = {
            str(n): meant
            for n, column in enumerate(ledger.columns)
            if (meant := column[2](line)[1]) is not None
        }
    return {
        "sheets": list(ledger.sheets) if not ledger.name.endswith("csv") else [""], "header_rows": list(range(top, top + deep)),
        "columns": {str(n): column[1] for n, column in enumerate(ledger.columns)},
        "headings": ["/".join(parts) for parts in headings(ledger)], "rows": said, "below": len(ledger.below),
    }  # fmt: skip


def write(ledger: Ledger) -> None:
    path = HERE / ledger.name
    rows, merged, _ = grid(ledger)
    if path.suffix == ".csv":
        coding, separator = ledger.by[:-1], ledger.by[-1]
        text = io.StringIO()
        csv.writer(text, delimiter=separator).writerows(
            [["" if each is None else each for each in row] for row in rows]
        )
        path.write_bytes(text.getvalue().encode(coding))
    elif path.suffix == ".xlsx":
        (by_xlsxwriter if ledger.by == "xlsxwriter" else by_openpyxl)(path, ledger, rows, merged)
    else:
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / f"{path.stem}.xlsx"
            by_openpyxl(plain, ledger, rows, merged)
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{folder}/profile",
                    "--headless",
                    "--convert-to",
                    path.suffix[1:],
                    "--outdir",
                    str(HERE),
                    str(plain),
                ],
                check=True,
                capture_output=True,
            )
    path.with_name(f"{path.name}.json").write_text(
        json.dumps(truth(ledger), ensure_ascii=False, indent=1, default=str) + "\n", "utf-8"
    )


def by_openpyxl(
    path: Path, ledger: Ledger, rows: list[list[Any]], merged: list[tuple[int, int, int, int]]
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    line = Side(style="thin")
    for name in ledger.sheets:
        sheet = book.create_sheet(name)
        for at_row, row in enumerate(rows, 1):
            for at_column, value in enumerate(row, 1):
                cell = sheet.cell(at_row, at_column, value)
                cell.border, cell.alignment = (
                    Border(line, line, line, line),
                    Alignment(wrap_text=True, horizontal="center", vertical="center"),
                )
                if at_row <= len(ledger.above) + 1:
                    cell.font = Font(name="宋体", bold=True, size=12)
        for top, left, bottom, right in merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for n in range(1, len(ledger.columns) + 1):
            sheet.column_dimensions[get_column_letter(n)].width = 14
    book.save(path)


def by_xlsxwriter(
    path: Path, ledger: Ledger, rows: list[list[Any]], merged: list[tuple[int, int, int, int]]
) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": datetime(2024, 12, 31)})
    for name in ledger.sheets:
        sheet = book.add_worksheet(name)
        for at_row, row in enumerate(rows):
            sheet.write_row(at_row, 0, ["" if value is None else value for value in row])
    book.close()


def main() -> None:
    for ledger in LEDGERS:
        write(ledger)
        print(ledger.name, len(ledger.columns), "columns,", ledger.rows * len(ledger.sheets), "rows")


if __name__ == "__main__":
    main()
