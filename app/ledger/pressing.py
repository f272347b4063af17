"""Which cases press: the rows of 今日.

One statement over the index on lights; of 20,000 pressing cases no column is read that is not wanted.
"""

import json
from collections.abc import Collection

from app.ledger.columns import CASE, column
from app.ledger.pieces import run
from app.ledger.query import LIGHT
from app.ledger.recused import recused
from app.rules.status import Status
from app.store import recusal
from app.store.office import Office

PRESSING = (Status.OVERDUE.value, Status.URGENT.value, Status.DUE_SOON.value)
"""Statuses over or near a limit."""
_STANDS = (
    'FROM "case_row" c {joins}WHERE c."voided" = 0 AND c."settled" IS NULL AND {due} '
    'AND +c."duty_unit" {whose} ?2 AND c."registration" NOT IN (SELECT value FROM json_each(?3))'
)
"""`+` keeps the index on units out: in an office that owes everything itself it would read every case."""
_PRESSES = '(c."overdue_from" <= ?1 OR c."urgent_from" <= ?1 OR c."due_soon_from" <= ?1)'
_LATE = 'c."overdue_from" <= ?1'
_OWNERS = 'JOIN "registration" r ON r."n" = c."registration" LEFT JOIN "handling" h ON h."n" = c."handling" '
_Rows = list[tuple[int, str, str]]


def pressing_of(office: Office) -> _Rows:
    """Row number, light and rule of the pressing cases in which the duty that is due first is the office's own, the
    earliest due first; without those of which the reader may see the number only."""
    light = column(CASE, LIGHT).sql.replace("?", "?1")
    stands = _STANDS.format(joins="", due=_PRESSES, whose="=")
    sql = f'SELECT c."registration", {light}, c."due_rule" {stands} ORDER BY c."due_on", c."registration"'
    return run(office.db, sql, _said(office))


def pressing_count(office: Office, rule: str, resting: Collection[tuple[int, str]]) -> int:
    """How many rows `pressing_of` gives, but for those of a rule, and those near their limit that rest (row number and
    rule)."""
    asleep = json.dumps([f"{number} {each}" for number, each in resting])
    awake = f'({_LATE} OR c."registration" || \' \' || c."due_rule" NOT IN (SELECT value FROM json_each(?5)))'
    sql = f'SELECT count(*) {_STANDS.format(joins="", due=_PRESSES, whose="=")} AND c."due_rule" IS NOT ?4 AND {awake}'
    ((count,),) = run(office.db, sql, [*_said(office), rule, asleep])
    return int(count)


def mixed(office: Office, most: int) -> list[int]:
    """Row numbers of pressing cases in which another's duty is due first, but a part is the office's own."""
    stands = _STANDS.format(joins=_OWNERS, due=_PRESSES, whose="IS NOT")
    own = 'AND (r."owner" = ?2 OR h."owner" = ?2) ORDER BY c."due_on", c."registration" LIMIT ?4'
    return [
        number
        for (number,) in run(office.db, f'SELECT c."registration" {stands} {own}', [*_said(office), most])
    ]


def late_units(office: Office) -> dict[str, int]:
    """In how many cases each other unit is late with what is due first."""
    stands = _STANDS.format(joins="", due=_LATE, whose="IS NOT")
    return dict(run(office.db, f'SELECT c."duty_unit", count(*) {stands} GROUP BY 1', _said(office)))


def _said(office: Office) -> list[str]:
    """The day, the office, and the rows that are masked. Raises NotAllowed for who may not read cases."""
    recusal.refuse_reading(office.db)
    return [office.today.isoformat(), office.code, json.dumps(list(recused(office.db, CASE)))]
