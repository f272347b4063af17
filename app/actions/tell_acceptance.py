"""受理告知: the real-name reporter is told that the report was accepted (Rules Art. 26)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    registration = case.registration
    if reason := owned(office, registration, "登记"):
        return reason
    if registration.identity_status not in ("real_name", "signed_unverified"):
        return "匿名件不需要告知。"
    if registration.acceptance_told_on is not None:
        return "已经告知过了。"
    return None if registration.accepted_on is not None else "还没有受理。请先受理，再告知。"


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.acceptance_told_on": office.today}


ACTION = CaseAction(
    id="tell_acceptance", label="受理告知", step="notify", rank=20,
    fields=("registration.acceptance_told_on",), required=("registration.acceptance_told_on",),
    refusal=_refusal, defaults=_defaults, day="registration.acceptance_told_on",
    hint="多用电话告知：核对身份，告知已受理，不作承诺。",
)  # fmt: skip
