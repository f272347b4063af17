"""对账 as a list: a line for each unit, then the cases apart, unit by unit; for the screen, paper and a workbook."""

from collections.abc import Sequence

from app.exchange.gaps import numbers
from app.exchange.reconciled import Reconciled
from app.ledger.sheet import Cell, Head, Line, MeetingSheet, Table
from app.rules.stat_periods import containing
from app.rules.status import Status
from app.store.office import Office

UNITS = "各单位"
_UNIT_HEADS = (
    Head("单位", 18), Head("结果", 10), Head("件数", 6, True), Head("本方(条)", 8, True), Head("对方(条)", 8, True),
    Head("不一致(件)", 9, True), Head("本方缺(条)", 9, True), Head("最近收到", 18), Head("没收到的号", 10),
    Head("怎么办", 60), Head("联系电话", 12),
)  # fmt: skip
_TELEPHONE = len(_UNIT_HEADS) - 1
_CASE_HEADS = (Head("信访编号", 18), Head("差在哪里", 34), Head("怎么办", 40))


def reconciled_sheet(office: Office, found: Sequence[Reconciled], most: int | None = None) -> MeetingSheet:
    """The list; `most`: how many cases a unit at most has, by default all."""
    lines = [_unit_line(each) for each in found]
    heads: tuple[Head, ...] = _UNIT_HEADS
    if not any(each.telephone for each in found):
        heads = heads[:_TELEPHONE]
        lines = [Line(line.cells[:_TELEPHONE]) for line in lines]
    tables = [Table(UNITS, "", heads, tuple(lines))]
    tables += [cases_table(each, most) for each in found if each.apart]
    return MeetingSheet(
        "reconcile", "对账", "工作簿往来对账表", office.name, containing("week", office.today),
        f"{office.name} · {office.today.isoformat()}", tuple(tables), tuple(_remarks(found)),
    )  # fmt: skip


def without_advice(table: Table) -> Table:
    """The units without what to do, for a screen that says it below at each unit: there the days stand whole."""
    at = next(at for at, head in enumerate(table.heads) if head.label == "怎么办")
    lines = tuple(Line((*line.cells[:at], *line.cells[at + 1 :])) for line in table.lines)
    return Table(table.title, table.note, (*table.heads[:at], *table.heads[at + 1 :]), lines)


def cases_table(found: Reconciled, most: int | None = None) -> Table:
    """The cases apart of one unit."""
    lines = [
        Line((_cell(each.case_no or "没有编号"), _cell(each.words), _cell(each.to_do)), case=each.case)
        for each in found.apart[:most]
    ]
    more = f"只列前 {most} 件，共 {len(found.apart)} 件" if most and len(found.apart) > most else ""
    return Table(found.name, more, _CASE_HEADS, tuple(lines))


def _unit_line(each: Reconciled) -> Line:
    last = "" if each.last is None else f"第 {each.last[0]} 号 {each.last[1]}"
    gaps = f"第 {numbers(each.gaps)} 号" if each.gaps else ""
    compared = each.heard and not each.without
    figures = (
        each.cases,
        *((each.ours, each.theirs, len(each.apart), each.lacking) if compared else (None,) * 4),
    )
    return Line((
        _cell(each.name), _state(each), *(Cell("—" if one is None else str(one), one) for one in figures),
        _cell(last), _cell(gaps), _cell(each.to_do), _cell(each.telephone),
    ))  # fmt: skip


def _state(each: Reconciled) -> Cell:
    words, status = _result(each)
    return Cell(f"{status.mark} {words}" if status else words, words, status=status)


def _result(each: Reconciled) -> tuple[str, Status | None]:
    if each.without:
        return "不用对账", None
    if not each.heard:
        return "没来过", Status.OVERDUE
    return ("一致", Status.DONE) if each.agrees else ("有出入", Status.DUE_SOON)


def _remarks(found: Sequence[Reconciled]) -> list[str]:
    said = ["本方的是现在台账里的，对方的是它最近寄来的一份里写明的；那以后对方办的，要等它下一份。"]
    if any(each.gaps for each in found):
        said.append("没收到的号不要紧：里面的内容会随以后的各份补来，补齐了就一致。")
    if any(each.gone for each in found):
        said.append("转为报上级件的内容本机已经销毁，对方可能还留着，不算出入。")
    return said


def _cell(text: str) -> Cell:
    return Cell(text, text or None)
