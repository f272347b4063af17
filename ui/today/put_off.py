"""The small form that puts a line of 今日 off: until which day, and why."""

from datetime import date

from app.actions.put_off import put_off
from app.change import Change
from app.ledger.duties import Duty
from app.schema.field import Field
from app.schema.kinds import Day, Text
from app.store.office import Office
from ui.form.ask import AskForm
from ui.form.context import office_context
from ui.form.form import Form

UNTIL = Field(Day(), "到哪一天再提醒", required=True, width=11, hint="可以写 3.15、明天",
              name="until", record="put_off")  # fmt: skip
REASON = Field(Text(), "为什么缓办", required=True, width=40, hint="例如：当事人住院，3月15日后能谈话",
               name="reason", record="put_off")  # fmt: skip
HINT = "只是到那天再提醒；法定期限不变，已经逾期的仍留在“已逾期”里，注明已缓。"


def put_off_form(office: Office, duty: Duty) -> AskForm:
    """Asks the day and the reason."""
    form = Form(office_context(office))
    for field in (UNTIL, REASON):
        form.make(field)
    return AskForm(f"缓办 {duty.title}", f"{duty.what}。{HINT}", form, lambda: _put_off(office, duty, form))


def _put_off(office: Office, duty: Duty, form: Form) -> Change:
    said = form.values()
    until = said[UNTIL.id]
    assert isinstance(until, date)
    return put_off(office, duty, until, str(said[REASON.id]))
