"""延期申请: more time that was asked for and that nobody has decided on yet, here or below (Rules Art. 21).

A limit of the own office is decided in the request itself; one that the office above set is decided on its sheet, so a
request that it answered since is no longer open, though nothing is written into it.
"""

from app.ledger.columns import CASE
from app.ledger.duties import Duty
from app.ledger.pieces import run
from app.ledger.recused import recused
from app.records.movements import Extension
from app.rules.obligations import Obligation
from app.rules.status import Status, working_days_left
from app.store.case_file import CaseFile, read_cases
from app.store.office import Office

EXTENSION = "extension"
"""The kind of such a line."""
MOST = 50
_ASKED = (
    'SELECT DISTINCT r."id", r."n" FROM "extension" e JOIN "registration" r ON r."id" = e."case" '
    'JOIN "case_row" c ON c."registration" = r."n" '
    'WHERE e."decision" = \'requested\' AND e."voided" IS NULL AND c."voided" = 0 AND EXISTS (SELECT 1 '
    'FROM "case_obligation" o WHERE o."registration" = r."n" AND o."rule" = e."rule" AND o."done_on" IS NULL) '
    'AND NOT EXISTS (SELECT 1 FROM "supervision" s WHERE s."n" = c."supervision" AND s."owner" <> e."owner" '
    "AND s.\"owner\" = ?1 AND s.\"extension\" IN ('approved', 'refused') "
    'AND s."extension_decided_on" >= ifnull(e."asked_on", \'\')) ORDER BY e."asked_on" LIMIT ?2'
)
"""What was answered on our own sheet stays `requested` in the asker's record, so it must not fill the lines."""
_DECIDED = ("approved", "refused")


def of_the_sheet(case: CaseFile, asked: Extension) -> bool:
    """Whether the office above decides on it: the limit starts on its sheet, and the sheet is not the asker's."""
    sheet = case.supervision
    start = next((each.start for each in case.measure.rules if each.id == asked.rule), "")
    return sheet is not None and sheet.owner != asked.owner and start.startswith("supervision.")


def awaiting(case: CaseFile) -> list[Extension]:
    """The requests of the case that wait for a decision, oldest first."""
    return [
        each
        for each in case.of(Extension)
        if each.decision == "requested" and not (of_the_sheet(case, each) and _answered(case, each))
    ]


def _answered(case: CaseFile, asked: Extension) -> bool:
    sheet = case.supervision
    if sheet is None or sheet.extension not in _DECIDED or sheet.extension_decided_on is None:
        return False
    return asked.asked_on is None or sheet.extension_decided_on >= asked.asked_on


def to_decide(office: Office) -> list[Duty]:
    """A line for each request on which this office decides."""
    gone = recused(office.db, CASE)
    found = [str(id) for id, number in run(office.db, _ASKED, [office.code, MOST]) if number not in gone]
    files = read_cases(office, found) if found else []
    lines = (_line(office, case, each) for case in files for each in awaiting(case))
    return [line for line in lines if line is not None]


def _line(office: Office, case: CaseFile, asked: Extension) -> Duty | None:
    above = of_the_sheet(case, asked)
    sheet = case.supervision
    decides = sheet.owner if above and sheet is not None else asked.owner
    duty = next((each for each in case.obligations if each.rule.id == asked.rule and each.is_open), None)
    if decides != office.code or duty is None or case.registration.voided is not None:
        return None
    done = "supervision.extension_decided_on" if above else "extension.decided_on"
    who = (case.handling.unit if above and case.handling is not None else None) or ""
    what = f"审批{who}{duty.rule.label}延期"
    left = working_days_left(duty, case.measure.calendar, office.today)
    return Duty(EXTENSION, what, _status(office, duty), duty.due_on, left, (done,), asked.asked_on, case=case)


def _status(office: Office, duty: Obligation) -> Status:
    """It presses from the day it is asked: the day by the rule does not wait for the answer."""
    return Status.OVERDUE if duty.due_on < office.today else Status.DUE_SOON
