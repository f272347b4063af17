"""报上级件: a matter for the level above, or about the office's own head: only a stub stays (Rules Art. 15)."""

from datetime import date

from app.actions.case_action import next_number
from app.change import Change
from app.records.matters import Escalation
from app.store.office import Office


def register_stub(
    office: Office, received_on: date, channel: str, *, handed_to: str | None = None,
    handed_on: date | None = None, receipt_no: str | None = None,
) -> Change:  # fmt: skip
    """Keep the stub: number, day, channel, whom it was handed to and when. Nothing of the content is asked."""
    with office.writing("报上级件", action="escalate", undoable=False) as write:
        made = write.add(
            Escalation, received_on=received_on, channel=channel, handed_to=handed_to, handed_on=handed_on,
            receipt_no=receipt_no,
        )  # fmt: skip
        made = write.edit(made, stub_no=next_number(office, write, "stub"))
        write.label = f"登记报上级件 {made.stub_no}"
    assert write.change is not None
    return write.change


def hand_up_stub(
    office: Office, stub: Escalation, handed_to: str, handed_on: date, receipt_no: str | None = None
) -> Change:
    """Record that the sealed original went up, to whom and when; T01 asks for it within 5 working days."""
    with office.writing(f"报送上级 {stub.stub_no}", action="hand_up_stub", undoable=False) as write:
        write.edit(stub, handed_to=handed_to, handed_on=handed_on, receipt_no=receipt_no)
    assert write.change is not None
    return write.change
