"""What tells that an office was here though its data file is missing, emptied, or no longer says whose it is.

Such a file may neither be migrated into an empty ledger nor be called new: what is left is shown and put back.
"""

from pathlib import Path

from app.errors import Damaged
from app.store import backups, keys, replacing
from app.store.opening import FILE_NAME, JOURNAL_COPY


def found(folder: Path) -> bool:
    """Whether a journal's copy, passwords, backups or stores that were set aside lie here."""
    copy = folder / JOURNAL_COPY
    return (
        (copy.is_file() and copy.stat().st_size > 0)
        or (folder / keys.SLOTS_FILE).is_file()
        or bool(backups.listed(folder))
        or bool(replacing.asides(folder))
    )


def missing(folder: Path) -> Damaged:
    """The data file is not there."""
    return Damaged(f"“{folder}”里的数据文件 {FILE_NAME} 不见了。{_left(folder)}")


def emptied(folder: Path) -> Damaged:
    """The data file is there and holds no office."""
    return Damaged(f"“{folder}”里的数据文件 {FILE_NAME} 空了，不要在上面新建。{_left(folder)}")


def _left(folder: Path) -> str:
    newest = next(iter(backups.listed(folder)), None)
    if newest is None:
        return "这个文件夹里没有备份，请从 U 盘或原来的电脑找。"
    return f"请恢复备份，最新的一份是 {newest.at:%Y-%m-%d %H:%M} 的“{newest.path.name}”。"
