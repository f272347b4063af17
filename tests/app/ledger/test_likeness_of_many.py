"""The likeliest case of each of many reports is the one that a search for each alone would find."""

from app.ledger.likeness import POSSIBLE, like
from app.ledger.likeness_of_many import like_each
from app.store.office import Office
from tests.app.ledger.test_likeness import HELD_OUT, haystack
from tests.data.likeness import fit

__all__ = ["haystack"]


def test_each_of_many_is_found_as_one_alone_is(haystack: tuple[Office, dict[str, int]]) -> None:
    office, _ = haystack
    asked = [fit.report(pair["b"]) for pair in HELD_OUT]
    found = like_each(office.db, asked, lambda: True, lambda done, total: None)
    alone = {}
    for place, report in enumerate(asked):
        best = next(iter(like(office.db, report, limit=1)), None)
        if best is not None and best.certainty >= POSSIBLE:
            alone[place] = best.number
    assert len(alone) > len(asked) // 3
    agreeing = sum(place in found and found[place].number == number for place, number in alone.items())
    assert agreeing >= 0.95 * len(alone)
    assert len(found.keys() - alone.keys()) <= 0.05 * len(asked)


def test_nobody_is_compared_once_it_is_to_stop(haystack: tuple[Office, dict[str, int]]) -> None:
    office, _ = haystack
    seen: list[int] = []
    asked = [fit.report(pair["b"]) for pair in HELD_OUT]
    assert like_each(office.db, asked, lambda: False, lambda done, total: seen.append(done)) == {}
    assert seen == []
