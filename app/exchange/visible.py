"""The sheets of a posting that people read: 说明, 台账 with its bands, one sheet per list, 回执."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.exchange.mark import mark
from app.exchange.sheets import Cell, Column, ColumnKind, FreeSheet, Line, Sheet, Styled
from app.exchange.sheets import Status as CellStatus
from app.exchange.truth import Header
from app.ledger.light import left, light_text
from app.records.catalogue import ALONE, BANDS, CASE_LISTS, KINDS
from app.records.record import Record
from app.rules.explain import explain
from app.rules.obligations import Obligation, duties, of_this_round
from app.rules.stage import stage
from app.rules.status import Status, status_on, turns
from app.schema.field import Field
from app.schema.kinds import (
    Choice,
    Choices,
    Count,
    Day,
    Flag,
    IdNumber,
    Kind,
    Link,
    LongText,
    Money,
    Phone,
    Stored,
    Value,
)
from app.store.case_rows import CaseRows, facts_of
from app.store.measures import Measure
from app.store.rows import Row

LEDGER = "台账"
EXPLAINED = "说明"
RECEIPTS = "回执"
MARK_FIELD = "mark"
LIGHT_FIELD, SUM_FIELD, STAGE_FIELD = "case.light", "case.sum", "case.stage"
RESPONDENTS_FIELD, NUMBER_FIELD = "case.respondents", "registration.case_no"

_KINDS: tuple[tuple[type[Kind], ColumnKind], ...] = (
    (Day, "date"), (Count, "integer"), (Money, "money"), (Flag, "flag"), (LongText, "longtext"), (Phone, "id"),
    (IdNumber, "id"),
)  # fmt: skip


@dataclass(frozen=True)
class Viewpoint:
    """For whom and when the sheets are made: lights of `today` by `measure`; `bands` the receiver fills in."""

    today: date
    measure: Measure
    bands: frozenset[str]
    case_no: Callable[[str], str]
    filled: frozenset[str]
    """Full ids of the fields that hold anything; columns of the sender that hold nothing are hidden."""


def shown_fields(record: type[Record]) -> list[Field]:
    return [each for each in record.columns() if not isinstance(each.kind, Link) and not each.sensitive]


def _kind(kind: Kind) -> ColumnKind:
    return next((name for sort, name in _KINDS if isinstance(kind, sort)), "text")


def _column(field: Field, band: str | None, ours: bool, filled: Collection[str]) -> Column:
    choices = tuple(code.label for code in field.kind.codes.offered) if type(field.kind) is Choice else None
    if isinstance(field.kind, Flag):
        choices = ("是", "否")
    message = field.hint if ours else "本栏由对方填写；有不同意见请在备注中说明。"
    return Column(
        field_id=field.id,
        header=field.label,
        width=field.width,
        kind=_kind(field.kind),
        band=band,
        ours=ours,
        input_message=message or None,
        choices=choices,
        hidden=not ours and field.id not in filled,
    )


Reader = Callable[[Any], Cell]


@cache
def reader(kind: Kind) -> Reader:
    """How a Python value of this kind becomes a cell; made once per kind, for a posting has so many cells."""
    if isinstance(kind, Choices):
        return kind.to_text
    if isinstance(kind, Choice):
        labels = {code.id: code.label for code in kind.codes.codes}
        return lambda code: labels.get(code, code)
    return _as_is


def _as_is(value: Cell) -> Cell:
    return value


Places = dict[str, tuple[int, Reader]]
"""By full id, which column a field stands in and how its value becomes a cell."""


def _places(columns: Sequence[Column]) -> Places:
    readers = {each.id: reader(each.kind) for record in KINDS.values() for each in record.columns()}
    return {each.field_id: (at, readers.get(each.field_id, _as_is)) for at, each in enumerate(columns)}


def _fill(cells: list[Cell], places: Places, facts: Mapping[str, Value]) -> None:
    """Put what a record holds into its columns; those it does not hold stay blank."""
    for id, value in facts.items():
        if found := places.get(id):
            at, read = found
            cells[at] = read(value)


def no_one(said: list[Stored]) -> None:
    """For sheets of which nothing need be remembered."""


Told = Callable[[list[Stored]], object]
"""Is told, case by case, what `seen` is to remember of the cells that no record holds."""


def ledger_columns(
    bands: Collection[str] = (), filled: Collection[str] = ()
) -> tuple[list[Column], list[tuple[type[Record], Field]]]:
    """The columns of 台账, and those of its fields that stand in records: the number of the case first."""
    first = [
        Column(LIGHT_FIELD, "状态", 14, ours=False, input_message="由程序计算，改了不算。"),
        Column(STAGE_FIELD, "办理阶段", 10, ours=False),
    ]
    banded = [(record, field) for record in BANDS for field in shown_fields(record)]
    number = next(pair for pair in banded if pair[1].name == "case_no")
    banded.remove(number)
    columns = [
        _column(number[1], None, False, filled),
        *first,
        Column(RESPONDENTS_FIELD, "被反映人", 14, ours=False),
        *(_column(field, record.label, record.kind in bands, filled) for record, field in banded),
        Column(SUM_FIELD, "怎么算的", 120, kind="longtext", ours=False),
        Column(MARK_FIELD, "回音码", 14, ours=False, input_message="请勿改动，程序靠它认出这一行。"),
    ]
    return columns, [number, *banded]


def ledger_sheet(
    cases: Iterator[CaseRows], view: Viewpoint, title: str, subtitle: str, told: Told = no_one
) -> Sheet:
    """台账: one row per case, the three bands side by side."""
    columns, _ = ledger_columns(view.bands, view.filled)
    places = _places(columns)
    rows = (_case_cells(case, places, [None] * len(columns), view, told) for case in cases)
    return Sheet(LEDGER, title, subtitle, columns, rows, frozen_columns=2)


def _case_cells(case: CaseRows, places: Places, cells: list[Cell], view: Viewpoint, told: Told) -> list[Cell]:
    measure = view.measure
    facts = case.facts()
    obligations = of_this_round(duties(measure.rules, case.matter(facts), measure.calendar))
    status = status_on(turns(obligations, measure.preset, measure.calendar, facts), view.today)
    main = _main(obligations)
    names = "、".join(dict.fromkeys(str(row["respondent"]) for row in case.allegations if row["respondent"]))
    voided = case.registration["voided"] is not None
    light = _light(status, main, view) if not voided else "已作废"
    stands = stage(facts).label
    why = explain(main, measure.preset, measure.calendar, view.today).sentence if main else "没有在走的期限。"
    id, handling, supervision = case.registration["id"], case.handling or {}, case.supervision or {}
    told([id, handling.get("id"), supervision.get("id"),
          str(light.value if isinstance(light, Styled) else light), stands, names or None, why])  # fmt: skip
    computed: dict[str, Cell] = {LIGHT_FIELD: light, STAGE_FIELD: stands, RESPONDENTS_FIELD: names or None,
                                 SUM_FIELD: why, MARK_FIELD: mark(str(id))}  # fmt: skip
    _fill(cells, places, facts)
    for name, cell in computed.items():
        cells[places[name][0]] = cell
    return cells


def _main(obligations: tuple[Obligation, ...]) -> Obligation | None:
    """The duty that the light speaks of: the pending one due first, else the last that was done."""
    pending = [each for each in obligations if each.is_open]
    if pending:
        return min(pending, key=lambda each: each.due_on)
    return max(obligations, key=lambda each: each.done_on or date.min, default=None)


def _light(status: Status, main: Obligation | None, view: Viewpoint) -> Styled:
    days = left(view.measure.calendar, main.due_on, view.today) if main is not None else None
    style: CellStatus = status.value
    return Styled(light_text(status, days), style)


def list_columns(
    kind: str, ours: bool = True, filled: Collection[str] = ()
) -> tuple[list[Column], list[Field]]:
    """The columns of a list, and those of its fields that stand in its own records."""
    fields = shown_fields(KINDS[kind])
    columns = [
        Column(NUMBER_FIELD, "信访编号", 18, ours=False),
        *(_column(field, None, ours, filled) for field in fields),
        Column(MARK_FIELD, "回音码", 14, ours=False, input_message="请勿改动，程序靠它认出这一行。"),
    ]
    return columns, fields


def list_sheet(
    kind: str, rows: Iterator[Row], view: Viewpoint, title: str, subtitle: str, ours: bool
) -> Sheet:
    """One list of the cases, each row with its case number and mark."""
    columns, _ = list_columns(kind, ours, view.filled)
    places = _places(columns)

    def cells(row: Row) -> list[Cell]:
        made: list[Cell] = [None] * len(columns)
        _fill(made, places, facts_of(KINDS[kind], row))
        made[places[NUMBER_FIELD][0]] = view.case_no(str(row.get("case") or ""))
        made[places[MARK_FIELD][0]] = mark(str(row["id"]))
        return made

    return Sheet(KINDS[kind].label, title, subtitle, columns, map(cells, rows), frozen_columns=1)


LIST_KINDS: tuple[str, ...] = tuple(record.kind for record in (*CASE_LISTS, *ALONE))
ALWAYS = ("allegation", "finding", "step", "visit")
"""The lists that have a sheet even when there is nothing in it."""


def list_kinds(filled: Collection[str]) -> list[str]:
    """The lists that get a sheet, where `filled` are the full ids of fields that hold anything."""
    used = {name.partition(".")[0] for name in filled}
    return [kind for kind in LIST_KINDS if kind in ALWAYS or kind in used]


def _how_to(header: Header, without: bool) -> list[Line]:
    """What to do with the workbook; `without`: the receiver has no Huiyin and fills it in by hand."""
    if not without:
        return [
            Line("装有回音的单位：在“交换”页把这个文件拖进去，预览后确认收取。"),
            Line(
                "没有回音的单位：可以直接阅读、打印、排序和筛选。白色的栏由贵单位填写，灰色的栏由对方填写。"
            ),
            Line("每行最后的“回音码”和隐藏的工作表请保留，程序靠它们认出每一行。"),
        ]
    return [
        Line("贵单位不用装程序，也不用另做表：直接在这个文件里填，填好保存为 .xlsx，原样寄回。"),
        Line(f"“{LEDGER}”表里白色的栏由贵单位填写，其中“办理”一段(承办人、处置方式、办结情况等)请逐件填全。"),
        Line(f"灰色的栏由“{header.name}”填写。有不同意见也可以直接改，对方会当作建议逐格核对后答复。"),
        Line("日期写全年月日，如 2026-03-05；有下拉选项的请从中选；是非题写“是”或“否”。"),
        Line("新收的来件：写在最后一行下面，一件一行，“回音码”空着；请不要复制别的行来改。"),
        Line("可以排序、筛选、隐藏、调列宽，没有写的不用动；删掉的行不算作废，清空的格子对方会再问。"),
        Line("每行最后的“回音码”和隐藏的工作表请保留，程序靠它们认出每一行。"),
    ]


def explanation_sheet(header: Header, deadline_note: str, without: bool = False) -> FreeSheet:
    """说明: from, to, number, date, what to do with it, what the colours mean, how many cases."""
    return FreeSheet(
        EXPLAINED,
        [
            Line(f"{header.name} 寄 {header.receiver_name} 第 {header.number} 号", "title"),
            Line(header.name, label="寄出单位"),
            Line(header.receiver_name, label="收件单位"),
            Line(f"第 {header.number} 号", label="编号"),
            Line(header.made_at[:16], label="导出时间"),
            Line(f"本份 {header.cases} 件，寄出单位共有 {header.total_cases} 件", label="件数"),
            Line("怎么用" if not without else "怎么填", "heading"),
            *_how_to(header, without),
            Line("颜色", "heading"),
            Line("已过期限，还没有办完。", label=light_text(Status.OVERDUE), status="overdue"),
            Line("离期限三个工作日以内(含当天)。", label=light_text(Status.DUE_SOON), status="due_soon"),
            Line("在期限内办理。", label=light_text(Status.RUNNING), status="running"),
            Line("都已办完；迟办结的另有字样。", label=light_text(Status.DONE), status="done"),
            Line("没有在走的期限。", label=light_text(Status.NONE), status="none"),
            Line(deadline_note, "note"),
        ],
    )


def receipt_sheet(receipts: list[dict[str, object]]) -> Sheet:
    """回执: for each posting taken since the last one sent, what became of its records."""
    columns = [
        Column("receipt.number", "来文编号", 10, kind="integer", ours=False),
        Column("receipt.taken_at", "收取时间", 20, ours=False),
        Column("receipt.taken", "收下", 8, kind="integer", ours=False),
        Column("receipt.same", "原已有", 8, kind="integer", ours=False),
        Column("receipt.held", "待定", 8, kind="integer", ours=False),
        Column("receipt.refused", "未收", 8, kind="integer", ours=False),
        Column("receipt.note", "说明", 50, kind="longtext", ours=False),
    ]

    def cells(receipt: dict[str, object]) -> list[Cell]:
        counts = receipt["counts"]
        assert isinstance(counts, dict)
        taken = int(counts.get("new", 0)) + int(counts.get("changed", 0))
        same = int(counts.get("same", 0)) + int(counts.get("older", 0))
        return [int(str(receipt["number"])), str(receipt["at"]), taken, same, int(counts.get("held", 0)),
                int(counts.get("refused", 0)), str(receipt.get("note") or "")]  # fmt: skip

    return Sheet(RECEIPTS, "回执", "收到的工作簿和收取结果", columns, [cells(each) for each in receipts])
