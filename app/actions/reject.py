"""不予受理: outside the duty; told where to go (Rules Art. 13)."""

from app.actions.accept import bare, decided_otherwise
from app.actions.case_action import CaseAction, owned
from app.actions.standing import taken_on
from app.rules.organs import directory, suggested
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if taken_on(case):
        return "已经受理；发现不该受理的，请先移交承办人，经批准“退回”后再办；受理日期写错的，在登记栏改正。"
    return decided_otherwise(case)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    said: dict[str, Value] = {"registration.rejected_on": office.today}
    if bare(case):
        return {**said, "registration.rejection_ground": "no_substance"}
    return {**said, "registration.competent_organ": likely_organ(office, case)}


def likely_organ(office: Office, case: CaseFile) -> str | None:
    """The organ that the directory proposes for the matter, unless somebody has named one."""
    found = suggested(case.registration.summary, directory(office.folder))
    return case.registration.competent_organ or next(iter(found), None)


ACTION = CaseAction(
    id="reject", label="不予受理", step="reject", rank=16,
    fields=("registration.rejected_on", "registration.rejection_ground", "registration.competent_organ"),
    required=("registration.rejected_on", "registration.rejection_ground"),
    refusal=_refusal, defaults=_defaults, day="registration.rejected_on",
    hint="写明理由；属于其他机关的，写明主管机关，好告诉来访人去哪里反映。按问题摘要先填了一个，请核对。",
)  # fmt: skip
