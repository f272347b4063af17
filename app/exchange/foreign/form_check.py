"""What the county checks of a form (domain rules 5.1, L7), looked at before it leaves: columns against the report's text.

Also texts longer than their heading allows (100字以内). Nothing is changed; each doubt is told with the case's number.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.exchange.foreign.days_written import day_written
from app.exchange.foreign.fill import Filling
from app.exchange.foreign.headings import plain_heading
from app.exchange.foreign.mapping import Mapped
from app.exchange.sheets import Book, Cell, Column, Sheet, Styled
from app.exchange.write_xlsx import write_book
from app.schema.kinds import Choices

REPORT = "处置情况报告"
"""The heading under which the whole report stands."""

WRONG, CONFIRM = "不一致", "要确认"
_MOST = re.compile(r"(\d{1,4})\s*个?字(?:以内|之内|内)|(?:不超过|不得超过|不多于|限)\s*(\d{1,4})\s*个?字")
_DAY = r"((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-])?(?:\s*(\d{1,2})\s*日?)?"
_BEFORE_OR_AFTER = {
    "出生年月": (r"(?:出生|生(?![产活]))", r"出生(?:年月|日期|时间|于)?"),
    "入党时间": (r"(?:加入中国共产党|加入党|入党)", r"入党(?:时间|日期|于)?"),
    "办结时间": (r"(?:办结|了结|结案)", r"(?:办结|了结|结案)(?:时间|日期|于)?"),
}
_DAYS = {
    heading: (re.compile(_DAY + r"\s*" + behind), re.compile(ahead + r"\s*[:为]?\s*" + _DAY))
    for heading, (behind, ahead) in _BEFORE_OR_AFTER.items()
}
_NATION = re.compile(r"(?:^|[,、。;:\s()])([一-鿿]{1,6}族)(?=$|[,、。;\s()])")

Parts = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that the county would send back: which row of the sheet (from 1), whose case, under which heading.

    `wrong`: what stands here and there differs; otherwise somebody is to confirm it.
    """

    row: int
    case_no: str
    heading: str
    sentence: str
    wrong: bool

    @property
    def said(self) -> str:
        """The whole in one line."""
        return f"{self.word}：第 {self.row} 行 {self.case_no}，{self.heading}{self.sentence}"

    @property
    def word(self) -> str:
        """The mark beside the colour."""
        return WRONG if self.wrong else CONFIRM


def doubts_of(
    mapping: Sequence[Mapped], columns: Mapping[int, Sequence[Filling]], numbers: Sequence[str], first: int
) -> list[Doubt]:
    """The doubts of a form filled with these columns from row `first` on; `numbers` are the cases' own, row by row."""
    found = []
    headed = {plain_heading(each.heading): each for each in mapping if each.heading}
    limits = {each.column: most for each in mapping if (most := limit_of(each.heading))}
    for row, number in enumerate(numbers):
        cells = {column: values[row] for column, values in columns.items()}
        told = [*_too_long(mapping, limits, cells)]
        if REPORT in headed:
            said = {heading: cells.get(each.column) for heading, each in headed.items()}
            told += _against_report(said)
        found += [Doubt(first + row, number, *each) for each in told]
    return found


def limit_of(heading: str) -> int:
    """How many characters a heading allows; 0 where it does not say."""
    match = _MOST.search(unicodedata.normalize("NFKC", heading))
    return int(match[1] or match[2]) if match else 0


Told = tuple[str, str, bool]


def _too_long(
    mapping: Sequence[Mapped], limits: Mapping[int, int], cells: Mapping[int, Filling]
) -> Iterator[Told]:
    for each in mapping:
        text = cells.get(each.column)
        most = limits.get(each.column, 0)
        if most and isinstance(text, str) and len("".join(text.split())) > most:
            count = len("".join(text.split()))
            yield plain_heading(each.heading), f"有 {count} 字，表上限 {most} 字：请写短些", False


def _against_report(said: Mapping[str, Filling]) -> Iterator[Told]:
    report = _plain(said.get(REPORT))
    if not report:
        if said.get("办结时间"):
            yield REPORT, "已办结，报告是空的：请补上", False
        return
    for name in filter(None, _plain(said.get("被反映人")).split("、")):
        if name not in report:
            yield "被反映人", f"报告里没有“{name}”：请核对姓名", True
    if "民族" in said:
        yield from _nation(_plain(said["民族"]), report)
    for heading, shapes in _DAYS.items():
        if heading in said:
            yield from _day(heading, said[heading], shapes, report)
    if "组织措施" in said:
        yield from _measures(_plain(said["组织措施"]), report)


def _plain(value: Filling) -> str:
    """Without blanks and in half width, so that only words are compared; a day as it is written in numbers."""
    text = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    return "".join(unicodedata.normalize("NFKC", text).split())


def _nation(here: str, report: str) -> Iterator[Told]:
    there = list(dict.fromkeys(_NATION.findall(report)))
    wanted = here if here.endswith("族") or not here else f"{here}族"
    if wanted and wanted not in report:
        yield _told("民族", wanted, "、".join(there))
    elif not wanted and there:
        yield _told("民族", "", "、".join(there))


def _day(heading: str, value: Filling, shapes: Sequence[re.Pattern[str]], report: str) -> Iterator[Told]:
    there = [_parts(*match) for shape in shapes for match in shape.findall(report)]
    here = _day_here(value)
    if here is None and there:
        yield _told(heading, "", _shown(there[0]))
    elif here is not None and not any(_agree(here, each) for each in there):
        if not there and heading == "办结时间" and _stands(here, report):
            return
        yield _told(heading, _shown(here), _shown(there[0]) if there else "")


def _told(heading: str, here: str, there: str) -> Told:
    if here and there:
        return heading, f"表上是{here}，报告里是{there}：请改成一样的", True
    if here:
        return heading, f"表上是{here}，报告里没有写：请确认", False
    return heading, f"表上是空的，报告里是{there}：请确认", False


def _day_here(value: Filling) -> Parts | None:
    found = day_written(value) if isinstance(value, (date, str)) and value else None
    if found is None or found.precision not in ("day", "month"):
        return None
    return found.day.year, found.day.month, found.day.day if found.precision == "day" else None


def _parts(year: str, month: str, day: str) -> Parts:
    return int(year), int(month), int(day) if day else None


def _agree(one: Parts, other: Parts) -> bool:
    return one[:2] == other[:2] and (None in (one[2], other[2]) or one[2] == other[2])


def _stands(here: Parts, report: str) -> bool:
    return any(_agree(here, _parts(*each)) for each in re.findall(_DAY, report))


def _shown(day: Parts) -> str:
    return f"{day[0]}年{day[1]}月" + (f"{day[2]}日" if day[2] else "")


def _measures(here: str, report: str) -> Iterator[Told]:
    codes = Choices("organizational_measure").codes
    for measure in filter(None, re.split(r"[、;,]", here)):
        known = codes.find(measure)
        if not any(word in report for word in (measure, *(known.words if known else ()))):
            yield _told("组织措施", measure, "")
    there = [each.label for each in codes.codes if len(each.label) > 2 and each.label in report]
    if not here and there:
        yield _told("组织措施", "", "、".join(there))


def doubts_book(name: str, doubts: Sequence[Doubt]) -> bytes:
    """The doubts as a workbook: a line each, red where it differs, yellow where it is to be confirmed, and in words."""
    columns = [Column("check.word", "核对", 10), Column("check.row", "表上第几行", 12, "integer"),
               Column("check.number", "信访编号", 22), Column("check.heading", "栏目", 16),
               Column("check.said", "问题", 60, "longtext")]  # fmt: skip
    rows: Iterator[Sequence[Cell]] = (
        [Styled(each.word, "overdue" if each.wrong else "due_soon"), each.row, each.case_no, each.heading,
         each.sentence] for each in doubts
    )  # fmt: skip
    wrong = sum(each.wrong for each in doubts)
    under = f"不一致 {wrong} 处，要确认 {len(doubts) - wrong} 处"
    target = io.BytesIO()
    write_book(Book([Sheet("核对清单", f"{name}　核对清单", under, columns, rows, frozen_columns=1)]), target)
    return target.getvalue()
