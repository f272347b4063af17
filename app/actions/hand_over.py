"""移交承办人: within the office, the case goes to the person who handles it (Rules Art. 14; 一签批一移交)."""

from app.actions.accept import decided_otherwise
from app.actions.case_action import CaseAction, Values, is_given_back, owned
from app.actions.standing import refuse_the_reported
from app.records.movements import Receipt
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    returned = case.handling is not None and case.handling.returned_on is not None
    if not returned and (reason := owned(office, case.handling, "办理")):
        return reason
    if case.handling is not None and case.handling.closed_on is not None:
        return "已经办结，不能再移交；要再办请“重新办理”。"
    given_to = case.supervision.handling_unit if case.supervision is not None else None
    if (
        given_to
        and case.supervision is not None
        and case.supervision.owner == office.code
        and given_to != office.name
        and not is_given_back(case)
    ):
        return f"已经交给“{given_to}”办理，由它移交承办人；要收回请“撤回交办”。"
    if (case.handling is None or returned) and case.registration.accepted_on is None:
        return "还没有受理。请先受理，再移交承办人。"
    return decided_otherwise(case)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    again = case.handling is None or case.handling.returned_on is not None
    received = None if again or case.handling is None else case.handling.received_on
    given: dict[str, Value] = {"handling.received_on": received or office.today, "handling.unit": office.name}
    return given | {"receipt.signed_on": office.today}


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """Nothing changes hands without a receipt: who gave it, who took it, when. Until the taker has signed nobody handles
    the case, unless somebody does already."""
    signed = values.get("receipt.signed_on")
    said: dict[str, Value] = {
        "receipt.item": ITEM,
        "receipt.from_unit": office.name,
        "receipt.from_person": office.person or None,
        "receipt.to_unit": values.get("handling.unit") or office.name,
        "receipt.to_person": values["handling.handler"],
        "receipt.handed_on": values["handling.received_on"],
        "receipt.outcome": "accepted" if signed else None,
    }
    return said if signed or is_handled(case) else {**said, "handling.received_on": None}


ITEM = "信访件"
"""What the receipt of a hand-over names."""


def is_handled(case: CaseFile) -> bool:
    """Whether somebody has signed for the case and not returned it."""
    handling = case.handling
    return handling is not None and handling.received_on is not None and handling.returned_on is None


ACTION = CaseAction(
    id="hand_over", label="移交承办人", step="hand_over", rank=15,
    fields=(
        "handling.handler", "handling.received_on", "handling.unit", "handling.assisting", "handling.assistants",
        "handling.zone", "receipt.telephone", "receipt.signed_on",
    ),
    required=("handling.handler", "handling.received_on"),
    refusal=_refusal, defaults=_defaults, day="handling.received_on", adds=Receipt, also=_also, check=refuse_the_reported,
    later=is_handled,
    hint="承办人当面签收；没签的签收日期留空，签了才算承办。线索要在一个月内提出处置意见。",
)  # fmt: skip
