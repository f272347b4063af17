"""列入积案: an unclosed or repeated matter is put on the ledger of the backlog (M01)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.listed_on is not None and case.registration.written_off_on is None:
        return "已经在积案台账里；要改请在积案栏修改。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.listed_on": office.today}


def _also(office: Office, case: CaseFile, values: object) -> dict[str, Value]:
    return {"registration.written_off_on": None, "registration.write_off_ground": None}


ACTION = CaseAction(
    id="list_backlog", label="列入积案", step="list_backlog", rank=96,
    fields=("registration.listed_on",), required=("registration.listed_on",),
    refusal=_refusal, defaults=_defaults, day="registration.listed_on", also=_also, quiet=True,
    hint="列入积案台账，化解后销号；销过号又反复的可以再列入。",
)  # fmt: skip
