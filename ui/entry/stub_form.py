"""The stub of a matter for the level above: five fields, none of which could hold content (Rules Art. 15)."""

from collections.abc import Callable, Mapping
from datetime import date

from app.actions.escalate import register_stub
from app.change import Change
from app.records.matters import Escalation
from app.schema.kinds import Value
from app.store.office import Office
from ui.entry.small_form import SmallEntry, SmallForm
from ui.form.make import FormContext
from ui.frame import Frame

NAMES = ("received_on", "channel", "handed_to", "handed_on", "receipt_no")
STUB = SmallEntry(
    Escalation, NAMES, "报上级件", "只留存根，不录姓名、内容和理由",
    "还没有报送的，后三项可以先空着；“今日”会在 5 个工作日到期前提醒。", "保存存根", "报上级件",
)  # fmt: skip


def stub_form(
    frame: Frame, office: Office, context: FormContext, done: Callable[[Change], object],
    away: Callable[[], object],
) -> SmallForm:  # fmt: skip
    """The form of a stub."""

    def keep(said: Mapping[str, Value]) -> Change:
        received, channel, handed_on = said["received_on"], said["channel"], said["handed_on"]
        assert isinstance(received, date) and isinstance(handed_on, date | None)
        return register_stub(
            office, received, str(channel), handed_on=handed_on,
            handed_to=_text(said["handed_to"]), receipt_no=_text(said["receipt_no"]),
        )  # fmt: skip

    return SmallForm(frame, office, context, STUB, keep, done, away)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
