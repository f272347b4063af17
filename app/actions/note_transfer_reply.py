"""登记移交结果: what the other organ did: solved, explained or helped (M17 单向反馈)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.movements import Transfer
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着答复的移交函。请先“移交其他机关”。"


def _waiting(office: Office, case: CaseFile) -> Transfer | None:
    return next((each for each in mine(office, case, Transfer) if each.replied_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"transfer.replied_on": office.today}


ACTION = CaseAction(
    id="note_transfer_reply", label="登记移交结果", step="reply", rank=12,
    fields=("transfer.replied_on", "transfer.result", "transfer.reply"),
    required=("transfer.replied_on", "transfer.result"),
    refusal=_refusal, defaults=_defaults, day="transfer.replied_on", completes=_waiting, quiet=True,
    about=Transfer,
    hint="诉求合理的解决，不合理的解释，困难的帮扶。",
)  # fmt: skip
