"""Two desks gave one number: never a refusal, a task for whoever sees both, and the later case gets another number."""

from pathlib import Path
from unittest.mock import patch

import pytest

from app.actions.renumber import doubled, renumber
from app.actions.undo import undo
from app.errors import NotAllowed
from app.ledger.today import look
from app.rules.rights import HANDLER
from app.store import desk
from app.store.case_file import read_case
from tests.app.exchange import two_offices as two


def test_the_later_of_two_equal_numbers_is_renumbered_and_travels(tmp_path: Path) -> None:
    one = two.township(tmp_path / "one")
    with patch.object(desk, "free_block", lambda *_: 0):  # the chance of 1 in 90
        other = two.copied(one, tmp_path / "other")
    first, later = two.report(one), two.report(other)
    assert read_case(one, first).title == read_case(other, later).title
    assert doubled(one) == []
    two.receive(one, two.post(other, one.desk, tmp_path))
    assert doubled(one) == [("云信〔2026〕1号", later)]
    assert look(one, "entry/").doubled == 1
    with pytest.raises(NotAllowed, match="没有和别的重"):
        renumber(one, first)
    one.roles = frozenset({HANDLER})
    with pytest.raises(NotAllowed, match="职责"):
        renumber(one, later)
    one.roles = None
    renumber(one, later)
    assert doubled(one) == [] and look(one, "entry/").doubled == 0
    new = read_case(one, later).title
    assert new != "云信〔2026〕1号"
    two.receive(other, two.post(one, other.desk, tmp_path))
    assert read_case(other, later).title == new and doubled(other) == []
    undo(one)
    assert doubled(one) == [("云信〔2026〕1号", later)]
    one.close()
    other.close()
