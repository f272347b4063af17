"""采用下发的配置: what the county sent of its configuration, decided item by item; one batch, one undo."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.change import Change
from app.errors import Conflict, NotAllowed
from app.exchange.issued.arrived import Offer, offers
from app.exchange.issued.group import KEPT, UNIT_FIELDS, Item, Standing
from app.exchange.issued.groups import GROUPS
from app.records.offices import Unit
from app.store import shelf
from app.store.office import Office
from app.store.opening import moment
from app.store.setting_checks import check_measure
from app.store.writing import Writer


def take_configuration(
    office: Office, wanted: Collection[str], groups: Collection[str] | None = None, *, looser_agreed: bool = False
) -> Change:  # fmt: skip
    """Take the items with these ids, leave the others of these groups (by default all that wait) as they are here.

    `looser_agreed`: a person said that limits longer than the law's are meant. Raises Conflict where an item is no
    longer offered, NotAllowed for one that cannot be taken, for a longer limit without a yes, and where nothing waits.
    """
    offered = {each.group: each for each in offers(office)}
    chosen = _chosen(offered, wanted)
    decided = set(groups if groups is not None else [each.group for each in offered.values() if each.waiting])
    decided |= {each.group for each in chosen}
    if not decided:
        raise NotAllowed("没有县里下发的配置等着决定。")
    _refuse(chosen, looser_agreed)
    made = settings_of(office, chosen)
    with office.writing(_label(offered, chosen, decided), action="take_configuration") as write:
        for key, value in made.items():
            write.shelve("setting", key, value)
        _write_units(office, write, [each for each in chosen if each.group == "units"])
        for id in sorted(decided & offered.keys()):
            _remember(office, write, id, [each for each in chosen if each.group == id], offered[id].items)
    assert write.change is not None
    return write.change


def refuse_configuration(office: Office, groups: Collection[str] | None = None) -> Change:
    """Leave everything of these groups (by default of all that wait) as it is here."""
    return take_configuration(office, (), groups)


def settings_of(office: Office, items: Sequence[Item]) -> dict[str, Any]:
    """The settings, by key, that taking these items would make. Raises Invalid where they contradict each other."""
    standing = Standing.of(office)
    made: dict[str, Any] = {}
    for id, group in GROUPS.items():
        mine = [each for each in items if each.group == id]
        made |= group.settings(standing, mine) if mine else {}
    for key, value in made.items():
        check_measure(key, value, lambda asked: made[asked] if asked in made else office.setting(asked))
    return {key: value for key, value in made.items() if value != office.setting(key)}


def items_of(office: Office, wanted: Collection[str]) -> list[Item]:
    """The offered items of these ids. Raises Conflict where one is no longer offered."""
    return _chosen({each.group: each for each in offers(office)}, wanted)


def restore(office: Office, group: str, key: str, *, to_county: bool = False) -> Change | None:
    """Give a setting back what it came with, or what was taken from the county."""
    made = restored(office, group, key, to_county=to_county)
    with office.writing(f"恢复{GROUPS[group].label} {key}", action="set_setting") as write:
        for name, value in made.items():
            write.shelve("setting", name, value)
    return write.change


def restored(office: Office, group: str, key: str, *, to_county: bool = False) -> dict[str, Any]:
    """The settings that `restore` would make. Raises NotAllowed where the county never said anything of it."""
    kept = (shelf.value(office.db, KEPT, group) or {}).get("values", {}).get(key)
    if to_county and kept is None:
        raise NotAllowed("这一项没有采用过县里下发的，只能恢复程序自带的。")
    value = kept["value"] if to_county else None
    if isinstance(value, str):
        value = {"text": value, "limits": {}}
    return settings_of(office, [Item(group, key, "", "", "", value)])


def _chosen(offered: Mapping[str, Offer], wanted: Collection[str]) -> list[Item]:
    known = {item.id: item for each in offered.values() for item in each.items}
    if set(wanted) - known.keys():
        raise Conflict("看过以后配置又有变化，什么都没有改。请重新看一遍再决定。")
    return [item for id, item in known.items() if id in set(wanted)]


def _refuse(chosen: Sequence[Item], looser_agreed: bool) -> None:
    barred = next((each for each in chosen if each.refusal), None)
    if barred is not None:
        raise NotAllowed(f"{barred.label}不能采用：{barred.refusal}")
    longer = [each for each in chosen if each.warning]
    if longer and not looser_agreed:
        said = "；".join(f"{each.label} {each.old} → {each.new}，{each.warning}" for each in longer)
        raise NotAllowed(f"有 {len(longer)} 项比法定期限更宽，要单独确认才能采用：{said}。")


def _label(offered: Mapping[str, Offer], chosen: Sequence[Item], decided: Collection[str]) -> str:
    counts = Counter(each.group for each in chosen)
    if not counts:
        named = "、".join(each.label for each in offered.values() if each.group in decided)
        return f"不采用县里下发的配置：{named}"
    said = "、".join(f"{GROUPS[id].label} {counts[id]} 处" for id in GROUPS if counts[id])
    return f"采用县里下发的配置：{said}"


def _write_units(office: Office, write: Writer, items: Sequence[Item]) -> None:
    known = {str(each.code): each for each in office.find(Unit, voided=False)}
    for item in items:
        said = {name: item.value[name] or None for name in UNIT_FIELDS if item.value[name]}
        if item.key in known:
            write.edit(known[item.key], **said)
        else:
            write.add(Unit, code=item.key, **said)


def _remember(office: Office, write: Writer, id: str, taken: Sequence[Item], offered: Sequence[Item]) -> None:
    kept = write.shelved("configuration", id)
    values = {key: value for item in taken for key, value in GROUPS[id].values(item).items()}
    stamped = {
        key: {"value": value, "number": kept["number"], "at": kept["at"]} for key, value in values.items()
    }
    write.shelve("configuration", id, {
        **kept,
        "decided": {"at": moment(office.now), "taken": [each.key for each in taken],
                    "left": [each.key for each in offered if each not in taken]},
        "values": {key: said for key, said in {**kept["values"], **stamped}.items() if said["value"] is not None},
    })  # fmt: skip
