"""存会议纪要: the minutes of a meeting leave as .docx; journalled and not undone."""

from pathlib import Path

from app.actions.decide_at_meeting import orders_of
from app.change import Change
from app.documents.minutes import minutes
from app.documents.paper import Paper
from app.documents.saving import save
from app.ledger.circular_text import situation
from app.ledger.sheet import MeetingSheet
from app.records.meetings import Meeting
from app.store.office import Office


def make_minutes(office: Office, meeting: Meeting, sheet: MeetingSheet) -> Paper:
    """The paper, with the figures of the list that the meeting looked at."""
    return minutes(office.name, meeting, situation(sheet), orders_of(office, meeting))


def save_minutes(
    office: Office, meeting: Meeting, paper: Paper, path: Path, *, replace: bool = False
) -> Change:
    """Save it where the person chose. Raises NotAllowed over a file that stands, Unavailable with the reason."""
    with office.writing(f"存为文档《{meeting.name}纪要》", action="save_paper", undoable=False) as write:
        write.note_reading(meeting)
        from app.documents.plain_docx import to_docx

        save(to_docx(paper), path, replace=replace)
    assert write.change is not None
    return write.change
