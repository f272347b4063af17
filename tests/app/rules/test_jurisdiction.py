"""The upper-level question comes with one key per answer and nothing preset."""

import pytest

from app.rules.jurisdiction import question, raises_question
from app.schema.codes import code_list


@pytest.mark.parametrize(("level", "rank"), [
    ("township", "乡科级及以上"), ("dispatched", "乡科级及以上"), ("county", "县处级及以上"),
])  # fmt: skip
def test_each_level_asks_by_its_own_rank(level: str, rank: str) -> None:
    asked = question(level)
    assert [answer.key for answer in asked.answers] == ["1", "2", "3"]
    assert [answer.escalates for answer in asked.answers] == [False, True, True]
    assert rank in asked.answers[1].label
    assert "主要负责人" in asked.answers[2].label


def test_a_key_gives_its_answer_and_no_other_key_gives_any() -> None:
    asked = question("township")
    assert asked.answered("1") == asked.answers[0]
    assert asked.answered("3") == asked.answers[2]
    assert [asked.answered(key) for key in ("", "4", "a", "\r")] == [None] * 4


@pytest.mark.parametrize(("level", "raising"), [
    ("township", {"section_head", "section_deputy", "county_rank", "above"}),
    ("dispatched", {"section_head", "section_deputy", "county_rank", "above"}),
    ("county", {"county_rank", "above"}),
])  # fmt: skip
def test_an_import_row_is_asked_about_above_the_own_authority_only(level: str, raising: set[str]) -> None:
    classes = [code.id for code in code_list("respondent_class").codes]
    assert {each for each in classes if raises_question(level, each)} == raising
    assert not raises_question(level, None)


def test_a_level_that_is_no_office_is_a_bug() -> None:
    with pytest.raises(KeyError):
        question("village")
