"""告知去向: the reporter of what is not accepted is told where to go (Rules Art. 13; M24)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.rejected_on is None:
        return "没有不予受理，不用告知去向；请用“受理告知”。"
    return "已经告知过了；要改请在登记栏修改。" if case.registration.rejection_told_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "registration.rejection_told_on": office.today,
        "registration.rejection_told_by": office.person or None,
    }


ACTION = CaseAction(
    id="tell_rejection", label="告知去向", step="notify", rank=19,
    fields=(
        "registration.rejection_told_on", "registration.rejection_told_by",
        "registration.competent_organ",
    ),
    required=("registration.rejection_told_on",),
    refusal=_refusal, defaults=_defaults, day="registration.rejection_told_on",
    hint="说明不受理的理由和该找哪个机关。",
)  # fmt: skip
