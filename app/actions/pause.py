"""暂停计时: others are waited for, with the reason; the clock stands."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.actions.standing import running, without_limit
from app.records.movements import Pause
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    if any(each.ended_on is None for each in case.of(Pause)):
        return "已经在暂停；要接着算，请先恢复计时。"
    counting = running(case, stops=True) or without_limit(case)
    return None if counting else "现在没有可以暂停的时限；按原时限办即可，请看“时限”栏。"


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"pause.begun_on": office.today}


ACTION = CaseAction(
    id="pause", label="暂停计时", step="pause", rank=42,
    fields=(
        "pause.reason", "pause.waiting_for", "pause.begun_on", "pause.approver", "pause.note",
    ),
    required=("pause.reason", "pause.begun_on", "pause.approver"),
    refusal=_refusal, defaults=_defaults, day="pause.begun_on", adds=Pause, quiet=True,
    hint="等待审计、鉴定或其他机关结论时用；恢复后到期日顺延。",
)  # fmt: skip
