# ruff: noqa: E501
"""Builds the foreign ledgers beside this file, each with its truth: sheets of eight shapes, as people make them.

    .venv/bin/python tests/data/foreign/build.py

All persons, villages and matters are invented. The files are checked in, so that a change of the reader is measured
against the same sheets; `.xls` and `.ods` are converted by LibreOffice from what openpyxl wrote.
"""

import csv
import io
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

HERE = Path(__file__).parent
SERIAL = "row.serial"
R, A, P, H, S, M = "registration.", "allegation.", "reporter.", "handling.", "supervision.", "measure."
UNIT_POST = (A + "unit", A + "position")

LAYOUTS: dict[str, tuple[tuple[str, Any], ...]] = {
    "L1": (("序号", SERIAL), ("条形码", ""), ("信访编号", R + "case_no"), ("信访日期", R + "received_on"),
           ("被反映人姓名", A + "respondent"), ("被反映人单位", A + "unit"), ("被反映人职务", A + "position"),
           ("被反映人职级", A + "rank_class"), ("信访类别", R + "category"), ("问题描述", R + "summary"),
           ("信访方式", R + "intake_channel"), ("信访来源", R + "intake_source"), ("是否署名", R + "identity_status"),
           ("反映人姓名", P + "name"), ("反映人电话", P + "phone"), ("问题类别", A + "allegation_type"),
           ("问题属地", R + "incident_place"), ("紧急程度", ""), ("关键字", ""), ("承办部门", H + "unit"),
           ("处置方式", H + "disposition"), ("批示内容", R + "instruction"), ("归档日期", H + "archived_on"), ("备注", R + "remark")),
    "L2": (("信访件编号", R + "case_no"), ("来件日期", R + "received_on"), ("登记日期", R + "registered_on"),
           ("信访形式", R + "intake_channel"), ("举报类别", R + "category"), ("来文字号", R + "source_letter_no"),
           ("批示领导", R + "approver"), ("批示日期", R + "instructed_on"), ("举报人姓名", P + "name"), ("联系方式", P + "phone"),
           ("被举报人", A + "respondent"), ("工作单位", A + "unit"), ("举报内容", R + "summary"), ("邮箱", ""), ("职业", ""),
           ("何部门处理过", ""), ("承办人", H + "handler"), ("办结日期", H + "closed_on"), ("属实程度", H + "finding")),
    "L3": (("编号", R + "case_no"), ("案管系统编号", ""), ("收件时间", R + "received_on"), ("线索来源", R + "intake_source"),
           ("反映人", P + "name"), ("被反映人姓名", A + "respondent"), ("被反映人职务", A + "position"),
           ("反映的主要问题", R + "summary"), ("所属中心/集团", ""), ("转办至下级编号", ""), ("经办人", H + "handler"),
           ("办结时间", H + "closed_on"), ("调查结果", H + "result"), ("是否属实", H + "finding"), ("后续处理", ""),
           ("案卷(原件)何处", "")),
    "L4": (("序号", SERIAL), ("标题", ""), ("信访形式", R + "intake_channel"), ("类型", R + "category"), ("接件人", R + "registrar"),
           ("接件时间", R + "received_on"), ("反映人", P + "name"), ("联系电话", P + "phone"), ("被反映人", A + "respondent"),
           ("单位及职务", UNIT_POST), ("信访内容", R + "summary"), ("承办单位", H + "unit"), ("办理结果", H + "result"),
           ("办结日期", H + "closed_on"), ("备注", R + "remark")),
    "L5": (("线索编号", R + "case_no"), ("受理日期", R + "received_on"), ("线索来源", R + "intake_source"), ("被反映人", A + "respondent"),
           ("工作单位及职务", UNIT_POST), ("级别", A + "rank_class"), ("反映人", P + "name"), ("主要内容", R + "summary"),
           ("违纪行为", A + "allegation_type"), ("处置方式", H + "disposition"), ("处置时间", H + "disposed_on"),
           ("组织措施", M + "organizational"), ("四种形态", H + "four_forms"), ("挽回经济损失", H + "loss_recovered"),
           ("收缴违纪资金", H + "amount_confiscated"), ("职务违法犯罪行为", ""), ("到期类别", ""), ("备注", R + "remark")),
    "L6": (("序号", SERIAL), ("线索来源", R + "intake_source"), ("受理日期", R + "received_on"), ("主要被反映人姓名", A + "respondent"),
           ("主要被反映人单位及职务", UNIT_POST), ("主要被反映人职级", A + "rank_class"), ("主要问题摘要（100字以内）", R + "summary"),
           ("归属全国性重点整治项目情况", R + "campaign_tag"), ("初次处置方式", H + "disposition"), ("初次处置日期", H + "disposed_on"),
           ("是否采取留置措施", M + "detained"), ("反映问题是否属实", H + "finding"), ("是否查结", ""), ("备注", R + "remark"),
           ("承办单位", H + "unit"), ("办结日期", H + "closed_on"), ("办理结果（100字以内）", H + "result")),
    "L7": (("填报单位名称", ""), ("受理线索编码", R + "case_no"), ("被反映人", A + "respondent"), ("办理机关", H + "unit"), ("民族", ""),
           ("出生年月", ""), ("入党时间", ""), ("受理时间", R + "received_on"), ("主要问题摘要", R + "summary"),
           ("处置方式1二级", H + "disposition"), ("办结时间", H + "closed_on"), ("组织措施", M + "organizational"),
           ("收缴金额(万元)", H + "amount_confiscated"), ("没收金额(万元)", H + "amount_forfeited"),
           ("责令退赔(万元)", H + "amount_restituted"), ("登记上交(万元)", H + "amount_handed_in"), ("受理人员编码", "")),
    "L8": (("序号", SERIAL), ("类型", R + "intake_channel"), ("收到时间", R + "received_on"), ("反映人", P + "name"),
           ("反映内容", R + "summary"), ("地点", R + "incident_place"), ("电话", P + "phone"), ("进展", H + "result")),
}  # fmt: skip
"""Headings of eight real shapes of ledgers, and the fields under them; "" is a column that is no field of ours."""

_SURNAMES, _GIVEN = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨",
    ("建国", "小梅", "长顺", "秀兰", "德清", "文", "志强", "红", "国栋", "丽华"),
)
_VILLAGES, _POSTS = (
    ("石桥村", "柳树村", "云头村", "南坡村", "河湾村"),
    ("党支部书记", "村委会主任", "会计", "村民小组长", "文书"),
)
_MATTERS = (
    "截留低保款",
    "虚报修路款",
    "优亲厚友评低保",
    "违规发放补贴",
    "占用集体林地",
    "操办婚宴收受礼金",
    "公车私用",
)
_KEPT = ("一般", "急", "已装订", "三号柜", "财政所", "转交")
LABELS: dict[str, Mapping[str, Sequence[str]]] = {
    R + "intake_channel": {"letter": ("来信", "信访来信", "来信"), "visit": ("来访", "走访"), "phone": ("来电", "电话"), "online": ("网络举报", "网络")},
    R + "intake_source": {"self": ("自收", "本级受理"), "forwarded_above": ("上级转办", "上级转来"), "leader_assigned": ("领导交办",)},
    R + "category": {"misconduct_report": ("检举控告", "检控类"), "appeal": ("申诉",), "suggestion": ("批评建议",)},
    R + "identity_status": {"anonymous": ("匿名", "否"), "signed_unverified": ("署名",), "real_name": ("实名",)},
    A + "rank_class": {"village_secretary": ("村支书",), "village_director": ("村主任",), "village_other": ("村干部",), "official": ("一般干部",)},
    A + "allegation_type": {"harm_interests": ("侵害群众利益", "优亲厚友"), "bribery": ("贪污贿赂",), "gifts": ("收受礼品礼金",)},
    H + "disposition": {"preliminary_verification": ("初步核实", "初核"), "talk": ("谈话",), "closed_no_action": ("予以了结", "了结")},
    H + "finding": {"substantiated": ("属实",), "partly_substantiated": ("部分属实",), "unsubstantiated": ("不属实", "失实")},
    H + "four_forms": {"1": ("第一种形态", "第一种"), "2": ("第二种形态",)},
    M + "organizational": {"criticism": ("批评教育",), "reminder_talk": ("谈话提醒", "提醒谈话")},
    R + "campaign_tag": {"subsistence": ("低保",), "medical": ("医疗",), "education": ("教育",)},
}  # fmt: skip
_DAYS: tuple[Callable[[date], Any], ...] = (
    lambda day: day, lambda day: day.isoformat(), lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}", lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: int(day.strftime("%Y%m%d")), lambda day: f"{day:%y}.{day.month}.{day.day}",
    lambda day: (day - date(1899, 12, 30)).days, lambda day: f"{day.month}月{day.day}日",
    lambda day: "".join("０１２３４５６７８９"[int(sign)] if sign.isdigit() else sign for sign in day.isoformat()),
    lambda day: f"{day.isoformat()} 09:30", lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
)  # fmt: skip


@dataclass
class Made:
    """One sheet in the making: cells, merged ranges, what is marked, and the truth."""

    name: str
    cells: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    truth: dict[str, Any] = field(
        default_factory=lambda: {"columns": {}, "rows": {}, "refused": [], "skipped": []}
    )


class Maker:
    """Makes sheets of one shape with a dice of its own."""

    def __init__(self, layout: str, seed: int) -> None:
        self.columns, self.layout, self.dice = LAYOUTS[layout], layout, random.Random(seed)
        self.day_shape = _DAYS[seed % len(_DAYS)]

    def name_of_one(self) -> str:
        return self.dice.choice(_SURNAMES) + self.dice.choice(_GIVEN)

    def value(self, what: str, number: int) -> tuple[Any, Any]:
        """The cell and the value that it means (None: nothing is taken of it)."""
        name = what.partition(".")[2]
        if what in LABELS:
            code = self.dice.choice(sorted(LABELS[what]))
            return self.dice.choice(LABELS[what][code]), [code] if what in (
                M + "organizational",
                R + "campaign_tag",
            ) else code
        if name.endswith("_on"):
            day = date(2024, 1, 3) + timedelta(days=7 * number + self.dice.randrange(5))
            return self.day_shape(day), day.isoformat()
        if name in (
            "amount_confiscated",
            "loss_recovered",
            "amount_forfeited",
            "amount_restituted",
            "amount_handed_in",
        ):
            amount = self.dice.randrange(1, 90) / 10
            return (amount, f"{amount}万元")[number % 2], f"{amount:g}"
        if what == R + "case_no":
            return f"安塘信〔2024〕{number + 1}号", f"安塘信〔2024〕{number + 1}号"
        if what == P + "phone":
            phone = f"138{self.dice.randrange(10**7, 10**8)}"
            return (int(phone) if number % 2 else phone), phone
        if what in (P + "name", A + "respondent", H + "handler", R + "registrar", R + "approver"):
            person = self.name_of_one()
            return person, person
        if what == M + "detained":
            return "否", False
        texts = {
            A + "unit": self.dice.choice(_VILLAGES), A + "position": self.dice.choice(_POSTS),
            R + "summary": f"反映{self.dice.choice(_VILLAGES)}{self.dice.choice(_MATTERS)}，数额第{number + 1}笔，要求查处",
            R + "incident_place": self.dice.choice(_VILLAGES), H + "unit": "安塘乡纪委",
            H + "result": f"经查，{self.dice.choice(_MATTERS)}的说法有出入，已说明第{number + 1}件",
            R + "instruction": "请认真核查", R + "remark": self.dice.choice(("县里催过一次", "与前件有关")),
            R + "source_letter_no": f"清纪函〔2024〕{number + 3}号",
        }  # fmt: skip
        return texts[what], texts[what]

    def row(self, number: int) -> tuple[list[Any], dict[str, Any]]:
        """One row of cells, and its truth by field."""
        cells: list[Any] = []
        truth: dict[str, Any] = {}
        for heading, what in self.columns:
            if what == SERIAL:
                cells.append(number + 1)
            elif what == "":
                cells.append(self.dice.choice(_KEPT))
                truth[f"kept.{heading}"] = cells[-1]
            elif isinstance(what, tuple):
                village, post = self.dice.choice(_VILLAGES), self.dice.choice(_POSTS)
                cells.append(
                    self.dice.choice((f"{village}{post}", f"{village} {post}", f"{village}，{post}"))
                )
                truth[what[0]], truth[what[1]] = village, post
            else:
                cell, value = self.value(what, number)
                cells.append(cell)
                truth[what] = value
        return cells, truth

    def sheet(self, name: str, rows: int = 14, mess: Sequence[str] = ()) -> Made:
        """A sheet with so many rows and these kinds of mess."""
        made = Made(name)
        width = len(self.columns)
        if "title" in mess:
            for text in (
                "安塘乡纪检监察信访举报台账",
                "（2024年度）",
                "填报单位：安塘乡纪委　　填报时间：2024年12月",
            )[: 3 if self.layout == "L4" else 2]:
                made.cells.append([text])
                made.merged.append((len(made.cells) - 1, 0, len(made.cells) - 1, width - 1))
        self._header(made, mess)
        if "numbers" in mess:
            made.truth["skipped"].append(len(made.cells))
            made.cells.append(list(range(1, width + 1)))
        for number in range(rows):
            self._between(made, number, mess)
            cells, truth = self.row(number)
            self._disturb(made, number, cells, truth, mess)
            made.truth["rows"][str(len(made.cells))] = truth
            made.cells.append(cells)
        if "closing" in mess:
            made.truth["skipped"].append(len(made.cells))
            made.cells.append(["填表人：周敏", None, None, "审核人：吴刚"])
        if "tail" in mess:
            made.cells += [[None] * width for _ in range(400)]
        return made

    def _header(self, made: Made, mess: Sequence[str]) -> None:
        headings = [heading for heading, _ in self.columns]
        if "spaced" in mess:
            headings = [
                f"{text[0]} {text[1:]}" if len(text) < 5 else text[:2] + "\n" + text[2:] for text in headings
            ]
        if "instructions" in mess:
            headings = [
                text if "（" in text or "(" in text else f"{text}（必填，按格式填写）" for text in headings
            ]
        if "traditional" in mess:
            table = str.maketrans(
                "编号时间职务单处结报访举属实类级讯电话归档办问题内备线来转办领导录关键",
                "編號時間職務單處結報訪舉屬實類級訊電話歸檔辦問題內備線來轉辦領導錄關鍵",
            )
            headings = [text.translate(table) for text in headings]
        top = len(made.cells)
        if "two_rows" in mess:
            upper = list(headings)
            lower: list[Any] = [None] * len(headings)
            start = next(
                (
                    at
                    for at, (_, what) in enumerate(self.columns)
                    if str(what).startswith(A) or what == UNIT_POST
                ),
                0,
            )
            end = start
            while end + 1 < len(headings) and (
                str(self.columns[end + 1][1]).startswith(A) or self.columns[end + 1][1] == UNIT_POST
            ):
                end += 1
            for at in range(len(headings)):
                if start < end and start <= at <= end:
                    upper[at], lower[at] = ("被反映人情况" if at == start else None), headings[at]
                else:
                    made.merged.append((top, at, top + 1, at))
            if start < end:
                made.merged.append((top, start, top, end))
            made.cells += [upper, lower]
        else:
            made.cells.append(headings)
        made.truth["header_rows"] = list(range(top, len(made.cells)))
        for at, (_, what) in enumerate(self.columns):
            made.truth["columns"][str(at)] = (
                [] if what == "" else list(what) if isinstance(what, tuple) else [what]
            )
        made.truth["headings"] = headings

    def _between(self, made: Made, number: int, mess: Sequence[str]) -> None:
        """What stands between rows of data and is none."""
        if "totals" in mess and number in (5, 10):
            made.truth["skipped"].append(len(made.cells))
            made.cells.append(["小计", None, 5])
        if "repeated" in mess and number == 7:
            made.truth["skipped"].append(len(made.cells))
            made.cells.append(list(made.truth["headings"]))
        if "blanks" in mess and number in (3, 9):
            made.cells.append([None] * len(self.columns))

    def _disturb(
        self, made: Made, number: int, cells: list[Any], truth: dict[str, Any], mess: Sequence[str]
    ) -> None:
        at = {what: place for place, (_, what) in enumerate(self.columns) if isinstance(what, str) and what}
        if "wide" in mess and R + "summary" in at:
            cells[at[R + "summary"]] = f"　{cells[at[R + 'summary']]} \r\n"
        if (
            "several" in mess
            and number == 4
            and A + "respondent" in at
            and UNIT_POST not in [what for _, what in self.columns]
        ):
            cells[at[A + "respondent"]] = "张三、李四"
            truth[A + "respondent"] = ["张三", "李四"]
        if "no_date" in mess and number == 6 and R + "received_on" in at:
            cells[at[R + "received_on"]] = "去年冬天"
            made.truth["refused"].append(len(made.cells))
        if "no_summary" in mess and number == 8:
            cells[at[R + "summary"]] = None
            made.truth["refused"].append(len(made.cells))
        if "nothing" in mess and R + "remark" in at:
            cells[at[R + "remark"]] = ("无", "/", "—", None)[number % 4]
            truth.pop(R + "remark", None)
        if "anonymous" in mess and number % 3 == 0 and P + "name" in at:
            cells[at[P + "name"]] = "匿名"
            truth.pop(P + "name", None)
            if P + "phone" in at:
                cells[at[P + "phone"]] = None
                truth.pop(P + "phone", None)
            if R + "identity_status" in at:
                cells[at[R + "identity_status"]], truth[R + "identity_status"] = "匿名", "anonymous"
        elif R + "identity_status" in at and truth.get(R + "identity_status") == "anonymous":
            cells[at[R + "identity_status"]], truth[R + "identity_status"] = "署名", "signed_unverified"
        if "hidden" in mess and number in (2, 3):
            made.hidden.append(len(made.cells))
        if "struck" in mess and number == 1:
            made.struck.append((len(made.cells), at[R + "summary"]))
        if "notes" in mess and number == 2:
            made.notes[len(made.cells), at[R + "summary"]] = "县里催过"


def write_openpyxl(sheets: Sequence[Made], path: Path) -> None:
    """As openpyxl writes it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for made in sheets:
        sheet = book.create_sheet(made.name)
        for row, cells in enumerate(made.cells, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
        for top, left, bottom, right in made.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in made.hidden:
            sheet.row_dimensions[row + 1].hidden = True
        for row, column in made.struck:
            sheet.cell(row + 1, column + 1).font = Font(strike=True)
        for (row, column), text in made.notes.items():
            sheet.cell(row + 1, column + 1).comment = Comment(text, "周敏")
    book.save(path)


def write_xlsxwriter(sheets: Sequence[Made], path: Path) -> None:
    """As XlsxWriter writes it."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    struck = book.add_format({"font_strikeout": True})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for row, cells in enumerate(made.cells):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value, struck if (row, column) in made.struck else None)
        for top, left, bottom, right in made.merged:
            sheet.merge_range(top, left, bottom, right, made.cells[top][left])
        for row in made.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
        for (row, column), text in made.notes.items():
            sheet.write_comment(row, column, text)
    book.close()


def write_csv(encoding: str, separator: str) -> Callable[[Sequence[Made], Path], None]:
    """As a program exports it."""

    def write(sheets: Sequence[Made], path: Path) -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(
            [["" if value is None else value for value in cells] for cells in sheets[0].cells]
        )
        path.write_bytes(out.getvalue().encode(encoding))

    return write


def write_converted(kind: str) -> Callable[[Sequence[Made], Path], None]:
    """As LibreOffice saves it."""

    def write(sheets: Sequence[Made], path: Path) -> None:
        with tempfile.TemporaryDirectory() as room:
            source = Path(room) / f"{path.stem}.xlsx"
            write_openpyxl(sheets, source)
            out = Path(room) / "out"
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{room}/profile", "--convert-to", kind,
                 "--outdir", str(out), str(source)], check=True, capture_output=True,
            )  # fmt: skip
            path.write_bytes((out / f"{path.stem}.{kind}").read_bytes())

    return write


_MESS = (
    (), ("title", "numbers"), ("title", "two_rows"), ("title", "two_rows", "numbers", "totals", "closing"), ("spaced", "wide"),
    ("instructions", "tail", "blanks"), ("repeated", "totals", "hidden"), ("traditional",), ("nothing", "anonymous", "several"),
    ("no_date", "no_summary", "title"), ("struck", "notes", "title"), ("title", "two_rows", "spaced", "repeated", "anonymous"),
)  # fmt: skip
_WRITERS: tuple[tuple[str, Callable[[Sequence[Made], Path], None]], ...] = (
    ("xlsx", write_openpyxl), ("xlsx", write_xlsxwriter), ("csv", write_csv("gb18030", ",")), ("xlsx", write_openpyxl),
    ("xls", write_converted("xls")), ("xlsx", write_converted("xlsx")), ("ods", write_converted("ods")),
    ("csv", write_csv("utf-8-sig", ";")), ("xlsx", write_xlsxwriter), ("csv", write_csv("utf-8", "\t")),
)  # fmt: skip


def main() -> None:
    """Write all files anew."""
    for old in [*HERE.glob("L*.*")]:
        old.unlink()
    number = 0
    for layout in LAYOUTS:
        for turn in range(6):
            mess = _MESS[(number * 5 + turn) % len(_MESS)]
            ending, write = _WRITERS[number % len(_WRITERS)]
            maker = Maker(layout, number)
            sheets = [maker.sheet("2024年台账", mess=mess)]
            if turn == 3 and ending != "csv":
                sheets.insert(0, Made("封面", [["安塘乡纪委"], ["信访举报台账"], ["二〇二四年"]]))
            stem = f"{layout}-{turn + 1}"
            write(sheets, HERE / f"{stem}.{ending}")
            truth = {
                **sheets[-1].truth,
                "sheet": stem if ending == "csv" else sheets[-1].name,
                "mess": list(mess),
            }
            text = json.dumps(truth, ensure_ascii=False, indent=0, sort_keys=True)
            (HERE / f"{stem}.{ending}.json").write_text(text + "\n", "utf-8")
            number += 1
    print(f"{number} ledgers in {HERE}", file=sys.stderr)


if __name__ == "__main__":
    main()
