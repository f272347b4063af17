"""What a held record said before two hands wrote it is read from the journal."""

from datetime import date
from pathlib import Path

from app.actions.create_office import NewOffice, create_office
from app.actions.decide import decide, held
from app.actions.edit import edit_cases
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.take import take
from app.exchange.receive import preview
from app.exchange.remembered import base_of
from app.exchange.truth import Stated
from app.store import opening
from app.store.office import Office

TOWN = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
COUNTY = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="赵科")


def base(office: Office) -> Stated | None:
    """What both sides of the one held record knew."""
    (one,) = held(office)
    return base_of(office, one.ours, one.ours, one.others[0])


def take_all(office: Office, *paths: Path) -> None:
    for path in paths:
        take(office, preview(office, path))


def test_the_base_is_what_both_hands_knew_and_none_where_only_their_versions_arrived(tmp_path: Path) -> None:
    town = create_office(tmp_path / "town", TOWN)
    case = registered_case(register(town, Entry(
        {"received_on": date(2026, 3, 2), "intake_channel": "letter", "intake_source": "self",
         "identity_status": "real_name", "category": "misconduct_report", "summary": "反映低保评定不公"}
    )))  # fmt: skip
    first = send(town, "QH00", tmp_path / "first.xlsx").path
    town.close()
    opening.copy_store(town.folder, tmp_path / "copy")
    copy = Office.open(tmp_path / "copy")
    for office, summary in ((town, "甲改"), (copy, "乙改")):
        edit_cases(office, [case], {"registration.summary": summary})
        edit_cases(office, [case], {"registration.summary": summary + "，再改"})
    one, other = (send(each, "QH00", tmp_path / f"{n}.xlsx").path for n, each in enumerate((town, copy)))

    knows, new = create_office(tmp_path / "a", COUNTY), create_office(tmp_path / "b", COUNTY)
    take_all(knows, first, one, other)
    take_all(new, one, other)
    found = base(knows)
    assert found is not None and found.fields["summary"] == "反映低保评定不公"
    assert base(new) is None
    decide(knows, case, "theirs")
    again = base(knows)
    assert again is not None and again.fields["summary"] == "反映低保评定不公"
    for office in (town, copy, knows, new):
        office.close()
