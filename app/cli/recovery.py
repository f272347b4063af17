"""backup, backups, restore, salvage, pack, unpack: copies of the store, and what to do when it is damaged."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from app.actions import backup as backing
from app.actions import move
from app.actions.backup import Lost
from app.cli import say
from app.cli.secret import given, secret_for
from app.errors import Damaged, NotAllowed, Unavailable
from app.paths import data_folder
from app.store import attempts, holding, keys, opening
from app.store import backups as kept
from app.store import salvage as salvaging
from app.store.backups import Backup
from app.store.keys import Unlocked
from app.store.office import Office


def backup(office: Office, asked: Namespace) -> None:
    """Make a backup now, and copy it to another folder where one is named."""
    made = backing.back_up(office)
    if asked.to is not None:
        kept.carry(made.backup, Path(asked.to).expanduser(), opening.data_key(office.db))
    if asked.as_json:
        say.document({**_plain(made.backup), "hint": made.hint})
    else:
        print(
            f"已备份 {made.backup.cases} 件，打开检查过是完整的：{made.backup.path}{made.hint and chr(10)}{made.hint}"
        )


def backups(asked: Namespace) -> None:
    """List the backups, newest first; works for a damaged store too."""
    folder = data_folder(asked.dir)
    found = kept.listed(folder, _key_if_any(folder, asked))
    if asked.as_json:
        say.document([_plain(each) for each in found])
        return
    rows = (
        (f"{each.at:%Y-%m-%d %H:%M}", each.why, str(each.cases), str(each.attachments), each.last or "–",
         f"{each.size / 1_000_000:.1f} MB", "已验证" if each.verified else "未验证", each.path.name)
        for each in found
    )  # fmt: skip
    print(say.table(("时间", "为什么", "件数", "附件", "最后一步", "大小", "验证", "文件"), rows))


def restore(asked: Namespace) -> None:
    """Put a backup in the place of the store, after a yes."""
    folder = data_folder(asked.dir)
    chosen = _chosen(folder, asked.file)
    window = holding.window(folder) if folder.is_dir() else None
    try:
        lock = _lock(folder if keys.exists(folder) else chosen.path.parent, asked)
        lost = _lost(folder, chosen, lock, asked)
        ask(asked.yes, f"恢复 {chosen.at:%Y-%m-%d %H:%M} 的备份。{lost.sentence(chosen)}", "恢复")
        folder.mkdir(parents=True, exist_ok=True)
        _note(folder, chosen, lock, asked)
        aside = backing.restore(folder, chosen, key=lock.key)
        _told(folder, lock, f"已恢复 {chosen.at:%Y-%m-%d %H:%M} 的备份，原来的数据留在“{aside}”。", asked)
    finally:
        if window is not None:
            window.release()


def salvage(asked: Namespace) -> None:
    """Make a fresh store of what can still be read of a damaged one, after a yes."""
    folder = data_folder(asked.dir)
    if not opening.exists(folder):
        raise NotAllowed(f"“{folder}”里没有数据文件，没有可以抢救的。看看备份用 backups。")
    window = holding.window(folder)
    try:
        lock = _lock(folder, asked)
        ask(asked.yes, "把损坏的数据里还能读的记录另存成一份新的，损坏的文件留着。", "抢救")
        found = salvaging.salvage(folder, lock.key)
        office = Office.open(folder, lock=lock)
        try:
            if asked.today is not None:
                office.confirm_today(asked.today, sure=asked.date_is_right)
            salvaging.settle(office, found)
        finally:
            office.close()
        _told(folder, lock, found.sentence, asked, rows=dict(found.rows), holes=list(found.holes))
    finally:
        window.release()


def pack(office: Office, asked: Namespace) -> None:
    """Write the office into one file for another PC."""
    packed = move.pack(office, Path(asked.file).expanduser())
    if asked.as_json:
        say.document({"file": str(packed.path), "cases": packed.parcel.cases, "seq": packed.parcel.seq})
    else:
        print(f"已打包 {packed.parcel.cases} 件：{packed.path}。在新电脑上用 unpack 打开；这里的数据仍可用。")


def unpack(asked: Namespace) -> None:
    """Set up the office that was packed on another PC."""
    folder = data_folder(asked.dir)
    parcel = move.unpack(Path(asked.file).expanduser(), folder)
    if asked.as_json:
        say.document(
            {"folder": str(folder), "office": parcel.office, "cases": parcel.cases, "packed": parcel.at}
        )
    else:
        print(
            f"已在“{folder}”打开 {parcel.name}（{parcel.office}）{parcel.at} 打包的数据，{parcel.cases} 件。口令和原来一样。"
        )


def _plain(each: Backup) -> dict[str, object]:
    return {"file": str(each.path), "at": each.at.isoformat(), "reason": each.reason, "cases": each.cases,
            "seq": each.seq, "last": each.last, "size": each.size, "verified": each.verified,
            "attachments": each.attachments}  # fmt: skip


def _chosen(folder: Path, said: str) -> Backup:
    """A backup by its path, or by its name among those of the office."""
    path = Path(said).expanduser()
    return kept.named(path if path.exists() else folder / kept.FOLDER / path.name)


def _key_if_any(folder: Path, asked: Namespace) -> bytes | None:
    locks = folder if keys.exists(folder) else folder / kept.FOLDER
    try:
        return keys.unlock(locks, given(asked.password_file)).key
    except (NotAllowed, Unavailable):
        return None


def _lock(locks: Path, asked: Namespace) -> Unlocked:
    return attempts.unlock(locks, secret_for(locks, asked.password_file), datetime.now())


def _lost(folder: Path, chosen: Backup, lock: Unlocked, asked: Namespace) -> Lost:
    """What would be lost, by the store itself, or by the second journal where it cannot be opened."""
    if not opening.exists(folder):
        return Lost(0, ())
    try:
        office = Office.open(folder, lock=lock)
    except Damaged:
        return backing.lost_without(folder, chosen, lock.key)
    try:
        if asked.today is not None:
            office.confirm_today(asked.today, sure=asked.date_is_right)
        return backing.lost_since(office, chosen)
    finally:
        office.close()


def _note(folder: Path, chosen: Backup, lock: Unlocked, asked: Namespace) -> None:
    """Leave a line in the store that goes, where it can still be opened. Raises NotAllowed without the right."""
    if not opening.exists(folder):
        return
    try:
        office = Office.open(folder, lock=lock)
    except Damaged:
        return
    try:
        if asked.person and not office.person:
            office.person = asked.person
        if asked.today is not None:
            office.confirm_today(asked.today, sure=asked.date_is_right)
        backing.note_restoring(office, chosen)
    finally:
        office.close()


def ask(yes: bool, what: str, verb: str) -> None:
    """Go on only after a yes, typed or given beforehand. Raises NotAllowed."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise NotAllowed(f"{what}还没有确认，什么都没有改动。确认要{verb}就加 --yes。")
    print(f"{what}\n{verb}吗？输入 y {verb}，其他键不做：", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "是"):
        raise NotAllowed("没有做，什么都没有改动。")


def _told(folder: Path, lock: Unlocked, sentence: str, asked: Namespace, **more: object) -> None:
    office = Office.open(folder, lock=lock)
    desk = office.desk
    office.close()
    if asked.as_json:
        say.document({"done": True, "desk": desk, "sentence": sentence, **more})
    else:
        print(f"{sentence}新的本机编号：{desk}。")
