"""What a posting brings of configuration, whether it may be taken at all, and what waits to be decided.

Only the office directly above may send configuration. What came is kept and stands beside our own until a person
decides item by item; nothing of it is in force before.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import KEPT, Group, Item, Standing
from app.exchange.issued.groups import GROUPS
from app.exchange.issued.issue import digest
from app.exchange.storable_text import can_be_stored, shown
from app.exchange.truth import Header
from app.store import shelf
from app.store.office import Office
from app.store.writing import Writer

_NAME = re.compile(r"[a-z][a-z_]{0,19}")
_LARGEST = 2_000_000
"""Characters that one group may have."""
_HIGHEST = 2**31
UNREADABLE = "里面下发的配置读不懂，没有收；案件照收。请对方重新导出一份。"
NOT_ABOVE = "“{0}”不是本单位的上级，它带来的配置不收；案件照收。"
NONE_ABOVE = "本单位没有登记上级单位，“{0}”带来的配置不收；案件照收。"
NOT_ITS_OWN = "里面的配置不是寄件单位“{0}”自己下发的，不收；案件照收。请与对方核对。"
LATER = "配置收取后逐项决定，不会自动改。"
IN_CLEAR = "这一份没有加口令，平时与该单位往来是加的：带来的配置不收；案件照收。请与对方核对。"


@dataclass(frozen=True)
class Arrived:
    """One group in a file. `note`: what to know of it; `comes`: whether taking the file keeps it for a decision."""

    group: str
    label: str
    number: int
    at: str
    content: Any
    comes: bool
    note: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Offer:
    """One group that the county sent last; `waiting`: nobody has decided yet. `items`: where ours differs now."""

    group: str
    label: str
    name: str
    number: int
    at: str
    waiting: bool
    items: tuple[Item, ...]
    note: str = ""


def arrived(
    office: Office, header: Header, lines: Iterable[Any], *, in_clear: bool
) -> tuple[list[Arrived], list[str]]:
    """The groups that a posting brings, and what is to be told of them. Writes nothing.

    `in_clear`: the file was not encrypted though this pair of offices has a password.
    """
    said = list(lines)
    groups = _groups(said)
    if any(isinstance(each, dict) and each.get("office") == office.code for each in said):
        return [], []  # our own, sent back by a program that did not know it
    if not said:
        return [], []
    why = _refusal(office, header, said, groups, in_clear)
    if why is not None:
        return [], [why]
    standing = Standing.of(office)
    found = [_look(office, standing, header, id, each) for id, each in groups.items()]
    told = [each.note for each in found]
    return found, told + ([LATER] if any(each.comes and each.items for each in found) else [])


def _groups(said: Sequence[Any]) -> dict[str, Any]:
    first = said[0] if len(said) == 1 and isinstance(said[0], dict) else {}
    groups = first.get("groups")
    return groups if isinstance(groups, dict) and len(groups) <= 50 else {}


def _refusal(
    office: Office, header: Header, said: Sequence[Any], groups: dict[str, Any], in_clear: bool
) -> str | None:
    if not office.above:
        return NONE_ABOVE.format(header.name)
    if header.office != office.above:
        return NOT_ABOVE.format(header.name)
    if not groups:
        return UNREADABLE
    if said[0].get("office") != header.office:
        return NOT_ITS_OWN.format(header.name)
    return IN_CLEAR if in_clear else None


def _look(office: Office, standing: Standing, header: Header, id: str, said: Any) -> Arrived:
    known = GROUPS.get(id)
    label = known.label if known is not None else f"“{shown(id[:20])}”"
    why = _unsound(known, id, said)
    if why:
        return Arrived(shown(id[:20]), label, 0, "", None, False, f"下发的{label}没有收：{why}")
    number, at, content = said["number"], said["at"], said["content"]
    before = shelf.value(office.db, KEPT, id)
    if before is not None and before.get("office") == header.office:
        why = _known(label, header, number, at, before, digest(content))
        if why:
            return Arrived(id, label, number, at, content, False, why)
    if known is None:
        note = f"{label}是更新的程序才有的配置，原样留着；升级回音后再决定。"
        return Arrived(id, label, number, at, content, True, note)
    items = tuple(known.items(standing, content))
    return Arrived(id, label, number, at, content, True, _words(label, number, at, items), items)


def _unsound(known: Group | None, id: str, said: Any) -> str:
    """Why a group cannot be kept, in a sentence; blank where it can."""
    if _NAME.fullmatch(id) is None or not isinstance(said, dict) or "content" not in said:
        return "读不懂，请对方重新下发。"
    number, at = said.get("number"), said.get("at")
    if type(number) is not int or not 0 < number < _HIGHEST or type(at) is not str:
        return "没有编号，请对方重新下发。"
    text = json.dumps([at, said["content"]], ensure_ascii=False)
    if len(at) > 40 or not at.isprintable() or len(text) > _LARGEST or not can_be_stored(text):
        return "内容不成样子，请对方重新下发。"
    try:
        if known is not None:
            known.check(said["content"])
    except Invalid as error:
        return f"{shown(error.sentence)}请对方重新下发。"
    return ""


def _known(label: str, header: Header, number: int, at: str, before: dict[str, Any], digest: str) -> str:
    """Why what came is no news, blank where it is. Each desk of the county counts for itself: what another desk sent is
    older where it was sent earlier."""
    decided = before.get("decided")
    word = "还没有决定" if decided is None else "已经采用" if decided["taken"] else "当时没有采用"
    last, known = _heard(before, header.desk).get(header.desk, (0, ""))
    if number < last:
        return f"下发的{label}是第 {number} 号，本机已有较新的第 {last} 号，旧的不再用。"
    if number == last and digest != known:
        return f"下发的{label}第 {number} 号以前来过，内容与这一份不同，先不收，请与“{header.name}”核对。"
    if digest == before["digest"]:
        return f"下发的{label}第 {number} 号以前来过，{word}。"
    if number == last or (at < before["at"] and before.get("desk", header.desk) != header.desk):
        return (
            f"下发的{label}第 {number} 号是 {at[:10]} 的，县里另一台电脑 {before['at'][:10]} 又下发过，旧的不再用；"
            "要用它，请县里再下发一次。"
        )
    return ""


def _heard(before: dict[str, Any], desk: str) -> dict[str, tuple[int, str]]:
    """Number and digest of what came last from each desk of the county; an entry of an earlier program names none, and is
    taken for one of `desk`."""
    kept = before.get("heard") or {before.get("desk", desk): (before["number"], before["digest"])}
    return {desk: (number, digest) for desk, (number, digest) in kept.items()}


def _words(label: str, number: int, at: str, items: Sequence[Item]) -> str:
    if not items:
        return f"下发的{label}第 {number} 号（{at[:10]}）与本机现在的一样。"
    own = sum(each.own for each in items)
    loose = sum(bool(each.warning) for each in items)
    more = f"，其中 {own} 处是本单位自己改过的" if own else ""
    more += f"，{loose} 处比法定期限更宽，请当心" if loose else ""
    return f"县里下发了{label}第 {number} 号（{at[:10]}），{len(items)} 处与本机不同{more}。"


def keep(write: Writer, header: Header, found: Sequence[Arrived]) -> None:
    """Keep what came, for a person to decide; what equals ours already is decided by that."""
    for each in found:
        if not each.comes:
            continue
        before = write.shelved("configuration", each.group) or {}
        settled = {"at": "", "taken": [], "left": []} if each.group in GROUPS and not each.items else None
        write.shelve("configuration", each.group, {
            "office": header.office, "name": header.name, "number": each.number, "at": each.at,
            "digest": digest(each.content), "content": each.content, "decided": settled,
            "values": before.get("values", {}), "desk": header.desk,
            "heard": {**(_heard(before, header.desk) if before.get("office") == header.office else {}),
                      header.desk: (each.number, digest(each.content))},
        })  # fmt: skip


def offers(office: Office) -> list[Offer]:
    """What the county sent last of each group, compared with what stands now."""
    kept = shelf.values(office.db, KEPT)
    if not kept:
        return []
    standing = Standing.of(office)
    return [_offer(standing, each, kept[each.id]) for each in GROUPS.values() if each.id in kept]


def _offer(standing: Standing, group: Group, kept: dict[str, Any]) -> Offer:
    items: tuple[Item, ...] = ()
    note = ""
    try:
        group.check(kept["content"])
        items = tuple(group.items(standing, kept["content"]))
    except Invalid as error:
        note = error.sentence
    waiting = kept["decided"] is None and bool(items)
    return Offer(group.id, group.label, kept["name"], kept["number"], kept["at"], waiting, items, note)


def waiting(office: Office) -> int:
    """How many groups wait for a decision; cheap."""
    kept = shelf.values(office.db, KEPT)
    return sum(each["decided"] is None for id, each in kept.items() if id in GROUPS)


def sources(office: Office, group: str) -> dict[str, str]:
    """By key of what is not as the program came: 县里下发，2026-11-20, or 本单位改的."""
    kept = (shelf.value(office.db, KEPT, group) or {}).get("values", {})
    return {
        key: f"县里下发，{kept[key]['at'][:10]}"
        if key in kept and kept[key]["value"] == value
        else "本单位改的"
        for key, value in GROUPS[group].present(Standing.of(office)).items()
    }


def departed(office: Office, group: str) -> set[str]:
    """Keys of what was taken from the county and does not stand any more, so that it can be given back."""
    kept = (shelf.value(office.db, KEPT, group) or {}).get("values", {})
    present = GROUPS[group].present(Standing.of(office)) if kept else {}
    return {key for key, said in kept.items() if present.get(key) != said["value"]}
