"""Making a posting: scope, truth, visible sheets, one file; nothing in clear on the way to disk."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from app.errors import NotAllowed
from app.exchange import hands, identity, proposals, seen, visible, witness
from app.exchange.issued import answers as configured
from app.exchange.issued.issue import Issue
from app.exchange.issued.sheet import configuration_sheet
from app.exchange.sheets import AnySheet, Book, RawSheet
from app.exchange.trust import is_without, without
from app.exchange.truth import (
    CONFIGURATION,
    CONFIGURED,
    IDENTITY,
    MAJOR,
    MINOR,
    PARCEL,
    PROPOSAL,
    SHEET,
    Header,
    Stated,
    TruthWriter,
)
from app.exchange.uncollected import uncollected
from app.exchange.write_xlsx import write_book
from app.records.catalogue import KINDS
from app.records.offices import Unit
from app.records.version import decode, encode
from app.schema.kinds import Stored
from app.store import case_rows, firewall, journal, letters, peers, recusal, rows, same, shelf, sister_desks
from app.store.office import Office
from app.store.opening import moment, walked_once
from app.store.rows import Row
from app.store.sister_desks import is_home, loose
from app.store.withdrawals import TAKEN_BACK

_BATCH = 500
_NAME_BYTES = 90
_ANSWERED = ("record", PROPOSAL, IDENTITY, CONFIGURATION)
"""Sorts of lines whose taking the receiver acknowledges."""
Progress = Callable[[int, int], None]
"""Called with cases done and cases in all; raises to cancel."""


def no_progress(done: int, total: int) -> None:
    """For callers that do not watch."""


@dataclass(frozen=True)
class Posting:
    """A posting that is ready to be written to a file."""

    header: Header
    digest: str
    packed: bytes
    content: BytesIO
    """The workbook; `encrypt` closes it."""
    file_name: str
    answered: tuple[str, ...]
    """Keys of the postings taken whose receipts it carries."""
    kept_back: int = 0
    """Cases that name whoever sends it as respondent: they go with the next posting of a colleague."""
    issued: Issue | None = None
    """The configuration that goes down with it."""
    beside: int = 0
    """Lines of what asks for a receipt though it belongs to no case: letters, corrections, configuration."""


@uncollected()
def make_posting(
    office: Office, receiver: Unit, progress: Progress = no_progress, enclosed: Sequence[str] = (), *,
    full: bool = False, issued: Issue | None = None, alone: bool = False,
) -> Posting:  # fmt: skip
    """The next posting to `receiver`; `enclosed`: digests of contents that go in a parcel beside it. Reads only.

    `full` (全量): every case that it has a part in, whatever its desks know: it starts an office with the program, and
    rebuilds a desk that was lost. `issued`: configuration that goes down with it; `alone`: without any case.
    Raises NotAllowed when the office itself is meant."""
    code = str(receiver.code)
    if code == office.desk:
        raise NotAllowed("这就是这台电脑自己，不用寄。请写本单位另一台电脑的机号，或只写本单位的代码。")
    upward = is_home(office.code, code) or code == office.above
    own = recusal.cases_naming(office.db, recusal.barred(office.db))
    wanted = sorted(_shared(office, receiver, upward)) if full else scope(office, receiver, upward)
    cases = [] if alone and not full else [each for each in wanted if each not in own]
    number, previous = peers.last_sent(office.db, code, office.desk)
    seq, head, _ = journal.head(office.db)
    header = Header(
        format=f"{MAJOR}.{MINOR}", office=office.code, name=office.name, level=office.level, desk=office.desk,
        receiver=code, receiver_name=str(receiver.name), number=number + 1, previous=previous,
        made_at=moment(office.now), cases=len(same.homes(office.db, cases)),
        total_cases=len(_shared(office, receiver, upward)), journal_seq=seq, journal_head=head,
    )  # fmt: skip
    answers = _answers(office, code)
    content = BytesIO()
    with walked_once(office.db):
        told = _all_receipts(office, code) | answers if full else answers
        truth = _truth(office, header, cases, told, receiver, upward, progress)
        if enclosed:
            truth.add(PARCEL, {"contents": list(enclosed)})
        if issued is not None:
            truth.add(CONFIGURATION, issued.line)
        if told := configured.line(office, code):
            truth.add(CONFIGURED, told)
        write_book(_book(office, header, truth, cases, answers, receiver, upward, progress, issued), content)
    digest, packed = truth.digest, truth.packed
    name = f"回音_{_short(office.name)}_寄_{_short(str(receiver.name))}_第{header.number}号_{office.today.isoformat()}.xlsx"
    kept_back = 0 if alone else len(wanted) - len(cases)
    beside = 0 if cases else sum(truth.sorts[sort] for sort in _ANSWERED)
    return Posting(header, digest, packed, content, _safe(name), tuple(answers), kept_back, issued, beside)


def scope(office: Office, receiver: Unit, upward: bool) -> list[str]:
    """Ids of the cases to send: shared with the receiver, and open or with something a desk of it does not know."""
    shared = _shared(office, receiver, upward)
    code = str(receiver.code)
    desks = peers.desks_of(office.db, code)
    if not desks:
        return sorted(shared)
    kinds = _kinds(office, code)
    wanted = peers.open_cases(office.db) | {
        str(held["case"]) for held in shelf.values(office.db, "sibling").values()
    }
    for desk in desks:
        wanted |= peers.unknown_cases(office.db, desk, kinds)
    return sorted(shared & wanted)


def _shared(office: Office, receiver: Unit, upward: bool) -> set[str]:
    names = [str(each) for each in (receiver.name, receiver.code, receiver.short) if each]
    found = peers.shared_cases(office.db, receiver=str(receiver.code), names=names, upward=upward)
    return same.together(office.db, found, {office.code, *without(office)}, proposals.same_pairs(office))


def _kinds(office: Office, receiver: str) -> tuple[str, ...]:
    """The kinds of record that travel with a case to this receiver."""
    return sister_desks.CASE_KINDS if is_home(office.code, receiver) else peers.CASE_KINDS


def stated(kind: str, row: Row) -> Stated:
    """A row as a posting states it; fields that only a newer format knows stand among the others."""
    return _stated(kind, rows.declared(kind), [row[name] for name in rows.names(kind)])


def statements(office: Office, kind: str, column: str, values: Iterable[str]) -> Iterator[Stated]:
    """All rows of a kind whose `column` is one of `values`, each as a posting states it."""
    declared = rows.declared(kind)
    for row in rows.fetch_plain(office.db, kind, column, values):
        yield _stated(kind, declared, row)


def _stated(kind: str, declared: tuple[str, ...], row: Sequence[Any]) -> Stated:
    id, owner, version, voided, extra, *values = row
    fields: dict[str, Stored] = {
        name: value for name, value in zip(declared, values, strict=True) if value is not None
    }
    if extra:
        fields = {**json.loads(extra), **fields}
    return Stated(kind, id, owner, decode(version), voided, fields)


def held_versions(office: Office) -> dict[str, list[Stated]]:
    """Open siblings by record id."""
    return {
        id: [Stated.of(each) for each in held["versions"]]
        for id, held in shelf.values(office.db, "sibling").items()
    }


def known_text(current: Stated, siblings: Iterable[Stated] = ()) -> str:
    """How a knowledge list says which versions of a record an office holds."""
    return "|".join(sorted(encode(each.version) for each in (current, *siblings)))


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    walk = iter(ids)
    while batch := list(islice(walk, _BATCH)):
        yield batch


def _truth(
    office: Office, header: Header, cases: list[str], answers: dict[str, dict[str, Any]], receiver: Unit,
    upward: bool, progress: Progress,
) -> TruthWriter:  # fmt: skip
    """Everything but what the cells of the visible sheets say (`seen`), which is added as they are written."""
    writer = TruthWriter()
    writer.add("header", vars(header))
    held = held_versions(office)
    shelved = shelf.values(office.db, "sibling")
    done = 0
    for batch in _batches(cases):
        own: list[Stated] = []
        torn: list[dict[str, Any]] = []
        for kind in _kinds(office, header.receiver):
            for one in statements(office, kind, "id" if kind == "registration" else "case", batch):
                writer.add("record", one.line())
                for sibling in held.get(one.id, ()):
                    writer.add("sibling", sibling.line())
                if one.owner == office.code:
                    own.append(one)
                if one.id in shelved:
                    torn.append(shelved[one.id])
        hands.add_line(office, writer, own, torn)
        done += len(batch)
        progress(done, 2 * len(cases))
    for one in _withdrawn(office, header.receiver):
        writer.add("record", one.line())
    known = _write_letters(office, writer, receiver, upward, held)
    if known:
        writer.add("knows", known)
    shared = _shared(office, receiver, upward)
    barred = recusal.cases_naming(office.db, recusal.barred(office.db))
    proposals.add_lines(office, writer, header.receiver, shared - barred)
    for line in identity.lines(office, header.receiver, barred):
        writer.add(identity.SORT, line)
    if reporters := identity.known_here(office, header.receiver):
        writer.add("knows", reporters)
    rest = shared - set(cases)
    for batch in _batches(sorted(rest)):
        writer.add("knows", dict(_known_of(office, batch, held, _kinds(office, header.receiver))))
    for receipt in answers.values():
        writer.add("receipt", receipt)
    for unit in office.find(Unit, voided=False):
        writer.add(
            "unit", {"code": unit.code, "name": unit.name, "unit_kind": unit.unit_kind, "above": unit.above}
        )
    if seen := witness.seen_of(office, header.receiver):
        writer.add(witness.SORT, seen)
    for line in shelf.values(office.db, "unknown_line").get(header.receiver, []):
        ((sort, said),) = line.items()
        if (
            sort != "record" or Stated.of(said).kind not in KINDS
        ):  # a newer program than took it may know it by now
            writer.add(sort, said)
    return writer


def _write_letters(
    office: Office, writer: TruthWriter, receiver: Unit, upward: bool, held: dict[str, list[Stated]]
) -> dict[str, str]:
    """What belongs to no case and some desk of the receiver does not know yet; the rest as a knowledge list."""
    desks = [peers.known(office.db, desk) for desk in peers.desks_of(office.db, str(receiver.code))]
    known: dict[str, str] = {}
    home = is_home(office.code, str(receiver.code))
    found = loose(office.db) if home else letters.shared(office.db, office.code, receiver, upward=upward)
    for kind, ids in found.items():
        for one in statements(office, kind, "id", ids):
            siblings = held.get(one.id, [])
            if siblings or not desks or any(each.get(one.id) != encode(one.version) for each in desks):
                writer.add("record", one.line())
                for sibling in siblings:
                    writer.add("sibling", sibling.line())
            else:
                known[one.id] = known_text(one)
    return known


def _withdrawn(office: Office, receiver: str) -> Iterator[Stated]:
    """Of cases that were destroyed here (Rules Art. 15) the voided records without content, for an office that has them.

    A receiver whose every desk knows the withdrawal is not told again.
    """
    desks = [peers.known(office.db, desk) for desk in peers.desks_of(office.db, receiver)]
    for case, said in firewall.gone(office.db).items():
        told = receiver in said["sent_to"] or is_home(office.code, receiver)
        for kind, id, version in said["records"] if told else ():
            if kind in _kinds(office, receiver) and not (
                desks and all(each.get(id) == version for each in desks)
            ):
                fields: dict[str, Stored] = {} if kind == "registration" else {"case": case}
                yield Stated(
                    kind, id, office.code, decode(version), f"{firewall.WITHDRAWN_AS} {said['stub']}", fields
                )


def _known_of(
    office: Office, cases: list[str], held: dict[str, list[Stated]], kinds: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        for one in statements(office, kind, "id" if kind == "registration" else "case", cases):
            yield one.id, known_text(one, held.get(one.id, ()))


def _answers(office: Office, code: str) -> dict[str, dict[str, Any]]:
    """Receipts for postings of that office which it has not been sent yet."""
    said_of = {**shelf.values(office.db, TAKEN_BACK), **shelf.values(office.db, "taken")}
    return {
        key: {name: said[name] for name in ("desk", "number", "digest", "at", "counts", "note", "details")}
        for key, said in said_of.items()
        if code in (said["office"], said["desk"]) and not said.get("answered")
    }


def _all_receipts(office: Office, code: str) -> dict[str, dict[str, Any]]:
    """Which postings of that office came, also those it was told of before: a rebuilt desk knows nothing of them."""
    return {
        key: {
            **{name: said[name] for name in ("desk", "number", "digest", "at", "counts", "note")},
            "details": [],
        }
        for key, said in shelf.values(office.db, "taken").items()
        if code in (said["office"], said["desk"])
    }


def _book(
    office: Office, header: Header, truth: TruthWriter, cases: list[str], answers: dict[str, dict[str, Any]],
    receiver: Unit, upward: bool, progress: Progress, issued: Issue | None,
) -> Book:  # fmt: skip
    numbers: dict[str, str] = {}
    dropped = same.known(office.db)

    def ledger() -> Iterator[case_rows.CaseRows]:
        for batch in _batches(cases):
            progress(len(cases) + len(numbers), 2 * len(cases))
            for case in case_rows.gather(office.db, batch):
                if case.dropped:
                    continue
                numbers[str(case.registration["id"])] = str(case.registration["case_no"] or "")
                yield case

    loose = letters.shared(office.db, office.code, receiver, upward=upward)

    def listed(kind: str) -> Iterator[Row]:
        if kind not in letters.ALONE:
            for batch in _batches(cases):
                yield from (
                    row for row in rows.fetch(office.db, kind, "case", batch) if row["voided"] is None
                )
        found = rows.fetch(office.db, kind, "id", loose.get(kind, []))
        yield from (row for row in found if row["voided"] is None)

    bands = frozenset({"supervision"} if upward else {"registration", "handling"})
    filled = frozenset(f"{kind}.{name}" for kind in peers.TRAVELLING for name in rows.filled(office.db, kind))
    view = visible.Viewpoint(
        office.today, office.measure, bands, lambda id: numbers.get(dropped.get(id, id), ""), filled
    )
    subtitle = f"填报单位：{header.name}    日期：{header.made_at[:10]}    共 {header.cases} 件"
    title = f"{header.name}信访举报台账"
    sheets: list[AnySheet] = [
        visible.explanation_sheet(
            header, "期限的算法见“台账”中“怎么算的”一栏。", is_without(office, header.receiver)
        ),
        visible.ledger_sheet(ledger(), view, title, subtitle, lambda said: truth.add(seen.SORT, said)),
        *(
            visible.list_sheet(
                kind, listed(kind), view, f"{title} · {KINDS[kind].label}", subtitle, not upward
            )
            for kind in visible.list_kinds(filled)
        ),
    ]
    if issued is not None:
        sheets.insert(1, configuration_sheet(issued))
    if answers:
        sheets.append(visible.receipt_sheet(list(answers.values())))
    properties = {
        "huiyin_format": header.format, "huiyin_from": header.desk, "huiyin_to": header.receiver,
        "huiyin_number": str(header.number), "huiyin_digest": "", seen.PROPERTY: "",
    }  # fmt: skip
    return Book(
        [*sheets, RawSheet(SHEET, truth.chunks())], properties, creator="回音", created=office.now,
        at_last=lambda parts: {"huiyin_digest": truth.digest, seen.PROPERTY: parts},
    )  # fmt: skip


def _safe(name: str) -> str:
    return "".join("_" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in name)


def _short(name: str) -> str:
    """As much of an office's name as two of them may take of the 255 bytes of a file name."""
    return name.encode()[:_NAME_BYTES].decode(errors="ignore")
