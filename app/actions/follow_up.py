"""回访: the reporter, a clarified or a sanctioned person is visited or called again (M07)."""

from app.actions.case_action import CaseAction, Values, owned
from app.records.aftermath import FollowUp
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结。请先办结，再回访。"
    return owned(office, case.handling, "办理")


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return {"handling.followed_up_on": values["followup.visited_on"]}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "followup.visited_on": office.today,
        "followup.object": "reporter",
        "followup.way": "face",
        "followup.visitor": office.person or None,
    }


ACTION = CaseAction(
    id="follow_up", label="回访", step="follow_up", rank=44,
    fields=(
        "followup.object", "followup.visited_on", "followup.way", "followup.visitor", "followup.state",
        "followup.requests", "followup.satisfaction",
    ),
    required=("followup.object", "followup.visited_on", "followup.way"),
    refusal=_refusal, defaults=_defaults, day="followup.visited_on", adds=FollowUp, also=_also, quiet=True,
    hint="回访情况如实写，不写反映人姓名。",
)  # fmt: skip
