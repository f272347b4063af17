"""configuration: what the county sent down, item by item, taken or left; and what `export --with` names."""

from argparse import Namespace
from collections.abc import Sequence

from app.actions.take_configuration import items_of, refuse_configuration, settings_of, take_configuration
from app.cli import say
from app.errors import Invalid
from app.exchange.issued.answers import answers
from app.exchange.issued.arrived import Offer, offers
from app.exchange.issued.group import Item
from app.exchange.issued.groups import group
from app.ledger.would_move import would_move
from app.store.office import Office


def groups_of(asked: Namespace) -> list[str]:
    """The groups that `--with` names. Raises Invalid for one that does not exist."""
    named = [each.strip() for each in asked.configuration.replace("，", ",").split(",")]
    return [group(each).id for each in named if each]


def told(item: Item) -> str:
    """One item in a line."""
    marks = [
        *(["本单位改过"] if item.own else []), *([f"▲ {item.warning}"] if item.warning else []),
        *([item.refusal] if item.refusal else []),
    ]  # fmt: skip
    return f"{item.id}  {item.label}：{item.old} → {item.new}{'　' if marks else ''}{'；'.join(marks)}"


def configuration(office: Office, asked: Namespace) -> None:
    """List what came and differs; take or leave it."""
    found = offers(office)
    if asked.refuse:
        change = refuse_configuration(office)
    elif asked.take:
        wanted = _wanted(found, asked.take)
        if asked.lights:
            _lights(office, wanted)
        change = take_configuration(office, wanted, looser_agreed=asked.longer_is_right)
    else:
        _list(office, found, asked)
        return
    if asked.as_json:
        say.document({"change": change.seq, "label": change.label})
    else:
        print(f"{change.label}。")


def _wanted(found: Sequence[Offer], named: Sequence[str]) -> list[str]:
    """The ids that these words mean: an item, a group, or all that raise no question."""
    items = [item for each in found for item in each.items]
    wanted: dict[str, None] = {}
    for word in named:
        meant = [each for each in items if each.id == word] or [
            each for each in items if word in ("all", "全部", each.group) and each.ticked
        ]
        if not meant and word not in ("all", "全部"):
            raise Invalid(f"没有“{word}”这一项可以采用。先不加 --take 列出来看看。")
        wanted |= {each.id: None for each in meant}
    return list(wanted)


def _lights(office: Office, wanted: Sequence[str]) -> None:
    moved = would_move(office, settings_of(office, items_of(office, wanted)))
    turning = [each for each in moved if each.turns]
    for each in turning[:50]:
        before, after = (
            "没有" if light is None else light.label for light in (each.status_before, each.status_after)
        )
        print(f"  {each.title} {each.label}：{before} → {after}")
    print(f"{len({each.case for each in turning})} 件会变颜色，{len(moved) - len(turning)} 个期限只变日期。")


def _list(office: Office, found: Sequence[Offer], asked: Namespace) -> None:
    if asked.as_json:
        say.document([
            {"group": each.group, "label": each.label, "number": each.number, "since": each.at, "waiting": each.waiting,
             "note": each.note or None, "items": [item.as_json() for item in each.items]} for each in found
        ])  # fmt: skip
        return
    for each in found:
        state = "等着决定" if each.waiting else each.note or "决定过了"
        print(
            f"{each.label}第 {each.number} 号（{each.at[:10]}，{each.name}）：{state}，{len(each.items)} 处与本机不同"
        )
        print("".join(f"  {told(item)}\n" for item in each.items), end="")
    heard = answers(office)
    for answer in heard:
        print(f"{answer.name}：{answer.words}")
    if not found and not heard:
        print("县里没有下发过配置。")
