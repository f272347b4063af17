"""一月一通报: what the figures of a list say in sentences, as the draft of a circular (M03, M11); no case is named.

A person reads and changes it before it is issued.
"""

from collections.abc import Iterator

from app.ledger.columns import UNIT
from app.ledger.meetings import LATE
from app.ledger.query import Query, counts
from app.ledger.sheet import MeetingSheet, Table
from app.ledger.sheet_split import NOT_YET
from app.store.office import Office

_TOLD = (
    "收到",
    "本期收到",
    "收到（不含重复）",
    "办结",
    "本期了结",
    "期末在办",
    "期末在办（不含重复）",
    "发出督办",
)
_RATES = ("办结率", "按期办结率", "实名办结率")


def situation(sheet: MeetingSheet) -> str:
    """The figures of the period in one sentence, with what moved against last year."""
    table = sheet.tables[0]
    at = [head.label for head in table.heads]
    last = len(at) - 1 - at[::-1].index("增减") if "增减" in at else None
    said = []
    for line in table.lines:
        label, unit, now = (cell.text for cell in line.cells[:3])
        if label in _TOLD:
            moved = f"（比去年同期 {line.cells[last].text}）" if last is not None else ""
            said.append(f"{label} {now} {unit}{moved}")
        elif label.partition("（")[0] in _RATES and now[0].isdigit():
            said.append(f"{label.partition('（')[0]} {now}")
    return f"{sheet.period.words}，{'，'.join(said)}。" if said else ""


def circular_text(office: Office, sheet: MeetingSheet) -> str:
    """The draft: the whole, each unit, what is overdue, and what is asked for."""
    lines = [situation(sheet)]
    units = list(_units(sheet))
    if units:
        lines.append(f"各单位：{'；'.join(units)}。")
    late = counts(office.db, Query(office.today, conditions=(LATE,)), UNIT)
    if late:
        parts = [f"{name or NOT_YET.strip('（）')} {number} 件次" for name, number in late.items()]
        lines.append(
            f"截至 {office.today.isoformat()}，逾期没有办完的 {sum(late.values())} 件次：{'，'.join(parts)}。"
        )
        lines.append("请逾期的单位写明原因，抓紧办结；临近期限的提前办理。")
    return "\n".join(line for line in lines if line)


def _units(sheet: MeetingSheet) -> Iterator[str]:
    table = next((each for each in sheet.tables if each.title == "各单位"), None)
    for line in table.lines if table is not None else ():
        if not line.total and line.cells[0].text != NOT_YET:
            yield f"{line.cells[0].text}{_parts(table, [cell.text for cell in line.cells])}"


def _parts(table: Table | None, cells: list[str]) -> str:
    assert table is not None
    wanted = {"收到(件次)", "办结(件次)", "了结(件次)", "期末在办(件次)"}
    said = [
        f"{head.label.partition('(')[0]} {text} 件次"
        for head, text in zip(table.heads, cells, strict=True)
        if head.label in wanted
    ]
    rates = [  # one without a base worth the name says nothing
        f"按期办结率 {text}"
        for head, text in zip(table.heads, cells, strict=True)
        if head.label == "按期办结率" and text[0].isdigit()
    ]
    return "，".join(["", *said, *rates]).replace("，", " ", 1)
