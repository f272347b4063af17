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
What the operating system says of a file becomes such a sentence in `system_said`.
"""

import errno


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


_SYSTEM: dict[int | None, str] = {
    errno.ENOENT: "找不到“{}”，请核对名字和它所在的文件夹。",
    errno.EACCES: "没有权限读写“{}”，请检查文件和文件夹的权限。",
    errno.EPERM: "没有权限读写“{}”，请检查文件和文件夹的权限。",
    errno.EISDIR: "“{}”是一个文件夹，请写一个文件。",
    errno.ENOTDIR: "“{}”的上一级不是文件夹，请核对路径。",
    errno.EEXIST: "已经有“{}”了，请换一个名字。",
    errno.ENOSPC: "磁盘已满，“{}”没有写成。请腾出空间后重试。",
    errno.EDQUOT: "分给您的磁盘空间已用完，“{}”没有写成。请腾出空间后重试。",
    errno.EFBIG: "“{}”太大，这个磁盘放不下。请换一个磁盘。",
    errno.EROFS: "“{}”在只读的磁盘上，写不了。请换一个文件夹。",
    errno.ENAMETOOLONG: "“{}”这个名字太长，请换一个短的。",
    errno.EBUSY: "“{}”正被另一个程序占用，请关闭它后重试。",
    errno.ETXTBSY: "“{}”正被另一个程序占用，请关闭它后重试。",
    errno.EMFILE: "打开的文件太多，读不了“{}”。请关闭一些程序后重试。",
    errno.EIO: "读写“{}”时磁盘出错，请检查磁盘和数据线后重试。",
}
_SHARING = (32, 33)
"""Windows: somebody else has the file open, or a part of it locked."""


def system_said(error: OSError, place: object = None) -> str:
    """One plain Chinese sentence for what the system says of a file; `place` is its path, or what it is called.

    Without a `place` the error's own path stands in it. Never the system's own words: they come in its language.
    """
    where = str(place or error.filename or "文件")
    if getattr(error, "winerror", None) in _SHARING:
        return _SYSTEM[errno.EBUSY].format(where)
    said = _SYSTEM.get(error.errno)
    return (
        said.format(where) if said else f"读写“{where}”时系统出错（代码 {error.errno}），请检查磁盘后重试。"
    )
