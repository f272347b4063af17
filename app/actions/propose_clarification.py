"""提出澄清: a concrete question proved untrue; the person was asked, or applied (Rules Art. 50; M20)."""

from app.actions.case_action import CaseAction, Values, owned
from app.actions.standing import respondent
from app.errors import Invalid
from app.records.aftermath import Clarification
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结。请先办结，再提出澄清。"
    if reason := owned(office, case.handling, "办理"):
        return reason
    found = {case.handling.finding, *(each.finding for each in case.findings)}
    untrue = found & {"unsubstantiated", "partly_substantiated"}
    return None if untrue else "没有认定为不属实的问题，请先记核查结论；无法查实不等于不属实，不作澄清。"


def _check(office: Office, case: CaseFile, values: Values) -> None:
    forms = values["clarification.forms"]
    if isinstance(forms, tuple) and "written" not in forms:
        raise Invalid(
            "当面、会议、通报澄清都要同时书面澄清，请把“书面澄清”也选上。", field="clarification.forms"
        )


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "clarification.proposed_on": office.today,
        "clarification.person": respondent(case),
        "clarification.origin": "proposed",
        "clarification.forms": ("written",),
    }


ACTION = CaseAction(
    id="propose_clarification", label="提出澄清", step="clarify", rank=45,
    fields=(
        "clarification.person", "clarification.unit", "clarification.question", "clarification.origin",
        "clarification.proposed_on", "clarification.wish", "clarification.forms", "clarification.scope",
        "clarification.addressee",
    ),
    required=(
        "clarification.person", "clarification.question", "clarification.origin",
        "clarification.proposed_on", "clarification.forms",
    ),
    refusal=_refusal, defaults=_defaults, day="clarification.proposed_on", adds=Clarification, check=_check, quiet=True,
    hint="谁核实谁澄清；只就具体问题，不作评价；当面、会议、通报都要同时书面。",
)  # fmt: skip
