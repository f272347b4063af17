"""Records of every kind with every field filled at random or left blank: what a ledger must be able to show."""

import random
from datetime import timedelta
from decimal import Decimal

from app.records.catalogue import KINDS
from app.records.record import Record
from app.schema import kinds
from app.schema.field import Field
from app.schema.kinds import Value
from app.store.office import Office
from tests.bench.invented import TODAY, name

_WORDS = ("柳树村", "石桥村", "云溪镇纪委", "第 17 号", "A[1]*?", "ab_c%", "低保评定", "it's")


def fill_everything(office: Office, rows: int = 60, seed: int = 7) -> None:
    """Write `rows` records of every kind; a tenth of them voided."""
    dice = random.Random(seed)
    with office.writing("随机", action="test", undoable=False) as write:
        write.own_level_confirmed = True
        cases = [
            write.add(KINDS["registration"], **_values(dice, KINDS["registration"], ())).id
            for _ in range(rows)
        ]
        for record in KINDS.values():
            if record.kind != "registration":
                for _ in range(rows):
                    write.add(record, **_values(dice, record, cases))
    with office.writing("作废", action="test", undoable=False) as write:
        for record in KINDS.values():
            for each in office.find(record)[::10]:
                write.void(each, "重复")


def _values(
    dice: random.Random, record: type[Record], cases: list[str] | tuple[str, ...]
) -> dict[str, Value]:
    return {
        each.name: _value(dice, each, cases)
        for each in record.columns()
        if each.required or isinstance(each.kind, kinds.Link) or dice.random() < 0.7
    }


def _value(dice: random.Random, field: Field, cases: list[str] | tuple[str, ...]) -> Value:
    kind = field.kind
    match kind:
        case kinds.Choices():
            return tuple(code.id for code in dice.sample(kind.codes.codes, k=min(2, len(kind.codes.codes))))
        case kinds.Choice():
            return dice.choice(kind.codes.codes).id
        case kinds.Day():
            return TODAY - timedelta(days=dice.randrange(0, 400))
        case kinds.Count():
            return dice.randrange(9)
        case kinds.Money():
            return Decimal(dice.randrange(10_000)) / 100
        case kinds.Flag():
            return dice.random() < 0.5
        case kinds.Phone():
            return "13800000000"
        case kinds.IdNumber():
            return "11010519491231002X"
        case kinds.Link(to="registration") if cases:
            return dice.choice(cases)
        case kinds.Link():
            return None
        case kinds.Person():
            return name(dice)
        case _:
            return dice.choice(_WORDS)
