"""回复督办: the unit that was ordered answers (M41)."""

from app.actions.case_action import CaseAction, Values
from app.actions.issue_order import IN_HOUSE
from app.records.oversight import Answer, Order
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着本单位回复的督办；要改回复请在督办回复里修改。"


def _waiting(office: Office, case: CaseFile) -> Order | None:
    answered = {each.order for each in case.of(Answer)}
    waiting = (
        each for each in case.of(Order)
        if each.owner != office.code and each.order_kind != IN_HOUSE and each.id not in answered
    )  # fmt: skip
    return next((each for each in waiting if each.replied_on is None), None)


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    order = _waiting(office, case)
    assert order is not None
    return {"answer.order": order.id, "answer.order_no": order.order_no}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"answer.answered_on": office.today, "answer.person": office.person or None}


ACTION = CaseAction(
    id="answer_order", label="回复督办", step="answer", rank=1,
    fields=("answer.answered_on", "answer.content", "answer.person"),
    required=("answer.answered_on", "answer.content"),
    refusal=_refusal, defaults=_defaults, day="answer.answered_on", adds=Answer, also=_also, quiet=True,
    about=Order,
    hint="随下一份工作簿送回督办单位。",
)  # fmt: skip
