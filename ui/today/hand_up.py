"""The small form that records that a stub's sealed original went up (Rules Art. 15)."""

from datetime import date

from app.actions.escalate import hand_up_stub
from app.change import Change
from app.records.matters import Escalation
from app.store.office import Office
from ui.form.ask import AskForm
from ui.form.context import office_context
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import row_for
from ui.today.lines import HAND_UP, RECEIPT

FIELDS = ("handed_to", "handed_on", "receipt_no")


def hand_up_form(office: Office, stub: Escalation) -> AskForm:
    """Asks to whom and when; the receipt may come later, and is what is asked for once the original went up."""
    form = Form(office_context(office))
    gone = stub.handed_on is not None
    for name in ("receipt_no",) if gone else FIELDS:
        said = Escalation.column(name)
        row = row_for(said, form.context)
        if gone or name != "receipt_no":
            row = FieldRow(said.label, row.editor, hint=said.hint, required=True)
        form.add(said.id, row)
    if not gone:
        form.rows["escalation.handed_on"].set_value(office.today)
    title = f"{RECEIPT if gone else HAND_UP} {stub.stub_no}"
    return AskForm(title, "原件密封报送，本机关不留内容。", form, lambda: _send(office, stub, form))


def _send(office: Office, stub: Escalation, form: Form) -> Change:
    said = {"escalation.handed_to": stub.handed_to, "escalation.handed_on": stub.handed_on, **form.values()}
    day, receipt = said["escalation.handed_on"], said["escalation.receipt_no"]
    assert isinstance(day, date)
    return hand_up_stub(
        office, stub, str(said["escalation.handed_to"]), day, None if receipt is None else str(receipt)
    )
