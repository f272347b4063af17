"""What a ledger can show: the declared fields of its source, and for cases a few computed columns.

A column knows its SQL (value and order) and which tables that needs. `days` counts the places for today's date.
"""

from dataclasses import dataclass
from functools import cache

from app.records.catalogue import BANDS, KINDS
from app.records.matters import Allegation
from app.records.record import Record
from app.schema.field import Field
from app.schema.kinds import Choice, Count, Day, Link, LongText, Person, Text

CASE = "case"
_ALIAS = {"registration": "r", "handling": "h", "supervision": "s", "allegation": "a"}
_LIGHT = (
    'CASE WHEN c."settled" IS NOT NULL THEN c."settled" WHEN c."overdue_from" <= ? THEN \'overdue\' '
    "WHEN c.\"urgent_from\" <= ? THEN 'urgent' WHEN c.\"due_soon_from\" <= ? THEN 'due_soon' "
    "WHEN c.\"running_from\" <= ? THEN 'running' ELSE 'none' END"
)
_WORST_FIRST = (
    'CASE WHEN c."settled" = \'done_late\' THEN 5 WHEN c."settled" = \'done\' THEN 6 '
    'WHEN c."settled" IS NOT NULL THEN 7 WHEN c."overdue_from" <= ? THEN 0 WHEN c."urgent_from" <= ? THEN 1 '
    'WHEN c."due_soon_from" <= ? THEN 2 WHEN c."running_from" <= ? THEN 3 ELSE 7 END'
)


@dataclass(frozen=True)
class Column:
    """One column a ledger can show. `name` is the full field id, or `case.…` for a computed one."""

    name: str
    label: str
    field: Field
    sql: str
    order: str
    joins: frozenset[str] = frozenset()
    days: int = 0
    never_blank: bool = False


def _computed(name: str, label: str, kind: Text | Day | Choice | Count, width: int) -> Field:
    return Field(kind=kind, label=label, width=width, derived=True, name=name, record=CASE)


_COMPUTED: dict[str, Column] = {
    each.name: each
    for each in (
        Column("case.light", "状态", _computed("light", "状态", Text(), 12), _LIGHT, _WORST_FIRST, days=4,
               never_blank=True),
        Column("case.stage", "办理阶段", _computed("stage", "办理阶段", Text(), 9), 'c."stage"', 'c."stage"',
               never_blank=True),
        Column("case.due_on", "最近期限", _computed("due_on", "最近期限", Day(), 11), 'c."due_on"', 'c."due_on"'),
        Column("case.due_rule", "期限依据", _computed("due_rule", "期限依据", Text(), 9), 'c."due_rule"',
               'c."due_rule"'),
        Column("case.respondents", "被反映人", _computed("respondents", "被反映人", Person(), 12),
               'c."respondents"', 'c."respondent_key"', never_blank=True),
        Column("case.owner", "登记单位", _computed("owner", "登记单位", Text(), 12), 'r."owner"', 'r."owner"',
               frozenset({"registration"}), never_blank=True),
    )
}  # fmt: skip


@cache
def columns(source: str) -> dict[str, Column]:
    """Every column of a source by name, in the order of the form. Sensitive fields are none."""
    if source != CASE:
        return {each.id: _plain(each, "k", frozenset()) for each in KINDS[source].columns() if _shown(each)}
    found = dict(_COMPUTED)
    side_by_side: tuple[type[Record], ...] = (*BANDS, Allegation)
    for record in side_by_side:
        for each in record.columns():
            if _shown(each):
                found[each.id] = _plain(each, _ALIAS[record.kind], frozenset({record.kind}))
    return found


def column(source: str, name: str) -> Column:
    """One column; KeyError when the source has none of that name."""
    return columns(source)[name]


def searched(source: str) -> tuple[str, ...]:
    """Names of the text columns that a search of a plain source looks through."""
    return tuple(
        each.name
        for each in KINDS[source].columns()
        if isinstance(each.kind, (Text, LongText)) and not each.sensitive
    )


def _shown(field: Field) -> bool:
    return not field.sensitive and not isinstance(field.kind, Link)


def _plain(field: Field, alias: str, joins: frozenset[str]) -> Column:
    sql = f'{alias}."{field.name}"'
    order = f'{alias}."{field.name}_pinyin"' if isinstance(field.kind, Person) else sql
    if type(field.kind) is Choice:
        ranks = " ".join(f"WHEN '{code.id}' THEN {rank}" for rank, code in enumerate(field.kind.codes.codes))
        order = f"CASE {sql} {ranks} END"
    return Column(field.id, field.label, field, sql, order, joins)
