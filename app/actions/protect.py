"""保护: the reporter applies for protection, and what is done (Rules Art. 49; M51)."""

from app.actions.case_action import CaseAction, owned
from app.records.oversight import Protection
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return owned(office, case.registration, "登记")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"protection.applied_on": office.today}


ACTION = CaseAction(
    id="protect", label="保护申请", step="protect", rank=68,
    fields=(
        "protection.applied_on", "protection.threat", "protection.measure", "protection.approver",
        "protection.approved_on",
    ),
    required=("protection.applied_on", "protection.measure"),
    refusal=_refusal, defaults=_defaults, day="protection.applied_on", adds=Protection, quiet=True,
    hint="只留在本机，不随工作簿发出；不写反映人姓名。",
)  # fmt: skip
