"""添加附件: a file is read, recognised, encrypted, and kept with its case; what it is called does not say who reported."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.change import Change
from app.errors import Invalid, NotAllowed, Refused, Unavailable, system_said
from app.records.matters import Attachment
from app.rules.media import Media, Sort, recognise
from app.schema.codes import code_list
from app.schema.kinds import tidy
from app.store import attachments
from app.store.case_file import CaseFile, read_case
from app.store.disk import megabytes
from app.store.office import Office

Progress = Callable[[str, int, int], None]
"""Called with what is done, bytes done and bytes in all; raises to cancel."""
OTHER = "other"
_AT_ONCE = 4 << 20


def no_progress(what: str, at: int, of: int) -> None:
    """For callers that do not watch."""


@dataclass(frozen=True)
class File:
    """A file to be attached, in memory: its own name and its content, recognised, its pages counted where it has any.

    `doubt` is what the person should know of it, in a sentence; blank for most.
    """

    name: str
    content: bytes
    media: Media
    pages: int | None
    doubt: str = ""

    @property
    def proposed(self) -> str:
        """The kind that this file is likeliest of."""
        return "photo" if self.media.sort is Sort.PICTURE and self.media.type == "image/jpeg" else ""


def limit(office: Office) -> int:
    """Bytes that one attachment may have."""
    return int(office.setting("attachment.megabytes")) * 1_000_000


def read_file(office: Office, path: Path, progress: Progress = no_progress) -> File:
    """A file from the disk. Raises Invalid when it is empty, Refused when too large, Unavailable when unreadable."""
    try:
        size = path.stat().st_size
        _refuse_size(office, size, path.name)
        content = bytearray()
        with open(path, "rb") as file:
            while piece := file.read(_AT_ONCE):
                content += piece
                _refuse_size(office, len(content), path.name)
                progress("正在读取", len(content), max(size, len(content)))
    except IsADirectoryError:
        raise Invalid(f"“{path.name}”是文件夹，请选里面的文件。") from None
    except OSError as error:
        raise Unavailable(system_said(error, path.name)) from None
    return file_of(office, bytes(content), path.name)


def file_of(office: Office, content: bytes, name: str) -> File:
    """Bytes that came another way, such as a pasted picture, recognised. Raises as `read_file` does."""
    _refuse_size(office, len(content), name)
    media = recognise(content[:16], name)
    if not content:
        raise Invalid(f"“{name}”是空的，没有添加。请核对文件。")
    pages, doubt = _pages(content, media)
    return File(name, content, media, pages, doubt or media.warning)


def attach(
    office: Office, case_id: str, file: File, kind: str, *, name: str = "", note: str | None = None,
    step: str | None = None, progress: Progress = no_progress,
) -> Change:  # fmt: skip
    """Keep a file with a case, encrypted. `kind` is a code of `scan_type`; `step` the id of the step it belongs to.

    Raises Invalid naming the field, NotAllowed, Refused when the case has this very file already, Unavailable when
    the disk will not have it; then nothing was kept.
    """
    barred = office.refusal("attach")
    if barred is not None:
        raise NotAllowed(barred)
    case = read_case(office, case_id)
    said = _said(case, file, kind, name, note, step)
    named = code_list("scan_type").name_of(
        kind
    )  # the label outlives the case where it goes up: nothing typed in it
    waiting = attachments.vault_of(office).put_aside(
        file.content, file.name, lambda at, of: progress("正在加密", at, of)
    )
    try:
        with office.writing(f"添加附件 {named}（{case.title}）", action="attach") as write:
            write.add(
                Attachment, **said, case=case_id, size=waiting.size, sha256=waiting.sha256, media=file.media.type,
                pages=file.pages, added_by=office.person or None, added_on=office.today,
            )  # fmt: skip
            waiting.keep()
    finally:
        waiting.forget()
    assert write.change is not None
    return write.change


def detach(office: Office, attachment: Attachment, reason: str) -> Change:
    """Void an attachment; its content stays, so that this can be undone. Raises Invalid without a reason."""
    with office.writing(f"作废附件 {attachment.text('scan_type')}", action="detach") as write:
        write.void(attachment, reason)
    assert write.change is not None
    return write.change


def _said(
    case: CaseFile, file: File, kind: str, name: str, note: str | None, step: str | None
) -> dict[str, str | None]:
    code = code_list("scan_type").by_id.get(kind)
    if code is None:
        raise Invalid("请选附件的种类。", field="attachment.scan_type")
    if case.registration.voided is not None:
        raise NotAllowed("这一件已经作废，不能再添加附件。")
    if step is not None and step not in {each.id for each in case.steps}:
        raise Invalid("这一步不在这个案件的办理经过里，请重新选。", field="attachment.step")
    digest = hashlib.sha256(file.content).hexdigest()
    same = next((each for each in case.attachments if each.sha256 == digest), None)
    if same is not None:
        raise Refused(f"这份文件已经在这一件里了，叫“{same.name}”，没有重复添加。")
    return {"scan_type": kind, "name": tidy(name) or code.label, "note": note, "step": step}


def _refuse_size(office: Office, size: int, name: str) -> None:
    if size > limit(office):
        raise Refused(
            f"“{name}”有 {megabytes(size)}，超过了一个附件 {megabytes(limit(office))} 的上限。"
            "请调低扫描精度，或请管理员在设置里放宽。"
        )


def _pages(content: bytes, media: Media) -> tuple[int | None, str]:
    """The pages of a file, and what is wrong with it."""
    if media.sort is Sort.PICTURE:
        return 1, ""
    if media.sort is not Sort.PDF:
        return None, ""
    from app.store.pdf import count_pages

    try:
        return count_pages(content), ""
    except Unavailable as error:
        return None, error.sentence
