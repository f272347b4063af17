"""拟办: what the registrar proposes to do with the report, before the leader's word (Rules Art. 14)."""

from app.actions.case_action import CaseAction
from app.actions.standing import undecided
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := undecided(office, case):
        return reason
    return "已经拟办；要改请在登记栏修改。" if case.registration.proposed_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.proposed_on": office.today, "registration.proposer": office.person or None}


ACTION = CaseAction(
    id="propose", label="拟办", step="propose", rank=17,
    fields=(
        "registration.proposed_action", "registration.proposal", "registration.proposer",
        "registration.proposed_on", "registration.jurisdiction",
    ),
    required=("registration.proposed_action", "registration.proposer", "registration.proposed_on"),
    refusal=_refusal, defaults=_defaults, day="registration.proposed_on",
    later=lambda case: case.registration.accepted_on is not None,
    hint="写明建议怎么办；领导在纸上批的，接着用“批示”记下。",
)  # fmt: skip
