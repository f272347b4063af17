"""销号: a matter leaves the ledger of the backlog, with its day and ground (M03)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.listed_on is None or case.registration.written_off_on is not None:
        return "不在积案台账里，不用销号；要列入请先“列入积案”。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.written_off_on": office.today}


ACTION = CaseAction(
    id="write_off", label="销号", step="write_off", rank=97,
    fields=("registration.written_off_on", "registration.write_off_ground"),
    required=("registration.written_off_on", "registration.write_off_ground"),
    refusal=_refusal, defaults=_defaults, day="registration.written_off_on", quiet=True,
    hint="写明哪一天、凭什么销号；每周对账的销号清单照此列出。",
)  # fmt: skip
