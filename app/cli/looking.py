"""journal, find-reporter: who did what, and a caller's cases by exact value; each leaves its own line."""

import sys
from argparse import Namespace

from app.actions.find_reporter import find_reporter as find
from app.actions.read_journal import read_journal
from app.cli import say
from app.cli.secret import ASK
from app.cli.values import day_after
from app.ledger import journal_view
from app.ledger.journal_view import Which
from app.store.case_file import case_by_number
from app.store.office import Office


def journal(office: Office, asked: Namespace) -> None:
    """List lines of the journal, the newest first: who, when, what, which fields; no values."""
    which = Which(
        person=asked.who or "", action=asked.action or "",
        case=case_by_number(office, asked.case) if asked.case else "",
        since=day_after("--from", asked.since, office.today), until=day_after("--to", asked.until, office.today),
    )  # fmt: skip
    read_journal(office, which)
    lines = journal_view.page(office.db, which, skip=asked.skip, limit=asked.limit)
    if asked.as_json:
        total = journal_view.count(office.db, which)
        say.document({"count": total, "lines": [line.as_json() for line in lines]})
        return
    head = ["序号", "时间", "人员", "做了什么", "案件", "栏目"]
    rows = (
        [str(each.seq), each.at, each.person, each.label, "、".join(each.case_nos), "、".join(each.fields)]
        for each in lines
    )
    print(say.table(head, rows) if lines else "没有这样的日志。")


def _said(value: str | None, label: str) -> str:
    """What was given, or is asked for now: a command is kept in the shell's history and seen by whoever lists processes."""
    if value != ASK:
        return value or ""
    if sys.stdin.isatty():
        print(f"完整{label}：", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def find_reporter(office: Office, asked: Namespace) -> None:
    """List the cases of a reporter of exactly this name, telephone or ID number."""
    found = find(
        office, name=_said(asked.name, "姓名"), phone=_said(asked.phone, "电话"),
        id_number=_said(asked.id_number, "身份证号"),
    )  # fmt: skip
    if asked.as_json:
        cases = [
            {"id": each.id, "case_no": each.case_no, "received_on": say.plain(each.received_on)}
            for each in found.cases
        ]
        say.document({"change": found.change.seq, "cases": cases})
    elif found.cases:
        rows = ([each.case_no or "", each.text("received_on"), each.summary or ""] for each in found.cases)
        print(say.table(["编号", "收到日期", "摘要"], rows))
    else:
        print("没有找到。只找完全一样的姓名、电话或身份证号，匿名件不在其中。")
