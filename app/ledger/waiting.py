"""等待别人: what this office has handed on and hears nothing of yet, from a fixed number of queries.

Each kind of waiting is one statement over an index that holds such records only (migration 0012): the general question
of `app.ledger.query` takes each condition by itself, and of each there are nearly as many as there are cases.
"""

from collections.abc import Callable, Mapping
from datetime import date

from app.ledger.columns import CASE
from app.ledger.duties import Duty, DutyList
from app.ledger.given_back import GIVEN_BACK
from app.ledger.put_off import PutOff, rows_of
from app.ledger.query import Condition, Query, ids, record_ids
from app.ledger.recused import recused
from app.records.matters import Escalation
from app.rules.status import Status
from app.store.case_file import CaseFile
from app.store.office import Office
from app.store.outlines import outlines, records
from app.store.same import home_sql

NOBODY = DutyList((), 0)
_EVER = ("0001-01-01", None)
Told = Callable[[CaseFile], tuple[str, date | None]]


def waiting(
    office: Office, most: int, lines: Mapping[str, PutOff], *, only: bool = False,
    among: frozenset[int] | None = None,
) -> tuple[DutyList, int]:  # fmt: skip
    """The first `most`, the longest waiting first, with how many there are in all; and how many of all rest.

    Those that rest (`lines`) are left out; with `only` they alone are given. `among`: only of these cases, no stub.
    """
    found: dict[str, Duty] = {}
    total = asleep = 0
    rows = rows_of(office.db, lines)
    for rule, told in _TOLD.items():
        every = [each for each in handed_on(office, rule) if among is None or each in among]
        numbers = [number for number in every if ((number, rule) in rows) is only]
        total += len(numbers)
        asleep += len(numbers) if only else len(every) - len(numbers)
        for case in _outlined(office, numbers[:most]):
            what, since = told(case)
            duty = Duty(rule, what, Status.RUNNING, since=since, case=case)
            found.setdefault(case.registration.id, duty)
    every_stub = _stubs(office) if among is None else []
    stubs = [duty for duty in every_stub if (duty.key in lines) is only]
    asleep += len(stubs) if only else len(every_stub) - len(stubs)
    ordered = sorted([*found.values(), *stubs], key=lambda duty: duty.since or date.max)
    return DutyList(tuple(ordered[:most]), total + len(stubs)), asleep


_TRANSFER, _REVIEW = 't."case"', 'v."case"'
_ANSWERED: Mapping[str, str] = {
    "transferred": (
        f'SELECT r."n" FROM "transfer" t JOIN "registration" r ON r."id" = {home_sql(_TRANSFER)} WHERE t."voided" IS NULL '
        'AND t."owner" = :code GROUP BY r."n" HAVING count(*) = count(t."replied_on")'
    ),
    "reported": (
        f'SELECT r."n" FROM "review" v JOIN "registration" r ON r."id" = {home_sql(_REVIEW)} '
        'JOIN "case_row" c ON c."registration" = r."n" JOIN "handling" h ON h."n" = c."handling" '
        'WHERE v."voided" IS NULL AND v."owner" <> :code '
        'AND v."reviewed_on" >= max(h."reported_on", ifnull(h."resubmitted_on", \'\'))'
    ),
}
"""By kind of waiting, what answers in a record of its own: the letter's reply (M17), the review above (M42)."""


_CASE = 'CROSS JOIN "case_row" c ON c."{0}" = {1}."n" AND +c."voided" = 0'
_OPEN = 'LEFT JOIN "handling" h ON h."n" = c."handling"'
_SORTED = 'ORDER BY {0} IS NULL, {0}, c."registration"'
_HANDED_ON: Mapping[str, str] = {
    "handed": (
        f'FROM "handling" h {_CASE.format("handling", "h")} JOIN "registration" r ON r."n" = c."registration" '
        'WHERE h."owner" = :code AND h."handler" >= \'\' AND h."received_on" IS NULL AND h."closed_on" IS NULL '
        f"{_SORTED.format('r.received_on')}"
    ),
    "reported": (
        f'FROM "handling" h {_CASE.format("handling", "h")} LEFT JOIN "supervision" s ON s."n" = c."supervision" '
        'WHERE h."owner" = :code AND h."reported_on" >= \'\' AND h."archived_on" IS NULL '
        f'AND s."review_opinion" IS NULL {_SORTED.format("h.reported_on")}'
    ),
    "transferred": (
        f'FROM "registration" r {_CASE.format("registration", "r")} {_OPEN} WHERE r."owner" = :code '
        f'AND r."transferred_on" >= \'\' AND h."closed_on" IS NULL {_SORTED.format("r.transferred_on")}'
    ),
    "assigned": (
        f'FROM "supervision" s {_CASE.format("supervision", "s")} {_OPEN} WHERE s."owner" = :code '
        'AND s."assigned_on" >= \'\' AND s."withdrawn_on" IS NULL AND h."closed_on" IS NULL '
        f"AND ({GIVEN_BACK}) IS NOT 1 "
        'AND NOT (c."settled" IS NULL AND ifnull(c."overdue_from", \'9999\') <= :today) '
        f"{_SORTED.format('s.assigned_on')}"
    ),
}
"""By kind of waiting, the cases; what is overdue already is not waited for by a county, but called for."""


def handed_on(office: Office, rule: str) -> list[int]:
    """Row numbers of the cases in which something of this kind is waited for, the longest waiting first; without those
    from which the reader is recused."""
    if rule == "assigned" and office.level != "county":
        return []
    said = {"code": office.code, "today": office.today.isoformat()}
    gone = recused(office.db, CASE)
    if (sql := _ANSWERED.get(rule)) is not None:
        gone |= {number for (number,) in office.db.execute_sql(sql, said).fetchall()}
    found = office.db.execute_sql(f'SELECT c."registration" {_HANDED_ON[rule]}', said).fetchall()
    return [number for (number,) in found if number not in gone]


def _handed(case: CaseFile) -> tuple[str, date | None]:
    handling = case.handling
    assert handling is not None
    return f"已交给{handling.handler}，等签收", case.registration.accepted_on or case.registration.received_on


def _reported(case: CaseFile) -> tuple[str, date | None]:
    assert case.handling is not None
    return "已报结，等上级审核", case.handling.reported_on


def _transferred(case: CaseFile) -> tuple[str, date | None]:
    to = case.registration.transferred_to or "别的单位"
    return f"已移交{to}，等结果", case.registration.transferred_on


def _assigned(case: CaseFile) -> tuple[str, date | None]:
    sheet, handling = case.supervision, case.handling
    assert sheet is not None
    signed = handling is not None and handling.received_on is not None
    what = "等报结" if signed else "等签收"
    return f"已交给{sheet.handling_unit or '下级'}，{what}", sheet.assigned_on


_TOLD: Mapping[str, Told] = {
    "handed": _handed, "reported": _reported, "transferred": _transferred, "assigned": _assigned
}  # fmt: skip


def _outlined(office: Office, numbers: list[int]) -> list[CaseFile]:
    known = record_ids(office.db, "case", numbers)
    files = outlines(office, [known[number] for number in numbers]) if numbers else {}
    return list(files.values())


def _stubs(office: Office) -> list[Duty]:
    """Originals that went up and whose receipt has not come."""
    query = Query(
        office.today, source="escalation",
        conditions=(Condition("escalation.handed_on", _EVER, "between"), Condition("escalation.receipt_no", (None,))),
    )  # fmt: skip
    known = record_ids(office.db, "escalation", list(ids(office.db, query)))
    return [
        Duty(
            "stub",
            f"原件已报送{stub.handed_to or '上级'}，等签收凭据",
            Status.RUNNING,
            since=stub.handed_on,
            stub=stub,
        )
        for stub in records(office, Escalation, list(known.values()))
    ]
