"""What was typed into a posting by hand, on its way into the store: edits, writing in trust, proposals, and what is kept.

Part of `take`: all of it in the transaction of the file.
"""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from app.actions.case_action import write_bands
from app.errors import Conflict, Invalid
from app.exchange.hand_edits import ByHand
from app.exchange.hand_found import RESPONDENTS
from app.exchange.hand_outcome import Becomes, HandEdit
from app.exchange.hand_standing import Standing
from app.exchange.hand_verdict import SPACE
from app.exchange.proposals import Proposer, raise_proposal
from app.records.catalogue import KINDS, field
from app.schema.kinds import Stored
from app.store import rows
from app.store.case_file import read_case
from app.store.office import Office
from app.store.rows import Row
from app.store.writing import Writer

_MOVED = "预览之后数据又有变化，没有收取。请重新预览。"


def chosen(edits: Sequence[HandEdit], ticked: Collection[str] | None) -> list[HandEdit]:
    """Those to take: the ones named by their keys, or those that are ticked by themselves.

    Raises Invalid for a key that names none which can be taken, or where two cells want the same field.
    """
    known = {each.key: each for each in edits if each.can_be_taken}
    if ticked is None:
        wanted = [each for each in known.values() if each.ticked]
    else:
        if strange := sorted(set(ticked) - known.keys()):
            raise Invalid(f"“{strange[0]}”不是可以收的格子，请重新预览后再选。")
        wanted = [each for key, each in known.items() if key in ticked]
    places: dict[tuple[str, str, str], str] = {}
    for each in wanted:
        place = (each.kind, each.id or each.case, each.target)
        if place in places:
            raise Invalid(f"{places[place]} 和 {each.key} 是同一项内容，只能勾一个。")
        places[place] = each.key
    return wanted


def write_by_hand(
    office: Office, write: Writer, found: ByHand, wanted: Sequence[HandEdit], standing: Standing
) -> None:
    """Write what was chosen. Raises Conflict where it would become something else by now."""
    now = {each.key: each for each in found.judge(office, standing)}
    for each in wanted:
        again = now.get(each.key)
        if again is None or (again.becomes, again.now, again.id) != (each.becomes, each.now, each.id):
            raise Conflict(_MOVED)
    by_record: dict[tuple[Becomes, str, str, str], list[HandEdit]] = defaultdict(list)
    for each in wanted:
        by_record[each.becomes, each.kind, each.id, each.case].append(each)
    for (becomes, kind, id, case), edits in by_record.items():
        if becomes is Becomes.PROPOSAL:
            _propose(office, write, found, standing, edits)
        elif becomes is Becomes.NEW:
            _add_rows(write, found, edits)
        elif becomes is Becomes.EDIT:
            _edit(office, write, kind, id, case, edits)
        else:
            _entrust(write, found, standing, kind, id, case, edits)
    _keep_the_rest(write, found, {each.key for each in wanted})


def _edit(office: Office, write: Writer, kind: str, id: str, case: str, edits: Iterable[HandEdit]) -> None:
    values = {each.target: field(each.target).kind.from_stored(each.stored) for each in edits}
    if id:
        write.edit(write.latest(kind, id), **{name.partition(".")[2]: each for name, each in values.items()})
    else:
        write_bands(office, write, read_case(office, case), values)


def _propose(
    office: Office, write: Writer, found: ByHand, standing: Standing, edits: Iterable[HandEdit]
) -> None:
    hand = found.hand
    for each in edits:
        row = standing.get(each.kind, each.id)
        assert row is not None
        who = Proposer(hand.office, hand.name, hand.person, hand.at, f"{hand.note}：{each.sheet} {each.cell}")
        raise_proposal(
            office, write, each.kind, row, _name(each), base=each.stored_base, new=each.stored, by=who
        )


def _entrust(
    write: Writer, found: ByHand, standing: Standing, kind: str, id: str, case: str, edits: Iterable[HandEdit]
) -> None:
    said = {_name(each): each.stored for each in edits}
    row = standing.get(kind, id)
    if row is None:
        row = _blank(kind, found.hand.office, _id(found.hand.office, kind, case))
        row["case"] = case
        if kind == "handling":
            rounds = [int(each["round_no"] or 1) for each in standing.of(kind, case)]
            row |= {"round_no": max(rounds, default=0) + 1, "unit": found.hand.name}
    write.entrust(kind, {**row, **said})


def _add_rows(write: Writer, found: ByHand, edits: Iterable[HandEdit]) -> None:
    for each in edits:
        owner = found.hand.office
        case = each.id if each.kind == "registration" else each.case
        parts: dict[str, Row] = {each.kind: _blank(each.kind, owner, each.id)}
        for name, value in each.values.items():
            kind, _, column = name.partition(".")
            if kind in KINDS:
                parts.setdefault(kind, _blank(kind, owner, _id(owner, kind, case)))[column] = value
        for kind, row in parts.items():
            if kind != "registration":
                row["case"] = case
            if kind == "handling":
                row |= {"round_no": 1, "unit": found.hand.name}
            write.entrust(kind, row)
        if each.kind == "registration":
            _add_points(write, owner, case, str(each.values.get(RESPONDENTS) or ""))


def _add_points(write: Writer, owner: str, case: str, names: str) -> None:
    """The respondents of a new case, each a point of its own."""
    known = [
        each.strip() for each in names.replace("，", "、").replace(",", "、").split("、") if each.strip()
    ]
    for number, name in enumerate(dict.fromkeys(known), 1):
        row = _blank("allegation", owner, _id(owner, f"allegation{number}", case))
        write.entrust("allegation", row | {"case": case, "seq": number, "respondent": name})


def _name(each: HandEdit) -> str:
    return each.target.partition(".")[2]


def _blank(kind: str, owner: str, id: str) -> Row:
    row: Row = dict.fromkeys(rows.names(kind))
    return row | {"id": id, "owner": owner, "version": "{}"}


def _id(owner: str, kind: str, case: str) -> str:
    """The id of what was typed into a case, so that two desks that take one file make one record of it."""
    return str(uuid.uuid5(SPACE, "|".join((owner, kind, case))))


def _keep_the_rest(write: Writer, found: ByHand, taken: Collection[str]) -> None:
    """Nothing that was typed is lost: what is not taken stays readable, with its reason."""
    rest: list[dict[str, Stored]] = [
        {"sheet": each.sheet, "cell": each.cell, "case": each.case, "case_no": each.case_no, "label": each.label,
         "base": each.base, "typed": each.typed, "reason": each.reason or "没有勾选。",
         **({"id": each.id, "target": each.target, "stored": each.stored, "stored_base": each.stored_base}
            if each.can_be_taken else {})}
        for each in found.edits
        if each.key not in taken and each.typed
    ]  # fmt: skip
    if rest:
        hand = found.hand
        said = {
            "office": hand.office,
            "name": hand.name,
            "person": hand.person,
            "note": hand.note,
            "at": hand.at,
            "cells": rest,
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        write.shelve("hand", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32], said)
