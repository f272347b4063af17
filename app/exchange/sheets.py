"""What a workbook shall hold, said without any library: sheets, columns and cells, nothing of records.

A `Book` is described here, written by `write_xlsx` and read back by `read_xlsx`. A `Sheet` is laid out in rows as
title, unit and date, field ids (hidden), bands, headers, and then its data; a `FreeSheet` is lines of words for
people, a `RawSheet` is chunks of text for the machine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

ColumnKind = Literal["text", "longtext", "date", "integer", "money", "flag", "id"]
Status = Literal["overdue", "urgent", "due_soon", "running", "done", "done_late", "none"]
Visibility = Literal["visible", "hidden", "very_hidden"]
LineLook = Literal["title", "heading", "text", "note"]

TITLE_ROW, SUBTITLE_ROW, FIELD_ROW, BAND_ROW, HEADER_ROW, FIRST_DATA_ROW = range(6)
"""Row indices (from 0) of a `Sheet` as we write it; a reader must look, because people insert and delete rows."""

CHUNK_LIMIT = 32_000
"""Characters one chunk of a `RawSheet` may have: safely below the 32,767 that Excel puts into a cell."""

YES, NO = "是", "否"
"""How a bool in a flag column is written."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell that carries a status: solid fill and the word in it, so that a black and white print says the same."""

    value: str | int | date | None
    style: Status


Cell = str | int | float | Decimal | bool | date | datetime | None | Styled


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a `Sheet`. Width is in characters of the standard type, a Chinese character counting two.

    `ours`: the receiver of the workbook fills it in (white); otherwise it is grey. Columns that stand side by side
    with an equal `band` share one merged cell above their headers. `choices` become a drop-down that warns but does
    not forbid. A `hidden` column holds nothing as a rule: its blank cells are not written.
    """

    field_id: str
    header: str
    width: float = 12
    kind: ColumnKind = "text"
    band: str | None = None
    ours: bool = True
    input_message: str | None = None
    choices: tuple[str, ...] | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `rows` is walked once, while writing; each row has one cell per column.

    The headers and the first `frozen_columns` columns stay in sight and are repeated on every printed page.
    """

    name: str
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    visibility: Visibility = "visible"
    frozen_columns: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a `FreeSheet`: an optional label, which may wear a status's colour, and the text beside it."""

    text: str
    look: LineLook = "text"
    label: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class FreeSheet:
    """Words for people, such as 说明."""

    name: str
    lines: Sequence[Line]
    visibility: Visibility = "visible"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Text for the machine in column A, one chunk of at most `CHUNK_LIMIT` characters per row."""

    name: str
    chunks: Iterable[str]
    visibility: Visibility = "very_hidden"


AnySheet = Sheet | FreeSheet | RawSheet


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook. The first sheet must be visible. Custom properties are at most 255 characters each.

    `at_last` gives those of them that only the written sheets tell; it is handed the digest of all parts but the
    properties themselves (`package.parts_digest` finds the same in a file that nobody has saved since).
    """

    sheets: Sequence[AnySheet]
    custom_properties: dict[str, str] = field(default_factory=dict)
    creator: str = ""
    created: datetime | None = None
    at_last: Callable[[str], Mapping[str, str]] | None = None
