"""单位名录: the offices this one deals with; a first file from an unknown one creates it."""

from app.change import Change
from app.errors import Conflict, Invalid
from app.records.offices import Unit
from app.rules.unit_codes import check_code
from app.schema.kinds import Value
from app.store import unit_names
from app.store.office import Office


def units(office: Office) -> list[Unit]:
    """All units known here, in the order they were entered."""
    return office.find(Unit, voided=False)


def unit_by_code(office: Office, code: str) -> Unit | None:
    """The unit of that code, or None."""
    return next((unit for unit in office.find(Unit, code=code, voided=False)), None)


def unit_name(office: Office, code: str) -> str:
    """The name of the unit with that code; the code itself when it is unknown."""
    if code == office.code:
        return office.name
    return unit_names.unit_name(office.db, code)


def add_unit(office: Office, **values: Value) -> Change:
    """Enter a unit. Raises Conflict when its code is taken, Invalid naming the field."""
    code = str(values.get("code") or "").strip()
    if not code:
        raise Invalid("请填写单位代码，与对方程序里的代码一致。", field="unit.code")
    check_code(code)
    if code == office.code or unit_by_code(office, code) is not None:
        raise Conflict(f"代码“{code}”已经有单位在用，请核对。")
    with office.writing(f"新增单位 {values.get('name') or code}", action="add_unit") as write:
        write.add(Unit, **values)
    assert write.change is not None
    return write.change


def mark_without(office: Office, code: str, without: bool) -> Change | None:
    """Say whether a unit has no Huiyin, so that we write for it in trust; None when that was said already.

    Raises Conflict when there is no such unit.
    """
    unit = unit_by_code(office, code)
    if unit is None:
        raise Conflict(f"单位名录里没有代码为“{code}”的单位，请刷新。")
    word = "没有回音，手工填表" if without else "使用回音"
    with office.writing(f"标明 {unit.name} {word}", action="add_unit") as write:
        write.edit(unit, uses_huiyin=not without)
    return write.change
