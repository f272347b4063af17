"""归档: one case one file, by the handler (domain: archive at closing)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结，不能归档。"
    if reason := owned(office, case.handling, "办理"):
        return reason
    return "已经归档。" if case.handling.archived_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.archived_on": office.today}


ACTION = CaseAction(
    id="archive", label="归档", step="archive", rank=50,
    fields=("handling.archived_on",), required=("handling.archived_on",),
    refusal=_refusal, defaults=_defaults, day="handling.archived_on",
    hint="一案一卷。",
)  # fmt: skip
