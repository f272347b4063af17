# ruff: noqa: E501
"""Builds a third corpus of foreign ledgers, each with its truth: shapes that no reader was made for, thrown together as clerks do.

    .venv/bin/python -m tests.data.foreign.third.build

A diary of phone calls, a sheet for every month, two tables with signatures on one sheet, pages with their header again, years
as rows between the data, and what else was never looked at. Written down, with what a colleague would make of each column
and cell, before the reader was run on any of them; what stands in the cells is invented.

A column says what it says in the second corpus: its heading (with its groups over it), the field that is meant ("" no field of
ours, "?" nobody could say, "a|b" either), and what a cell shows with what is meant by it. UP is a cell merged with the one above.
"""

import csv
import io
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

from tests.data.foreign.second.build import (
    ACCUSED,
    MATTERS,
    POSTS,
    REPORTERS,
    RESULTS,
    VILLAGES,
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
    iso,
    nothing,
    number,
    phone,
    real,
    serial,
    short,
    slash,
    some,
    timed,
    words,
)  # fmt: skip

HERE = Path(__file__).parent
M, V = "measure.", "visit."
UP = "^"
Line = Sequence[Any]


@dataclass
class Part:
    """One table: lines over its header and below its rows, and lines between them (before the row of that number)."""

    columns: Sequence[Column]
    rows: int
    above: Sequence[Line] = ()
    below: Sequence[Line] = ()
    between: Mapping[int, Sequence[Line]] = field(default_factory=dict)
    again: int = 0
    """After so many rows a new page, with the lines above and the header once more."""


@dataclass
class Book:
    """A file: its sheets, each with its tables from top to bottom, or with lines that are none."""

    name: str
    sheets: Sequence[tuple[str, Sequence[Part | Line]]]
    coding: str = "utf-8,"
    hidden: tuple[int, ...] = ()
    """Columns that somebody hid."""


def held(maker: Maker, times: int) -> Maker:
    """A cell merged over so many rows."""
    return lambda i: maker(i // times) if i % times == 0 else (UP, maker(i // times)[1])


def of_day(year: int, month: int, write: Callable[[date], Any], step: int = 3) -> Maker:
    return day(write, date(year, month, 2), step)


def by_years(years: Sequence[int], each: int) -> Maker:
    """Days without a year; the row over them says it."""

    def made(i: int) -> tuple[str, str]:
        on = date(years[i // each], 2, 6) + timedelta(days=31 * (i % each))
        return f"{on.month}.{on.day}", on.isoformat()

    return made


chinese = lambda on: f"{on.month}月{on.day}日"  # noqa: E731
only_day = lambda on: f"{on.day}日"  # noqa: E731
compact = lambda on: on.strftime("%Y%m%d")  # noqa: E731
FORMS = both(("第一种形态", "1"), ("第二种形态", "2"), ("第一种", "1"))
FINDINGS = both(
    ("属实", "substantiated"), ("不属实", "unsubstantiated"), ("部分属实", "partly_substantiated")
)
WAYS = both(
    ("初步核实", "preliminary_verification"), ("谈话函询", "inquiry"), ("予以了结", "closed_no_action")
)
KINDS = both(("违反群众纪律", "mass"), ("违反廉洁纪律", "integrity"), ("违反工作纪律", "work"))
HOURS = at(("9:20", "14:05", "10:40", "16:30"))


def month(name: str, number_of: int, write: Callable[[date], Any]) -> tuple[str, list[Part]]:
    """A month's sheet; in March somebody moved a column, in April the heading of the day is another."""
    columns: list[Column] = [
        ("编号", R + "case_no", lambda i: (f"{number_of:02d}-{i + 1:02d}",) * 2), ("日期", R + "received_on", of_day(2024, number_of, write)),
        ("信访人", P + "name", at(REPORTERS, number_of)), ("住哪里", P + "address", at(VILLAGES, number_of)), ("反映谁", A + "respondent", at(ACCUSED, number_of)),
        ("反映什么问题", R + "summary", at(MATTERS, number_of)), ("谁去办", H + "handler", at(("罗敏", "彭亮"))), ("办得怎么样了", H + "result", some(at(RESULTS, number_of), 4)),
    ]  # fmt: skip
    if number_of == 3:
        columns.insert(2, columns.pop(5))
    if number_of == 4:
        columns[1] = ("收到日期", R + "received_on", of_day(2024, 4, write))
    return name, [Part(columns, 6, above=((f"{name}信访登记",),), below=(("本月小计", None, "6件"),))]


BOOKS = [
    Book("01-值班电话记录.xlsx", (("Sheet1", (Part((
        ("日期", R + "received_on", held(of_day(2024, 3, chinese, 4), 2)), ("时间", "", HOURS), ("来电号码", P + "phone", phone(71)), ("来电人(自称)", P + "name", some(at(REPORTERS, 2), 5)),
        ("说的什么事", R + "summary", at(MATTERS, 1)), ("说的是谁", A + "respondent", at(ACCUSED, 2)), ("怎么答复的", "?", at(("告诉他三天内回电话", "请他来纪委当面说"))), ("交给谁办", H + "handler|" + H + "unit", at(("罗敏", "彭亮", "谢丹"))),
        ("办完没有", "", at(("办完", "没有"))), ("接电话的人", R + "registrar", at(("温玉", "甘霖"))),
    ), 12, above=(("石门镇纪委值班电话记录本",), ("2024年3月—4月",))),)),)),
    Book("02-每月一张.xlsx", (("汇总", (("石门镇2024年信访件数汇总",), ("月份", "来信", "来访", "来电", "合计"), ("1月", 2, 3, 1, 6), ("2月", 1, 4, 1, 6), ("3月", 2, 2, 2, 6), ("4月", 0, 5, 1, 6))),
        month("1月", 1, short), month("2月", 2, short), month("3月", 3, only_day), month("4月", 4, real))),
    Book("03-两表一签.xlsx", (("2024", (
        Part((("序号", "row.serial", serial), ("来信来访时间", R + "received_on", day(dots, date(2024, 1, 5), 8)), ("信访人姓名", P + "name", at(REPORTERS)), ("被反映人", A + "respondent", at(ACCUSED)), ("村组及职务", A + "unit+" + A + "position", lambda i: (f"{VILLAGES[i % 10]}{POSTS[i % 7]}", (VILLAGES[i % 10], POSTS[i % 7]))),
              ("主要问题", R + "summary", at(MATTERS)), ("处理情况", H + "result", at(RESULTS))), 6,
             above=(("杨柳乡纪委2024年信访工作台账",), ("一、本级受理的信访件",)), below=(("登记人：温玉", None, None, "审核人：", None, "分管领导签字："),)),
        (),
        Part((("序号", "row.serial", serial), ("县里文号", R + "source_letter_no|" + R + "county_ref_no", number("青纪信转〔2024〕{n}号")), ("转来日期", R + "source_letter_on|" + R + "received_on|" + S + "assigned_on", day(dots, date(2024, 2, 5), 9)), ("被反映人", A + "respondent", at(ACCUSED, 6)),
              ("反映问题摘要", R + "summary", at(MATTERS, 6)), ("要求上报时间", S + "due_on|" + R + "source_due_on", day(dots, date(2024, 4, 5), 9)), ("实际上报时间", "?", day(dots, date(2024, 3, 25), 9)), ("调查结论", H + "finding", FINDINGS)), 5,
             above=(("二、上级转办的信访件",),), below=(("登记人：温玉", None, None, "审核人：", None, "分管领导签字："),)),
    )),)),
    Book("04-来信处理簿.ods", (("来信", (Part((
        ("收信日期", R + "received_on", day(words, date(2023, 5, 8), 12)), ("信封落款", P + "name", some(at(REPORTERS, 4), 3)), ("寄信地址", P + "address", at(VILLAGES, 2)), ("涉及单位", A + "unit", at(VILLAGES, 5)), ("涉及人员", A + "respondent", at(ACCUSED, 4)),
        ("信件要点", R + "summary", at(MATTERS, 3)), ("呈送领导", R + "approver|", at(("何志远", "宋波"))), ("领导签批", R + "instruction", at(("请纪委核实。何", "转财政所阅处。宋"))), ("分送单位", H + "unit|" + S + "handling_unit", at(("乡纪委", "财政所"))), ("要求何时报果", S + "due_on", day(words, date(2023, 7, 8), 12)),
        ("结果", H + "result", at(RESULTS, 2)), ("是否回信", "", at(("是", "否"))),
    ), 9, above=(("群众来信处理登记簿",), ("年度：2023年", None, None, None, "保管人：温玉"))),)),)),
    Book("05-群里转来的.csv", (("", (Part((
        ("收到时间", R + "received_on", day(lambda on: f"{slash(on)} {8 + on.day % 9}:{on.day % 60:02d}", date(2024, 6, 3), 2)), ("哪里转来", R + "source_unit|", at(("便民服务群", "村干部群"))), ("反映人微信名", P + "name|", at(("山里人家", "向阳花", "老李"))), ("电话", P + "phone", some(phone(45), 3)),
        ("内容", R + "summary", at(MATTERS, 5)), ("涉及村", R + "incident_place", at(VILLAGES, 1)), ("是否已回", "", at(("已回", "未回"))), ("回复内容", H + "result|?", at(RESULTS, 1)), ("经办", H + "handler", at(("罗敏", "谢丹"))),
    ), 10),)),), coding="gb18030\t"),
    Book("06-巡察移交清单.xlsx", (("移交清单", (Part((
        ("序号", "row.serial", serial), ("巡察轮次", "", at(("第八轮",))), ("移交日期", R + "source_letter_on|" + R + "received_on", day(real, date(2024, 4, 1), 10)), ("移交编号", R + "source_letter_no|" + R + "case_no|" + R + "county_ref_no", number("巡移〔2024〕{n}号")),
        (("被反映人基本情况", "姓名"), A + "respondent", at(ACCUSED, 1)), (("被反映人基本情况", "出生年月"), "", at(("1971年3月", "1968年11月"))), (("被反映人基本情况", "政治面貌"), "", at(("中共党员", "群众"))),
        (("被反映人基本情况", "单位职务"), A + "unit+" + A + "position", lambda i: (f"{VILLAGES[i % 10]}{POSTS[i % 7]}", (VILLAGES[i % 10], POSTS[i % 7]))), ("线索具体内容", R + "summary", at(MATTERS, 2)), ("移交建议", "?", at(("建议初步核实", "建议谈话提醒"))),
        (("办理情况", "承办部门"), H + "unit", at(("乡纪委",))), (("办理情况", "处置方式"), H + "disposition", WAYS), (("办理情况", "完成时间"), H + "closed_on", some(day(real, date(2024, 6, 1), 10), 4)), (("办理情况", "处置结果"), H + "result", at(RESULTS, 3)), (("办理情况", "追缴金额(万元)"), M + "recovered|" + H + "loss_recovered", some(both(("1.2", "1.2"), ("0.35", "0.35"), ("2", "2")), 2)),
    ), 8, above=(("县委第三巡察组移交杨柳乡问题线索清单",), ("移交单位（盖章）：", None, None, "接收单位（盖章）：", None, None, "2024年4月")), below=(("移交人：", None, "接收人：", None, "监交人："),)),)),)),
    Book("07-信访接待日.xlsx", (("接待日登记", (Part((
        ("期次", "", at((1, 2, 3, 4))), ("接待日期", R + "received_on|" + V + "visited_on", held(day(real, date(2024, 3, 15), 30), 3)), ("接待领导", "?", held(at(("何书记", "宋乡长")), 3)), (("来访群众", "姓名"), P + "name", at(REPORTERS, 3)), (("来访群众", "身份证号码"), P + "id_number", nothing), (("来访群众", "联系方式"), P + "phone", phone(99)), (("来访群众", "人数"), R + "joint_count|" + V + "persons|", at((1, 2, 1))),
        ("反映的问题", R + "summary", at(MATTERS, 7)), ("涉及对象", A + "respondent", at(ACCUSED, 7)), ("当场答复意见", "?", at(("由纪委核查后答复", "当场解释清楚"))), ("交办部门", H + "unit|" + S + "handling_unit", at(("乡纪委", "民政所"))), ("办理期限", S + "due_on", day(real, date(2024, 5, 14), 10)), ("办理结果", H + "result", at(RESULTS, 4)), ("群众是否满意", H + "satisfaction", both(("满意", "satisfied"), ("基本满意", "fairly"), ("不满意", "dissatisfied"))),
    ), 12, above=(("关于做好2024年书记乡长接待日登记工作的说明",), ("1.每月15日由党委书记或乡长接待来访群众，各村做好组织；",), ("2.本表由乡纪委填写，逐级审核；",), ("3.电话、身份证号不得外传。",), ())),)),), hidden=(4,)),
    Book("08-网络举报导出.xls", (("sheet0", (Part((
        ("举报编号", R + "case_no|" + R + "platform_no", number("WL202407{n:05d}")), ("举报标题", "", at([f"关于{n}的举报" for n in ACCUSED])), ("举报人", P + "name", both(("匿名", None), (REPORTERS[1], REPORTERS[1]), ("匿名", None), (REPORTERS[3], REPORTERS[3]))), ("举报人联系方式", P + "phone", lambda i: phone(801)(i) if i % 2 else (None, None)),
        ("举报对象", A + "respondent", at(ACCUSED)), ("举报对象单位", A + "unit", at(VILLAGES)), ("举报对象职务", A + "position", at(POSTS)), ("举报对象级别", A + "rank_class", both(("村支书", "village_secretary"), ("一般干部", "official"))), ("举报日期时间", R + "received_on", day(timed, date(2024, 7, 2), 2)),
        ("举报正文", R + "summary", at(MATTERS, 8)), ("查询码", "", number("Q{n:06d}")), ("附件数", "", at((0, 1, 3))), ("转办去向", S + "handling_unit|" + H + "unit", at(("杨柳乡纪委",))), ("转办时间", S + "assigned_on", day(timed, date(2024, 7, 4), 2)), ("办理回复", H + "result", at(RESULTS)), ("回复日期", H + "fed_back_on", day(iso, date(2024, 8, 20), 2)),
    ), 12),)),)),
    Book("09-村监委反映.xlsx", (("登记", (Part((
        ("顺序", "row.serial", serial), ("反映时间", R + "received_on", day(dots, date(2024, 5, 6), 6)), ("户主姓名", P + "name", at(REPORTERS, 8)), ("组别", P + "address|", at(("一组", "二组", "三组"))), ("反映对象", A + "respondent", at(ACCUSED, 3)), ("任何职", A + "position", at(POSTS, 1)),
        ("反映的事", R + "summary", at(MATTERS, 9)), ("镇纪委收件人", R + "registrar", at(("温玉",))), ("核实人", H + "handler|" + R + "identity_checked_by", at(("罗敏", "彭亮"))), ("核实情况", H + "result", at(RESULTS, 5)), ("属实不属实", H + "finding", FINDINGS), ("当事人签字", "", nothing),
    ), 10, above=(("双塘村村务监督委员会代收群众反映登记表",), ("村监委会主任（签字）：", None, None, None, "电话：13900000071"))),)),)),
    Book("10-信访件周转单.xlsx", (("2024", (Part((
        ("周转单号", R + "case_no", number("ZZ-2024-{n:03d}")), ("收件日", R + "received_on", day(compact, date(2024, 1, 9), 7)), ("信访人", P + "name", some(at(REPORTERS, 6), 2)), ("被信访人", A + "respondent", at(ACCUSED, 8)), ("职务", A + "position", at(POSTS, 4)), ("信访内容", R + "summary", at(MATTERS, 10)),
        ("重要程度", "", at(("一般", "重要"))), ("批示人", R + "approver", at(("何志远", "宋波"))), ("批示意见", R + "instruction", at(("同意初核", "请谈话了解"))), ("批示日", R + "instructed_on", day(compact, date(2024, 1, 11), 7)), ("移交科室", H + "unit", at(("第一纪检室", "案管室"))),
        ("反馈期限", S + "due_on", day(compact, date(2024, 3, 9), 7)), ("办结与否", "", at(("办结", "未办结"))), ("结论", H + "finding", FINDINGS), ("备注", R + "remark", some(at(("附照片3张",)), 3)),
    ), 10),)),)),
    Book("11-问题线索月报.ods", (("线索", (Part((
        ("受理号", R + "case_no", number("线{n:04d}")), ("渠道", R + "intake_channel", both(("信", "letter"), ("访", "visit"), ("网", "online"), ("电", "phone"))), ("实名/匿名", R + "identity_status", both(("实名", "real_name"), ("匿名", "anonymous"))), ("初次/重复", R + "is_repeat", both(("初次", "False"), ("重复", "True"))),
        ("反映对象姓名", A + "respondent", at(ACCUSED, 9)), ("反映对象职级", A + "rank_class", both(("村支书", "village_secretary"), ("村主任", "village_director"))), ("反映问题性质", A + "allegation_type", KINDS), ("问题简述", R + "summary", at(MATTERS, 11)), ("是否重点件", "", at(("否", "是"))), ("签收时间", R + "received_on", day(slash, date(2024, 9, 2), 4)),
        ("限办天数", "", at((60, 30))), ("应反馈时间", S + "due_on", day(slash, date(2024, 11, 2), 4)), ("运用形态", H + "four_forms", FORMS), ("处理人数", H + "persons_handled", at((1, 0, 2))), ("归卷号", H + "archive_no", number("JZ{n:03d}")),
    ), 9, above=(("杨柳乡纪委问题线索处置月报表",), ("填报单位：杨柳乡纪委", None, None, None, "填报时间：2024年12月31日", None, None, "单位：件、人"))),)),)),
    Book("12-分页打印.xlsx", (("台账", (Part((
        ("序号", "row.serial", serial), ("登记日期", R + "registered_on|" + R + "received_on", day(iso, date(2024, 1, 10), 5)), ("反映人", P + "name", at(REPORTERS, 1)), ("联系电话", P + "phone", phone(606)), ("被反映人及职务", A + "respondent+" + A + "position", lambda i: (f"{ACCUSED[i % 12]}（{POSTS[i % 7]}）", (ACCUSED[i % 12], POSTS[i % 7]))),
        ("内容", R + "summary", at(MATTERS, 4)), ("承办人", H + "handler", at(("罗敏", "彭亮"))), ("结案日期", H + "closed_on", some(day(iso, date(2024, 3, 10), 5), 5)), ("备注", R + "remark", nothing),
    ), 18, above=(("石门镇纪委信访台账",), ("单位：石门镇纪委",)), again=6, below=(("制表：温玉", None, None, None, None, "审核：何志远"),)),)),)),
    Book("13-电话回访.csv", (("", (Part((
        ("信访编号", R + "case_no", number("石信〔2024〕{n}号")), ("来件日期", R + "received_on", day(iso, date(2024, 2, 1), 6)), ("来件方式", R + "intake_channel", both(("来信", "letter"), ("来访", "visit"), ("来电", "phone"))), ("诉求人", P + "name", at(REPORTERS, 9)), ("诉求人电话", P + "phone", phone(5)), ("诉求内容", R + "summary", lambda i: (MATTERS[i % 12].replace("，", "，\n", 1), MATTERS[i % 12])),
        ("办理单位", H + "unit", at(("石门镇纪委",))), ("办结日期", H + "closed_on", day(iso, date(2024, 3, 20), 6)), ("答复方式", H + "feedback_way", both(("电话", "phone"), ("当面", "face"))), ("回访日期", H + "followed_up_on|followup.visited_on", day(iso, date(2024, 4, 20), 6)), ("回访人", "followup.visitor", at(("温玉",))), ("是否满意", H + "satisfaction|followup.satisfaction", both(("满意", "satisfied"), ("不满意", "dissatisfied"))),
    ), 11),)),), coding="utf-8-sig,"),
    Book("14-历年信访.xlsx", (("历年", (Part((
        ("序号", "row.serial", serial), ("日期", R + "received_on", by_years((2022, 2023, 2024), 4)), ("反映人", P + "name", at(REPORTERS, 5)), ("村名", R + "incident_place", at(VILLAGES)), ("被反映人", A + "respondent", at(ACCUSED, 5)), ("职务", A + "position", at(POSTS)), ("反映问题", R + "summary", at(MATTERS)), ("处理结果", H + "result", at(RESULTS)),
    ), 12, above=(("石门镇信访台账",),), between={0: [("2022年",)], 4: [("2023年",)], 8: [("2024年",)]}),)),)),
    Book("15-督办回告.xlsx", (("督办", (Part((
        ("督办编号", R + "county_ref_no|" + R + "case_no|" + S + "letter_no", number("督〔2024〕{n}号")), ("督办时间", S + "assigned_on|" + R + "received_on", day(real, date(2024, 8, 1), 9)), ("督办领导", R + "source_leader|" + R + "approver", at(("县纪委李书记", "县纪委赵主任"))), ("督办事项", R + "summary", at(MATTERS, 6)), ("责任单位", H + "unit", at(("杨柳乡",))), ("责任人", H + "handler", at(("何志远", "宋波"))),
        ("完成时限", S + "due_on", day(real, date(2024, 9, 30), 9)), ("完成情况", H + "result", at(RESULTS, 2)), ("是否销号", "", at(("是", "否"))), ("销号时间", H + "closed_on|", some(day(real, date(2024, 9, 25), 9), 2)),
    ), 8, above=(("县纪委交办督办事项办理情况回告表",),)),)),)),
]  # fmt: skip


def parts_of(column: Column) -> tuple[str, ...]:
    return (column[0],) if isinstance(column[0], str) else tuple(column[0])


Merged = list[tuple[int, int, int, int]]


def head(columns: Sequence[Column], top: int, merged: Merged) -> list[list[Any]]:
    """The rows of a header from row `top` on, its groups merged over what stands below them."""
    named = [parts_of(each) for each in columns]
    deep = max(map(len, named))
    rows: list[list[Any]] = [[None] * len(columns) for _ in range(deep)]
    for n, said in enumerate(named):
        for level, part in enumerate(said):
            if level == len(said) - 1 or n == 0 or named[n - 1][: level + 1] != said[: level + 1]:
                rows[level][n] = part
        if len(said) < deep:
            merged.append((top + len(said) - 1, n, top + deep - 1, n))
    for level in range(deep - 1):
        start = 0
        for n in range(1, len(named) + 1):
            if n == len(named) or named[n][: level + 1] != named[start][: level + 1]:
                if n - start > 1 and len(named[start]) > level + 1:
                    merged.append((top + level, start, top + level, n - 1))
                start = n
    return rows


def lay(part: Part, rows: list[list[Any]], merged: Merged) -> dict[str, Any]:
    """Put a table below what stands on the sheet, and say what is meant by it."""
    width = len(part.columns)

    def put(line: Line) -> None:
        if len(line) == 1:
            merged.append((len(rows), 0, len(rows), width - 1))
        rows.append(list(line))

    for line in part.above:
        put(line)
    first = len(rows)
    rows += head(part.columns, first, merged)
    header = list(range(first, len(rows)))
    said: dict[str, dict[str, Any]] = {}
    for i in range(part.rows):
        if part.again and i and i % part.again == 0:
            put(("小计", None, None, None, None, f"{part.again}件"))
            for line in part.above:
                put(line)
            rows += head(part.columns, len(rows), merged)
        for line in part.between.get(i, ()):
            put(line)
        row = len(rows)
        cells = [column[2](i) for column in part.columns]
        for n, (shown, _) in enumerate(cells):
            if shown == UP:
                top = max((each for each in merged if each[1] == n and each[2] == row - 1), default=None)
                if top is not None:
                    merged.remove(top)
                merged.append((top[0] if top else row - 1, n, row, n))
        rows.append([None if shown == UP else shown for shown, _ in cells])
        said[str(row)] = {str(n): meant for n, (_, meant) in enumerate(cells) if meant is not None}
    for line in part.below:
        put(line)
    return {
        "header_rows": header, "columns": {str(n): each[1] for n, each in enumerate(part.columns)},
        "headings": ["/".join(parts_of(each)) for each in part.columns], "rows": said,
    }  # fmt: skip


def laid(book: Book) -> tuple[list[tuple[str, list[list[Any]], Merged]], list[dict[str, Any]]]:
    sheets, truth = [], []
    for name, parts in book.sheets:
        rows: list[list[Any]] = []
        merged: Merged = []
        for part in parts:
            if isinstance(part, Part):
                truth.append({"sheet": name, **lay(part, rows, merged)})
            else:
                rows.append(list(part))
        sheets.append((name, rows, merged))
    return sheets, truth


def write(book: Book, folder: Path = HERE) -> None:
    path = folder / book.name
    sheets, truth = laid(book)
    if path.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, delimiter=book.coding[-1]).writerows(
            [["" if each is None else each for each in row] for row in sheets[0][1]]
        )
        path.write_bytes(text.getvalue().encode(book.coding[:-1]))
    elif path.suffix == ".xlsx":
        by_openpyxl(path, book, sheets)
    else:
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / f"{path.stem}.xlsx"
            by_openpyxl(plain, book, sheets)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [
                "soffice",
                profile,
                "--headless",
                "--convert-to",
                path.suffix[1:],
                "--outdir",
                str(path.parent),
                str(plain),
            ]
            subprocess.run(command, check=True, capture_output=True)  # fmt: skip
    said = json.dumps({"tables": truth}, ensure_ascii=False, indent=1, default=str)
    path.with_name(f"{path.name}.json").write_text(said + "\n", "utf-8")


def by_openpyxl(path: Path, book: Book, sheets: Sequence[tuple[str, list[list[Any]], Merged]]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    thin = Side(style="thin")
    for name, rows, merged in sheets:
        sheet = made.create_sheet(name)
        for at_row, row in enumerate(rows, 1):
            for at_column, value in enumerate(row, 1):
                cell = sheet.cell(at_row, at_column, value)
                cell.border = Border(thin, thin, thin, thin)
                cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
                if len(row) == 1:
                    cell.font = Font(name="宋体", bold=True, size=14)
        for top, left, bottom, right in merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for column in book.hidden:
            sheet.column_dimensions[chr(ord("A") + column)].hidden = True
    made.save(path)


def write_all(books: Iterable[Book], folder: Path) -> None:
    """Write every book with its truth, and say what each holds."""
    for book in books:
        write(book, folder)
        _, truth = laid(book)
        rows, columns = sum(len(each["rows"]) for each in truth), sum(len(each["columns"]) for each in truth)
        print(book.name, len(truth), "tables,", columns, "columns,", rows, "rows")


def main() -> None:
    write_all(BOOKS, HERE)


if __name__ == "__main__":
    main()
