"""打印、复制: what left the program on paper or by the clipboard is noted in the journal, with how much it was."""

from app.change import Change
from app.store.office import Office


def note_printed(office: Office, what: str, count: int) -> Change:
    """Note that `count` rows of `what` (the view's name) were printed or saved as a PDF."""
    return _note(office, f"打印 {what} {count} 行", "print")


def note_copied(office: Office, what: str, count: int) -> Change:
    """Note that `count` rows of `what` were copied to the clipboard."""
    return _note(office, f"复制 {what} {count} 行", "copy")


def _note(office: Office, label: str, action: str) -> Change:
    with office.writing(label, action=action, undoable=False) as write:
        pass
    assert write.change is not None
    return write.change
