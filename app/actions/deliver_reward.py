"""奖励送达: approved and delivered in confidence; no name without consent (Rules Art. 28, 47)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.oversight import Reward
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有提议了还没送达的奖励。请先“提议奖励”。"


def _waiting(office: Office, case: CaseFile) -> Reward | None:
    return next((each for each in mine(office, case, Reward) if each.delivered_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    waiting = _waiting(office, case)
    amount = None if waiting is None else waiting.amount
    said: dict[str, Value] = {"reward.delivered_on": office.today, "reward.approved_on": office.today}
    return said | ({} if amount is None else {"reward.amount": amount})


ACTION = CaseAction(
    id="deliver_reward", label="奖励送达", step="reward", rank=72,
    fields=(
        "reward.approver", "reward.approved_on", "reward.amount", "reward.delivery",
        "reward.delivered_on", "reward.consent_to_publish",
    ),
    required=("reward.approver", "reward.approved_on", "reward.amount", "reward.delivered_on"),
    refusal=_refusal, defaults=_defaults, day="reward.delivered_on", completes=_waiting, quiet=True,
    about=Reward,
    hint="保密送达；没有本人书面同意不公开姓名。",
)  # fmt: skip
