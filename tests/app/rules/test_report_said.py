"""What a report says is taken out of its fields and its text, however it is written."""

import pytest

from app.rules.report_said import Named, Report, figures, places, said_by


@pytest.mark.parametrize("unit", ["柳树村", "柳树村委会", "云溪镇柳树村", "柳树村村民委员会"])
def test_a_village_is_the_same_however_it_is_written(unit: str) -> None:
    assert places(Report((Named("曾小明", unit),), "", "")) == {"柳树村"}


def test_figures_are_read_in_both_ways_of_writing() -> None:
    assert figures("补助2.4万元，每户三百元，4.8万元") == {24_000, 300, 48_000}
    assert figures("两万多，收了三千五百元") == {20_000, 3500}


def test_years_groups_posts_and_topics_come_from_the_text() -> None:
    said = said_by(Report((Named("曾小明", "柳树村"),), "柳树村 三组", "2019年村支书收取集体鱼塘租金"))
    assert (said.years, said.groups, said.posts) == ({"2019"}, {"三组"}, {"书记"})
    assert said.topics and "曾小明" not in said.sounds
