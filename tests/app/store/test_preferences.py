"""How a desk likes its screen is kept by key, beside the records."""

from app.store import journal, preferences
from app.store.office import Office


def test_what_was_put_is_there_after_a_restart_and_leaves_no_line(office: Office) -> None:
    preferences.put(office.db, "ledger/widths", {"registration.summary": 240})
    preferences.put(office.db, "ledger/widths", {"registration.summary": 300})
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    assert preferences.get(again.db, "ledger/widths") == {"registration.summary": 300}
    assert journal.head(again.db)[0] == 1
    again.close()


def test_nothing_kept_and_something_unreadable_give_the_default(office: Office) -> None:
    assert preferences.get(office.db, "scale", 1.25) == 1.25
    preferences.put(office.db, "scale", 1.5)
    office.db.execute_sql('UPDATE "preference" SET "value" = \'{\'')
    assert preferences.get(office.db, "scale", 1.25) == 1.25


def test_none_forgets(office: Office) -> None:
    preferences.put(office.db, "scale", 1.5)
    preferences.put(office.db, "scale", None)
    assert preferences.get(office.db, "scale") is None
