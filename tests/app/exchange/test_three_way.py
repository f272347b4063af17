"""Two versions and the last one both knew: one side changed, both alike, both differently, voided beside edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.three_way import found_among, joined, meeting_point, points, with_values
from app.exchange.truth import Stated

BASE = {"a": "1", "b": "1", "c": 1}


def version(one: int, other: int, voided: str | None = None, /, **fields: object) -> Stated:
    counts = {desk: count for desk, count in (("YX01/A", one), ("YX01/B", other)) if count}
    said = {name: value for name, value in {**BASE, **fields}.items() if value is not None}
    return Stated("registration", "x", "YX01", counts, voided, said)  # type: ignore[arg-type]


def test_what_one_side_changed_is_taken_from_that_side() -> None:
    both = joined(version(1, 0), version(2, 0, a="2"), version(1, 1, b=None))
    assert both == version(2, 1, a="2", b=None)


def test_what_both_changed_alike_is_no_conflict() -> None:
    assert joined(version(1, 0), version(2, 0, a="2"), version(1, 1, a="2")) == version(2, 1, a="2")


def test_what_both_changed_differently_is_torn_and_only_that() -> None:
    ours, theirs = version(2, 0, a="2", b="2"), version(1, 1, a="3")
    assert joined(version(1, 0), ours, theirs) is None
    assert [(each.name, each.torn, each.joined) for each in points(version(1, 0), ours, theirs)] == [
        ("a", True, "2"), ("b", False, "2"),
    ]  # fmt: skip


def test_without_a_base_only_equal_contents_are_joined() -> None:
    assert joined(None, version(2, 0), version(1, 1)) == version(2, 1)
    assert joined(None, version(2, 0, a="2"), version(1, 1)) is None


def test_a_record_voided_by_one_hand_and_written_by_the_other_is_torn() -> None:
    assert joined(version(1, 0), version(2, 0, "登记错"), version(1, 1)) == version(2, 1, "登记错")
    assert joined(version(1, 0), version(2, 0, "登记错"), version(1, 1, a="2")) is None


def test_the_last_version_both_knew_is_the_one_whose_vector_is_where_theirs_meet() -> None:
    assert meeting_point({"A": 3, "B": 1}, {"A": 2, "C": 4}) == {"A": 2}
    old = version(1, 0, a="0")
    assert found_among([version(2, 0), old], {"YX01/A": 2}, {"YX01/A": 1, "YX01/B": 1}) == old
    assert found_among([version(2, 0)], {"YX01/A": 2}, {"YX01/A": 1, "YX01/B": 1}) is None


def test_of_two_contents_under_one_vector_neither_is_a_base() -> None:
    twins = [version(1, 0, a="0"), version(1, 0, a="9")]
    assert found_among(twins, {"YX01/A": 2}, {"YX01/A": 1, "YX01/B": 1}) is None


fields = st.fixed_dictionaries({name: st.sampled_from(["1", "2", None]) for name in "abc"})


@given(fields, fields, fields)
def test_the_order_of_the_two_does_not_matter_and_no_lone_change_is_lost(
    base: dict[str, object], one: dict[str, object], other: dict[str, object]
) -> None:
    was, left, right = version(1, 0, **base), version(2, 0, **one), version(1, 1, **other)
    both = joined(was, left, right)
    assert both == joined(was, right, left)
    if both is not None:
        for name in "abc":
            changed = {said[name] for said in (one, other) if said[name] != base[name]}
            assert both.fields.get(name) in (changed or {base[name]})


@pytest.mark.parametrize("value", ["8", None])
def test_values_are_written_over_and_blanks_left_out(value: str | None) -> None:
    said = with_values(version(1, 0), {"a": value, "voided": "错"}, {"YX01/B": 2})
    assert (said.fields.get("a"), said.voided, said.version) == (value, "错", {"YX01/B": 2})
    assert ("a" in said.fields) == (value is not None)
