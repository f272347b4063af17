"""退回: found later to be nobody's of this unit, or without substance: back, after approval (Rules Art. 17)."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return handling_refusal(office, case)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.returned_on": office.today}


ACTION = CaseAction(
    id="return_case", label="退回", step="return", rank=64,
    fields=(
        "handling.return_reason", "handling.returned_on", "handling.return_approver",
        "handling.return_note",
    ),
    required=("handling.return_reason", "handling.returned_on", "handling.return_approver"),
    refusal=_refusal, defaults=_defaults, day="handling.returned_on", quiet=True,
    hint="经批准后退回，写明理由；再办要重新移交承办人。",
)  # fmt: skip
