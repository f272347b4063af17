"""Many cases at once, bands only: enough for stage, obligations and what can be done, in four queries."""

from collections.abc import Sequence
from typing import TypeVar

from app.records.handling import Handling
from app.records.matters import Allegation
from app.records.record import Record
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.store import case_rows, rows
from app.store.case_file import CaseFile
from app.store.case_rows import CaseRows
from app.store.office import Office

R = TypeVar("R", bound=Record)


def outlines(office: Office, cases: Sequence[str]) -> dict[str, CaseFile]:
    """Case files by id whose steps, visits, findings and reporters are left out, and only the current round is in."""
    found = case_rows.gather(office.db, cases)
    return {str(case.registration["id"]): _outline(office, case) for case in found}


def records(office: Office, record: type[R], ids: Sequence[str]) -> list[R]:
    """Records of one kind by their ids, those that exist."""
    return [rows.to_record(record, row) for row in rows.fetch(office.db, record.kind, "id", ids)]


def _outline(office: Office, case: CaseRows) -> CaseFile:
    handling, supervision = case.handling, case.supervision
    return CaseFile(
        registration=rows.to_record(Registration, case.registration),
        handlings=() if handling is None else (rows.to_record(Handling, handling),),
        supervisions=() if supervision is None else (rows.to_record(Supervision, supervision),),
        allegations=tuple(rows.to_record(Allegation, row) for row in case.allegations),
        findings=(), steps=(), visits=(), reporters=(), attachments=(),
        measure=office.measure,
        facts=(facts := case.facts()),
        matter=case.matter(facts),
        current={
            kind: str(row["id"])
            for kind, row in (("handling", handling), ("supervision", supervision))
            if row is not None
        },
    )  # fmt: skip
