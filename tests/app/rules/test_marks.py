"""Marked are the parts that agree by sound, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.marks import marks


def _said(text: str, ranges: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[first:end] for first, end in ranges]


def test_what_stands_in_both_texts_is_marked_in_both() -> None:
    one, other = "反映柳树村低保评定不公", "来信说，低保评定不公，柳树村的人有意见"
    mine, theirs = marks(one, other)
    assert _said(one, mine) == ["柳树村低保评定不公"]
    assert _said(other, theirs) == ["低保评定不公", "柳树村"]


def test_a_wrong_character_of_the_same_sound_and_full_width_signs_agree() -> None:
    one, other = "克扣补偿款３５０００元", "克扣补常款35000元"
    assert [_said(text, found) for text, found in zip((one, other), marks(one, other), strict=True)] == [
        [one],
        [other],
    ]


def test_two_neighbours_alone_are_not_marked_but_a_name_of_two_can_be() -> None:
    assert marks("反映村里", "村里有事") == ((), ())
    assert marks("王敏", "王敏、李四", least=2) == (((0, 2),), ((0, 2),))


def test_nothing_is_marked_across_signs() -> None:
    assert marks("低保，评定", "低保评定") == ((), ())


@given(st.text(max_size=60), st.text(max_size=60))
def test_ranges_lie_in_the_text_and_apart(one: str, other: str) -> None:
    for text, ranges in zip((one, other), marks(one, other), strict=True):
        ends = [0, *(place for each in ranges for place in each), len(text)]
        assert ends == sorted(ends)
