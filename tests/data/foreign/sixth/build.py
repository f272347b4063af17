# ruff: noqa: E501
"""Builds three more ledgers, written before they were read, after the words had been added that the fifth corpus lacked.

.venv/bin/python -m tests.data.foreign.sixth.build
"""

from datetime import date
from pathlib import Path

from tests.data.foreign.fourth.build import (
    AFFAIRS,
    BLAMED,
    KINDS,
    NAMED,
    OUTCOMES,
    PEOPLE,
    SOURCES,
    TRUE_OR_NOT,
    WAYS_IN,
    mixed,
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
    words,
)
from tests.data.foreign.third.build import write_all

HERE = Path(__file__).parent
names, blamed, affairs, outcomes = at(PEOPLE, 6), at(BLAMED, 5), at(AFFAIRS, 2), at(OUTCOMES, 3)
clerks, leaders = at(("柏树青", "向明", "成小东")), at(("路志国", "安平"))

MONTHLY: list[Column] = [
    ("序号", "row.serial", serial), ("来信来访时间", R + "received_on", on(2025, 3, dots)), ("信访渠道", R + "intake_channel", WAYS_IN), ("实（匿）名", R + "identity_status", NAMED),
    (("被举报人信息", "姓名"), A + "respondent", blamed), (("被举报人信息", "所属单位"), A + "unit", at(("镇水利站", "镇卫生院"))), (("被举报人信息", "担任职务"), A + "position", at(("站长", "出纳", "副院长"))),
    ("举报问题分类", A + "allegation_type", KINDS), ("主要问题", R + "summary", affairs), ("核查组成员", H + "handler|" + H + "verifiers", clerks), ("查证情况", H + "finding", TRUE_OR_NOT),
    ("处理处分情况", H + "result", outcomes), ("办结与否", "", at(("是", "否"))), ("向反映人反馈时间", H + "fed_back_on", on(2025, 5, dots)), ("档案编号", H + "archive_no", number("D{n:03d}")),
]  # fmt: skip
COMPANY: list[Column] = [
    ("信件编号", R + "case_no", number("集团纪信〔2025〕{n}号")), ("收信日期", R + "received_on", on(2025, 1, iso)), ("信访件来源", R + "intake_source", SOURCES), ("信访人姓名/称呼", P + "name", names), ("信访人电话", P + "phone", phone(33)),
    ("被反映人员", A + "respondent", blamed), ("所属公司", A + "unit", at(("岭东水务公司", "岭东公交公司"))), ("现任岗位", A + "position", at(("部门经理", "采购员"))), ("信访反映的主要内容", R + "summary", affairs),
    ("纪委书记意见", R + "instruction", at(("请核实后报", "同意了结"))), ("核查人", H + "handler|" + H + "verifiers", clerks), ("核查开始日期", H + "verification_begun_on", on(2025, 1, iso, 6)), ("了结日期", H + "closed_on", on(2025, 3, iso)), ("了结方式", H + "closing_way", both(("核查办结", "verified"), ("予以了结", "no_action"))), ("整改情况", H + "result", outcomes),
]  # fmt: skip
PASSED_ON: list[Column] = [
    ("转办单号", S + "letter_no|" + R + "source_letter_no", number("综治转{n:03d}")), ("转来日期", R + "source_letter_on|" + R + "received_on", on(2025, 4, words)), ("转来部门", R + "source_unit", at(("县信访局", "镇综治中心"))), ("反映人", P + "name", names), ("反映人电话", P + "phone", phone(92)),
    ("反映的事情", R + "summary", affairs), ("涉及村干部姓名", A + "respondent", blamed), ("涉及村干部职务", A + "position", at(("文书", "会计"))), ("事情发生地", R + "incident_place", at(("木鱼村", "青杠坪村"))), ("纪委承办人", H + "handler", clerks),
    ("办结期限", S + "due_on", mixed(date(2025, 6, 1))), ("实际办结时间", H + "closed_on", mixed(date(2025, 5, 1))), ("核实情况", H + "result", outcomes), ("分管领导", "", leaders), ("答复群众时间", H + "fed_back_on", on(2025, 6, slash)),
]  # fmt: skip
BOOKS = [
    plain_book("01-月报.xlsx", MONTHLY, 9, "铁匠沟镇纪委信访举报月报表"),
    plain_book("02-国企.xlsx", COMPANY, 8, "集团公司纪委信访件登记台账"),
    plain_book("03-综治转来.xlsx", PASSED_ON, 12, "综治中心转来事项登记"),
]  # fmt: skip


def main() -> None:
    write_all(BOOKS, HERE)


if __name__ == "__main__":
    main()
