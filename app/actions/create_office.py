"""新建单位: set up the store of an office, with itself and the office above in its directory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import Invalid
from app.records.offices import Staff, Unit
from app.rules.unit_codes import check_code
from app.store.office import Office

LEVELS = {"township": "乡镇纪委", "dispatched": "派驻(出)机构", "county": "县纪委监委信访室"}


@dataclass(frozen=True)
class NewOffice:
    """What is asked when an office is set up. `short` stands in its case numbers; blank: the name's first character."""

    code: str
    name: str
    level: str
    short: str = ""
    above: str = ""
    above_name: str = ""
    person: str = ""
    roles: tuple[str, ...] = ("clerk", "handler", "administrator")
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Colleagues: name and roles."""


def create_office(folder: Path, new: NewOffice, *, clock: Callable[[], datetime] = datetime.now) -> Office:
    """Set up the office and return it open. Raises Invalid or NotAllowed; then the folder is as it was."""
    if new.level not in LEVELS:
        raise Invalid(f"“{new.level}”不是单位级别。可以写 township(乡镇)、dispatched(派驻)或 county(县)。")
    if not new.name.strip() or len(new.name) > 100:
        raise Invalid("请填写单位名称，100 字以内。", field="unit.name")
    if new.above:
        check_code(new.above, "unit.above")
    if new.above and new.above == new.code:
        raise Invalid("上级单位的代码不能和本单位相同。", field="unit.above")
    office = Office.create(folder, new.code.strip(), clock=clock)
    try:
        _furnish(office, new)
    except BaseException:
        office.abandon()
        raise
    return office


def _furnish(office: Office, new: NewOffice) -> None:
    office.person = new.person
    with office.writing(f"建立单位 {new.name}", action="create_office", undoable=False) as write:
        for key, value in (("name", new.name), ("short", new.short or new.name[:1]), ("level", new.level),
                           ("above", new.above)):  # fmt: skip
            write.shelve("setting", f"office.{key}", value)
        write.add(Unit, code=new.code, name=new.name, short=new.short or new.name[:1], unit_kind=new.level,
                  above=new.above or None, uses_huiyin=True)  # fmt: skip
        if new.above:
            write.add(
                Unit, code=new.above, name=new.above_name or new.above, unit_kind="county", uses_huiyin=True
            )
        if new.person:
            write.add(Staff, name=new.person, roles=new.roles, active=True)
        for name, roles in new.others:
            write.add(Staff, name=name, roles=roles or None, active=True)
