"""交件: an original or a copy changes hands: who gave it, who took it, by which telephone (M27)."""

from app.actions.case_action import CaseAction, Values
from app.records.movements import Receipt
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    outcome = "accepted" if values.get("receipt.signed_on") else None
    return {
        "receipt.from_unit": office.name,
        "receipt.from_person": office.person or None,
        "receipt.outcome": outcome,
    }


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "receipt.handed_on": office.today,
        "receipt.to_unit": office.name,
        "receipt.signed_on": office.today,
    }


ACTION = CaseAction(
    id="hand_item", label="交件登记", step="hand_over", rank=66,
    fields=(
        "receipt.item", "receipt.to_person", "receipt.to_unit", "receipt.telephone", "receipt.handed_on",
        "receipt.signed_on",
    ),
    required=("receipt.item", "receipt.to_person", "receipt.handed_on"),
    refusal=_refusal, defaults=_defaults, day="receipt.handed_on", adds=Receipt, also=_also, quiet=True,
    hint="一签批一移交：领件人当场没签的，签收日期留空，两个工作日内催签。",
)  # fmt: skip
