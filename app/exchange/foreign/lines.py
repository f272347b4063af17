"""What a row of a foreign table says, as values of ours: the plain data that is read, matched, shown and taken."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.tables import Passed, Table
from app.schema.kinds import Value

MISSING = "缺少"


@dataclass(frozen=True, slots=True)
class Note:
    """Something told of a cell: `kind` is repair, doubt or problem; `text` what stands in it. Row and column from 0."""

    row: int
    column: int
    kind: str
    text: str
    sentence: str
    field: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it only says that a value lacks which a new case needs."""
        return self.kind == "problem" and not self.text and self.sentence.startswith(MISSING)


@dataclass(slots=True)
class Line:
    """One row understood: single values by full id, one mapping for each allegation, texts kept by heading.

    `problems` is why it cannot be taken; `rows` are the rows of the sheet it stands on, more than one where merged
    cells make several rows one matter.
    """

    rows: list[int]
    values: dict[str, Value] = field(default_factory=dict)
    allegations: list[dict[str, Value]] = field(default_factory=list)
    measures: list[dict[str, Value]] = field(default_factory=list)
    """What was done about each of several persons; of one person it stands in `values`."""
    kept: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    assumed: set[str] = field(default_factory=set)
    """Fields that the sheet does not say: a new case needs them, a known one keeps its own."""

    @property
    def row(self) -> int:
        """The first row it stands on, from 0."""
        return self.rows[0]

    @property
    def problems(self) -> list[Note]:
        """Why it is refused; empty where it may be taken."""
        return [each for each in self.notes if each.kind == "problem"]


@dataclass(slots=True)
class Understood:
    """A table as understood. `unknown` words by (field, word) with how often; `assumed` what the sheet does not say."""

    table: Table
    mapping: list[Mapped]
    lines: list[Line]
    passed: list[Passed]
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    assumed: dict[str, str] = field(default_factory=dict)
    unfound: list[str] = field(default_factory=list)
    """Labels of what every new case needs and no column says: somebody must point at the column."""


@dataclass(frozen=True)
class Wishes:
    """What the person decided beside the mapping: cells whose repair is refused, values for columns that are missing."""

    refused: frozenset[tuple[int, int]] = frozenset()
    given: Mapping[str, Value] = field(default_factory=dict)
