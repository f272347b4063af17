"""归档: one case one file, by the handler at closing; what was rejected, moved or kept, by the registrar (domain §4)."""

from app.actions.accept import decided_otherwise
from app.actions.case_action import CaseAction, Values, owned
from app.errors import Invalid
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    handling = case.handling
    closed = handling is not None and handling.closed_on is not None
    if handling is not None and handling.archived_on is not None:
        return f"已经归档；{'要再办请“重新办理”。' if closed else '归错了请在办理栏改正归档日期。'}"
    if decided_otherwise(case) is not None:
        return owned(office, case.registration, "登记")
    return owned(office, handling, "办理") if closed else "还没有办结，不能归档。请先办结。"


def _check(office: Office, case: CaseFile, values: Values) -> None:
    """A real-name report whose result was told to nobody is archived only with the reason (M48)."""
    handling, real = case.handling, case.registration.identity_status == "real_name"
    closed = handling is not None and handling.closed_on is not None and decided_otherwise(case) is None
    if not closed or not real or handling is None or handling.fed_back_on is not None:
        return
    if not values.get("handling.no_feedback_reason"):
        raise Invalid(
            "实名件还没有反馈。请先反馈；确实无法反馈的，选明原因再归档。",
            field="handling.no_feedback_reason",
        )


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.archived_on": office.today}


ACTION = CaseAction(
    id="archive", label="归档", step="archive", rank=50,
    fields=(
        "handling.archived_on", "handling.retention_period", "handling.archive_no", "handling.no_feedback_reason",
    ),
    required=("handling.archived_on",),
    refusal=_refusal, defaults=_defaults, day="handling.archived_on", check=_check,
    hint="一案一卷。",
)  # fmt: skip
