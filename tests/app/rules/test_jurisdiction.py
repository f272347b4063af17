"""The upper-level question comes with one key per answer and nothing preset."""

import pytest

from app.rules.jurisdiction import LevelDoubtful, doubt, question, refuse_doubtful
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
def test_a_rank_above_the_own_authority_raises_the_question_and_no_other(
    level: str, raising: set[str]
) -> None:
    classes = [code.id for code in code_list("respondent_class").codes]
    assert {each for each in classes if doubt(level, {"rank_class": each})} == raising
    assert doubt(level, {}) is None


@pytest.mark.parametrize(("level", "post", "rank", "asks"), [
    ("township", "副镇长", None, True), ("township", "镇纪委书记", "official", True),
    ("township", "党委书记", "village_secretary", False), ("township", "村党支部书记", None, False),
    ("county", "镇党委书记", "section_head", False), ("county", "县纪委书记", None, True),
])  # fmt: skip
def test_a_post_above_and_the_own_head_raise_it_unless_the_rank_is_of_the_village(
    level: str, post: str, rank: str | None, asks: bool
) -> None:
    assert (doubt(level, {"position": post, "rank_class": rank}) is not None) == asks


def test_the_refusal_says_what_it_is_about_and_what_to_do() -> None:
    with pytest.raises(LevelDoubtful, match=r"职级是“乡科级正职”.*报送上级.*确认后再存") as caught:
        refuse_doubtful("township", {"rank_class": "section_head"})
    assert caught.value.field == "allegation.rank_class"


def test_a_level_that_is_no_office_is_a_bug() -> None:
    with pytest.raises(KeyError):
        question("village")
