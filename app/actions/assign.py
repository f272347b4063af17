"""交办: the office above gives a case to a unit below, with a due date (Rules Art. 20, 21)."""

from app.actions.case_action import CaseAction, is_given_back, owned
from app.rules.obligations import add_months
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if office.level != "county":
        return "只有上级机关可以交办；本单位内分派请用“移交承办人”。"
    if reason := owned(office, case.supervision, "督办"):
        return reason
    given = case.supervision is not None and case.supervision.assigned_on is not None
    if given and not is_given_back(case):
        return "已经交办过了；要改期限，请在督办栏直接修改；要换单位，请先“撤回交办”。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    from app.actions.units import unit_name

    return {
        "supervision.assigned_on": office.today,
        "supervision.referral_kind": "assign_result",
        "supervision.due_on": add_months(office.today, 3),
        "supervision.handling_unit": unit_name(office, case.registration.owner),
    }


ACTION = CaseAction(
    id="assign", label="交办", step="refer", rank=5,
    fields=(
        "supervision.handling_unit", "supervision.referral_kind", "supervision.letter_no",
        "supervision.assigned_on", "supervision.due_on", "supervision.requirement",
    ),
    required=("supervision.handling_unit", "supervision.referral_kind", "supervision.assigned_on"),
    refusal=_refusal, defaults=_defaults, day="supervision.assigned_on",
    hint="期限一般为三个月；交办随下一份工作簿送达。",
)  # fmt: skip
