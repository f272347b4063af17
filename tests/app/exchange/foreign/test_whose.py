"""Whose ledger a file of a folder is: by its name, else by the header it is remembered for, else nobody can say."""

from pathlib import Path

import pytest

from app.actions.create_office import NewOffice, create_office
from app.actions.take_folder import take_folder
from app.actions.take_foreign import take_foreign
from app.actions.units import add_unit
from app.exchange.folder import Fate, files_in, look_at_files
from app.exchange.foreign.inspection import inspect
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A county with two units that have no Huiyin; the ledger of one was taken by itself before."""
    new = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="赵科")
    office = create_office(tmp_path / "county", new, clock=lambda: two.NOW)
    add_unit(office, code="BS02", name="白石镇纪委", unit_kind="township", uses_huiyin=False)
    add_unit(office, code="HD03", name="河东镇纪委", unit_kind="township", uses_huiyin=False)
    first = workbook(tmp_path / "a.xlsx", [HEAD, row(1)])
    take_foreign(office, inspect(office, first, sender="BS02"))
    (tmp_path / "week").mkdir()
    return office


def owners(office: Office, number: int) -> set[str]:
    wanted = f"{number}号"
    return {
        each.owner for each in office.find(Registration, voided=False) if str(each.case_no).endswith(wanted)
    }


def test_a_header_that_one_unit_uses_is_taken_for_that_unit_and_the_line_says_so(
    office: Office, tmp_path: Path
) -> None:
    workbook(tmp_path / "week" / "三月.xlsx", [HEAD, row(2)])
    found = look_at_files(office, files_in([tmp_path / "week"]))
    (line,) = found.lines
    assert (line.fate, line.name) == (Fate.TAKE, "白石镇纪委")
    take_folder(office, found)
    assert owners(office, 2) == {"BS02"}
    office.close()


def test_the_name_of_the_file_says_whose_it_is_and_where_nothing_does_nothing_is_taken(
    office: Office, tmp_path: Path
) -> None:
    workbook(tmp_path / "week" / "报清河县 河东镇三月台账.xlsx", [HEAD, row(3)])
    found = look_at_files(office, files_in([tmp_path / "week"]))
    assert [(each.fate, each.name) for each in found.lines] == [(Fate.REFUSED, "河东镇纪委")]
    assert "第一次见到这样的表头" in found.lines[0].note, "its columns were confirmed for another unit only"
    take_foreign(office, inspect(office, tmp_path / "week" / "报清河县 河东镇三月台账.xlsx", sender="HD03"))
    workbook(tmp_path / "week" / "三月.xlsx", [HEAD, row(4)])
    workbook(tmp_path / "week" / "河东镇四月.xlsx", [HEAD, row(5)])
    found = look_at_files(office, files_in([tmp_path / "week"]))
    said = {each.path.name: each for each in found.lines}
    assert said["三月.xlsx"].fate is Fate.REFUSED and "白石镇纪委、河东镇纪委" in said["三月.xlsx"].note
    assert said["河东镇四月.xlsx"].fate is Fate.TAKE
    take_folder(office, found)
    assert owners(office, 5) == {"HD03"} and owners(office, 4) == set()
    office.close()
