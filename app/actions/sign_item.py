"""领件签收: the taker signs for what was handed over, or refuses it with the reason (M27)."""

from app.actions.case_action import CaseAction, Values
from app.actions.hand_over import ITEM, is_handled
from app.actions.standing import mine
from app.errors import Invalid
from app.records.movements import Receipt
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着签收的领件回执。请先“交件登记”。"


def _waiting(office: Office, case: CaseFile) -> Receipt | None:
    return next((each for each in mine(office, case, Receipt) if each.signed_on is None), None)


def _check(office: Office, case: CaseFile, values: Values) -> None:
    if values["receipt.outcome"] == "refused" and not values.get("receipt.refusal"):
        raise Invalid("退回的要写明原因。", field="receipt.refusal")


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """Who signs for the case handles it from that day; who refuses it does not."""
    waiting, handling = _waiting(office, case), case.handling
    ours = handling is not None and handling.owner == office.code and handling.handler is not None
    if waiting is None or waiting.item != ITEM or not ours or is_handled(case):
        return {}
    if handling is None or waiting.to_person != handling.handler:
        return {}
    if values["receipt.outcome"] == "refused":
        return {"handling.handler": None}
    return {
        "handling.received_on": values["receipt.signed_on"],
        "handling.handler": values["receipt.to_person"],
    }


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    waiting = _waiting(office, case)
    person = None if waiting is None else waiting.to_person
    return {"receipt.signed_on": office.today, "receipt.outcome": "accepted", "receipt.to_person": person}


ACTION = CaseAction(
    id="sign_item", label="领件签收", step="sign_receipt", rank=3,
    fields=(
        "receipt.outcome", "receipt.signed_on", "receipt.to_person", "receipt.telephone",
        "receipt.refusal",
    ),
    required=("receipt.outcome", "receipt.signed_on", "receipt.to_person"),
    refusal=_refusal, defaults=_defaults, day="receipt.signed_on", completes=_waiting, check=_check, also=_also,
    quiet=True,
    about=Receipt,
    hint="领件人在回执上签字；退回的写明原因。",
)  # fmt: skip
