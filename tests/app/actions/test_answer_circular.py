"""A letter of the office above is answered once; a warning letter with words."""

from pathlib import Path

import pytest

from app.actions.answer_circular import answer_circular
from app.actions.issue_circular import issue_circular
from app.actions.note_circular_reply import note_circular_reply
from app.actions.undo import undo
from app.errors import Conflict, Invalid, NotAllowed
from app.store import letters
from tests.app.exchange.two_offices import county, post, receive, township


def test_a_letter_from_above_is_answered_once_and_a_warning_letter_with_words(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    receive(above, post(below, "QH00", tmp_path))
    issue_circular(above, "warning_letter", "云溪镇纪委", "信访量上升，请研判")
    (ours,) = letters.issued(above.db)
    with pytest.raises(NotAllowed, match="上级发来"):
        answer_circular(above, ours, content="不对")
    receive(below, post(above, "YX01", tmp_path))
    (letter,) = letters.issued(below.db)
    with pytest.raises(Invalid) as caught:
        answer_circular(below, letter, content=" ")
    assert caught.value.field == "answer.content"
    answer_circular(below, letter, content="已逐村研判")
    with pytest.raises(Conflict):
        answer_circular(below, letter, content="再答一次")
    undo(below)
    assert letters.answers(below.db) == []
    answer_circular(below, letter, content="已逐村研判，列出三项")
    with pytest.raises(NotAllowed, match="本机关发出"):
        note_circular_reply(below, letter)
    below.close()
    above.close()
