"""等着反馈: results that are still to be told to a real-name reporter, while there is time (Rules Art. 27; T04).

What presses or is late stands among the duties; these would stand nowhere until three days before.
"""

import json

from app.ledger.columns import CASE
from app.ledger.duties import Duty, from_obligation
from app.ledger.pieces import run
from app.ledger.query import record_ids
from app.ledger.recused import recused
from app.store.office import Office
from app.store.outlines import outlines

TELLS = "T04"
MOST = 50
_ASKED = (
    'SELECT o."registration" FROM "case_obligation" o JOIN "case_row" c ON c."registration" = o."registration" '
    'JOIN "handling" h ON h."n" = c."handling" WHERE o."rule" = ?1 AND o."settled" IS NULL AND o."due_on" >= ?2 '
    'AND o."done_on" IS NULL AND o."stopped_on" IS NULL AND ifnull(o."due_soon_from", \'9999\') > ?2 '
    'AND ifnull(o."urgent_from", \'9999\') > ?2 AND c."voided" = 0 AND h."owner" = ?3 '
    'AND o."registration" NOT IN (SELECT value FROM json_each(?4)) ORDER BY o."due_on", o."registration" LIMIT ?5'
)


def to_tell(office: Office) -> list[Duty]:
    """A line for each, what is due first first."""
    masked = json.dumps(list(recused(office.db, CASE)))
    found = run(office.db, _ASKED, [TELLS, office.today.isoformat(), office.code, masked, MOST])
    numbers = [number for (number,) in found]
    known = record_ids(office.db, CASE, numbers)
    files = outlines(office, list(known.values())) if numbers else {}
    return [
        from_obligation(case.measure, duty, office.today, case=case)
        for number in numbers
        if (case := files.get(known[number])) is not None
        for duty in case.obligations
        if duty.rule.id == TELLS and duty.is_open
    ]
