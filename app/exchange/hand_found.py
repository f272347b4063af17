"""What was found typed into a posting, before anybody judged it: cells, rows of nobody, and what is to be told."""

from dataclasses import dataclass, field

from app.schema.kinds import Stored

NUMBER = "registration.case_no"
RESPONDENTS = "case.respondents"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell that does not say what was exported.

    `id` is "" where the record does not exist yet (a band that was empty); `field` is a full id, or one of the computed
    columns; `base` and `typed` are stored faces. `wrong`: why it could not be understood, `asked`: what is to be
    asked before it may count, `computed`: whether no record holds it.
    """

    sheet: str
    cell: str
    row: int
    kind: str
    id: str
    case: str
    case_no: str
    field: str
    label: str
    base: Stored
    typed: Stored
    old: str
    new: str
    wrong: str = ""
    asked: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class LooseRow:
    """One row that is no row of the file: `values` are what could be read by field id, `reason` why it stands here.

    `fresh`: whether it may be a new row (it has no code at all).
    """

    sheet: str
    row: int
    kind: str
    reason: str
    fresh: bool
    values: dict[str, Stored] = field(default_factory=dict)
    said: str = ""
    wrong: str = ""
    case: str = ""
    """The case whose number it bears."""


@dataclass
class Reading:
    """Everything that was typed into a file."""

    cells: list[TypedCell] = field(default_factory=list)
    rows: list[LooseRow] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    """Names under which its sheets were exported, of those that were found."""
