"""收取: another office's posting, after its preview was confirmed; a backup, then one transaction, one undo."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.actions.backup import back_up, second_place
from app.actions.enclose import take_parcel
from app.actions.pair_passwords import keep_password
from app.actions.take_by_hand import chosen, write_by_hand
from app.change import Change
from app.errors import Conflict, NotAllowed, Unavailable
from app.exchange import hands, identity, proposals, seen, witness
from app.exchange.admissible import taken_from
from app.exchange.compare import Compared, compare, row_of
from app.exchange.hand_found import Reading
from app.exchange.hand_outcome import HandEdit
from app.exchange.hand_standing import Standing
from app.exchange.issued import answers, arrived
from app.exchange.merge import Verdict, is_final
from app.exchange.posting import Progress, held_versions, known_text, no_progress
from app.exchange.preview import Preview
from app.exchange.siblings import remember_parts, shelve_siblings
from app.exchange.storable import is_id
from app.exchange.storable_text import can_be_stored, shown
from app.exchange.trust import is_without
from app.exchange.truth import CONFIGURATION, CONFIGURED, HANDS, IDENTITY, PARCEL, PROPOSAL, Stated
from app.exchange.uncollected import uncollected
from app.records.catalogue import KINDS
from app.records.offices import Unit
from app.records.version import Version, decode, encode, join
from app.store import attachments, backups, firewall, peers, rows, same, shelf, sister_desks
from app.store.office import Office
from app.store.opening import moment
from app.store.withdrawals import WITHDRAWN, is_withdrawn
from app.store.writing import Writer

_LEVELS = {"county": "county", "dispatched": "dispatched", "township": "township"}


@uncollected()
def take(
    office: Office, found: Preview, progress: Progress = no_progress, *, ticked: Collection[str] | None = None,
    backed_up: bool = False,
) -> Change:  # fmt: skip
    """Take the previewed file; a password that was typed for it is kept.

    `ticked`: keys of the hand edits to take, by default those that are ticked; `backed_up`: whether whoever calls has
    just made the backup, as for many files together.

    Raises NotAllowed with the preview's refusal, Conflict when things moved on since, Invalid when two hand edits
    want the same field.
    """
    _refuse_unfit(found)
    header = found.header
    if found.typed is not None:
        keep_password(office, header.receiver if found.home else header.office, found.typed)
    wanted = chosen(found.hand_edits, ticked)
    if found.home:
        return _take_home(office, found, wanted, backed_up)
    _part_from_twins(office, found)
    if not backed_up:
        back_up(office, "take")
    kept_back = shelf.values(office.db, WITHDRAWN)
    newest = header.number > max(taken_from(office, header.desk), default=0)
    with office.writing(f"收取 {header.name} 第 {header.number} 号", action="take") as write:
        standing = Standing(office, found.by_hand.reading if found.by_hand is not None else Reading())
        counts, details, versions, went_up = _write(office, write, found, standing, progress)
        for id in kept_back.keys() & versions.keys():
            if found.again or not is_withdrawn(kept_back[id], _vectors(versions[id])):
                write.shelve("withdrawn", id, None)
        if counts != {name: number for name, number in found.counts.items() if number}:
            raise Conflict("预览之后数据又有变化，没有收取。请重新预览。")
        _write_sender(office, write, found)
        _lines(office, write, found, versions)
        _write_reporters(office, write, found, versions)
        arrived.keep(write, header, found.configuration)
        answers.keep(write, office, header, found.truth.kept(CONFIGURED))
        versions |= proposals.take_lines(office, write, found.truth.kept(PROPOSAL))
        if found.by_hand is not None:
            write_by_hand(office, write, found.by_hand, wanted, standing)
        if newest:
            peers.note_known(office.db, header.desk, versions)
        if firewall.may_be_kept(office.db, found.truth.packed):
            peers.keep_payload(office.db, found.truth.digest, found.truth.packed)
        if not found.already:
            _note_taken(office, write, found, counts, details)
        contents = _destroy_all(office, write, went_up)
    if went_up:
        firewall.scrub(office.db)
        second = second_place(office)
        attachments.forget(office, contents, () if second is None else (second / backups.FOLDER,))
    enclosed = _take_parcel(office, found, write.change)
    change = write.change or enclosed
    if change is None:
        raise NotAllowed("这份工作簿已经收过，没有新的内容。")
    return change


def _refuse_unfit(found: Preview) -> None:
    if found.refusal is not None:
        raise NotAllowed(found.refusal)
    if found.fewer and not found.agreed:
        raise NotAllowed(found.fewer)


def _part_from_twins(office: Office, found: Preview) -> None:
    """Another desk has written under our name, or drawn from our block: go on as another one."""
    if found.new_desk:
        office.draw_desk()
    elif found.shared_block:
        office.leave_block()


def _write_sender(office: Office, write: Writer, found: Preview) -> None:
    """Who sent it has Huiyin, and its desk is in use again."""
    header = found.header
    if found.new_office:
        write.add(Unit, code=header.office, name=header.name, short=header.name[:1],
                  unit_kind=_LEVELS.get(header.level, "township"), uses_huiyin=True)  # fmt: skip
    elif is_without(office, header.office):
        write.edit(office.find(Unit, code=header.office, voided=False)[0], uses_huiyin=True)
    if header.office == office.code and header.desk in sister_desks.retired(office.db):
        write.shelve("retired", header.desk, None)


def _note_taken(
    office: Office, write: Writer, found: Preview, counts: dict[str, int], details: list[dict[str, str]]
) -> None:
    """Remember the file by desk and number, for its receipt and its undo."""
    header = found.header
    named = f"{header.desk}#{header.number}"
    if found.again:
        write.shelve("taken_back", named, None)
    write.shelve("taken", named, {
        "office": header.office, "name": header.name, "desk": header.desk, "number": header.number,
        "digest": found.truth.digest, "at": moment(office.now), "counts": counts, "details": details,
        "cases": header.cases, "total": header.total_cases, "file_name": found.path.name,
        "note": " ".join(found.warnings), "journal_seq": header.journal_seq, "journal_head": header.journal_head,
        "witness": found.witness,
    })  # fmt: skip


def _destroy_all(office: Office, write: Writer, went_up: Mapping[str, Stated]) -> list[str]:
    """Drop the cases that went up, under every id of theirs; returns the contents they had attached."""
    return [
        sha
        for case, version in went_up.items()
        for id in same.members(office.db, [case])
        if id == case or id not in went_up
        for sha in _destroy(office, write, id, version)
    ]


class AttachmentsLeft(Unavailable):
    """The workbook was taken by `change`, its attachments were not all."""

    def __init__(self, sentence: str, change: Change) -> None:
        super().__init__(sentence)
        self.change = change


def _take_parcel(office: Office, found: Preview, taken: Change | None) -> Change | None:
    """The attachments beside it, after their records: what goes wrong with them takes nothing back."""
    try:
        return None if found.parcel is None else take_parcel(office, found.parcel)
    except Unavailable as error:
        said = f"工作簿已经收取，附件没有收全。{error.sentence}"
        raise (Unavailable(said) if taken is None else AttachmentsLeft(said, taken)) from error


def _destroy(office: Office, write: Writer, case: str, version: Stated) -> list[str]:
    """Drop everything held of a case that its office sent up (Rules Art. 15); returns the contents it had attached."""
    contents = [
        str(row["sha256"]) for row in rows.fetch(office.db, "attachment", "case", [case]) if row["sha256"]
    ]
    write.forget(case)
    destroyed = firewall.destroy(office.db, case, office.code)
    write.shelve("gone", case, {
        "stub": (version.voided or "").removeprefix(firewall.WITHDRAWN_AS).strip(), "on": office.today.isoformat(),
        "records": [[kind, id, encode(join(decode(known), version.version))] for kind, id, known in destroyed.records],
        "sent_to": list(destroyed.sent_to),
    })  # fmt: skip
    return contents


def _take_home(office: Office, found: Preview, wanted: Sequence[HandEdit], backed_up: bool) -> Change:
    """Our own posting: what its cells say that was typed, nothing of its hidden truth."""
    header, by_hand = found.header, found.by_hand
    assert by_hand is not None
    if not backed_up:
        back_up(office, "take")
    label = f"收回寄 {header.receiver_name} 第 {header.number} 号里手写的 {len(wanted)} 处"
    with office.writing(label, action="take") as write:
        write_by_hand(office, write, by_hand, wanted, Standing(office, by_hand.reading))
        if wanted and by_hand.hand.office == header.receiver:
            write.shelve(
                "home", found.truth.digest,
                {"office": header.receiver, "number": header.number, "cases": header.cases, "at": moment(office.now)},
            )  # fmt: skip
    if write.change is None:
        raise NotAllowed("这份工作簿里手写的内容都收过了，没有新的。")
    return write.change


def _vectors(known: str) -> list[Version]:
    """The versions in a line of a knowledge list."""
    return [decode(each) for each in known.split("|")]


def _write(
    office: Office, write: Writer, found: Preview, standing: Standing, progress: Progress
) -> tuple[dict[str, int], list[dict[str, str]], dict[str, str], dict[str, Stated]]:
    counts: dict[str, int] = {}
    details: list[dict[str, str]] = []
    versions: dict[str, str] = {}
    went_up: dict[str, Stated] = {}
    waiting, wrote = held_versions(office), hands.read(found.truth.kept(HANDS))
    for before, merged, incoming in compare(office, found.truth, progress, again=found.again):
        first, *siblings = incoming
        if is_id(first.id):
            versions[first.id] = known_text(first, siblings)
        standing.look(merged, incoming)
        verdict = Verdict.REFUSED if isinstance(merged, str) else merged.verdict
        counts[verdict.value] = counts.get(verdict.value, 0) + 1
        if verdict in (Verdict.HELD, Verdict.REFUSED) and len(details) < 200:
            details.append({"kind": shown(first.kind[:40]), "id": shown(first.id[:40]), "verdict": verdict.value,
                            "reason": merged if isinstance(merged, str) else "双方都改过，等登记单位决定。"})  # fmt: skip
        _write_one(write, (before, merged, incoming), waiting, wrote)
        known = first.kind == "registration" and before is not None and office.level != "county"
        if known and not isinstance(merged, str) and is_final(merged.current):
            went_up[first.id] = merged.current
    return counts, details, versions, went_up


def _write_one(write: Writer, compared: Compared, waiting: Collection[str], wrote: hands.Hands) -> None:
    before, merged, incoming = compared
    if isinstance(merged, str) or merged.verdict in (Verdict.SAME, Verdict.OLDER):
        return
    write.expect(incoming[0].kind, incoming[0].id, None if before is None else row_of(before))
    if merged.current != before:
        write.put(merged.current.kind, row_of(merged.current))
    if merged.siblings or incoming[0].id in waiting:
        shelve_siblings(write, merged, wrote)
    if merged.parts:
        remember_parts(write, merged)


def _lines(office: Office, write: Writer, found: Preview, versions: dict[str, str]) -> None:
    """What stands in the truth beside records: the knowledge list, receipts, and lines we do not know."""
    unknown: list[dict[str, Any]] = []
    for sort, said in found.truth.walk():
        if sort == "knows":
            versions |= {str(id): str(version) for id, version in said.items()}
        elif sort == "receipt":
            peers.note_answer(
                office.db, found.header.office, str(said.get("digest")), json.dumps(said, ensure_ascii=False)
            )
        elif _is_unknown(sort, said) and can_be_stored(json.dumps({sort: said}, ensure_ascii=False)):
            unknown.append({sort: said})
    if unknown:
        write.shelve("unknown_line", found.header.office, unknown)


def _write_reporters(office: Office, write: Writer, found: Preview, versions: dict[str, str]) -> None:
    """Keep what was released to us of reporters, sealed under our own key; the journal's line says how many."""
    came = identity.brought(office, found.header.office, found.truth.kept(IDENTITY), versions)
    for each in came.versions:
        write.put(each.kind, identity.row_of(office, each))
    if came.versions:
        write.label += f"（含反映人 {len(came.versions)} 名）"


def _is_unknown(sort: str, said: Any) -> bool:
    """Whether only a newer program knows what this line says."""
    if sort == "record":
        return Stated.of(said).kind not in KINDS
    known = (
        "sibling",
        "unit",
        PROPOSAL,
        HANDS,
        IDENTITY,
        PARCEL,
        CONFIGURATION,
        CONFIGURED,
        seen.SORT,
        witness.SORT,
    )
    return sort not in known
