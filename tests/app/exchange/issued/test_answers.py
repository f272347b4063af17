"""The county sees which number of its configuration an office below has, and what it made of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.actions.settings import set_limit
from app.actions.take import take
from app.actions.take_configuration import take_configuration
from app.exchange.issued.answers import answers
from app.exchange.receive import open_truth, preview
from app.exchange.truth import CONFIGURED
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import decided, sent
from tests.app.exchange.test_bad_input import posting


def words(county: Office) -> list[str]:
    return [each.words for each in answers(county)]


def test_an_answer_goes_up_with_every_posting_and_says_what_was_made_of_it(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    two.receive(town, sent(county, tmp_path, ["rules", "presets"]))
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert words(county) == ["时限第 1 号：还没有决定", "灯色方案第 1 号：还没有决定"]
    assert {each.name for each in answers(county)} == {"云溪镇纪委"}
    take_configuration(town, ["rules/T03"])
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert words(county) == ["时限第 1 号：采用 1 处", "灯色方案第 1 号：采用 0 处，1 处没有采用"]
    set_limit(county, "T03", limit=9)
    sent(county, tmp_path, ["rules"])
    assert words(county)[0] == "时限第 1 号（已有更新的）：采用 1 处"


def test_it_goes_to_the_office_above_only(county: Office, town: Office, tmp_path: Path) -> None:
    decided(county)
    assert list(open_truth(sent(county, tmp_path)).kept(CONFIGURED)) == []
    assert list(open_truth(two.post(town, "QH00", tmp_path)).kept(CONFIGURED)) == []


@pytest.mark.parametrize(
    "said",
    [7, [], {"rules": 7}, {"rules": {"number": 1}}, {"letters": {}}, {"\ud800": {}},
     {"rules": {"number": -1, "taken": 0, "left": 0, "decided": True}},
     {"rules": {"number": 1, "taken": 0, "left": 0, "decided": True, "more": "\ud800"}}],
)  # fmt: skip
@pytest.mark.thorough
def test_what_is_no_answer_is_left_out(county: Office, town: Office, tmp_path: Path, said: Any) -> None:
    two.report(town)
    path = posting(two.post(town, "QH00", tmp_path), tmp_path / "up.xlsx", json.dumps({CONFIGURED: said}))
    take(county, preview(county, path))
    assert answers(county) == []
