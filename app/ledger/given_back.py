"""退回的交办: what a unit returned stands on 今日 of the office that gave it until it is given anew or handled there.

Rules Art. 16, 17: what is found to be nobody's of that unit goes back, and is passed on promptly.
"""

import json

from app.ledger.columns import CASE
from app.ledger.duties import Duty
from app.ledger.pieces import run
from app.ledger.recused import recused
from app.rules.status import Status
from app.store.case_file import CaseFile
from app.store.office import Office
from app.store.outlines import outlines

RETURNED = "returned"
"""The kind of such a line."""
WORKING_DAYS = 5
"""Within which it is passed on; the rule names no days for it, so it is measured like what was forwarded."""
MOST = 50
# `+` keeps the index on owners out: that of the case holds one or two, that of the owner all that a county ever gave.
_OF_THE_SHEET = (
    'x."case" = s."case" AND +x."owner" = s."owner" AND +x."assigned_on" >= \'\' AND x."voided" IS NULL'
)
_RETURNS = 'y."case" = s."case" AND y."owner" <> s."owner" AND y."returned_on" >= \'\' AND y."voided" IS NULL'
GIVEN_BACK = (
    'h."returned_on" >= \'\' AND h."owner" <> s."owner" AND (h."returned_on" > s."assigned_on" OR '
    f'(SELECT count(*) FROM "handling" y WHERE {_RETURNS}) >= (SELECT count(*) FROM "supervision" x WHERE {_OF_THE_SHEET}))'
)
"""SQL over the current handling `h` and sheet `s` of a case; the same as `app.actions.case_action.is_given_back`."""
_ASKED = (
    'SELECT r."id" FROM "supervision" s CROSS JOIN "case_row" c ON c."supervision" = s."n" AND +c."voided" = 0 '
    'JOIN "handling" h ON h."n" = c."handling" JOIN "registration" r ON r."n" = c."registration" '
    'WHERE s."owner" = ?1 AND s."assigned_on" >= \'\' AND s."withdrawn_on" IS NULL AND c."open" = 1 '
    f'AND ({GIVEN_BACK}) AND c."registration" NOT IN (SELECT value FROM json_each(?2)) ORDER BY h."returned_on" LIMIT ?3'
)


def given_back(office: Office) -> list[Duty]:
    """A line for each, the oldest first."""
    if office.level != "county":
        return []
    masked = json.dumps(list(recused(office.db, CASE)))
    found = [str(id) for (id,) in run(office.db, _ASKED, [office.code, masked, MOST])]
    files = outlines(office, found) if found else {}
    return [_line(office, files[id]) for id in found]


def _line(office: Office, case: CaseFile) -> Duty:
    handling = case.handling
    assert handling is not None and handling.returned_on is not None
    due = office.calendar.add_working_days(handling.returned_on, WORKING_DAYS).day
    days = office.calendar.working_days_between(office.today, due)
    left = min(days, -1) if office.today > due else days
    status = Status.OVERDUE if left < 0 else Status.DUE_SOON
    what = f"{handling.unit or '下级'}退回，请重新交办或者自办"
    done = ("supervision.assigned_on", "handling.received_on")
    return Duty(RETURNED, what, status, due, left, done, handling.returned_on, case=case)
