"""The one way the screen runs an operation: what changed is redrawn, what was refused is said, a bug is rescued."""

from collections.abc import Callable
from typing import Protocol, TypeVar, runtime_checkable

from app.change import Change
from app.errors import BrokenFile, Damaged, Refused, Unavailable
from app.store.opening import sentence_for
from ui.rescue import RescueDialog

T = TypeVar("T")
Refusal = Refused | Unavailable
OnRefused = Callable[[Refusal], bool]
"""Gets the refusal first; True when it has been shown (beside its field), False to have the strip say it."""


class Teller(Protocol):
    """What `do` needs of the frame."""

    def say_error(self, sentence: str) -> None:
        """Tell what could not be done."""

    def refresh(self, change: Change | None = None) -> None:
        """Redraw after a change."""


def do(
    teller: Teller,
    operation: Callable[[], T],
    *,
    done: Callable[[T], object] | None = None,
    refused: OnRefused | None = None,
) -> bool:
    """Run `operation` now. A Change that it returns refreshes the pages, then `done` gets the result.

    Returns whether it was done. Refusals go to `refused` or the strip, anything else to the rescue window.
    """
    try:
        result = operation()
    except Exception as error:
        tell(teller, error, refused)
        return False
    finish(teller, result, done)
    return True


def finish(teller: Teller, result: T, done: Callable[[T], object] | None) -> None:
    """What follows an operation that succeeded."""
    if isinstance(result, Change):
        teller.refresh(result)
    if done is not None:
        done(result)


@runtime_checkable
class Rescued(Protocol):
    """A window of an open office: when the store turns out to be damaged, work ends and the rescue begins."""

    def open_rescue(self, error: Damaged) -> None:
        """The store is damaged."""


def tell(teller: Teller, error: Exception, refused: OnRefused | None = None) -> None:
    """Tell an operation's error in the way that fits its family; what the database itself said is told like the rest."""
    error = sentence_for(error) or error
    if isinstance(error, Damaged) and not isinstance(error, BrokenFile) and isinstance(teller, Rescued):
        teller.open_rescue(error)
    elif not isinstance(error, (Refused, Unavailable)):
        RescueDialog.ask(error)
    elif refused is None or not refused(error):
        teller.say_error(error.sentence)
