"""The two families of error: the world's, told in one sentence, and ours.

    Exception
    ├── Refused              the request cannot be done as asked; nothing was written
    │   ├── Invalid          a value is wrong: which, and what would be right
    │   ├── Conflict         somebody moved on since: look again
    │   └── NotAllowed       a rule, a right or an owner forbids it
    └── Unavailable          disk full, locked, read-only, not a workbook
        └── Damaged          the store's own file or its locks are broken: a backup can take their place
            └── BrokenFile   another file is broken (a backup, a parcel); the store is what it was

Every message is one plain Chinese sentence that says what to do. Anything else that is raised is a bug of ours.
"""


class Refused(Exception):
    """The request cannot be done as asked; nothing was written."""

    @property
    def sentence(self) -> str:
        """The one Chinese sentence for the person at the screen."""
        return str(self.args[0]) if self.args else ""


class Invalid(Refused):
    """A value is wrong. `field` is the full field id it belongs to, where there is one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refused):
    """Somebody has written since: the caller's picture is stale."""


class NotAllowed(Refused):
    """A rule, a right or an owner forbids it."""


class Unavailable(Exception):
    """The world does not let us: disk full, file locked, damaged or not what it claims to be."""

    @property
    def sentence(self) -> str:
        """The one Chinese sentence for the person at the screen."""
        return str(self.args[0]) if self.args else ""


class Damaged(Unavailable):
    """The store's file or its locks are broken: opening again will not help, a backup will."""


class BrokenFile(Damaged):
    """A backup or a parcel is broken; the store that is open is not."""
