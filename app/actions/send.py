"""寄出: the next posting to another office, written as one file and remembered."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from app.actions.enclose import chosen, listed
from app.actions.pair_passwords import make_password
from app.actions.units import unit_by_code
from app.change import Change
from app.errors import Conflict, NotAllowed, Refused, Unavailable
from app.exchange import leaving
from app.exchange import parcel as parcels
from app.exchange.encryption import encrypt
from app.exchange.issued.issue import issue
from app.exchange.pairs import pair
from app.exchange.posting import Posting, Progress, make_posting, no_progress
from app.exchange.truth import Header
from app.records.matters import Attachment
from app.records.offices import Unit
from app.store import peers, shelf
from app.store.attachments import vault_of
from app.store.office import Office
from app.store.sister_desks import is_home


@dataclass(frozen=True)
class Dispatch:
    """A posting that lies on disk and waits to be carried."""

    change: Change
    path: Path
    header: Header
    encrypted: bool = True
    new_password: bool = False
    """Whether a password of the pair was generated for it, which the other office does not know yet."""
    kept_back: int = 0
    """Cases that name whoever sent it as respondent and did not go along."""
    parcel: Path | None = None
    """Where the attachments that go along lie, in one encrypted file."""
    issued: str = ""
    """What of the configuration goes down with it: 工作日历、时限; blank for nothing."""

    @property
    def remark(self) -> str:
        """What is to be said of them; blank for none."""
        if not self.kept_back:
            return ""
        return f"另有 {self.kept_back} 件您是被反映人，按规定回避，没有放进去：请别的同事登录后再寄一次，那时会带上。"


def send(
    office: Office, receiver: str, target: Path, progress: Progress = no_progress, *, replace: bool = False,
    enclosed: Collection[str] = (), full: bool = False, configuration: Collection[str] = (), alone: bool = False,
) -> Dispatch:  # fmt: skip
    """Write the next posting to the office of that code; `target` is a folder or the file itself.

    `enclosed`: ids of attachments whose contents go along in an encrypted parcel beside it.
    `full`: all cases that it has a part in, not only what its desks do not know (全量).
    `configuration`: groups of configuration that go down with it, `alone`: without any case.
    No file that stands is written over, but with `replace` one of our own postings. The file gets its name last, so
    that a number is never used up by a file that is not there, nor a file there that the store does not know.
    Where another window or command has used the number meanwhile, Conflict is raised and nothing is left.
    It is encrypted under the password of the pair, which is generated where there is none yet, unless the pair goes
    in clear on purpose. Raises NotAllowed for an unknown office or a file that stands, Unavailable when the file cannot
    be written.
    """
    unit = other_desk(office, receiver) if is_home(office.code, receiver) else unit_by_code(office, receiver)
    if unit is None:
        raise NotAllowed(f"单位名录里没有代码为“{receiver}”的单位，请先在设置里添加。")
    if alone and not configuration:
        raise NotAllowed("只寄配置时要先勾选下发哪些配置。")
    issued = issue(office, configuration, unit)
    leaving.settle(office)
    ticked = chosen(office, unit, enclosed)
    to_folder = _is_folder(target)
    if not to_folder:
        if not target.suffix:  # the folder that was chosen is gone
            raise Unavailable(f"没有写成。找不到文件夹“{target.name}”（U 盘可能拔掉了），请重新选放在哪里。")
        leaving.refuse_standing(office, target, replace)
    posting = make_posting(office, unit, progress, [str(each.sha256) for each in ticked], full=full,
                           issued=issued, alone=alone)  # fmt: skip
    posting, made = _locked(office, posting)
    path = leaving.free_place(target, posting.file_name) if to_folder else target
    parcel = _enclose(office, posting, path, ticked)
    on_its_way = leaving.begin(office, posting, path)
    try:
        change = _remember(office, posting, path, len(ticked))
    except Conflict:
        leaving.take_away(office, on_its_way)
        raise
    except BaseException:
        with suppress(Refused, Unavailable):
            leaving.settle(office)
        raise
    leaving.finish(office, on_its_way)
    return Dispatch(change, path, posting.header, made is not None, bool(made), posting.kept_back, parcel,
                    "" if issued is None else issued.labels)  # fmt: skip


def _enclose(office: Office, posting: Posting, path: Path, ticked: Sequence[Attachment]) -> Path | None:
    """Write the parcel of the ticked attachments beside the workbook's place; one without its workbook does no harm."""
    if not ticked:
        return None
    code = posting.header.receiver
    word = pair(office, code).current or make_password(office, code)
    place = path.with_suffix(parcels.SUFFIX)
    parcels.write(place, word.hint, posting.digest, listed(office, ticked), vault_of(office).read)
    return place


def _locked(office: Office, posting: Posting) -> tuple[Posting, bool | None]:
    """The posting under the pair's password, and whether that was made for it; as it is and None for one in clear."""
    code = posting.header.receiver
    code = office.code if is_home(office.code, code) else code
    found = pair(office, code)
    if found.open_on_purpose:
        return posting, None
    made = found.current is None
    word = found.current or make_password(office, code)
    return replace(posting, content=BytesIO(encrypt(posting.content, word.password, word.hint))), made


def other_desk(office: Office, receiver: str) -> Unit:
    """Our own office, or one desk of it, as a receiver."""
    _, _, number = receiver.partition("/")
    name = f"{office.name}（另一台电脑{' ' + number if number else ''}）"
    return Unit(id="", owner=office.code, code=receiver, name=name)


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError:  # a name that is too long
        return False


def _remember(office: Office, posting: Posting, path: Path, enclosed: int) -> Change:
    header = posting.header
    label = (
        f"寄出 {header.receiver_name} 第 {header.number} 号"
        + (f"，附件 {enclosed} 个" if enclosed else "")
        + (f"，下发{posting.issued.labels}" if posting.issued is not None else "")
    )
    with office.writing(label, action="send", undoable=False) as write:
        if peers.last_sent(office.db, header.receiver, office.desk)[0] >= header.number:
            raise Conflict(
                f"另一个窗口或命令刚刚寄出了{header.receiver_name}第 {header.number} 号，这一份没有寄：请再导出一次。"
            )
        peers.note_sent(
            office.db, receiver=header.receiver, desk=office.desk, number=header.number, digest=posting.digest,
            at=header.made_at, cases=header.cases, file_name=path.name, packed=posting.packed,
        )  # fmt: skip
        for group, note in posting.issued.notes.items() if posting.issued is not None else ():
            write.shelve("issued", group, dict(note))
        if posting.beside:
            write.shelve("beside", posting.digest, posting.beside)
        for key in posting.answered:
            if (said := shelf.value(office.db, "taken", key)) is not None:
                write.shelve("taken", key, {**said, "answered": header.number})
            else:
                back = shelf.value(office.db, "taken_back", key)
                write.shelve("taken_back", key, {**back, "answered": header.number})
    assert write.change is not None
    return write.change
