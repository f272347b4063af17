"""Version vectors: equal, one knows the other, or neither does."""

from hypothesis import given
from hypothesis import strategies as st

from app.records.version import Relation, decode, encode, join, office_of, relation

VERSIONS = st.dictionaries(st.sampled_from(["YX01/A", "YX01/B", "QH00/C"]), st.integers(1, 4))


def test_the_four_relations() -> None:
    ours = {"YX01/A": 2}
    assert relation({"YX01/A": 2}, ours) is Relation.EQUAL
    assert relation({"YX01/A": 3}, ours) is Relation.NEWER
    assert relation({"YX01/A": 1}, ours) is Relation.OLDER
    assert relation({"YX01/A": 1, "QH00/C": 1}, ours) is Relation.CONCURRENT


@given(VERSIONS, VERSIONS)
def test_a_relation_seen_from_the_other_side_is_its_opposite(
    one: dict[str, int], other: dict[str, int]
) -> None:
    opposite = {Relation.NEWER: Relation.OLDER, Relation.OLDER: Relation.NEWER}
    seen = relation(one, other)
    assert relation(other, one) is opposite.get(seen, seen)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_a_join_knows_all_and_nothing_more(
    one: dict[str, int], other: dict[str, int], third: dict[str, int]
) -> None:
    joined = join(one, other)
    assert {relation(joined, one), relation(joined, other)} <= {Relation.NEWER, Relation.EQUAL}
    assert join(other, one) == joined == join(joined, one)
    assert join(join(one, other), third) == join(one, join(other, third))
    if relation(third, one) in (Relation.NEWER, Relation.EQUAL) and relation(third, other) in (
        Relation.NEWER,
        Relation.EQUAL,
    ):
        assert relation(third, joined) in (Relation.NEWER, Relation.EQUAL)


@given(VERSIONS)
def test_a_version_has_one_text(version: dict[str, int]) -> None:
    backwards = dict(reversed(list(version.items())))
    assert encode(version) == encode(backwards)
    assert decode(encode(version)) == version


def test_a_desk_names_its_office() -> None:
    assert office_of("YX01/7QK") == "YX01"
    assert office_of("村/委/0@YX01") == "村/委"
