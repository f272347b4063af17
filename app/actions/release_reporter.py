"""移交反映人信息: who reported is given to another office that handles the case, sealed in the next posting to it."""

from app.actions.pair_passwords import make_password
from app.actions.reveal import said_reason
from app.actions.units import unit_by_code, unit_name, units
from app.change import Change
from app.errors import NotAllowed
from app.exchange.pairs import pair
from app.records.handling import Handling
from app.records.matters import Reporter
from app.records.offices import Unit
from app.records.supervision import Supervision
from app.store import peers, shelf
from app.store.case_file import read_case
from app.store.office import Office


def receivers(office: Office, case: str) -> list[Unit]:
    """Offices with Huiyin that have a part in a case: who registered it, who handles it or was given it, and the one above."""
    found = read_case(office, case)
    codes = {
        found.registration.owner,
        office.above,
        *(each.owner for each in office.find(Handling, case=case)),
    }
    names = {each.handling_unit for each in office.find(Supervision, case=case, voided=False)}
    return [
        each for each in units(office)
        if each.code != office.code and each.uses_huiyin is not False
        and (each.code in codes or names & {each.code, each.name, each.short} - {None})
    ]  # fmt: skip


def released_to(office: Office, case: str) -> list[str]:
    """Names of the offices to which reporters of a case were given."""
    said = shelf.values(office.db, "released")
    codes = {key.partition("/")[0] for key, each in said.items() if each["case"] == case}
    return sorted(unit_name(office, code) for code in codes)


def release_reporter(office: Office, case: str, receiver: str, reason: str, words: str = "") -> Change:
    """Give the reporters of a case to the office of that code, with a reason of `reveal_reason` (Rules Art. 47).

    They go sealed with every posting until its knowledge list shows them. Raises NotAllowed for an office that has no
    part in the case, has no Huiyin, or where there is nobody to give; Invalid for a reason that is none.
    """
    said = said_reason(reason, words)
    unit = unit_by_code(office, receiver)
    if unit is None:
        raise NotAllowed(f"单位名录里没有代码为“{receiver}”的单位，请先在设置里添加。")
    if unit.uses_huiyin is False:
        raise NotAllowed(f"“{unit.name}”没有用回音，反映人信息不能随工作簿寄：请写在纸上，按机要渠道送。")
    read_case(office, case)
    names = [str(each) for each in (unit.name, unit.code, unit.short) if each]
    if case not in peers.shared_cases(
        office.db, receiver=receiver, names=names, upward=receiver == office.above
    ):
        raise NotAllowed(f"“{unit.name}”没有参与这一件，不能把反映人信息交给它。请先交办或转办。")
    people = [each for each in office.find(Reporter, case=case, voided=False) if each.owner == office.code]
    if not people:
        raise NotAllowed("这一件没有登记反映人，没有可以移交的。")
    if pair(office, receiver).current is None:
        make_password(office, receiver)
    label = f"把反映人信息交给{unit.name}：{said}"
    with office.writing(label, action="release_reporter", undoable=False) as write:
        for each in people:
            write.note_reading(each)
            write.shelve("released", f"{receiver}/{each.id}", {"case": case, "reason": said})
    assert write.change is not None
    return write.change
