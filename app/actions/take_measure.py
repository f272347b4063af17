"""处理处分: what was done about a respondent: measures, sanctions, filing, money recovered."""

from app.actions.case_action import CaseAction, Values, owned
from app.actions.standing import respondent
from app.errors import Invalid
from app.records.proceedings import Measure
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.received_on is None:
        return "还没有承办人。请先移交承办人或签收。"
    if reason := owned(office, case.handling, "办理"):
        return reason
    return "已经归档，不能再记；要再办请“重新办理”。" if case.handling.archived_on is not None else None


def _check(office: Office, case: CaseFile, values: Values) -> None:
    said = ("organizational", "party_sanction", "government_sanction", "filing", "recovered")
    if not any(values.get(f"measure.{name}") for name in said):
        raise Invalid("至少填一项：组织措施、处分、立案或者追缴金额。", field="measure.organizational")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"measure.decided_on": office.today, "measure.respondent": respondent(case)}


ACTION = CaseAction(
    id="take_measure", label="处理处分", step="measure", rank=32,
    fields=(
        "measure.respondent", "measure.organizational", "measure.party_sanction",
        "measure.government_sanction", "measure.four_forms", "measure.filing", "measure.filed_on",
        "measure.recovered", "measure.decided_on", "measure.own_opinion",
    ),
    required=("measure.respondent", "measure.decided_on"),
    refusal=_refusal, defaults=_defaults, day="measure.decided_on", adds=Measure, check=_check, quiet=True,
    hint="每个受处理人记一条；追缴的金额以万元计。",
)  # fmt: skip
