"""The list of a meeting leaves as a workbook: journalled with how much it was, never over a file that stands."""

from pathlib import Path

from app.change import Change
from app.documents.saving import save
from app.exchange.list_book import list_book
from app.ledger.sheet import MeetingSheet
from app.store.office import Office


def save_list(office: Office, sheet: MeetingSheet, path: Path, *, replace: bool = False) -> Change:
    """Save the list where the person chose. Raises NotAllowed over a file that stands, Unavailable with the reason."""
    label = f"存为工作簿 {sheet.name} {sheet.period.name}"
    with office.writing(label, action="save_list", undoable=False) as write:
        save(list_book(sheet), path, replace=replace)
    assert write.change is not None
    return write.change
