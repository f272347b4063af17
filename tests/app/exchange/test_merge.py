"""How versions meet, over all small cases: order does not matter, nothing is forgotten, owners decide."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.merge import Verdict, merge, rightful
from app.exchange.truth import Stated

DESKS = ("YX01/A", "YX01/B")


def version(a: int, b: int, text: str = "") -> Stated:
    counts = {desk: count for desk, count in zip(DESKS, (a, b), strict=True) if count}
    return Stated("registration", "x", "YX01", counts, None, {"summary": text or f"{a}.{b}"})


versions = st.builds(version, st.integers(0, 3), st.integers(0, 3)).filter(lambda each: bool(each.version))


def test_what_knows_ours_is_taken() -> None:
    merged = merge(version(1, 0), (), [version(2, 0)], ours=False)
    assert (merged.current, merged.siblings, merged.verdict) == (version(2, 0), (), Verdict.CHANGED)


def test_what_ours_knows_is_dropped() -> None:
    merged = merge(version(2, 0), (), [version(1, 0)], ours=False)
    assert (merged.current, merged.siblings, merged.verdict) == (version(2, 0), (), Verdict.OLDER)


def test_the_same_version_changes_nothing() -> None:
    merged = merge(version(2, 0), (), [version(2, 0)], ours=False)
    assert (merged.siblings, merged.verdict) == ((), Verdict.SAME)


def test_writes_unknown_to_each_other_are_held() -> None:
    merged = merge(version(2, 0), (), [version(1, 1)], ours=False)
    assert (merged.current, merged.siblings, merged.verdict) == (
        version(2, 0),
        (version(1, 1),),
        Verdict.HELD,
    )


def test_an_equal_version_with_other_content_is_held() -> None:
    merged = merge(version(1, 0, "甲"), (), [version(1, 0, "乙")], ours=False)
    assert merged.verdict is Verdict.HELD
    assert merged.siblings == (version(1, 0, "乙"),)


def test_our_own_record_is_never_overwritten_by_a_file() -> None:
    merged = merge(version(1, 0), (), [version(1, 2)], ours=True)
    assert (merged.current, merged.siblings, merged.verdict) == (
        version(1, 0),
        (version(1, 2),),
        Verdict.HELD,
    )


def test_a_decision_that_knows_all_versions_ends_the_matter() -> None:
    merged = merge(version(2, 0), (version(0, 2),), [version(3, 2)], ours=False)
    assert (merged.current, merged.siblings, merged.verdict) == (version(3, 2), (), Verdict.CHANGED)


@given(st.lists(versions, min_size=1, max_size=4))
def test_the_versions_held_do_not_depend_on_the_order_of_arrival(incoming: list[Stated]) -> None:
    ends = set()
    for order in permutations(incoming):
        current: Stated | None = None
        siblings: tuple[Stated, ...] = ()
        for each in order:
            merged = merge(current, siblings, [each], ours=False)
            current, siblings = merged.current, merged.siblings
        assert current is not None
        ends.add(frozenset(repr(each) for each in (current, *siblings)))
    assert len(ends) == 1


@given(st.lists(versions, min_size=1, max_size=5), st.booleans())
def test_no_version_is_forgotten_unless_a_held_one_knows_it(incoming: list[Stated], ours: bool) -> None:
    merged = merge(None, (), incoming, ours=ours)
    held = (merged.current, *merged.siblings)
    for each in incoming:
        assert any(all(kept.version.get(desk, 0) >= n for desk, n in each.version.items()) for kept in held)


def test_only_desks_of_the_owner_write_its_versions() -> None:
    assert rightful(version(1, 2))
    assert not rightful(Stated("registration", "x", "YX01", {"QH00/C": 1}, None, {}))
    assert not rightful(Stated("registration", "x", "YX01", {"YX01/A": 1, "QH00/C": 1}, None, {}))
    assert not rightful(Stated("registration", "x", "YX01", {}, None, {}))
