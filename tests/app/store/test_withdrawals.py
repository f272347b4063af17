"""A taken file is taken back: not taken again without a yes, told to the sender, lifted by a newer version."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.take import take
from app.actions.undo import redo, undo
from app.exchange.receive import open_truth, preview
from app.store import peers, rows, shelf
from app.store.office import Office
from app.store.withdrawals import NOTE, is_withdrawn
from tests.app.exchange import two_offices as two


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Office, Office, str, Path]]:
    """A township with a case; the county took its posting and took that back."""
    township, county = two.township(tmp_path / "t"), two.county(tmp_path / "c")
    case = two.report(township)
    path = two.post(township, "QH00", tmp_path)
    two.receive(county, path)
    undo(county)
    yield township, county, case, path
    township.close()
    county.close()


def holds(office: Office, case: str) -> bool:
    return bool(rows.fetch(office.db, "registration", "id", [case]))


def test_what_was_taken_back_is_not_taken_again_without_a_yes(
    offices: tuple[Office, Office, str, Path], tmp_path: Path
) -> None:
    township, county, case, path = offices
    for file in (path, two.post(township, "QH00", tmp_path)):
        found = preview(county, file)
        assert found.refusal is None and found.taken_back == found.counts["refused"] > 0
        assert all("重新收取" in item.note for item in found.items)
    take(county, found)
    assert not holds(county, case)
    take(county, preview(county, two.post(township, "QH00", tmp_path), again=True))
    assert holds(county, case)
    assert shelf.values(county.db, "withdrawn") == {}


def test_a_newer_version_lifts_it(offices: tuple[Office, Office, str, Path], tmp_path: Path) -> None:
    township, county, case, _ = offices
    edit_cases(township, [case], {"registration.summary": "补了一句"})
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert holds(county, case)
    assert case not in shelf.values(county.db, "withdrawn")


@pytest.mark.thorough
def test_the_sender_is_told(offices: tuple[Office, Office, str, Path], tmp_path: Path) -> None:
    township, county, _, path = offices
    from app.actions.units import add_unit

    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    two.receive(township, two.post(county, "YX01", tmp_path))
    (sent,) = peers.sent(township.db)
    answer = json.loads(sent["answered"])
    assert (answer["note"], answer["counts"], answer["digest"]) == (NOTE, {}, open_truth(path).digest)
    assert list(open_truth(two.post(county, "YX01", tmp_path)).walk()) == [
        (sort, said)
        for sort, said in open_truth(two.post(county, "YX01", tmp_path)).walk()
        if sort != "receipt"
    ]


@pytest.mark.thorough
def test_doing_it_again_forgets_it(offices: tuple[Office, Office, str, Path]) -> None:
    _, county, case, _ = offices
    redo(county)
    assert holds(county, case)
    assert shelf.values(county.db, "withdrawn") == {} == shelf.values(county.db, "taken_back")


def test_only_what_came_then_or_was_older_is_kept_back() -> None:
    kept = {"version": '{"A":2}'}
    assert is_withdrawn(kept, [{"A": 2}]) and is_withdrawn(kept, [{"A": 1}])
    assert not is_withdrawn(kept, [{"A": 3}]) and not is_withdrawn(kept, [{"A": 2}, {"B": 1}])
