"""Cells of a foreign ledger that speak of others' records: proposed to them, or written for an office without Huiyin."""

import json
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid5

from app.errors import Conflict
from app.exchange.foreign.form_values import KEPT, SAYS_WHO
from app.exchange.foreign.known_cases import SINGLE
from app.exchange.foreign.matching import Outcome, id_of
from app.exchange.foreign.owners import Sender, Way
from app.exchange.proposals import Proposer, raise_proposal
from app.records.catalogue import KINDS
from app.schema.kinds import Stored, Value
from app.store import rows
from app.store.office import Office
from app.store.opening import moment
from app.store.rows import Row
from app.store.writing import Writer

_SPACE = UUID("5d2a4c1e-6b38-5a11-9a63-0f6de2c7b4aa")
"""The name space of ids of records that a ledger's row makes in trust; never to be changed."""


@dataclass(frozen=True)
class Hand:
    """Whose ledger it is, and the name of the file."""

    sender: Sender
    file: str


def propose_cells(office: Office, write: Writer, outcome: Outcome, hand: Hand) -> None:
    """Raise what the row says of records of others as proposals to them; what was answered meanwhile is left."""
    note = f"外来台账 {hand.file[:40]} 第 {outcome.line.row + 1} 行"
    person = office.person if hand.sender.own else ""
    who = Proposer(hand.sender.code, hand.sender.name, person, moment(office.now), note)
    for each in outcome.changes:
        if each.way is Way.PROPOSAL:
            (row,) = rows.fetch(office.db, each.kind, "id", [each.id])
            if row[each.name] != each.old:
                raise Conflict("预览之后这一件又有人改过，没有收取。请重新预览。")
            raise_proposal(office, write, each.kind, row, each.name, base=each.old, new=each.new, by=who)


def entrust_cells(office: Office, write: Writer, outcome: Outcome, hand: Hand) -> None:
    """Write for the sender, who has no Huiyin, what its ledger says of its own records."""
    by_record: dict[tuple[str, str], dict[str, Stored]] = defaultdict(dict)
    for each in outcome.changes:
        if each.way is Way.TRUST:
            by_record[each.kind, each.id][each.name] = each.new
    for (kind, id), said in by_record.items():
        if id:
            (row,) = rows.fetch(office.db, kind, "id", [id])
        else:
            row = _blank(kind, hand, outcome.case) | _needed(kind, hand, outcome)
        write.entrust(kind, {**row, **said})
    if not hand.sender.own:
        known = rows.fetch(office.db, "allegation", "case", [outcome.case]) if outcome.added else []
        _points(write, hand, outcome.case, outcome.added, len(list(known)))
        _measures(write, hand, outcome.case, outcome.added_measures)


def register_for(write: Writer, outcome: Outcome, hand: Hand) -> None:
    """Register a matter for an office without Huiyin. Who reported stays with that office, on its paper."""
    line = outcome.line
    case = id_of(hand.sender.code, line)
    by_kind: dict[str, dict[str, Value]] = defaultdict(dict)
    for key, value in line.values.items():
        kind, _, name = key.partition(".")
        by_kind[kind][name] = value
    kept = {f"{KEPT}{heading}": text for heading, text in line.kept.items() if not SAYS_WHO.search(heading)}
    made = (
        _blank("registration", hand, case) | {"id": case} | _stored("registration", by_kind["registration"])
    )
    made.pop("case", None)
    made["extra"] = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else made["extra"]
    write.entrust("registration", made)
    _points(write, hand, case, line.allegations, 0)
    _measures(write, hand, case, line.measures)
    for kind in SINGLE:
        if by_kind[kind]:
            row = _blank(kind, hand, case) | _needed(kind, hand, outcome)
            write.entrust(kind, row | _stored(kind, by_kind[kind]))


def _points(write: Writer, hand: Hand, case: str, points: list[dict[str, Value]], known: int) -> None:
    for seq, point in enumerate(points, start=known + 1):
        row = _blank("allegation", hand, f"{case}/{seq}") | {"case": case, "seq": seq}
        write.entrust("allegation", row | _stored("allegation", point))


def _measures(write: Writer, hand: Hand, case: str, measures: list[dict[str, Value]]) -> None:
    for said in measures:
        row = _blank("measure", hand, f"{case}/{said.get('respondent')}") | {"case": case}
        write.entrust("measure", row | _stored("measure", said))


def _blank(kind: str, hand: Hand, case: str) -> Row:
    row: Row = dict.fromkeys(rows.names(kind))
    id = str(uuid5(_SPACE, f"{hand.sender.code}|{kind}|{case}"))
    return row | {"id": id, "owner": hand.sender.code, "version": "{}", "case": case}


def _needed(kind: str, hand: Hand, outcome: Outcome) -> Row:
    """What a record of the row needs and the sheet has no column for."""
    received = outcome.line.values.get("registration.received_on")
    day = None if received is None else KINDS["registration"].column("received_on").kind.to_stored(received)
    if kind == "handling":
        return {"round_no": 1, "unit": hand.sender.name, "received_on": day}
    return {"visited_on": day, "visit_kind": "visit", "batches": 1} if kind == "visit" else {}


def _stored(kind: str, said: dict[str, Value]) -> Row:
    return {name: KINDS[kind].column(name).kind.to_stored(value) for name, value in said.items()}
