"""反馈进展: what the reporter was told on the way, or at an open meeting (Rules Art. 26, 27; M07)."""

from app.actions.case_action import CaseAction, owned
from app.records.aftermath import Feedback
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None:
        return "还没有承办，没有进展可以反馈。请先移交承办人或签收。"
    return owned(office, case.handling, "办理")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"feedback.told_on": office.today, "feedback.feedback_kind": "progress", "feedback.way": "phone"}


ACTION = CaseAction(
    id="note_feedback", label="反馈进展", step="feed_back", rank=43,
    fields=(
        "feedback.feedback_kind", "feedback.told_on", "feedback.way", "feedback.staff", "feedback.place",
        "feedback.content", "feedback.opinion",
    ),
    required=("feedback.feedback_kind", "feedback.told_on", "feedback.way"),
    refusal=_refusal, defaults=_defaults, day="feedback.told_on", adds=Feedback, quiet=True,
    hint="不写反映人姓名；结果反馈请用“反馈”。",
)  # fmt: skip
