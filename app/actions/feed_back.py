"""反馈: the reporter is told the result; objections are explained (Rules Art. 27)."""

from app.actions.case_action import CaseAction, Values, owned
from app.records.aftermath import Feedback
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结。请先办结，再反馈。"
    if reason := owned(office, case.handling, "办理"):
        return reason
    if case.registration.identity_status in ("anonymous", "impersonated"):
        return "匿名件不需要反馈；公开反馈的，请用“反馈进展”记反馈会。"
    return "已经反馈过了；再告知的请用“反馈进展”。" if case.handling.fed_back_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "handling.fed_back_on": office.today,
        "handling.feedback_way": "face",
        "feedback.secrecy_told": True,
    }


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {
        "feedback.feedback_kind": "result",
        "feedback.told_on": values["handling.fed_back_on"],
        "feedback.way": values["handling.feedback_way"],
        "feedback.satisfaction": values.get("handling.satisfaction"),
    }


ACTION = CaseAction(
    id="feed_back", label="反馈", step="feed_back", rank=35,
    fields=(
        "handling.fed_back_on", "handling.feedback_way", "handling.satisfaction", "feedback.place", "feedback.staff",
        "feedback.content", "feedback.opinion", "feedback.objection", "feedback.new_evidence", "feedback.secrecy_told",
        "feedback.signed",
    ),
    required=("handling.fed_back_on", "handling.feedback_way"),
    refusal=_refusal, defaults=_defaults, day="handling.fed_back_on", adds=Feedback, also=_also,
    hint="告知结果，听取意见；提醒对方对结果保密。",
)  # fmt: skip
