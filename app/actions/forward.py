"""转办: a lower level's matter goes to it promptly; no report is asked (Rules Art. 16)."""

from app.actions.case_action import CaseAction, Values, is_given_back
from app.actions.standing import undecided
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if office.level != "county":
        return "只有上级机关可以转办；属于其他机关的请用“移交其他机关”。"
    if reason := undecided(office, case):
        return reason
    if case.registration.accepted_on is not None:
        return "已经受理自办，不能再转办。"
    given = case.supervision is not None and case.supervision.assigned_on is not None
    if given and not is_given_back(case):
        return "已经转办或交办过了；要换单位，请先“撤回交办”。"
    return None


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {"supervision.referral_kind": "forward"}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"supervision.assigned_on": office.today}


ACTION = CaseAction(
    id="forward", label="转办", step="forward", rank=6,
    fields=("supervision.handling_unit", "supervision.assigned_on", "supervision.letter_no"),
    required=("supervision.handling_unit", "supervision.assigned_on"),
    refusal=_refusal, defaults=_defaults, day="supervision.assigned_on", also=_also, quiet=True,
    hint="转办一般不要求报结果；要报的用“交办”。",
)  # fmt: skip
