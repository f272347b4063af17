"""当场办结: a simple matter is registered and closed in one sitting (M12)."""

from app.actions.case_action import CaseAction, Values
from app.actions.standing import refuse_the_reported, undecided
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := undecided(office, case):
        return reason
    if case.handling is not None or case.registration.accepted_on is not None:
        return "已经受理或承办，请按步骤办结。"
    assigned = case.supervision is not None and case.supervision.assigned_on is not None
    return "上级交办的件要先签收，再办结。请先“签收”。" if assigned else None


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    day = values["handling.closed_on"]
    return {
        "registration.accepted_on": day,
        "handling.received_on": day,
        "handling.closing_way": "on_the_spot",
    }


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "handling.closed_on": office.today,
        "handling.handler": office.person or None,
        "handling.finding": "undetermined",
    }


ACTION = CaseAction(
    id="close_on_the_spot", label="当场办结", step="close", rank=21,
    fields=("handling.result", "handling.finding", "handling.closed_on", "handling.handler"),
    required=("handling.result", "handling.finding", "handling.closed_on", "handling.handler"),
    refusal=_refusal, defaults=_defaults, day="handling.closed_on", also=_also, check=refuse_the_reported,
    hint="事情简单、当场能办完的用这个；受理、承办、办结记在同一天。",
)  # fmt: skip
