"""审核把关: each result is checked, and passed or returned with the reason (M42; Rules Art. 23)."""

from app.actions.case_action import CaseAction, Values
from app.errors import Invalid
from app.records.proceedings import Review
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    handling = case.handling
    if handling is None or (handling.report_handed_on is None and handling.closed_on is None):
        return "还没有提交报告。请先提交报告，再审核。"
    above = case.supervision is not None and case.supervision.owner == office.code
    if handling.owner != office.code and not above:
        return "由承办单位或者交办单位审核，本单位不能审核。"
    return "已经归档，不能再审核；要再办请“重新办理”。" if handling.archived_on is not None else None


def _check(office: Office, case: CaseFile, values: Values) -> None:
    if values["review.outcome"] == "returned" and not values.get("review.reason"):
        raise Invalid("退回的要写明理由。", field="review.reason")


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """A returned report is no longer handed in, where the handling is this office's and still open."""
    handling = case.handling
    assert handling is not None
    ours = handling.owner == office.code and handling.closed_on is None
    if values["review.outcome"] != "returned" or not ours:
        return {}
    return {"handling.report_handed_on": None}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "review.reviewed_on": office.today,
        "review.reviewer": office.person or None,
        "review.outcome": "passed",
    }


ACTION = CaseAction(
    id="review", label="审核把关", step="review", rank=28,
    fields=(
        "review.outcome", "review.reason", "review.reviewer", "review.reviewed_on", "review.redo_by_on",
    ),
    required=("review.outcome", "review.reviewer", "review.reviewed_on"),
    refusal=_refusal, defaults=_defaults, day="review.reviewed_on", adds=Review, also=_also, check=_check, quiet=True,
    hint="退回的写明理由和重报期限。",
)  # fmt: skip
