"""The hidden truth: what was written is read back, anything else is refused in a sentence."""

import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Unavailable
from app.exchange.sheets import CHUNK_LIMIT
from app.exchange.storable import unfit
from app.exchange.truth import Header, Stated, Truth, TruthWriter, _only_records, _parsed, packed_of

HEADER = Header("1.0", "YX01", "云溪镇纪委", "township", "YX01/A", "QH00", "清河县", 1, "", "2026-03-06 09:00:00",
                1, 1, 4, "f" * 64)  # fmt: skip
VALUES = st.one_of(st.none(), st.integers(-(2**40), 2**40), st.text(max_size=40))


def packed(*lines: tuple[str, Any], header: dict[str, Any] | None = None) -> bytes:
    writer = TruthWriter()
    writer.add("header", header or vars(HEADER))
    for sort, said in lines:
        writer.add(sort, said)
    return writer.finish()[2]


@given(
    st.dictionaries(st.text(min_size=1, max_size=12), VALUES, max_size=8),
    st.one_of(st.none(), st.text(max_size=9)),
)
def test_a_version_comes_back_as_it_was(fields: dict[str, Any], voided: str | None) -> None:
    one = Stated("registration", "x", "YX01", {"YX01/A": 3}, voided, fields)
    truth = Truth(packed(("record", one.line())))
    assert list(truth.versions()) == [[one]]
    assert truth.header == HEADER


_LINE = {
    "k": "step",
    "id": "a",
    "o": "YX01",
    "v": '{"YX01/A":1}',
    "x": None,
    "f": {"day": "2026-03-06", "no": 3},
}
ODD = st.one_of(VALUES, st.booleans(), st.floats(), st.lists(st.integers()), st.just("\ud800"))


@given(st.lists(st.tuples(
    st.sampled_from(["record", "record", "record", "sibling", "knows"]),
    st.dictionaries(st.sampled_from([*_LINE, "new"]), st.one_of(ODD, st.dictionaries(st.text(max_size=3), ODD)), max_size=2),
    st.sampled_from(["\n", "\n", "\n", "\n\n", ',"more":1}\n']),
), min_size=1, max_size=4))  # fmt: skip
def test_a_block_of_records_is_read_in_one_step_as_it_is_line_by_line(
    lines: list[tuple[str, dict[str, Any], str]],
) -> None:
    text = "".join(
        json.dumps({sort: _LINE | said}, ensure_ascii=False)[: -1 if "more" in end else None] + end
        for sort, said, end in lines
    )
    block = text.encode("utf-8", "surrogatepass")
    at_once = _only_records(block)
    if at_once is not None:
        block.decode()  # so there are no halves of characters
        assert at_once == [Stated.of(said) for _, said in _parsed(block)]


def test_a_block_of_plain_records_is_read_in_one_step() -> None:
    block = (json.dumps({"record": _LINE}) + "\n").encode() * 3
    assert _only_records(block) == [Stated.of(_LINE)] * 3
    assert _only_records(block[:-9] + b"\n") is None


def test_only_a_text_with_halves_of_characters_is_looked_at_text_by_text() -> None:
    whole = Truth(packed(("record", _LINE), ("sibling", {**_LINE, "v": '{"YX01/B":1}'})))
    raw = Truth(packed(("record", {**_LINE, "f": {"summary": "\ud800"}})))
    said = json.dumps({"record": {**_LINE, "f": {"summary": "\ud800"}}})
    head, end = json.dumps({"header": vars(HEADER)}), json.dumps({"end": {"lines": 2}})
    spelt = Truth(zlib.compress(f"{head}\n{said}\n{end}\n".encode()))
    for truth, is_text in ((whole, True), (raw, False), (spelt, False)):
        (versions,) = truth.versions()
        assert truth.is_text is is_text
        assert (unfit(versions[0]) is None) is is_text


def test_every_walk_says_the_same_also_where_the_text_is_too_long_to_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [("record", {**_LINE, "id": str(each)}) for each in range(50)]
    short = Truth(packed(*lines))
    monkeypatch.setattr("app.exchange.truth._PLAIN_LIMIT", 900)
    long = Truth(packed(*lines))
    first = list(short.versions())
    assert len(first) == 50
    assert first == list(short.versions()) == list(long.versions()) == list(long.versions())
    assert list(short.walk()) == list(long.walk())


def test_siblings_stand_with_their_record() -> None:
    first, beside, other = (
        Stated("step", id, "YX01", {"YX01/A": n}, None, {}) for id, n in (("a", 1), ("a", 2), ("b", 1))
    )
    truth = Truth(packed(("record", first.line()), ("sibling", beside.line()), ("record", other.line())))
    assert list(truth.versions()) == [[first, beside], [other]]


def test_chunks_fit_cells_and_join_to_the_same_text() -> None:
    writer = TruthWriter()
    writer.add("header", vars(HEADER))
    for number in range(4000):
        writer.add("future", {"noise": [hash((number, each)) for each in range(9)]})
    chunks, digest, kept = writer.finish()
    assert len(chunks) > 1
    assert max(len(chunk) for chunk in chunks) <= CHUNK_LIMIT
    assert packed_of(chunks) == kept
    assert Truth(kept).digest == digest


@pytest.mark.parametrize("cut", [0, 1, 10, 60, -1, -4])
def test_a_cut_truth_is_damaged(cut: int) -> None:
    with pytest.raises(Unavailable, match="已损坏"):
        Truth(packed(("record", Stated("step", "a", "YX01", {"YX01/A": 1}, None, {}).line()))[:cut])


def test_a_truth_without_its_last_lines_is_damaged() -> None:
    lines = [json.dumps({"header": vars(HEADER)}), json.dumps({"end": {"lines": 5}})]
    with pytest.raises(Unavailable, match="已损坏"):
        Truth(zlib.compress("".join(line + "\n" for line in lines).encode()))


@pytest.mark.parametrize(
    "text", ["", "[]\n", "{}\n", '{"a":1,"b":2}\n', '{"header":{}}\n{"end":{"lines":1}}\n', "null\n"]
)
def test_lines_that_are_none_are_damage(text: str) -> None:
    with pytest.raises(Unavailable, match="已损坏"):
        Truth(zlib.compress(text.encode()))


def test_a_newer_major_format_is_refused_and_a_newer_minor_read() -> None:
    with pytest.raises(Unavailable, match="升级"):
        Truth(packed(header={**vars(HEADER), "format": "2.0"}))
    assert Truth(packed(header={**vars(HEADER), "format": "1.9", "new": 1})).header.format == "1.9"


def test_text_that_is_no_base64_is_damaged() -> None:
    with pytest.raises(Unavailable, match="已损坏"):
        packed_of(["%%%%"])
