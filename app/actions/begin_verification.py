"""开始核查: the preliminary verification begins (T09)."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.actions.standing import refuse_the_reported
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    assert case.handling is not None
    if case.handling.disposed_on is None:
        return "还没有定处置方式。请先定处置方式，再开始核查。"
    return "已经开始核查；要改请在办理栏修改。" if case.handling.verification_begun_on is not None else None


def _is_disposed_otherwise(case: CaseFile) -> bool:
    """Whether something else than a verification was decided; after an inquiry one may still follow."""
    return case.handling is not None and case.handling.disposition != "preliminary_verification"


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.verification_begun_on": office.today}


ACTION = CaseAction(
    id="begin_verification", label="开始核查", step="verify", rank=26,
    fields=("handling.verification_begun_on", "handling.verifiers"),
    required=("handling.verification_begun_on",),
    refusal=_refusal, defaults=_defaults, day="handling.verification_begun_on", check=refuse_the_reported,
    later=_is_disposed_otherwise,
    hint="核查组两人以上，写明核查人员。",
)  # fmt: skip
