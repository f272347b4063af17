"""Who works where: the tree of units and the people of this office. Both stay at home."""

from dataclasses import dataclass
from typing import ClassVar

from app.records.record import Record
from app.schema.field import column
from app.schema.kinds import Choice, Choices, Flag, Person, Phone, Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Unit(Record):
    """单位: from the county down to the village; `code` names an office in postings."""

    kind: ClassVar[str] = "unit"
    label: ClassVar[str] = "单位"
    travels: ClassVar[bool] = False

    code: str | None = column(Text(), "单位代码", width=12, required=True, indexed=True)
    name: str | None = column(Text(), "单位名称", width=20, required=True)
    short: str | None = column(Text(), "简称", width=8, hint="编号里用，例如 云")
    unit_kind: str | None = column(Choice("unit_kind"), "单位类型", width=12, required=True)
    above: str | None = column(Text(), "上级单位代码", width=12)
    telephone: str | None = column(Phone(), "联系电话", width=14)
    uses_huiyin: bool | None = column(Flag(), "使用回音", width=9)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Staff(Record):
    """人员: who may be chosen as registrar, handler or approver."""

    kind: ClassVar[str] = "staff"
    label: ClassVar[str] = "人员"
    travels: ClassVar[bool] = False

    name: str | None = column(Person(), "姓名", width=10, required=True)
    roles: tuple[str, ...] | None = column(Choices("staff_role"), "职责", width=16)
    post: str | None = column(Text(), "职务", width=14)
    telephone: str | None = column(Phone(), "联系电话", width=14)
    active: bool | None = column(Flag(), "在岗", width=6)
