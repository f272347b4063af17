"""重新办理: a closed matter is still complained of: a new round with the three-way decision (M49)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结，不用重新办理；请按步骤接着办。"
    return owned(office, case.handling, "办理")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.reopened_on": office.today}


ACTION = CaseAction(
    id="reopen", label="重新办理", step="reopen", rank=55,
    fields=(
        "handling.reopen_kind", "handling.reopen_reason", "handling.reopened_by", "handling.reopened_on",
    ),
    required=("handling.reopen_kind", "handling.reopened_by", "handling.reopened_on"),
    refusal=_refusal, defaults=_defaults, day="handling.reopened_on", new_round=True, quiet=True,
    hint="办得妥当的向单位提建议，办得不当的约谈并重新调查，疑难的带案下访并研判。",
)  # fmt: skip
