"""登记督办回复: the reply came, on paper, by telephone or in person; what came of it (M41)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.oversight import Order
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着回复的督办。请先“发督办”。"


def _waiting(office: Office, case: CaseFile) -> Order | None:
    return next((each for each in mine(office, case, Order) if each.replied_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"order.replied_on": office.today}


ACTION = CaseAction(
    id="note_order_reply", label="登记督办回复", step="reply", rank=37,
    fields=("order.replied_on", "order.reply", "order.result"),
    required=("order.replied_on",),
    refusal=_refusal, defaults=_defaults, day="order.replied_on", completes=_waiting, quiet=True,
    about=Order,
    hint="写明回复要点和督办结果。",
)  # fmt: skip
