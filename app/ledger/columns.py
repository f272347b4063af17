"""What a ledger can show: the declared fields of its source, and for cases a few computed columns.

A column knows its SQL (value and order), the table it stands in, and how its stored face is read. `days` counts
the places for today's date.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.ledger.sweep import SQL as SWEEP_SQL
from app.ledger.sweep import SWEEP
from app.records.catalogue import BANDS, KINDS
from app.records.matters import Allegation
from app.records.record import Record
from app.rules.after_closing import After
from app.rules.declarations import shipped_rules
from app.rules.stage import Stage
from app.rules.status import Status
from app.schema.field import Field
from app.schema.kinds import Choice, Choices, Day, Kind, Link, LongText, Person, Stored, Text
from app.store.same import home_sql

CASE = "case"
PLAIN = "k"
ALIAS = {"registration": "r", "handling": "h", "supervision": "s", "allegation": "a"}
"""The short name under which a statement on cases has each table; the derived row itself is `c`."""
_LIGHT = (
    'CASE WHEN c."settled" IS NOT NULL THEN c."settled" WHEN c."overdue_from" <= ? THEN \'overdue\' '
    "WHEN c.\"urgent_from\" <= ? THEN 'urgent' WHEN c.\"due_soon_from\" <= ? THEN 'due_soon' ELSE 'running' END"
)
_WORST_FIRST = (
    "CASE WHEN c.\"settled\" = 'done_late' THEN 5 WHEN c.\"settled\" = 'done' THEN 6 "
    'WHEN c."settled" IS NOT NULL THEN 7 WHEN c."overdue_from" <= ? THEN 0 WHEN c."urgent_from" <= ? THEN 1 '
    'WHEN c."due_soon_from" <= ? THEN 2 ELSE 3 END'
)

DUTY_UNIT, OWNER = "case.duty_unit", "case.owner"
UNITS = (DUTY_UNIT, OWNER)
"""Columns that hold codes of units."""


FLAGS = "case.flags"
ENDED_ON, LIMIT_ON, CLOSING, UNIT = "case.ended_on", "case.limit_on", "case.closing", "case.unit"
"""When a case ended by closing or otherwise; by when it was to be closed; whether it was in time; who handles it."""
_UNIT = (
    'coalesce((SELECT x."unit" FROM "handling" x WHERE x."n" = c."handling"), '
    '(SELECT x."handling_unit" FROM "supervision" x WHERE x."n" = c."supervision"))'
)
MATTER = "visit.of_matter"
"""The matter about which somebody came."""
WHOSE = "case.whose"
"""The unit in whose hands a case is, also where it registered the case itself; blank for our own office."""
_WHOSE = (
    f'coalesce({_UNIT}, (SELECT u."name" FROM "registration" x JOIN "unit" u ON u."code" = x."owner" '
    'WHERE x."n" = c."registration" AND u."voided" IS NULL LIMIT 1))'
)


@dataclass(frozen=True)
class Column:
    """One column a ledger can show. `name` is the full field id, or `case.…` for a computed one.

    `table` is the alias it stands in. `words` names the stored codes of a computed column, in their order.
    """

    name: str
    label: str
    field: Field
    sql: str
    order: str
    table: str = "c"
    days: int = 0
    never_blank: bool = False
    words: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)

    @property
    def kind(self) -> Kind:
        """How its values are read."""
        return self.field.kind

    @property
    def codes(self) -> tuple[str, ...]:
        """The stored codes it may hold, in the order in which they sort; none for a free value."""
        if type(self.kind) is Choice:
            return tuple(code.id for code in self.kind.codes.codes)
        return tuple(self.words)

    def text(self, stored: Stored) -> str:
        """What a person reads."""
        if stored is None:
            return ""
        if self.words:
            return self.words.get(str(stored), str(stored))
        kind = self.kind
        return (
            str(stored) if isinstance(kind, (Text, LongText, Day)) else kind.to_text(kind.from_stored(stored))
        )


def _computed(name: str, label: str, kind: Kind, width: int) -> Field:
    return Field(kind=kind, label=label, width=width, derived=True, name=name, record=CASE)


@cache
def _case_columns() -> dict[str, Column]:
    lights = {status.value: status.label for status in Status}
    stages = {stage.value: stage.label for stage in Stage}
    rules = {rule.id: rule.label for rule in shipped_rules()}
    made = (
        Column("case.light", "期限", _computed("light", "期限", Text(), 18), _LIGHT, _WORST_FIRST, days=3,
               never_blank=True, words=lights),
        Column("case.stage", "办理阶段", _computed("stage", "办理阶段", Text(), 9), 'c."stage"', 'c."stage"',
               never_blank=True, words=stages),
        Column("case.due_on", "最近期限", _computed("due_on", "最近期限", Day(), 11), 'c."due_on"', 'c."due_on"'),
        Column("case.due_rule", "期限依据", _computed("due_rule", "期限依据", Text(), 12), 'c."due_rule"',
               'c."due_rule"', words=rules),
        Column("case.after", "办结之后", _computed("after", "办结之后", Text(), 13), 'c."after"', 'c."after"',
               never_blank=True, words={each.value: f"{each.mark} {each.label}" for each in After}),
        Column(FLAGS, "标记", _computed("flags", "标记", Choices("case_flag"), 10), 'c."flags"', 'c."flags"'),
        Column(SWEEP, "起底", _computed("sweep", "起底", Choices("sweep"), 14), SWEEP_SQL, SWEEP_SQL),
        Column("case.respondents", "被反映人", _computed("respondents", "被反映人", Person(), 10),
               'c."respondents"', 'c."respondent_key"', never_blank=True),
        Column(ENDED_ON, "了结日期", _computed("ended_on", "了结日期", Day(), 11), 'c."ended_on"',
               'c."ended_on"'),
        Column(LIMIT_ON, "办结期限", _computed("limit_on", "办结期限", Day(), 11), 'c."limit_on"',
               'c."limit_on"'),
        Column(CLOSING, "办结时效", _computed("closing", "办结时效", Text(), 10), 'c."closing"', 'c."closing"',
               words={"done": "按期办结", "done_late": "逾期办结"}),
        Column(UNIT, "承办单位(含未签收)", _computed("unit", "承办单位(含未签收)", Text(), 14), _UNIT, _UNIT),
        Column(WHOSE, "所在单位", _computed("whose", "所在单位", Text(), 14), _WHOSE, _WHOSE),
        Column(DUTY_UNIT, "责任单位", _computed("duty_unit", "责任单位", Text(), 12), 'c."duty_unit"', 'c."duty_unit"',
               never_blank=True),
        Column(OWNER, "登记单位", _computed("owner", "登记单位", Text(), 12), 'r."owner"', 'r."owner"', "r",
               never_blank=True),
    )  # fmt: skip
    return {each.name: each for each in made}


@cache
def columns(source: str) -> dict[str, Column]:
    """Every column of a source by name, in the order of the form. Sensitive fields are none."""
    if source != CASE:
        own = {each.id: _declared(each, PLAIN) for each in KINDS[source].columns() if _shown(each)}
        return _case_number(source) | own if belongs_to_case(source) else own
    side_by_side: tuple[type[Record], ...] = (*BANDS, Allegation)
    return dict(_case_columns()) | {
        each.id: _declared(each, ALIAS[record.kind])
        for record in side_by_side
        for each in record.columns()
        if _shown(each)
    }


def belongs_to_case(source: str) -> bool:
    """Whether the rows of a source are parts of a case."""
    return source != CASE and any(each.name == "case" for each in KINDS[source].columns())


_CASE = 'k."case"'


def _case_number(source: str) -> dict[str, Column]:
    """The number of the case to which a row of a list belongs."""
    sql = f'(SELECT r."case_no" FROM "registration" r WHERE r."id" = {home_sql(_CASE)})'
    made = Field(kind=Text(), label="信访编号", width=18, derived=True, name="of_case", record=source)
    found = {made.id: Column(made.id, made.label, made, sql, sql, PLAIN)}
    return found if source != "visit" else {**found, MATTER: _matter()}


def _matter() -> Column:
    """The number of the main item of the matter about which somebody came: visits per matter (M21)."""
    asked = '(SELECT m."case_no" FROM "registration" r JOIN "case_row" c ON c."registration" = r."n" '
    own = f'{asked}JOIN "registration" m ON m."n" = c."family" WHERE r."id" = k."case")'
    made = Field(kind=Text(), label="接访的事项", width=18, derived=True, name="of_matter", record="visit")
    return Column(made.id, made.label, made, own, own, PLAIN)


@cache
def hidden(source: str) -> dict[str, Column]:
    """What a screen asks of a row beside its columns: `row.id`, and `row.<kind>` with the owner of each part."""
    if source != CASE:
        kinds = {source: PLAIN}
        own = PLAIN
    else:
        kinds, own = ALIAS, "r"
    asked = [("row.id", f'{own}."id"', own)]
    asked += [(f"row.{kind}", f'{alias}."owner"', alias) for kind, alias in kinds.items()]
    if belongs_to_case(source):
        asked.append(("row.case", 'k."case"', PLAIN))
    plain = Field(kind=Text(), label="", derived=True)
    return {name: Column(name, "", plain, sql, sql, table) for name, sql, table in asked}


def column(source: str, name: str) -> Column:
    """One column; KeyError when the source has none of that name."""
    found = columns(source).get(name)
    return found if found is not None else hidden(source)[name]


def searched(source: str) -> tuple[str, ...]:
    """Names of the text columns that a search of a plain source looks through."""
    return tuple(
        each.name
        for each in KINDS[source].columns()
        if isinstance(each.kind, (Text, LongText)) and not each.sensitive
    )


def has_codes(column: Column) -> bool:
    """Whether it sorts by the order of its codes rather than by its stored face."""
    return bool(column.codes) and not isinstance(column.kind, Choices)


def _shown(field: Field) -> bool:
    return not field.sensitive and not isinstance(field.kind, Link)


def _declared(field: Field, alias: str) -> Column:
    sql = f'{alias}."{field.name}"'
    order = f'{alias}."{field.name}_pinyin"' if isinstance(field.kind, Person) else sql
    return Column(field.id, field.label, field, sql, order, alias)
