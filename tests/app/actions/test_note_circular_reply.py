"""What came of a letter is noted by the office that issued it."""

import pytest

from app.actions.issue_circular import issue_circular
from app.actions.note_circular_reply import note_circular_reply
from app.errors import NotAllowed
from app.ledger.stored_duties import office_duties
from app.store import letters
from app.store.office import Office


def test_a_reply_on_paper_settles_a_warning_letter_of_our_own(office: Office) -> None:
    issue_circular(office, "warning_letter", "柳树村", "重复反映上升")
    (letter,) = letters.issued(office.db)
    assert [each.is_open for each in office_duties(office) if each.rule.id == "H03"] == [True]
    note_circular_reply(office, letter, reply="已约谈", result="met")
    assert [each.is_open for each in office_duties(office) if each.rule.id == "H03"] == [False]
    (letter,) = letters.issued(office.db)
    assert (letter.replied_on, letter.reply, letter.result) == (office.today, "已约谈", "met")
    with pytest.raises(NotAllowed, match="没有任何改动"):
        note_circular_reply(office, letter, reply="已约谈", result="met")
