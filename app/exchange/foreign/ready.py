"""The real ledgers that are known beforehand (domain rules 5.1, L1 to L8): what their columns mean, and the blank of some.

Each is one file in `resources/ledgers`; a further one needs no code.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.exchange.foreign.headings import plain_heading
from app.exchange.foreign.tables import Heading
from app.paths import resource

_SHARE = 0.9
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the fields under it (none: it stays beside the record), width in characters, group."""

    heading: str
    fields: tuple[str, ...]
    width: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """How the blank form of a ledger looks: lines of its title, what stands above the header and below the rows.

    `rows` blank rows are drawn; `numbered`: a row 1, 2, 3 … under the header; `sums` are headings with a sum below.
    """

    title: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    rows: int
    numbered: bool
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A ledger of a known shape; `blank` where its form is made by us."""

    id: str
    name: str
    columns: tuple[Column, ...]
    blank: Blank | None = None


@cache
def layouts() -> tuple[Layout, ...]:
    """Every known shape, L1 first."""
    return tuple(
        _layout(path.stem, tomllib.loads(path.read_text("utf-8")))
        for path in sorted(resource("ledgers").glob("*.toml"))
    )


def _layout(id: str, said: Mapping[str, object]) -> Layout:
    rows = said["columns"]
    assert isinstance(rows, list)
    form = said.get("form")
    return Layout(id, str(said["name"]), tuple(_column(*row) for row in rows),
                  _blank(form) if isinstance(form, dict) else None)  # fmt: skip


def _column(heading: str, fields: str, width: float, group: str = "") -> Column:
    return Column(heading, tuple(part.strip() for part in fields.split("+") if part.strip()), width, group)


def _blank(said: Mapping[str, object]) -> Blank:
    def words(key: str) -> tuple[str, ...]:
        found = said.get(key, [])
        assert isinstance(found, list)
        return tuple(str(each) for each in found)

    return Blank(words("title"), words("above"), words("below"), int(str(said["rows"])),
                 bool(said.get("numbered")), words("sums"))  # fmt: skip


def known_shape(headings: Sequence[Heading]) -> Layout | None:
    """The known ledger that these headings are, nine of ten at least; the one with most of them where several are."""
    words = [plain_heading(each.text) for each in headings if each.text]
    best: tuple[int, Layout] | None = None
    for layout in layouts():
        known = _by_heading(layout)
        met = sum(word in known for word in words)
        if met >= max(_LEAST, _SHARE * len(words)) and (best is None or met > best[0]):
            best = met, layout
    return best and best[1]


def ready_fields(headings: Sequence[Heading]) -> dict[int, tuple[str, ...]]:
    """By column, what it means in the known ledger that this is; blank where it is none.

    A field that a heading outside the known ledger means by name is left to that heading.
    """
    layout = known_shape(headings)
    if layout is None:
        return {}
    known = _by_heading(layout)
    others = {
        each.meaning.fields[0]
        for each in headings
        if each.meaning is not None and each.text and plain_heading(each.text) not in known
    }
    found = {each.column: known.get(plain_heading(each.text)) for each in headings if each.text}
    return {
        column: said.fields
        for column, said in found.items()
        if said is not None and not others & set(said.fields)
    }


@cache
def _by_heading(layout: Layout) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for each in layout.columns:
        for text in (each.heading, each.group + each.heading):
            found.setdefault(plain_heading(text), each)
    return found
