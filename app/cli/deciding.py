"""conflicts, decide: what two desks of one office wrote differently, field by field."""

from argparse import Namespace
from typing import Any

from app.actions import decide as decision
from app.actions.decide import OURS, THEIRS, Held, Torn
from app.cli import say, values
from app.errors import Invalid
from app.records.catalogue import KINDS
from app.schema.kinds import Stored
from app.store.office import Office


def conflicts(office: Office, asked: Namespace) -> None:
    """List what waits, with base, ours and theirs, person and moment."""
    waiting = decision.held(office)
    if asked.as_json:
        say.document([_plain(office, each) for each in waiting])
        return
    for one in waiting:
        print(f"{one.id}  {one.label}  {'由本单位决定' if one.owned else '等填写单位决定'}")
        for number in range(len(one.others)):
            ours, theirs = decision.hand(office, one), decision.hand(office, one, number)
            print(f"  本方 {' '.join(ours) or '—'}；对方 {' '.join(theirs) or '—'}")
            for each in decision.fields_of(office, one, number):
                mark = "要定" if each.torn else "可合并"
                print(
                    f"    {mark} {each.label}：{_base(each)}，本方 {each.ours or '(空)'}，对方 {each.theirs or '(空)'}"
                )
    print(f"共 {len(waiting)} 条待裁定。")


def _base(each: Torn) -> str:
    return f"原来 {each.base or '(空)'}" if each.point.based else "原来不知道"


def _plain(office: Office, one: Held) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "case": one.case, "label": one.label, "owned": one.owned,
        "ours": _hand(decision.hand(office, one)),
        "others": [
            {**_hand(decision.hand(office, one, number)),
             "fields": [
                 {"name": each.name, "label": each.label, "base": each.base if each.point.based else None,
                  "ours": each.ours, "theirs": each.theirs, "torn": each.torn}
                 for each in decision.fields_of(office, one, number)
             ]}
            for number in range(len(one.others))
        ],
    }  # fmt: skip


def _hand(said: tuple[str, str]) -> dict[str, str]:
    return {"person": said[0], "at": said[1]}


def decide(office: Office, asked: Namespace) -> None:
    """Decide one record field by field, or one or several as a whole."""
    if bool(asked.keep) == bool(asked.values):
        raise Invalid("请写 --keep（整条）或 --set（逐项），两样写一样。")
    if asked.values:
        if len(asked.record) > 1:
            raise Invalid("逐项决定一次只能写一条记录。")
        one = decision.waiting(office, asked.record[0])
        picks = _picks(office, one, asked.values, asked.number)
        change = decision.decide_fields(office, one.id, picks, asked.number)
    elif len(asked.record) > 1:
        change = decision.decide_many(office, asked.record, asked.keep)
    else:
        change = decision.decide(office, asked.record[0], asked.keep, asked.number)
    if asked.as_json:
        said: Any = asked.record[0] if len(asked.record) == 1 else asked.record
        say.document({"change": change.seq, "record": said, "keep": asked.keep})
    else:
        print(f"{change.label}。")


def _picks(office: Office, one: Held, said: list[str], number: int) -> dict[str, Stored]:
    if not 0 <= number < len(one.others):
        raise Invalid(f"只有 {len(one.others)} 份别的内容，从 0 数。")
    found = {each.name: each for each in decision.fields_of(office, one, number)}
    picks: dict[str, Stored] = {}
    for each in said:
        name, sign, text = each.partition("=")
        if not sign:
            raise Invalid(f"“{each}”要写成 栏目=ours、栏目=theirs 或 栏目=内容。")
        column = values.named(KINDS[one.kind], name.strip())
        if text in (OURS, THEIRS) and column.name in found:
            picks[column.name] = found[column.name].value(text)
        else:
            picks[column.name] = column.kind.to_stored(values.read(column, text, office.today))
    return picks
