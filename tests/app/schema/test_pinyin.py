"""Names sort by pinyin and are found by their initials, surnames read as surnames."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.schema.pinyin import initials, near_sound, near_sounds, sort_key, sounds, syllables
from tests.tiers import some


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("曾小明", "zxm"), ("仇远", "qy"), ("区家", "oj"), ("单田", "st"), ("查明", "zm"), ("解放", "xf"), ("任重", "rz"),
        ("盖平", "gp"), ("乐天", "yt"), ("尉迟恭", "ycg"), ("万俟雪", "mqx"), ("翟明", "zm"), ("覃勇", "qy"), ("华山", "hs"),
        ("种师", "cs"), ("缪兰", "ml"), ("王小明", "wxm"), ("欧阳雨", "oyy"), ("令狐冲", "lhc"), ("长孙无", "zsw"),
    ],
)  # fmt: skip
def test_initials_read_the_surname_as_a_surname(name: str, found_by: str) -> None:
    assert initials(name) == found_by


_NAMES = "王李张刘陈赵周徐曾任单仇解查盖乐行长重和得都着了干将会少朝阳华国家庄银大夫地方便宜数字"


@given(st.text(alphabet=_NAMES + "、 ,A1。㐀齉", max_size=12))
@example("任长银行、重要 朝阳")
def test_a_text_is_spelt_as_pypinyin_spells_the_whole(text: str) -> None:
    from app.schema import phrases, pinyin

    assert pinyin._spelt(text) == phrases.lazy_pinyin(text)


@pytest.mark.parametrize("part", some(range(8), every=8))
def test_every_phrase_is_spelt_as_one(part: int) -> None:
    from pypinyin.phrases_dict import phrases_dict

    from app.schema import phrases, pinyin

    asked = {*list(phrases_dict)[part::8], "火燵"}
    differ = [each for each in asked if pinyin._spelt(each) != phrases.lazy_pinyin(each)]
    assert differ == ["火燵"], "no name, and its one reading by itself is another"


def test_names_sort_in_pinyin_order() -> None:
    names = ["张三", "曾小明", "阿布", "李四", "仇远", "王五"]
    assert sorted(names, key=sort_key) == ["阿布", "李四", "仇远", "王五", "曾小明", "张三"]


def test_the_key_of_a_short_name_stands_before_a_longer_one() -> None:
    assert sorted(["王小明", "王小", "王晓"], key=sort_key)[0] == "王小"


def test_an_empty_name_has_an_empty_key() -> None:
    assert (sort_key(""), initials(""), syllables("")) == ("", "", ())


@given(st.text(max_size=20))
def test_any_text_has_a_key_that_tells_it_from_others(text: str) -> None:
    assert sort_key(text).endswith(text)
    assert initials(text) == initials(text).lower()


@given(st.lists(st.text(alphabet="王李曾张小明华A1 ", min_size=1, max_size=4), unique=True))
def test_the_order_is_total(names: list[str]) -> None:
    assert len({sort_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other"), [("zhong", "zong"), ("shi", "si"), ("lin", "ning"), ("nan", "lan"), ("chen", "ceng")]
)
def test_sounds_that_dialects_do_not_part_are_near(one: str, other: str) -> None:
    assert near_sound(one) == near_sound(other)


def test_sounds_that_differ_are_not_near() -> None:
    assert len({near_sound(each) for each in ("wang", "huang", "zhang", "jiang", "liu", "he")}) == 6


@pytest.mark.parametrize("other", ["曾晓铭", "增小民", "曾小明"])
def test_a_name_of_near_sound_begins_as_one_of_the_spellings(other: str) -> None:
    assert any(sort_key(other).startswith(begun) for begun in near_sounds("曾小明"))


def test_sounds_of_a_text_are_equal_where_they_are_spoken_alike() -> None:
    assert sounds("补偿款") == sounds("補償款")
    assert sounds("补偿款") != sounds("补贴款")
    assert len(sounds("第3组 abc")) == len("第3组 abc")
