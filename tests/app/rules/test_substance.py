"""What is ticked from what was typed, and which summaries only list offence names."""

import pytest

from app.rules.substance import is_bare, proposed

POINT = {"respondent": "曾小明", "unit": "柳树村", "position": "村会计"}


@pytest.mark.parametrize(
    "summary",
    [
        "反映有人贪污",
        "举报村支书曾小明贪污腐败、欺压百姓",
        "曾小明涉嫌违纪违法，请查处",
        "柳树村村干部以权谋私、作风问题严重！",
    ],
)
def test_offence_names_without_facts_are_bare(summary: str) -> None:
    assert is_bare(summary, ["曾小明", "柳树村"])


@pytest.mark.parametrize(
    "summary",
    [
        "", "反映低保评定不公", "反映2024年修路款3万元被侵占", "反映村支书截留危房改造补助款", "要求重新丈量承包地",
        "反映曾小明贪污粮食直补款，村民李某可作证",
    ],
)  # fmt: skip
def test_a_summary_that_says_what_happened_is_not(summary: str) -> None:
    assert not is_bare(summary, ["曾小明", "柳树村"])


def test_what_was_typed_is_ticked_and_what_only_a_person_sees_is_not() -> None:
    said = {
        "summary": "2024年5月柳树村修路款3万元没有公示", "incident_place": "柳树村", "identity_status": "real_name",
        "category": "misconduct_report", "is_repeat": None,
    }  # fmt: skip
    assert proposed(said, [POINT], True) == {
        "format_check": ("named", "dated", "placed", "contact", "signed"),
        "substance_check": ("facts", "clues", "not_bare", "within_duty", "first_time"),
    }
    bare = {**said, "summary": "反映有人贪污", "identity_status": "anonymous", "is_repeat": True}
    assert proposed(bare, [], False) == {"format_check": ("placed",), "substance_check": ("within_duty",)}
    assert proposed({}, [], False) == {"format_check": (), "substance_check": ()}
