"""What the demonstration says of a workbook is what was found in it, whatever that is."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.demo_carrying import Carrier
from app.demo_clock import DemoClock
from app.store.office import Office
from tests.app.exchange import two_offices as two


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Carrier, Office, Office]]:
    town, county = two.township(tmp_path / "town"), two.county(tmp_path / "county")
    (tmp_path / "books").mkdir()
    yield Carrier(tmp_path / "books", DemoClock(lambda: datetime(2026, 3, 6, 9, 30))), town, county
    town.close()
    county.close()


def test_the_numbers_told_are_those_of_the_file(both: tuple[Carrier, Office, Office]) -> None:
    carrier, town, county = both
    case = two.report(town)
    carrier.carry(town, county)
    assert carrier.log[-1].result.startswith("新收 3 条")
    edit_cases(town, [case], {"registration.summary": "反映修路款去向"})
    carrier.carry(town, county, again=True)
    assert carrier.log[-2].result == "更新 1 条，相同 2 条"
    assert carrier.log[-1].result == "3 条都相同，什么都不变"
    assert {line.file for line in carrier.log if line.file} == {
        each.name for each in carrier.workbooks.iterdir()
    }


@pytest.mark.thorough
def test_what_is_taken_back_is_gone_and_comes_again(both: tuple[Carrier, Office, Office]) -> None:
    carrier, town, county = both
    two.report(town)
    carrier.carry(town, county, undone=True)
    assert [line.what for line in carrier.log[-3:]] == [
        "收取 云溪镇纪委 第 1 号", "撤销：收取 云溪镇纪委 第 1 号", "收取 云溪镇纪委 第 1 号"]  # fmt: skip


@pytest.mark.thorough
def test_a_lost_file_is_said_to_be_lost_and_the_next_one_names_the_gap(
    both: tuple[Carrier, Office, Office],
) -> None:
    carrier, town, county = both
    two.report(town)
    carrier.carry(town, county)
    carrier.lose(town, county)
    assert "丢了" in carrier.log[-1].result
    carrier.carry(town, county)
    assert "中间缺第 2 号" in carrier.log[-1].result
