"""受理告知: the real-name reporter is told that the report was accepted (Rules Art. 26)."""

from app.actions.case_action import CaseAction, Values, owned
from app.records.aftermath import Feedback
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    registration = case.registration
    if reason := owned(office, registration, "登记"):
        return reason
    if registration.identity_status not in ("real_name", "signed_unverified"):
        return "匿名件不需要告知；核实了是谁反映的，请先“核实身份”。"
    if registration.acceptance_told_on is not None:
        return "已经告知过了；要改请在登记栏修改。"
    return None if registration.accepted_on is not None else "还没有受理。请先受理，再告知。"


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.acceptance_told_on": office.today, "feedback.way": "phone"}


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {
        "feedback.feedback_kind": "acceptance",
        "feedback.told_on": values["registration.acceptance_told_on"],
    }


ACTION = CaseAction(
    id="tell_acceptance", label="受理告知", step="notify", rank=20,
    fields=(
        "registration.acceptance_told_on", "feedback.way", "feedback.staff", "feedback.content", "feedback.opinion",
    ), required=("registration.acceptance_told_on",),
    refusal=_refusal, defaults=_defaults, day="registration.acceptance_told_on", adds=Feedback, also=_also,
    hint="多用电话告知：核对身份，告知已受理，不作承诺。",
)  # fmt: skip
