"""收取文件夹: every file that was looked at, each its own batch with its own undo; one backup before the first.

A file is looked at again before it is taken, for those before it may have brought part of it; one that was changed
since the preview is left. What was taken stays when the work is stopped; looking at the folder again recognises it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.actions.backup import back_up
from app.actions.take import AttachmentsLeft, take
from app.actions.take_foreign import take_foreign
from app.change import Change
from app.errors import Damaged, Refused, Unavailable
from app.exchange.folder import Fate, FileLine, FolderFound, look_at
from app.exchange.foreign.inspection import Inspection
from app.exchange.posting import Progress, no_progress
from app.exchange.preview import Preview
from app.store.office import Office

MOVED = "预览以后这个文件变了，没有收取。请重新看一遍文件夹。"


@dataclass(frozen=True)
class FolderTaken:
    """What was taken, and of the other files that should have been why not; `stopped` before the last one.

    The changes are without their edits, which the journal has: those of twenty-eight files are 150 MB.
    """

    taken: tuple[tuple[FileLine, Change], ...]
    left: tuple[FileLine, ...]
    stopped: bool = False

    @property
    def summary(self) -> str:
        """已收 3 份，没有收 1 份。"""
        left = f"，没有收 {len(self.left)} 份" if self.left else ""
        stopped = "，后面的没有收：再选一次这个文件夹就接着收" if self.stopped else ""
        return f"已收 {len(self.taken)} 份{left}{stopped}。"


def take_folder(
    office: Office, found: FolderFound, progress: Progress = no_progress, *,
    stopped: Callable[[], bool] = lambda: False,
) -> FolderTaken:  # fmt: skip
    """Take the files that can be taken; `progress` counts files, `stopped` is asked between them.

    Raises Unavailable where the backup cannot be made; what is wrong with one file is said of that file.
    """
    wanted = found.wanted
    taken: list[tuple[FileLine, Change]] = []
    left: list[FileLine] = []
    if wanted:
        back_up(office, "take")
    for done, line in enumerate(wanted):
        if stopped():
            return FolderTaken(tuple(taken), tuple(left), stopped=True)
        progress(done, len(wanted))
        now, what = look_at(office, line.path, found.keys)
        if line.content != now.content:
            left.append(replace(now, fate=Fate.REFUSED, counts=None, note=MOVED if now.content else now.note))
        elif now.fate is not Fate.TAKE or what is None:
            left.append(now)
        else:
            try:
                taken.append((now, replace(_take(office, what), edits=())))
            except Damaged:
                raise
            except AttachmentsLeft as error:
                taken.append((replace(now, note=error.sentence), replace(error.change, edits=())))
            except (Refused, Unavailable) as error:
                left.append(replace(now, fate=Fate.REFUSED, counts=None, note=error.sentence))
        del what  # before the next one is read
    return FolderTaken(tuple(taken), tuple(left))


def _take(office: Office, what: Preview | Inspection) -> Change:
    if isinstance(what, Preview):
        return take(office, what, backed_up=True)
    return take_foreign(office, what, backed_up=True)
