"""附件随工作簿: which attachments go in the parcel beside a posting, and what becomes of a parcel that came."""

from collections.abc import Collection, Sequence

from app.change import Change
from app.errors import NotAllowed
from app.exchange import parcel
from app.exchange.parcel import Enclosed, Parcel
from app.records.matters import Attachment
from app.records.offices import Unit
from app.store import attachments, peers, rows
from app.store.case_file import read_case
from app.store.office import Office

LETTER = "original_letter"
"""The kind that is never ticked by itself: it shows who wrote."""


def offered(office: Office, unit: Unit) -> list[Attachment]:
    """Attachments of the cases shared with that office whose content is here, newest first."""
    names = [str(each) for each in (unit.name, unit.code, unit.short) if each]
    upward = unit.code == office.above
    shared = peers.shared_cases(office.db, receiver=str(unit.code), names=names, upward=upward)
    vault = attachments.vault_of(office)
    found = [
        each for each in office.find(Attachment, voided=False)
        if each.case in shared and each.sha256 and vault.holds(each.sha256, each.size or 0)
    ]  # fmt: skip
    return found[::-1]


def numbers_of(office: Office, found: Sequence[Attachment]) -> dict[str, str]:
    """By case the numbers of those to which these belong."""
    cases = sorted({str(each.case) for each in found})
    return {
        str(row["id"]): str(row["case_no"] or "")
        for row in rows.fetch(office.db, "registration", "id", cases)
    }


def chosen(office: Office, unit: Unit, ids: Collection[str]) -> list[Attachment]:
    """The ticked ones. Raises NotAllowed for one that may not go or is not here."""
    if not ids:
        return []
    barred = office.refusal("read_attachment")
    if barred is not None:
        raise NotAllowed(barred)
    known = {each.id: each for each in offered(office, unit)}
    for id in ids:
        if id not in known:
            raise NotAllowed("有的附件不能随这一份寄：内容不在本机，或对方没有参与那一件。请重新勾选。")
        read_case(office, str(known[id].case))
    return [known[id] for id in ids]


def listed(office: Office, ticked: Sequence[Attachment]) -> list[Enclosed]:
    """What the parcel's head says of them, each content once."""
    vault = attachments.vault_of(office)
    found = {str(each.sha256): each for each in ticked}
    return [Enclosed(sha, int(each.size or 0), vault.read(sha).file_name) for sha, each in found.items()]


def take_parcel(office: Office, came: Parcel) -> Change | None:
    """Keep the contents of a parcel whose records are here; None when all of them are kept already."""
    wanted = {each.sha256 for each in parcel.missing(office, came)}
    if not wanted:
        return None
    vault = attachments.vault_of(office)
    for each, content in parcel.contents(came):
        if each.sha256 in wanted:
            vault.put_aside(content, each.name).keep()
    with office.writing(f"收下附件 {len(wanted)} 个", action="take", undoable=False) as write:
        pass
    return write.change
