"""Drafts: kept, sealed, replaced, listed, dropped."""

from pathlib import Path

from app.store import drafts
from app.store.office import Office
from app.store.tables import Draft
from tests.ui.workplace import Clock, new_town


def office(folder: Path) -> tuple[Office, Clock]:
    clock = Clock()
    new_town(folder, clock)
    return Office.open(folder, clock=clock), clock


def test_a_draft_survives_closing_and_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    opened, clock = office(tmp_path / "town")
    drafts.keep(opened, "entry/1", {"fields": {"a": 1}})
    drafts.keep(opened, "entry/1", {"fields": {"a": 2}})
    opened.close()
    again = Office.open(tmp_path / "town", clock=clock)
    found = drafts.kept(again, "entry/1")
    assert (
        found is not None and found.body == {"fields": {"a": 2}} and found.saved_at == "2026-03-06 09:00:00"
    )
    drafts.drop(again, "entry/1")
    assert drafts.kept(again, "entry/1") is None
    again.close()


def test_nothing_that_was_typed_stands_in_clear_in_the_table(tmp_path: Path) -> None:
    opened, _ = office(tmp_path / "town")
    drafts.keep(opened, "entry/1", {"reporter": "zhaomou 13800000000"})
    (body,) = [text for (text,) in Draft.select(Draft.body).tuples().execute(opened.db)]
    assert "zhaomou" not in body and "13800000000" not in body
    opened.close()


def test_drafts_are_listed_by_their_page_the_newest_first_and_never_journalled(tmp_path: Path) -> None:
    opened, clock = office(tmp_path / "town")
    before = opened.undoable()
    drafts.keep(opened, "entry/1", {})
    clock.pass_days(1)
    drafts.keep(opened, "entry/2", {})
    drafts.keep(opened, "other", {})
    assert [page for page, _ in drafts.waiting(opened, "entry/")] == ["entry/2", "entry/1"]
    assert opened.undoable() == before
    opened.close()
