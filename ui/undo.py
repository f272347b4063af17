"""Telling what was done together with its undo, the same way on every page; large changes, and settings by which all
cases are measured anew, are taken back on a thread."""

from collections.abc import Callable
from typing import TypeVar

from app.change import Change
from app.store.measures import MEASURING
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.long_work import Progress, run_long

T = TypeVar("T")
LARGE = 500
"""Edits of a change from which taking it back may hold the window up."""


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
    reverse(frame, office, change, lambda: office.reverse(change.seq))


def reverse(frame: Frame, office: Office, change: Change | None, work: Callable[[], Change]) -> None:
    """Do `work`, which reads `change` backwards, and say so: at once, or on a thread where the change is large."""

    def say(undone: Change) -> None:
        frame.say(f"已{undone.label}")

    if change is not None and any(edit.id in MEASURING for edit in change.of("setting")):
        run_long(frame, f"撤销或重做：{change.label}", measuring(office, work), done=say)
    elif change is None or len(change.edits) < LARGE:
        do(frame, work, done=say)
    else:
        run_long(frame, f"撤销或重做：{change.label}", in_office(office, work), done=say, stoppable=False)


def measuring(office: Office, work: Callable[[], T]) -> Callable[[Progress], T]:
    """`work` for a thread that tells how far all cases are measured anew; stopped on the way, nothing is changed."""

    def run(progress: Progress) -> T:
        office.progress = lambda at, of: progress.step("正在重算各件的时限", at, of)
        try:
            return work()
        finally:
            office.progress = None
            office.close()  # this thread's connection

    return run


def in_office(office: Office, work: Callable[[], Change]) -> Callable[[object], Change]:
    """`work` for a thread, which closes its own connection in the end."""

    def run(_progress: object) -> Change:
        try:
            return work()
        finally:
            office.close()

    return run
