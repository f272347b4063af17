"""寄出: the next posting to another office, written as one file and remembered."""

from dataclasses import dataclass
from pathlib import Path

from app.actions.units import unit_by_code
from app.change import Change
from app.errors import NotAllowed
from app.exchange.posting import Progress, make_posting, no_progress, put_file
from app.exchange.truth import Header
from app.store import peers, shelf
from app.store.office import Office


@dataclass(frozen=True)
class Dispatch:
    """A posting that lies on disk and waits to be carried."""

    change: Change
    path: Path
    header: Header


def send(office: Office, receiver: str, target: Path, progress: Progress = no_progress) -> Dispatch:
    """Write the next posting to the office of that code; `target` is a folder or the file itself.

    The file is written first and remembered then, so that a number is never used up by a file that is not there.
    Raises NotAllowed for an unknown office, Unavailable when the file cannot be written.
    """
    unit = unit_by_code(office, receiver)
    if unit is None:
        raise NotAllowed(f"单位名录里没有代码为“{receiver}”的单位，请先在设置里添加。")
    posting = make_posting(office, unit, progress)
    path = target / posting.file_name if target.is_dir() else target
    put_file(posting.content, path)
    header = posting.header
    label = f"寄出 {header.receiver_name} 第 {header.number} 号"
    with office.writing(label, action="send", undoable=False) as write:
        peers.note_sent(
            office.db, receiver=receiver, desk=office.desk, number=header.number, digest=posting.digest,
            at=header.made_at, cases=header.cases, file_name=path.name, packed=posting.packed,
        )  # fmt: skip
        for key in posting.answered:
            said = shelf.value(office.db, "taken", key)
            write.shelve("taken", key, {**said, "answered": header.number})
    assert write.change is not None
    return Dispatch(write.change, path, header)
