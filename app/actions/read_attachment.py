"""查看附件、另存附件: reading one is journalled first; a copy outside is in clear, and the person is told so."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.change import Change
from app.errors import NotAllowed, Unavailable, system_said
from app.records.matters import Attachment
from app.rules.media import Media, of_type
from app.store import attachments
from app.store.case_file import read_case
from app.store.office import Office

Progress = Callable[[str, int, int], None]
IN_CLEAR = "另存的文件没有加密，谁拿到都能看；用完请删掉。"
_FORBIDDEN = '\\/:*?"<>|'


@dataclass(frozen=True)
class Opened:
    """An attachment with its content; `file_name` is the name that the file had when it was attached."""

    attachment: Attachment
    file_name: str
    content: bytes
    media: Media


@dataclass(frozen=True)
class Saved:
    """A copy in clear outside the program, and what the person is told of it."""

    change: Change
    path: Path
    warning: str


def no_progress(what: str, at: int, of: int) -> None:
    """For callers that do not watch."""


def read_attachment(office: Office, id: str, progress: Progress = no_progress) -> Opened:
    """The content of an attachment, after the journal says who looks at it.

    Raises NotAllowed without the right or to whoever is reported, Unavailable when it is missing or damaged.
    """
    _note(office, id, "查看附件", "read_attachment")
    return _opened(office, id, progress)


def save_copy(office: Office, id: str, target: Path, progress: Progress = no_progress) -> Saved:
    """Write an attachment to a file outside the program, in clear; journalled first.

    Raises NotAllowed for a place among the program's own data, else as `read_attachment` does.
    """
    if target.absolute().resolve().is_relative_to(office.folder.resolve()):
        raise NotAllowed("不能另存到回音的数据文件夹里：那里的内容都要加密。请换一个文件夹。")
    if not target.parent.is_dir():
        raise Unavailable(f"没有“{target.parent}”这个文件夹，请换一个地方。")
    change = _note(office, id, "另存附件（未加密）", "save_copy")
    opened = _opened(office, id, progress)
    _put(opened.content, target)
    return Saved(change, target, opened.media.warning + IN_CLEAR)


def proposed_name(opened: Opened) -> str:
    """A name for the copy: the file's own ending under the attachment's name, which does not say who reported."""
    ending = os.path.splitext(opened.file_name)[1][:10]
    name = "".join(
        "_" if sign in _FORBIDDEN or ord(sign) < 32 else sign for sign in str(opened.attachment.name)
    )
    return name + ("" if name.lower().endswith(ending.lower()) else ending)


def _note(office: Office, id: str, what: str, action: str) -> Change:
    attachment = office.get(Attachment, id)
    case = read_case(office, str(attachment.case))
    label = f"{what} {attachment.text('scan_type')}（{case.title}）"
    with office.writing(label, action=action, undoable=False) as write:
        write.note_reading(attachment)
    assert write.change is not None
    return write.change


def _opened(office: Office, id: str, progress: Progress) -> Opened:
    attachment = office.get(Attachment, id)
    kept = attachments.vault_of(office).read(
        str(attachment.sha256), lambda at, of: progress("正在解密", at, of)
    )
    return Opened(attachment, kept.file_name, kept.content, of_type(attachment.media))


def _put(content: bytes, target: Path) -> None:
    """Write a file as a whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(system_said(error, target.name)) from error
