"""办结: finding and result are fixed (Rules Art. 18, 23)."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.closed_on": office.today}


ACTION = CaseAction(
    id="close", label="办结", step="close", rank=30,
    fields=(
        "handling.finding", "handling.result", "handling.closed_on", "handling.four_forms",
        "handling.closing_way", "handling.persons_handled", "handling.loss_recovered", "handling.amount_confiscated",
        "handling.amount_forfeited", "handling.amount_restituted", "handling.amount_handed_in", "handling.overdue_reason",
    ),
    required=("handling.finding", "handling.result", "handling.closed_on"),
    refusal=handling_refusal, defaults=_defaults, day="handling.closed_on",
    hint="实名件办结后 15 个工作日内反馈。",
)  # fmt: skip
