"""移交其他机关: a matter of another organ's duty goes there by letter, and its answer is awaited (M17; Rules Art. 13(2))."""

from app.actions.case_action import CaseAction, Values
from app.actions.reject import likely_organ
from app.actions.standing import taken_on, undecided
from app.records.movements import Transfer
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := undecided(office, case):
        return reason
    return "已经受理，不能移交；确实不属于本单位的，请经批准“退回”后再移交。" if taken_on(case) else None


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {
        "registration.transferred_to": values["transfer.to_unit"],
        "transfer.sent_on": values["registration.transferred_on"],
    }


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "registration.transferred_on": office.today,
        "transfer.to_unit": likely_organ(office, case),
    }


ACTION = CaseAction(
    id="transfer_out", label="移交其他机关", step="transfer_out", rank=61,
    fields=(
        "transfer.to_unit", "registration.transferred_on", "transfer.letter_no", "transfer.receiver",
        "transfer.telephone", "transfer.reply_due_on",
    ),
    required=("transfer.to_unit", "registration.transferred_on"),
    refusal=_refusal, defaults=_defaults, day="registration.transferred_on", adds=Transfer, also=_also,
    hint="《业务外问题移交函》要有人签收；内容不写反映人。",
)  # fmt: skip
