"""Duties of all cases as they are stored, each with its light of today: what tests hold against what a case itself says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.rules.status import Status
from app.store.office import Office

LIGHT = (
    'CASE WHEN o."settled" IS NOT NULL THEN o."settled" WHEN o."overdue_from" <= :day THEN \'overdue\' '
    "WHEN o.\"urgent_from\" <= :day THEN 'urgent' WHEN o.\"due_soon_from\" <= :day THEN 'due_soon' ELSE 'running' END"
)


@dataclass(frozen=True)
class CaseDuty:
    """One duty of one case as it is stored."""

    case: str
    title: str
    rule_id: str
    subject: str
    status: Status
    due_on: date | None
    stopped_on: date | None


def case_duties(
    office: Office, statuses: Collection[Status], rules: Collection[str] = (), limit: int = 200
) -> list[CaseDuty]:
    """The duties with one of these lights today, the earliest due first; only of these rules when any are named."""
    params: dict[str, object] = {"day": office.today.isoformat(), "limit": limit}
    where = [f"{LIGHT} IN ({_marks('s', [each.value for each in statuses], params)})", 'c."voided" = 0']
    if rules:
        where.append(f'o."rule" IN ({_marks("r", list(rules), params)})')
    sql = (
        f'SELECT r."id", r."case_no", o."rule", o."subject", {LIGHT}, o."due_on", o."stopped_on" '
        'FROM "case_obligation" o JOIN "case_row" c ON c."registration" = o."registration" '
        'JOIN "registration" r ON r."n" = o."registration" '
        f'WHERE {" AND ".join(where)} ORDER BY o."due_on" IS NULL, o."due_on", r."n" LIMIT :limit'
    )
    return [
        CaseDuty(id, number or "(未编号)", rule, subject, Status(status), _day(due), _day(stopped))
        for id, number, rule, subject, status, due, stopped in office.db.execute_sql(sql, params).fetchall()
    ]


def duty_counts(office: Office) -> dict[tuple[str, Status], int]:
    """How many duties of each rule have each light today."""
    sql = (
        f'SELECT o."rule", {LIGHT}, count(*) FROM "case_obligation" o '
        'JOIN "case_row" c ON c."registration" = o."registration" WHERE c."voided" = 0 GROUP BY 1, 2'
    )
    found = office.db.execute_sql(sql, {"day": office.today.isoformat()}).fetchall()
    return {(rule, Status(status)): count for rule, status, count in found}


def _marks(letter: str, values: list[str], params: dict[str, object]) -> str:
    for number, value in enumerate(values):
        params[f"{letter}{number}"] = value
    return ", ".join(f":{letter}{number}" for number in range(len(values)))


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
