"""What speaks for a major matter: how many come, what is at stake; nearly no report."""

import pytest

from app.rules.major import grounds, words


@pytest.mark.parametrize(
    ("said", "persons", "expected"),
    [
        ({"summary": "数十人到镇政府反映征地补偿款被截留"}, None, ("多人集体反映",)),
        ({"summary": "反映低保评定不公"}, 5, ("5 人集体反映",)),
        ({"summary": "反映低保评定不公", "joint_count": 33}, 2, ("33 人集体反映",)),
        ({"summary": "称再不解决就在镇政府自焚"}, None, ("可能危及人身安全",)),
        ({"summary": "已有记者来采访"}, None, ("可能引发舆情",)),
        ({"summary": "反映砂场垄断", "campaign_tag": ("organised_crime",)}, None, ("涉黑涉恶或充当保护伞",)),
        ({"summary": "反映低保评定不公"}, 4, ()),
        ({"summary": "反映2024年为3户发放补助不公"}, None, ()),
        ({}, None, ()),
    ],
)
def test_grounds(said: dict[str, object], persons: int | None, expected: tuple[str, ...]) -> None:
    assert grounds(said, persons) == expected  # type: ignore[arg-type]


def test_the_proposal_says_why_and_by_when() -> None:
    assert words(("5 人集体反映",)) == "可能是重大信访（5 人集体反映），要当日报告上级，最迟次日。"
