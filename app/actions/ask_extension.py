"""申请延期: more time for one duty is asked before it is over; the date by the rule stays."""

from app.actions.case_action import CaseAction, Values
from app.actions.dispose import handling_refusal
from app.actions.standing import running
from app.errors import Invalid
from app.ledger.asked_extensions import awaiting
from app.records.movements import Extension
from app.rules.obligations import add_months
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    if any(each.owner == office.code for each in awaiting(case)):
        return "上一次申请还没有审批，请先等审批；上级定的时限由交办单位批，收到它的工作簿就能看到。"
    return None if running(case) else "现在没有可以延期的时限；按原时限办即可，请看“时限”栏。"


def _check(office: Office, case: CaseFile, values: Values) -> None:
    known = {each.rule.id: each.rule.label for each in running(case)}
    if values["extension.rule"] not in known:
        said = "、".join(f"{id}（{label}）" for id, label in known.items())
        raise Invalid(f"这件现在能延期的时限是：{said}。", field="extension.rule")


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {"extension.decision": "requested"}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    duty = running(case)[0] if running(case) else None
    wanted = None if duty is None else add_months(duty.due_on, 1)
    said: dict[str, Value] = {
        "extension.rule": None if duty is None else duty.rule.id,
        "extension.wanted_on": wanted,
    }
    return said | {"extension.asked_on": office.today, "extension.applicant": office.person or None}


ACTION = CaseAction(
    id="ask_extension", label="申请延期", step="extend_request", rank=40,
    fields=(
        "extension.rule", "extension.wanted_on", "extension.reason", "extension.explanation",
        "extension.applicant", "extension.asked_on",
    ),
    required=("extension.rule", "extension.wanted_on", "extension.reason", "extension.asked_on"),
    refusal=_refusal, defaults=_defaults, day="extension.asked_on", adds=Extension, also=_also, check=_check, quiet=True,
    hint="批准前仍按原来的期限算；批准后原到期日保留备查。",
)  # fmt: skip
