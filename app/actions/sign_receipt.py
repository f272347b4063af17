"""签收: the unit that handles signs for a case that was assigned to it; its handling begins (Rules Art. 14, 16)."""

from app.actions.case_action import CaseAction, Values
from app.actions.standing import refuse_the_reported
from app.actions.units import unit_name
from app.records.movements import Receipt
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.supervision is None or case.supervision.assigned_on is None:
        return "上级还没有交办这一件；本单位自办的，请用“移交承办人”。"
    if case.supervision.owner == office.code:
        return "这一件由本单位交办，请等承办单位签收。"
    if case.supervision.withdrawn_on is not None:
        return f"上级已于 {case.supervision.withdrawn_on.isoformat()} 撤回这一件。"
    again = case.handling is None or case.handling.returned_on is not None
    if not again and case.handling is not None and case.handling.received_on is not None:
        return "已经签收过了；要换承办人请用“移交承办人”。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.received_on": office.today}


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """Nothing changes hands without a receipt: who took it, when, by which telephone (M27)."""
    sheet = case.supervision
    assert sheet is not None
    return {
        "receipt.item": f"{sheet.text('referral_kind') or '交办'}件",
        "receipt.from_unit": unit_name(office, sheet.owner),
        "receipt.handed_on": sheet.assigned_on,
        "receipt.to_unit": office.name,
        "receipt.to_person": values.get("handling.handler") or office.person or None,
        "receipt.signed_on": values["handling.received_on"],
        "receipt.outcome": "accepted",
    }


ACTION = CaseAction(
    id="sign_receipt", label="签收", step="sign_receipt", rank=4,
    fields=("handling.received_on", "handling.handler", "receipt.telephone"), required=("handling.received_on",),
    refusal=_refusal, defaults=_defaults, day="handling.received_on", adds=Receipt, also=_also, check=refuse_the_reported,
    hint="签收后由本单位承办，期限见督办栏。",
)  # fmt: skip
