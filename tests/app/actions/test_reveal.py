"""A reporter is shown for a reason of the list, and the journal has it before the screen."""

import pytest

from app.actions.reveal import reveal
from app.errors import Invalid, NotAllowed
from app.records.matters import Reporter
from app.schema.codes import code_list
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported


@pytest.mark.parametrize("code", [each.id for each in code_list("reveal_reason").codes])
def test_each_reason_of_the_list_stands_in_the_journal(office: Office, code: str) -> None:
    reported(office, REPORTER)
    found = reveal(office, office.find(Reporter), code, "县里来电" if code == "other" else "")
    assert [each.name for each in found] == [REPORTER["name"]]
    label = code_list("reveal_reason").name_of(code)
    line = journal.lines(office.db)[0]
    assert line.action == "reveal" and line.label.startswith(f"查看反映人信息：{label}")


def test_no_reason_no_name(office: Office) -> None:
    reported(office, REPORTER)
    last = journal.head(office.db)
    for reason, words in (("", ""), ("curious", ""), ("other", "  ")):
        with pytest.raises(Invalid):
            reveal(office, office.find(Reporter), reason, words)
    assert journal.head(office.db) == last


def test_an_administrator_or_auditor_is_not_shown_a_reporter(office: Office) -> None:
    reported(office, REPORTER)
    office.person, office.roles = "李岚", frozenset({"administrator", "auditor"})
    with pytest.raises(NotAllowed, match="办理"):
        reveal(office, office.find(Reporter), "follow_up")
