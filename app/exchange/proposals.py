"""更正建议: a wish to change a record that another office owns; it travels, is answered there, and shows at both ends.

A proposal stands on the shelf and is journalled and undone like a record. It leaves with each posting to an office
that shares the case until every desk of it knows this very telling; tellings meet in any order (`app.store.proposing`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.errors import Conflict, Invalid, NotAllowed
from app.exchange.differences import in_words
from app.exchange.recused import KEPT_BACK, Recused
from app.exchange.storable import is_id, unfit
from app.exchange.storable_text import can_be_stored
from app.exchange.truth import PROPOSAL, Stated, TruthWriter
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import TEXT_LIMIT, Link, Stored
from app.store import firewall, peers, proposing, recusal, rows, shelf
from app.store.office import Office
from app.store.opening import moment
from app.store.proposing import ACCEPTED, OPEN, REFUSED, STATES
from app.store.rows import Row
from app.store.same import SAME_AS
from app.store.unit_names import unit_name
from app.store.writing import Writer

SAME = f"registration.{SAME_AS}"
"""The one field that the program keeps and that yet may be proposed: that a case is the same as another."""
STATE_WORDS = {OPEN: "等待答复", ACCEPTED: "已采纳", REFUSED: "未采纳", proposing.WITHDRAWN: "已收回"}


@dataclass(frozen=True)
class Proposer:
    """Who proposes: an office by code and name, a person, when, and why."""

    office: str
    name: str
    person: str
    at: str
    note: str = ""


@dataclass(frozen=True)
class Proposal:
    """One proposal as a person reads it.

    `base` is what stood there when it was made, `now` what stands there, `new` what is proposed. `ours`: our office
    owns the record and answers. `mine`: our office made it.
    """

    key: str
    kind: str
    record: str
    case: str
    case_no: str
    field: str
    label: str
    base: str
    now: str
    new: str
    by: tuple[Proposer, ...]
    owner: str
    owner_name: str
    state: str
    reason: str
    answered_by: str
    answered_at: str
    ours: bool
    mine: bool
    moved_on: bool
    """Whether the field holds something else by now than either value of the proposal."""
    kept_back: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == OPEN


def proposals(office: Office, *, open_only: bool = False) -> list[Proposal]:
    """All proposals of records that are held here: those to answer first, then the open ones, the newest first.

    Raises NotAllowed for whoever reads no case.
    """
    recusal.refuse_reading(office.db)
    said = {
        key: each
        for key, each in shelf.values(office.db, proposing.KIND).items()
        if each["state"] == OPEN or not open_only
    }
    recused = Recused(office)
    held = _rows_of(office, said.values())
    numbers = {
        str(row["id"]): str(row["case_no"] or "")
        for row in rows.fetch(office.db, "registration", "id", _cases_in(said.values()))
    }
    found = [
        _read(office, key, each, row, numbers, each["case"] in recused.cases)
        for key, each in said.items()
        if (row := held.get((each["kind"], each["record"]))) is not None and row["owner"] == each["owner"]
    ]
    found.sort(key=lambda each: (each.case_no, each.label))
    found.sort(key=lambda each: each.by[0].at, reverse=True)
    return sorted(found, key=lambda each: (not (each.is_open and each.ours), not each.is_open))


def to_answer(office: Office) -> int:
    """How many open proposals our office has to answer."""
    return proposing.to_answer(office.db, office.code)


def why_not_proposed(office: Office, kind: str, row: Row, field: str) -> str | None:
    """Why no change of this field of another office's record can be proposed, or None."""
    if kind not in peers.CASE_KINDS:
        return "这类记录不属于一个案件，不能提更正建议，请与对方联系。"
    if proposable(kind, field) is None:
        return "这一栏由程序维护，不能提更正建议。"
    if row["owner"] == office.code:
        return "这条记录由本单位填写，请直接修改。"
    if row["voided"] is not None:
        return f"这条{KINDS[kind].label}已经作废，不能提更正建议。"
    return None


def raise_proposal(
    office: Office, write: Writer, kind: str, row: Row, field: str, *, base: Stored, new: Stored,
    by: Proposer | None = None,
) -> str | None:  # fmt: skip
    """Put a proposal on the shelf; returns its key, None when there is nothing to propose.

    `base` and `new` are stored faces: what the proposer saw there (what stands there now, unless it was a file), and
    what it should be. `by`: by default the person working here; for a cell of a file, who sent the file.
    Raises Conflict with the answer when the same was proposed before: what was answered is not raised again.
    """
    if new in (base, row[field]):
        return None
    case = str(row["id"] if kind == "registration" else row["case"])
    key = proposing.key_of(case, str(row["id"]), field, base, new)
    who = by or Proposer(office.code, office.name, office.person, moment(office.now))
    known = write.shelved(proposing.KIND, key)
    if known is not None and known["state"] != proposing.WITHDRAWN:
        if known["state"] == OPEN and who.office not in known["by"]:
            write.shelve("proposal", key, {**known, "by": {**known["by"], who.office: _said(who)}})
            return key
        raise Conflict(already(known))
    turn = 1 if known is None else known["turn"] + 1
    write.shelve("proposal", key, {
        "kind": kind, "record": row["id"], "owner": row["owner"], "case": case, "field": field, "base": base,
        "new": new, "by": {who.office: _said(who)}, "turn": turn, "state": OPEN, "answer": None,
    })  # fmt: skip
    return key


def answer(office: Office, write: Writer, key: str, state: str, reason: str = "") -> Proposal:
    """Accept or refuse one that our office has to answer. Raises NotAllowed or Conflict, and then nothing is written.

    Accepting writes the owner's new version; it is refused where the field holds something else by now.
    """
    one = next((each for each in proposals(office) if each.key == key), None)
    if one is None or not one.ours:
        raise NotAllowed("这条更正建议不归本单位答复，请刷新。")
    if one.kept_back:
        raise NotAllowed("您是这一件的被反映人，按规定要回避，请交给别的同事答复。")
    if not one.is_open:
        raise NotAllowed(f"这条更正建议{STATE_WORDS[one.state]}，不用再答复。")
    said = write.shelved(proposing.KIND, key)
    if state == ACCEPTED:
        _write(write, one, said)
    answered = {"office": office.code, "name": office.name, "person": office.person,
                "at": moment(office.now), "reason": reason.strip()}  # fmt: skip
    write.shelve("proposal", key, {**said, "turn": said["turn"] + 1, "state": state, "answer": answered})
    return one


def _cases_in(said: Iterable[Mapping[str, Any]]) -> set[str]:
    """The cases that proposals are about, and those that they name."""
    told = list(said)
    linked = {str(each[part]) for each in told if each["field"] == SAME_AS for part in ("base", "new")}
    return linked | {str(each["case"]) for each in told}


def _write(write: Writer, one: Proposal, said: Mapping[str, Any]) -> None:
    record = write.latest(one.kind, one.record)
    column = record.column(one.field)
    now = column.kind.to_stored(record.value(one.field))
    if now not in (said["base"], said["new"]):
        raise Conflict(
            f"“{one.label}”后来改过了：提建议时是“{one.base or '空'}”，现在是“{in_words(column, now) or '空'}”，"
            f"建议改成“{one.new or '空'}”。请先核对，要改就直接修改这一栏，不改就不采纳并写明理由。"
        )
    write.edit(record, **{one.field: column.kind.from_stored(said["new"])})


def same_pairs(office: Office) -> list[tuple[str, str]]:
    """The cases that our office has proposed to be one, dropped and kept, where that is open or was accepted."""
    return [
        (said["record"], str(said["new"]))
        for said in shelf.values(office.db, proposing.KIND).values()
        if said["field"] == SAME_AS
        and said["new"]
        and office.code in said["by"]
        and said["state"] in (OPEN, ACCEPTED)
    ]


def add_lines(office: Office, truth: TruthWriter, receiver: str, shared: Iterable[str]) -> None:
    """Into the truth of a posting: what a desk of the receiver does not know; of the rest the knowledge."""
    cases, desks = set(shared), peers.desks_of(office.db, receiver)
    known: dict[str, str] = {}
    for key, said in shelf.values(office.db, proposing.KIND).items():
        if said["case"] not in cases:
            continue
        token = proposing.token(said)
        if desks and all(peers.known_version(office.db, desk, key) == token for desk in desks):
            known[key] = token
        else:
            truth.add(PROPOSAL, {"id": key, **said})
    if known:
        truth.add("knows", known)


def take_lines(office: Office, write: Writer, lines: Iterable[Any]) -> dict[str, str]:
    """What a posting says of proposals, met with what is known here; returns what its sender knows, by key."""
    told: dict[str, str] = {}
    gone = firewall.gone(office.db)
    for key, said in sound(lines):
        told[key] = proposing.token(said)
        if said["case"] in gone or not _is_owners(office, said):
            continue
        now = write.shelved(proposing.KIND, key)
        both = proposing.met(now, said)
        if both != now:
            write.shelve("proposal", key, both)
    return told


def news(office: Office, lines: Iterable[Any]) -> dict[str, int]:
    """For the preview, how many proposals a posting brings anew, by what they mean here: `asked` of us or `answered`."""
    found = {"asked": 0, "answered": 0}
    for key, said in sound(lines):
        now = shelf.value(office.db, proposing.KIND, key)
        if proposing.met(now, said) == now:
            continue
        if said["state"] == OPEN and said["owner"] == office.code:
            found["asked"] += 1
        elif said["state"] in (ACCEPTED, REFUSED) and office.code in said["by"]:
            found["answered"] += 1
    return found


def sound(lines: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those lines that are proposals a desk could have made; what is none is left out."""
    for line in lines:
        try:
            said = {name: line[name] for name in _PARTS}
            if _is_sound(said) and line["id"] == proposing.key_of(
                said["case"], said["record"], said["field"], said["base"], said["new"]
            ):
                yield line["id"], said
        except (KeyError, TypeError, AttributeError, ValueError):
            continue


_ANSWER = {"office", "name", "person", "at", "reason"}
_PARTS = ("kind", "record", "owner", "case", "field", "base", "new", "by", "turn", "state", "answer")


def _is_sound(said: Mapping[str, Any]) -> bool:
    kind, state, reply = said["kind"], said["state"], said["answer"]
    if kind not in peers.CASE_KINDS or proposable(kind, said["field"]) is None or state not in STATES:
        return False
    if not (is_id(said["record"]) and is_id(said["case"]) and 0 < said["turn"] < 2**62):
        return False
    if (state in (ACCEPTED, REFUSED)) != (reply is not None):
        return False
    if type(said["turn"]) is not int or said["base"] == said["new"]:
        return False
    if f"{kind}.{said['field']}" == SAME and said["new"] is not None and not is_id(str(said["new"])):
        return False
    if reply is not None and (reply.keys() != _ANSWER or reply["office"] != said["owner"]):
        return False
    by = said["by"]
    if not by or any(type(each) is not list or len(each) != 4 for each in by.values()):
        return False
    texts = [said["owner"], *by, *(text for each in by.values() for text in each), *(reply or {}).values()]
    return all(map(_is_text, texts)) and all(
        each is None or unfit(Stated(kind, said["record"], said["owner"], {}, None, {said["field"]: each})) is None
        for each in (said["base"], said["new"])
    )  # fmt: skip


def _is_text(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= TEXT_LIMIT and can_be_stored(text)


def _is_owners(office: Office, said: Mapping[str, Any]) -> bool:
    """Whether the record, where it is held here, belongs to the office that the proposal names."""
    found = rows.fetch(office.db, said["kind"], "id", [said["record"]])
    return all(row["owner"] == said["owner"] for row in found)


def _said(who: Proposer) -> list[str]:
    return [who.at, who.name, who.person, who.note]


def already(known: Mapping[str, Any]) -> str:
    if known["state"] == OPEN:
        return "同样的更正建议已经提过，正在等对方答复。"
    reply = known["answer"]
    why = f"：{reply['reason']}" if reply["reason"] else ""
    return f"同样的更正建议 {reply['at'][:10]} {reply['name']}{STATE_WORDS[known['state']]}{why}，不再重提。"


@cache
def proposable(kind: str, field: str) -> Field | None:
    """The field, where a change of it may be proposed at all."""
    found = next((each for each in KINDS[kind].columns() if each.name == field), None)
    if found is not None and found.id == SAME:
        return found
    if found is None or found.derived or found.sensitive or isinstance(found.kind, Link):
        return None
    return found


def proposed_column(kind: str, field: str) -> Field:
    """The field. Raises Invalid where no change of it may be proposed."""
    found = proposable(kind, field)
    if found is None:
        raise Invalid("这一栏由程序维护，不能提更正建议。")
    return found


def _rows_of(office: Office, said: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Row]:
    wanted: dict[str, list[str]] = {}
    for each in said:
        wanted.setdefault(each["kind"], []).append(each["record"])
    return {
        (kind, str(row["id"])): row for kind in wanted for row in rows.fetch(office.db, kind, "id", wanted[kind])
    }  # fmt: skip


def _read(
    office: Office, key: str, said: Mapping[str, Any], row: Row, numbers: Mapping[str, str], kept_back: bool
) -> Proposal:
    column = proposed_column(said["kind"], said["field"])
    values = (said["base"], row[said["field"]], said["new"])
    base, now, new = (
        numbers.get(str(each or ""), "") if column.id == SAME else in_words(column, each) for each in values
    )
    case_no = numbers.get(said["case"], "")
    by = tuple(
        Proposer(code, name, person, at, note) for code, (at, name, person, note) in said["by"].items()
    )
    reply = said["answer"] or {}
    ours = said["owner"] == office.code
    if kept_back:
        base = now = new = ""
        by = tuple(Proposer(each.office, each.name, "", each.at) for each in by)
    return Proposal(
        key=key, kind=said["kind"], record=said["record"], case=said["case"], case_no=case_no, field=said["field"],
        label=column.label, base=base, now=now, new=new, by=by, owner=said["owner"],
        owner_name=office.name if ours else unit_name(office.db, said["owner"]), state=said["state"],
        reason=KEPT_BACK if kept_back else str(reply.get("reason", "")), answered_by=str(reply.get("person", "")),
        answered_at=str(reply.get("at", "")), ours=ours, mine=office.code in said["by"],
        moved_on=row[said["field"]] not in (said["base"], said["new"]), kept_back=kept_back,
    )  # fmt: skip
