"""What a full posting cannot bring back is bounded by numbers; what was written in trust goes to its true owner."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.actions.units import add_unit
from app.exchange.receive import preview
from app.exchange.trust import is_without
from app.exchange.typing_over import type_over
from app.exchange.unlocking import unlocked
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two

STONE = NewOffice("SM02", "石门镇纪委", "township", "石", "QH00", "清河县纪委监委信访室", "石登记")


@pytest.fixture
def given(county: Office, tmp_path: Path) -> str:
    """A case of the county that an office without Huiyin handles, with what that office filled in by hand."""
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    case = two.report(county)
    two.act(county, "assign", case, supervision__handling_unit="石门镇纪委")
    number = str(read_case(county, case).registration.case_no)
    path = two.post(county, "SM02", tmp_path)
    words = {
        ("台账", number, "handling.received_on"): "2026-03-04",
        ("台账", number, "handling.handler"): "石大力",
    }
    path.write_bytes(type_over(unlocked(county, path).data, words))
    take(county, preview(county, path))
    handling = read_case(county, case).handling
    assert handling is not None and handling.owner == "SM02" and handling.handler == "石大力"
    return case


@pytest.fixture
def stone(tmp_path: Path) -> Iterator[Office]:
    office = create_office(tmp_path / "stone", STONE, clock=lambda: two.NOW)
    office.person = STONE.person
    yield office
    office.close()


def test_what_was_written_in_trust_becomes_the_offices_own_when_it_starts_with_the_program(
    county: Office, stone: Office, given: str, tmp_path: Path
) -> None:
    found = two.receive(stone, send(county, "SM02", tmp_path / "全量.xlsx", full=True).path)
    assert not found.counts["refused"]
    edit_cases(stone, [given], {"handling.handler": "石小力"})
    back = two.post(stone, "QH00", tmp_path)
    asked = preview(county, back)
    assert any("改标为使用回音" in each for each in asked.warnings)
    assert is_without(county, "SM02")
    take(county, asked)
    handling = read_case(county, given).handling
    assert handling is not None and (handling.owner, handling.handler) == ("SM02", "石小力")
    assert not is_without(county, "SM02") and not asked.counts["held"]
    undo(county)
    assert is_without(county, "SM02")


@pytest.mark.thorough
def test_an_office_that_starts_anew_is_told_that_its_matters_come_home_and_of_no_lost_desk(
    county: Office, stone: Office, given: str, tmp_path: Path
) -> None:
    found = preview(stone, send(county, "SM02", tmp_path / "全量.xlsx", full=True).path)
    told = "".join(found.warnings)
    assert "都回到这里" in told and "补登" not in told


@pytest.mark.thorough
def test_numbers_that_never_arrived_are_named(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    for _ in range(3):
        last = two.post(town, "QH00", tmp_path)
    two.receive(county, last)
    new = two.township(tmp_path / "rebuilt")
    told = "".join(preview(new, send(county, "YX01", tmp_path / "全量.xlsx", full=True).path).warnings)
    assert "最后是第 4 号(2026-03-06)，没收到第 2—3 号" in told
    new.close()
