"""A dead desk blocks nothing; one that speaks again is living."""

from pathlib import Path

import pytest

from app.actions.retire import desks, retire
from app.actions.undo import undo
from app.errors import NotAllowed
from app.exchange.receive import open_truth
from app.rules.rights import AUDITOR
from tests.app.exchange import two_offices as two


@pytest.mark.thorough
def test_what_only_a_retired_desk_does_not_know_is_no_longer_sent(tmp_path: Path) -> None:
    town, county = two.township(tmp_path / "t"), two.county(tmp_path / "c")
    case = two.report(town)
    two.act(town, "reject", case, registration__rejection_ground="other_organ")
    two.receive(county, two.post(town, "QH00", tmp_path))
    twin = two.copied(county, tmp_path / "c2")
    for desk in (county, twin):
        two.receive(town, two.post(desk, "YX01", tmp_path))
    assert [each for each in desks(town)] == sorted((each.desk, False) for each in (county, twin))
    two.act(town, "tell_rejection", case)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert open_truth(two.post(town, "QH00", tmp_path)).header.cases == 1, "the twin does not know it"
    retire(town, twin.desk)
    assert open_truth(two.post(town, "QH00", tmp_path)).header.cases == 0
    undo(town)
    assert open_truth(two.post(town, "QH00", tmp_path)).header.cases == 1
    retire(town, twin.desk)
    with pytest.raises(NotAllowed, match="已经停用"):
        retire(town, twin.desk)
    for office in (town, county, twin):
        office.close()


def test_nobody_retires_a_desk_that_is_unknown_or_the_own_or_without_the_right(tmp_path: Path) -> None:
    town = two.township(tmp_path / "t")
    for desk, said in (("QH00/X", "核对机号"), (town.desk, "自己")):
        with pytest.raises(NotAllowed, match=said):
            retire(town, desk)
    town.roles = frozenset({AUDITOR})
    with pytest.raises(NotAllowed):
        retire(town, "QH00/X")
    town.close()


def test_a_retired_desk_of_our_own_that_speaks_again_is_living(tmp_path: Path) -> None:
    one = two.township(tmp_path / "one")
    other = two.copied(one, tmp_path / "other")
    for _ in range(2):
        two.report(other)
        two.receive(one, two.post(other, one.desk, tmp_path))
        assert (other.desk, False) in desks(one)
        retire(one, other.desk)
        assert (other.desk, True) in desks(one)
    one.close()
    other.close()
