"""同一件 on its way: offered where numbers agree, travelling in the posting, in any order, edited late, never lost."""

from itertools import permutations
from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.same_case import part_again, say_same, take_over
from app.actions.undo import undo
from app.actions.units import add_unit
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import same
from app.store.case_file import case_by_number, read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two

Pair = tuple[Office, Office]


@pytest.fixture
def offices(tmp_path: Path) -> Pair:
    """A county and a township that know each other."""
    return two.county(tmp_path / "county"), two.township(tmp_path / "township")


def numbered(office: Office, number: str = "P-1") -> str:
    """A case with that number of the platform."""
    case = two.report(office)
    edit_cases(office, [case], {"registration.platform_no": number})
    return case


def test_a_number_in_common_is_offered_in_the_preview_and_nothing_is_joined(
    offices: Pair, tmp_path: Path
) -> None:
    county, township = offices
    first, second = numbered(county), numbered(township)
    path = two.post(township, "QH00", tmp_path)
    found = preview(county, path)
    assert [(each.one, each.other, each.called) for each in found.same] == [(second, first, "平台编号")]
    assert any("可能是同一件" in each for each in found.warnings)
    assert found.as_json()["same"][0]["other"] == first
    two.receive(county, path)
    assert same.known(county.db) == {}


@pytest.mark.thorough
def test_it_travels_and_stands_at_the_other_side_in_whatever_order_files_arrive(tmp_path: Path) -> None:
    for order in permutations(range(3)):
        room = tmp_path / "".join(map(str, order))
        room.mkdir()
        county, township = two.county(room / "county"), two.township(room / "township")
        first, second = two.report(township), two.report(township)
        files = [two.post(township, "QH00", room)]
        say_same(township, first, second)
        files.append(two.post(township, "QH00", room))
        edit_cases(township, [first], {"registration.summary": "后来改的"})
        files.append(two.post(township, "QH00", room))
        for at in order:
            two.receive(county, files[at])
        assert same.known(county.db) == {second: first}
        assert read_case(county, second).registration.summary == "后来改的"
        number = str(county.get(Registration, second).case_no)
        assert case_by_number(county, number) == first
        county.close()
        township.close()


def test_the_preview_says_which_case_goes_into_which(offices: Pair, tmp_path: Path) -> None:
    county, township = offices
    first, second = two.report(township), two.report(township)
    two.receive(county, two.post(township, "QH00", tmp_path))
    say_same(township, first, second)
    found = two.receive(county, two.post(township, "QH00", tmp_path))
    assert any("定为与“云信〔2026〕1号”同一件" in each for each in found.warnings)


@pytest.mark.thorough
def test_parting_and_undoing_travel_as_well(offices: Pair, tmp_path: Path) -> None:
    county, township = offices
    first, second = two.report(township), two.report(township)
    say_same(township, first, second)
    two.receive(county, two.post(township, "QH00", tmp_path))
    undo(township)
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {}
    say_same(township, first, second)
    part_again(township, second)
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {} == same.known(township.db)


@pytest.mark.thorough
def test_a_case_that_went_into_one_of_the_countys_is_shown_there_only(offices: Pair, tmp_path: Path) -> None:
    county, township = offices
    first, second = numbered(county), numbered(township)
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    two.act(county, "assign", first, supervision__handling_unit="云溪镇纪委")
    two.receive(township, two.post(county, "YX01", tmp_path))
    say_same(township, first, second)
    two.receive(county, two.post(township, "QH00", tmp_path))
    for office in offices:
        assert same.known(office.db) == {second: first}
        assert {each.case for each in read_case(office, first).allegations} <= {first, second}
        assert read_case(office, second).supervision is not None


@pytest.mark.thorough
def test_a_later_edit_of_the_dropped_id_is_told_and_taken_over_by_a_person(
    offices: Pair, tmp_path: Path
) -> None:
    """A second desk that had not heard of it goes on writing the id that was dropped."""
    _, township = offices
    first, second = two.report(township), two.report(township)
    other = two.copied(township, tmp_path / "copy")
    say_same(township, first, second)
    edit_cases(other, [second], {"registration.summary": "另一台电脑改的"})
    found = two.receive(township, two.post(other, "YX01", tmp_path))
    assert same.known(township.db) == {second: first}
    assert any("已并入" in each for each in found.warnings)
    take_over(township, second, "registration.summary")
    assert read_case(township, second).registration.summary == "另一台电脑改的"
    other.close()


@pytest.mark.thorough
def test_two_desks_that_drop_one_case_into_different_ones_end_at_the_smaller(
    offices: Pair, tmp_path: Path
) -> None:
    _, township = offices
    first, second, third = sorted(two.report(township) for _ in range(3))
    other = two.copied(township, tmp_path / "copy")
    say_same(township, second, third)
    say_same(other, first, third)
    for _ in range(2):
        two.receive(other, two.post(township, other.desk, tmp_path))
        two.receive(township, two.post(other, township.desk, tmp_path))
    assert same.known(township.db) == same.known(other.db) == {third: first}
    other.close()
