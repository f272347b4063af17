"""The row mark: short, unmistakable, and a wrong one is noticed."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.mark import is_mark, mark


@given(st.uuids())
def test_a_mark_is_a_mark_and_always_the_same(id: uuid.UUID) -> None:
    assert is_mark(mark(str(id)))
    assert mark(str(id)) == mark(str(id))


@given(st.uuids(), st.integers(0, 10), st.sampled_from("23456789ABCDEFGHJKLMNPQRSTUVWXY"))
def test_one_wrong_sign_is_noticed(id: uuid.UUID, place: int, sign: str) -> None:
    good = mark(str(id))
    changed = good[:place] + sign + good[place + 1 :]
    assert is_mark(changed) == (changed == good)


@given(st.uuids(), st.integers(0, 9))
def test_two_swapped_neighbours_are_noticed(id: uuid.UUID, place: int) -> None:
    good = mark(str(id))
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert is_mark(swapped) == (swapped == good)


def test_what_people_type_instead_is_no_mark() -> None:
    for text in ("", "云信〔2026〕1号", "2345", mark(str(uuid.UUID(int=7))).lower(), "00000000000"):
        assert not is_mark(text)
