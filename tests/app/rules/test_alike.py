"""What agrees between two reports is measured part by part; silence counts neither way."""

import pytest

from app.rules.alike import agree, can_reach, measure
from app.rules.report_said import Named, Report, said_by
from tests.data.likeness import fit

POND = Report(
    (Named("曾小明", "柳树村", "村支书"),), "柳树村", "反映曾小明收取集体鱼塘租金4.8万元，多年没有公布去向。"
)


def other(
    name: str = "曾小明", place: str = "柳树村", summary: str = POND.summary, position: str = "村支书"
) -> Report:
    return Report((Named(name, place, position),), place, summary)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("曾小明", 1, 1), ("曾晓铭", 0.9, 0.99), ("曾小敏", 0.8, 0.9), ("增小明", 0.9, 0.99), ("曾书记", 0.7, 0.7),
     ("小曾", 0.7, 0.7), ("曾小朋", 0.5, 0.5), ("李青云", 0, 0)],
)  # fmt: skip
def test_a_name_agrees_by_letter_sound_title_or_one_character(name: str, low: float, high: float) -> None:
    found = measure(POND, other(name), {}).name
    assert found is not None
    assert low <= found <= high


def test_a_name_missing_in_one_is_looked_for_in_its_text() -> None:
    nameless = Report((Named("", "柳树村", "村支书"),), "柳树村", "曾小明收了鱼塘的钱不公布")
    assert measure(POND, nameless, {}).name == 1
    assert measure(POND, Report((), "柳树村", "鱼塘的钱去哪了"), {}).name is None


def test_figures_agree_in_both_ways_of_writing_within_a_tenth_or_so() -> None:
    assert measure(POND, other(summary="鱼塘租金四万八千元不公布"), {}).figures == 1
    assert measure(POND, other(summary="鱼塘租金9万元不公布"), {}).figures == 0


def test_the_same_matter_is_certain_and_another_of_the_same_person_in_another_year_is_not() -> None:
    again = other("曾晓明", summary="来电：柳树村曾晓明把鱼塘租金四万八千元装进自己腰包，从不公布")
    assert agree(POND, again, {}).certainty > 60
    one = other(summary="反映曾小明2019年将东边林场杉木卖出，没有招标")
    two = other(summary="反映曾小明2024年又把西坡松林包给别人，没有入账")
    assert agree(one, two, {}).certainty < 40


def test_another_village_and_person_part_even_the_same_words() -> None:
    text = "反映李青云收取集体鱼塘租金4.8万元，多年没有公布去向。"
    assert agree(POND, other("李青云", "石桥村", text), {}).certainty < 50


def test_words_say_what_agrees() -> None:
    said = agree(POND, other("曾晓明"), {}).words
    assert said == ("被反映人同音", "同一村(社区)", "职务相同", "问题同类", "内容多处一致")


def test_wrong_full_width_and_traditional_characters_of_one_sound_part_nothing() -> None:
    plain = other(summary="反映征地补偿款被截留，机动地发包没有公开")
    odd = other(summary="反映徵地補償款被截流，机动地发包没有公开")
    assert measure(plain, odd, {}).held > 0.8


def test_empty_reports_are_compared_without_harm() -> None:
    nothing = Report((), "", "")
    assert 0 <= agree(nothing, nothing, {}).certainty < 50
    assert agree(nothing, POND, {}).words == ()


def test_what_cannot_reach_a_certainty_is_told_without_comparing_the_wording() -> None:
    ruled_out = 0
    for each in fit.pairs():
        one, two = fit.report(each["a"]), fit.report(each["b"])
        if not can_reach(said_by(one), said_by(two), 50):
            ruled_out += 1
            assert agree(one, two, {}).certainty < 50
    assert ruled_out
