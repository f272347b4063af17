"""Names sort by pinyin and are found by their initials, surnames read as surnames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schema.pinyin import initials, sort_key, syllables


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
