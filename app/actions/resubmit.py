"""重新报送: what a review returned was done again (M42)."""

from app.actions.case_action import CaseAction, Values, owned
from app.records.proceedings import Review
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.handling, "办理"):
        return reason
    returned = [
        each.reviewed_on for each in case.of(Review) if each.outcome == "returned" and each.reviewed_on
    ]
    if case.handling is None or not returned:
        return "没有被退回重办；审核退回后，请用这一步重新报送。"
    done = case.handling.resubmitted_on
    return "已经重新报送，请等“审核把关”。" if done is not None and done >= max(returned) else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.resubmitted_on": office.today}


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """The report that was returned is handed in again, where it is still open: else nobody could review it."""
    handling = case.handling
    assert handling is not None
    waits = handling.report_handed_on is None and handling.closed_on is None
    return {"handling.report_handed_on": values["handling.resubmitted_on"]} if waits else {}


ACTION = CaseAction(
    id="resubmit", label="重新报送", step="submit_report", rank=29,
    fields=("handling.resubmitted_on", "handling.result", "handling.finding"),
    required=("handling.resubmitted_on",),
    refusal=_refusal, defaults=_defaults, day="handling.resubmitted_on", also=_also, quiet=True,
    hint="照审核意见补充办理后重新报送。",
)  # fmt: skip
