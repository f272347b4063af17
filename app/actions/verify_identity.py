"""核实身份: whether the name is true and the person can be reached (Rules Art. 24, 30)."""

from app.actions.case_action import CaseAction, Values, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.identity_status not in ("signed_unverified", "real_name"):
        return "匿名件不核实身份，也不追查是谁写的；反映人自己来认的，请先改署名情况。"
    return "已经核实为实名。" if case.registration.identity_check_result == "confirmed" else None


_BECOMES = {
    "confirmed": "real_name",
    "denied": "anonymous",
    "unreachable": "signed_unverified",
    "untrue": "impersonated",
}
"""What each result makes of the identity; who denies it or cannot be verified is treated as anonymous (Art. 30)."""


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    result = str(values["registration.identity_check_result"])
    return {"registration.identity_status": _BECOMES[result]}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "registration.identity_checked_on": office.today,
        "registration.identity_checked_by": office.person or None,
    }


ACTION = CaseAction(
    id="verify_identity", label="核实身份", step="identity_check", rank=18,
    fields=(
        "registration.identity_check_result", "registration.identity_check_way",
        "registration.identity_checked_on", "registration.identity_checked_by",
        "registration.identity_check_note",
    ),
    required=(
        "registration.identity_check_result", "registration.identity_check_way",
        "registration.identity_checked_on",
    ),
    refusal=_refusal, defaults=_defaults, day="registration.identity_checked_on", also=_also,
    hint="本人确认的转为实名；否认的按匿名办；联系不上的写明几次、何时。",
)  # fmt: skip
