"""Who reads the journal stands in it."""

from datetime import date

import pytest

from app.actions.read_journal import read_journal
from app.errors import NotAllowed
from app.ledger.journal_view import Which
from app.store import journal
from app.store.office import Office


def test_reading_the_journal_leaves_a_line_with_what_was_asked(office: Office) -> None:
    read_journal(office, Which(person="李岚", since=date(2026, 3, 1)))
    (line,) = journal.lines(office.db, limit=1)
    assert (line.action, line.label) == ("read_journal", "查看日志（人员 李岚，从 2026-03-01）")


@pytest.mark.parametrize(("role", "may"), [("auditor", True), ("administrator", True), ("clerk", False)])
def test_the_auditor_and_the_administrator_read_it(office: Office, role: str, may: bool) -> None:
    office.roles = frozenset({role})
    if may:
        read_journal(office, Which())
        assert journal.head(office.db)[0] == 2
    else:
        with pytest.raises(NotAllowed):
            read_journal(office, Which())
