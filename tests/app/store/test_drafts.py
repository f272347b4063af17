"""Drafts survive a restart and hold nothing that anybody else can read."""

import pytest

from app.errors import Unavailable
from app.store import drafts
from app.store.office import Office
from tests.app.store.offices import REPORTER

BODY = {"reporter": REPORTER, "registration": {"summary": "反映水渠失修一事"}}


def test_a_draft_is_there_after_a_restart(office: Office) -> None:
    drafts.keep(office, "entry/1", {"registration": {}})
    drafts.keep(office, "entry/1", BODY)
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    found = drafts.kept(again, "entry/1")
    assert found is not None
    assert (found.body, found.saved_at) == (BODY, "2026-03-09 09:00:00")
    assert drafts.waiting(again, "entry/") == [("entry/1", "2026-03-09 09:00:00")]
    again.close()


def test_a_dropped_draft_is_gone(office: Office) -> None:
    drafts.keep(office, "entry/1", BODY)
    drafts.drop(office, "entry/1")
    assert drafts.kept(office, "entry/1") is None
    assert drafts.waiting(office, "entry/") == []


def test_nothing_of_a_draft_is_in_clear_in_the_folder(office: Office) -> None:
    drafts.keep(office, "entry/1", BODY)
    said = b"".join(path.read_bytes() for path in office.folder.iterdir())
    for text in (*REPORTER.values(), "反映水渠失修一事"):
        assert text.encode() not in said
        assert text.encode("unicode_escape") not in said


def test_a_full_disk_is_told_in_one_sentence(office: Office) -> None:
    (pages,) = office.db.execute_sql("PRAGMA page_count").fetchone()
    office.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="磁盘已满"):
        drafts.keep(office, "entry/1", {"summary": "长" * 100_000})
