"""Where the tables are on a sheet: headers found by scoring, several of them on one sheet, and what is no row of data."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.exchange.foreign.heading_groups import joined, meaning_in_group
from app.exchange.foreign.headings import Meaning, is_heading, plain_heading
from app.exchange.foreign.no_data import LONGEST, heading_words, why_no_data
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.years_said import month_of, year_of
from app.exchange.read_xlsx import Value

_TOP = 15
_DEPTHS = (1, 2, 3)
_SHORT = 20
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its number from 0, its text as joined from the rows of the header, what it may mean."""

    column: int
    text: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: rows count from 0, `last_row` is behind its last; `year` is that of the sheet's words."""

    sheet: Sheet
    header_rows: tuple[int, int]
    headings: tuple[Heading, ...]
    last_row: int
    year: int | None
    month: int | None = None
    """What the sheet's name or title says, where there is one for each month."""

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """What a mapping is remembered by: the headings in their order, without instructions."""
        plain = (plain_heading(each.text) for each in self.headings)
        return tuple(each for each in plain if not each.startswith("未收原因"))


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no data, and why."""

    row: int
    reason: str


_DIGITS = re.compile(r"\s*\d[\d\s./\-年月日:]{3,}\s*")
"""A day or a number of four and more digits, as text: no heading."""

Rows = tuple[int, int]
"""The rows of a header: the first, and the one behind the last; from 0."""


def tables_of(sheet: Sheet, source_name: str = "", header: Rows | None = None) -> list[Table]:
    """The tables of a sheet from top to bottom; none where nothing looks like a ledger.

    `header`: where a person said that the first header stands, whatever it looks like.
    """
    spread = _spread(sheet)
    found: list[tuple[int, int, tuple[Heading, ...]]] = []
    first = (
        _pointed_at(sheet, spread, header)
        if header
        else _best(sheet, spread, range(min(_TOP, len(sheet.rows))))
    )
    if first is None:
        return []
    found += [*(() if header else _above(sheet, spread, first)), first]
    row = first[1]
    while row < len(sheet.rows):
        if _looks_like_header(sheet.rows[row]):
            again = _best(sheet, spread, (row,))
            if again is not None and _mostly_known(again[2]) and not _same_headings(again[2], found[-1][2]):
                found.append(again)
                row = again[1]
                continue
        row += 1
    ends = [start for start, _, _ in found[1:]] + [len(sheet.rows)]
    year = year_of(sheet, found[0][0], source_name)
    month = month_of(sheet, found[0][0])
    return [
        Table(sheet, (start, stop), headings, end, year, month)
        for (start, stop, headings), end in zip(found, ends, strict=True)
    ]


_Found = tuple[int, int, tuple[Heading, ...]]
_SURE = 3
"""So many columns of a small table over the one that was found first must mean something."""


def _above(sheet: Sheet, spread: dict[tuple[int, int], Value], first: _Found) -> list[_Found]:
    """The tables over the one whose header looks best: it may be the second of a sheet."""
    stop = first[0] - 2  # a header, a row, and what stands between them and the next
    if stop < 0:
        return []
    found = _best(sheet, spread, range(stop))
    if (
        found is None
        or found[1] >= first[0]
        or sum(each.meaning is not None for each in found[2]) < _SURE
        or not _mostly_known(found[2])
        or _same_headings(found[2], first[2])
    ):
        return []
    return [*_above(sheet, spread, found), found]


def told_header(sheet: Sheet, tells: Callable[[Table], bool], source_name: str = "") -> list[Table]:
    """The tables below the first rows that `tells` knows as a header, such as one a person pointed at before."""
    for start in range(min(_TOP, len(sheet.rows))):
        for depth in _DEPTHS:
            found = tables_of(sheet, source_name, (start, start + depth))
            if found and tells(found[0]):
                return found
    return []


def data_rows(table: Table) -> tuple[list[int], list[Passed]]:
    """The rows of data, and those that are none with the reason; blank rows are neither."""
    rows: list[int] = []
    passed: list[Passed] = []
    own = {each.column: plain_heading(each.text) for each in table.headings if each.text}
    leaf = [heading_words(table.sheet.rows[at]) for at in range(*table.header_rows)]
    for number in range(table.header_rows[1], table.last_row):
        cells = table.sheet.rows[number]
        filled = [value for value in cells if value is not None and value != ""]
        if not filled or all(isinstance(value, str) and not value.strip() for value in filled):
            continue
        reason = why_no_data(cells, filled, own, leaf)
        if reason:
            passed.append(Passed(number, reason))
        else:
            rows.append(number)
    return rows, passed


def _spread(sheet: Sheet) -> dict[tuple[int, int], Value]:
    """Texts of merged cells at every place that they cover, in the rows where headers may stand."""
    spread: dict[tuple[int, int], Value] = {}
    for top, left, bottom, right in sheet.merged:
        if top < len(sheet.rows) and left < len(sheet.rows[top]) and right - left < 200 and bottom - top < 6:
            value = sheet.rows[top][left]
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    spread[row, column] = value
    return spread


def _best(
    sheet: Sheet, spread: dict[tuple[int, int], Value], starts: Iterable[int]
) -> tuple[int, int, tuple[Heading, ...]] | None:
    best: tuple[float, int, int, tuple[Heading, ...]] | None = None
    for start in starts:
        if not any(isinstance(value, str) and value.strip() for value in sheet.rows[start]):
            continue
        for depth in _DEPTHS:
            if start + depth > len(sheet.rows):
                break
            headings = _headings(sheet, spread, start, depth)
            score = _score(sheet, headings, start, depth)
            if score >= _LEAST - 0.5 and (best is None or score > best[0] + 0.01):
                best = (score, start, start + depth, headings)
    return best and _with_groups(sheet, spread, *best[1:])


def _with_groups(
    sheet: Sheet, spread: dict[tuple[int, int], Value], start: int, stop: int, headings: tuple[Heading, ...]
) -> tuple[int, int, tuple[Heading, ...]]:
    """The header with the rows of groups over it: they say whose a 姓名 or 日期 below them is."""
    while start > 0 and stop - start < _DEPTHS[-1] and _groups(sheet, start - 1):
        start -= 1
        headings = _headings(sheet, spread, start, stop - start)
    return start, stop, headings


def _groups(sheet: Sheet, row: int) -> bool:
    """Whether a row holds groups of headings: short words, one at least over several columns and none over all."""
    cells = sheet.rows[row]
    said = [value for value in cells if value is not None and value != ""]
    wide = [right - left + 1 for top, left, _, right in sheet.merged if top == row and right > left]
    if len(said) < 2 or not wide or max(wide) >= max(4, len(cells) * 2 // 3):
        return False
    return all(
        isinstance(value, str) and len(value) <= _SHORT and not re.search("[:：]|\\d{4}", value)
        for value in said
    )


def _pointed_at(
    sheet: Sheet, spread: dict[tuple[int, int], Value], header: Rows
) -> tuple[int, int, tuple[Heading, ...]] | None:
    start, stop = header[0], min(header[1], len(sheet.rows))
    if not 0 <= start < stop:
        return None
    headings = _headings(sheet, spread, start, stop - start)
    return (start, stop, headings) if any(each.text for each in headings) else None


def _headings(
    sheet: Sheet, spread: dict[tuple[int, int], Value], start: int, depth: int
) -> tuple[Heading, ...]:
    width = max(len(sheet.rows[row]) for row in range(start, start + depth))
    title = {
        (top, left): right - left
        for top, left, _, right in sheet.merged
        if right - left + 1 >= max(4, width * 2 // 3)
    }
    headings = []
    for column in range(width):
        words: list[str] = []
        for row in range(start, start + depth):
            cells = sheet.rows[row]
            value = spread.get((row, column), cells[column] if column < len(cells) else None)
            if (
                isinstance(value, str)
                and value.strip()
                and (row, 0) not in title
                and value.strip() not in words
            ):
                words.append(value.strip())
        text = "".join(words) if len(words) < 2 else joined(words)
        headings.append(Heading(column, text, meaning_in_group(words)))
    return tuple(headings)


def _score(sheet: Sheet, headings: tuple[Heading, ...], start: int, depth: int) -> float:
    """How much this looks like a header: columns that mean something, each field once, no data within."""
    once: dict[str, float] = {}
    for each in headings:
        if each.meaning is not None and len(each.text) <= LONGEST:
            fields = each.meaning.split or each.meaning.fields[:1]
            once[fields[0]] = max(once.get(fields[0], 0), each.meaning.certainty / 100)
    score = sum(once.values())
    for row in range(start, start + depth):
        cells = [value for value in sheet.rows[row] if value is not None and value != ""]
        data = sum(
            not isinstance(value, str) or len(value) > LONGEST or isinstance(value, date) for value in cells
        )
        score -= 1.5 * data
        if not cells or (depth > 1 and len(cells) == 1 and row == start):
            score -= 1.5  # a title, not a row of the header
    return score - 0.3 * (depth - 1)


def _looks_like_header(cells: Sequence[Value]) -> bool:
    """A cheap first look at a row below: words alone, no day or number among them, and two of the first are headings.

    Some codes are headings too (领导批示, 电话), so a row of data can hold several.
    """
    if any(value.__class__ is not str for value in cells[:12] if value is not None):
        return False
    if any(isinstance(value, str) and _DIGITS.fullmatch(value) for value in cells):
        return False
    words = [value for value in cells[:12] if isinstance(value, str) and 1 < len(value) <= 20][:5]
    if len(words) < _LEAST:
        return False
    return sum(map(is_heading, words)) >= _LEAST


def _mostly_known(headings: tuple[Heading, ...]) -> bool:
    said = [each for each in headings if each.text]
    return 2 * sum(each.meaning is not None for each in said) >= len(said)


def _same_headings(one: tuple[Heading, ...], other: tuple[Heading, ...]) -> bool:
    mine = {plain_heading(each.text) for each in one if each.text}
    theirs = {plain_heading(each.text) for each in other if each.text}
    return len(mine & theirs) * 3 >= 2 * len(mine)
