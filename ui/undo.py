"""Telling what was done together with its undo, the same way on every page."""

from app.change import Change
from app.store.office import Office
from ui.do import do
from ui.frame import Frame


def say_done(frame: Frame, office: Office, text: str, change: Change | None) -> None:
    """Say what was done; where it can be taken back, offer that."""
    if change is None:
        frame.say("没有改动。")
    elif change.undoable:
        frame.say(text, undo=lambda: take_back(frame, office, change))
    else:
        frame.say(text)


def take_back(frame: Frame, office: Office, change: Change) -> None:
    """Read one change backwards and say so."""
    do(frame, lambda: office.reverse(change.seq), done=lambda undone: frame.say(f"已{undone.label}"))
