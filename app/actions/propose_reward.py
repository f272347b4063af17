"""奖励: a reward for a report that proved true is proposed (Rules Art. 28; M51)."""

from app.actions.case_action import CaseAction, owned
from app.records.oversight import Reward
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结，不能提议奖励。请先办结。"
    return "匿名件无法奖励。" if case.registration.identity_status != "real_name" else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"reward.proposed_on": office.today, "reward.proposer": office.person or None}


ACTION = CaseAction(
    id="propose_reward", label="提议奖励", step="reward", rank=71,
    fields=("reward.proposed_on", "reward.proposer", "reward.amount"),
    required=("reward.proposed_on", "reward.proposer"),
    refusal=_refusal, defaults=_defaults, day="reward.proposed_on", adds=Reward, quiet=True,
    hint="只留在本机；不写反映人姓名。",
)  # fmt: skip
