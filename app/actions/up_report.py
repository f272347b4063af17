"""报告上级: a major matter at once (M52); a suspected false report is only reported up (Rules Art. 39)."""

from app.actions.case_action import CaseAction, Values
from app.actions.standing import mine
from app.errors import Invalid
from app.records.oversight import UpReport
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None


def _found(office: Office, case: CaseFile) -> UpReport | None:
    """What was marked and not reported yet: it is completed, instead of a second one begun."""
    return next((each for each in mine(office, case, UpReport) if each.reported_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    marked = _found(office, case)
    return {
        "upreport.found_on": marked.found_on if marked else office.today,
        "upreport.reported_on": office.today,
        "upreport.upreport_kind": marked.upreport_kind if marked else "major",
        "upreport.reporter_up": office.person or None,
    }


def _check(office: Office, case: CaseFile, values: Values) -> None:
    """What may be a false report is judged above alone: it says to whom it was told, and on what ground."""
    if values.get("upreport.upreport_kind") != "suspected_false":
        return
    for name, wanted in (("content", "依据什么"), ("to_unit", "报给哪里")):
        if not str(values.get(f"upreport.{name}") or "").strip():
            raise Invalid(f"疑似诬告陷害只能报上级认定，请写明{wanted}。", field=f"upreport.{name}")


ACTION = CaseAction(
    id="up_report", label="报告上级", step="up_report", rank=56,
    fields=(
        "upreport.upreport_kind", "upreport.found_on", "upreport.reported_on", "upreport.to_unit",
        "upreport.reporter_up", "upreport.content", "upreport.own_step",
    ),
    required=("upreport.upreport_kind", "upreport.found_on"),
    refusal=_refusal, defaults=_defaults, day="upreport.found_on", adds=UpReport, completes=_found, check=_check,
    quiet=True,
    hint="重大信访当日报告；疑似诬告只能报上级认定，本级不作结论。",
)  # fmt: skip
