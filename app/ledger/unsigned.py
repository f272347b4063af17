"""等签收: what the office above gave or forwarded to this office and nobody here has signed for yet (Rules Art. 16; T02).

What was forwarded has a light of its own (H10) and, once that presses, stands among the duties instead.
"""

import json

from app.ledger.columns import CASE
from app.ledger.duties import Duty, own_duty
from app.ledger.pieces import run
from app.ledger.recused import recused
from app.records.offices import Unit
from app.rules.status import Status
from app.store.case_file import CaseFile
from app.store.letters import is_for
from app.store.office import Office
from app.store.outlines import outlines

UNSIGNED = "unsigned"
"""The kind of such a line."""
PRESSING = (Status.OVERDUE, Status.URGENT, Status.DUE_SOON)
WORKING_DAYS = 5
"""Within which what was forwarded is accepted or passed on (Rules Art. 16); what was assigned is measured alike."""
MOST = 50
_ASKED = (
    'SELECT r."id" FROM "supervision" s JOIN "case_row" c ON c."supervision" = s."n" '
    'JOIN "registration" r ON r."n" = c."registration" WHERE s."owner" = ?1 AND s."assigned_on" IS NOT NULL '
    'AND s."withdrawn_on" IS NULL AND c."handling" IS NULL AND c."voided" = 0 AND c."open" = 1 '
    'AND c."registration" NOT IN (SELECT value FROM json_each(?2)) ORDER BY s."assigned_on", r."n" LIMIT ?3'
)


def unsigned(office: Office) -> list[Duty]:
    """A line for each, the oldest first."""
    if not office.above:
        return []
    masked = json.dumps(list(recused(office.db, CASE)))
    found = [str(id) for (id,) in run(office.db, _ASKED, [office.above, masked, MOST])]
    if not found:
        return []
    ours = Unit(id="", owner=office.code, code=office.code, name=office.name)
    files = outlines(office, found)
    return [duty for id in found if (duty := _line(office, files[id], ours)) is not None]


def _line(office: Office, case: CaseFile, ours: Unit) -> Duty | None:
    sheet = case.supervision
    if sheet is None or sheet.assigned_on is None or not is_for(sheet.handling_unit, ours):
        return None
    first = own_duty(office, case)
    if first is not None and first.rule in _signing(case) and first.status in PRESSING:
        return None  # it stands among the duties
    due = office.calendar.add_working_days(sheet.assigned_on, WORKING_DAYS).day
    days = office.calendar.working_days_between(office.today, due)
    left = min(days, -1) if office.today > due else days
    near = left <= office.measure.preset.yellow_days
    status = Status.OVERDUE if left < 0 else Status.DUE_SOON if near else Status.RUNNING
    what = f"签收上级{sheet.text('referral_kind') or '交办'}"
    return Duty(UNSIGNED, what, status, due, left, ("handling.received_on",), sheet.assigned_on, case=case)


def _signing(case: CaseFile) -> list[str]:
    return [each.rule.id for each in case.obligations if each.rule.is_signing]
