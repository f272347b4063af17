"""撤销、重做: the newest change of this desk read backwards, as a new write."""

from app.change import Change
from app.errors import NotAllowed
from app.store.office import Office


def undo(office: Office) -> Change:
    """Take back the newest change that can be taken back. Raises Conflict when someone moved on since."""
    change = office.undoable()
    if change is None:
        raise NotAllowed("没有可以撤销的操作。")
    return office.reverse(change.seq)


def redo(office: Office) -> Change:
    """Do again what was last taken back."""
    change = office.redoable()
    if change is None:
        raise NotAllowed("没有可以重做的操作。")
    return office.reverse(change.seq)
