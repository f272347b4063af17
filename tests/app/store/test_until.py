"""What stood in a row on an earlier day: later happenings are gone, limits that somebody set are not."""

from datetime import date

import pytest

from app.store.rows import Row, names
from app.store.until import rows_until

THEN = date(2026, 3, 6)


def row(kind: str, **said: str) -> Row:
    """A row of a kind with nothing but this in it."""
    return dict.fromkeys(names(kind)) | {"id": "1", "owner": "YX01", **said}


def test_what_had_not_happened_yet_is_gone_and_a_limit_ahead_stays() -> None:
    sheet = row("supervision", assigned_on="2026-03-06", due_on="2026-06-06", replied_on="2026-03-07")
    (stood,) = rows_until("supervision", [sheet], THEN)
    assert (stood["assigned_on"], stood["due_on"], stood["replied_on"]) == ("2026-03-06", "2026-06-06", None)
    assert sheet["replied_on"] == "2026-03-07"


def test_a_record_of_which_everything_came_later_was_not_there() -> None:
    later = row("handling", received_on="2026-03-07", closed_on="2026-03-09")
    assert rows_until("handling", [later, row("handling", unit="云溪镇纪委")], THEN) == [
        row("handling", unit="云溪镇纪委")
    ]


def test_the_report_itself_stays_whatever_came_later() -> None:
    (stood,) = rows_until("registration", [row("registration", received_on="2026-03-09")], THEN)
    assert stood["received_on"] is None


@pytest.mark.parametrize(
    ("kind", "before", "after", "field", "stood"),
    [
        ("extension", {"asked_on": "2026-03-02"}, {"decided_on": "2026-03-09", "decision": "approved"}, "decision", None),
        ("supervision", {"assigned_on": "2026-03-02"},
         {"extension_decided_on": "2026-03-09", "extended_due_on": "2026-09-01"}, "extended_due_on", None),
        ("registration", {"received_on": "2026-03-02"},
         {"identity_checked_on": "2026-03-09", "identity_status": "impersonated"}, "identity_status", "signed_unverified"),
    ],
)  # fmt: skip
def test_what_was_decided_on_a_later_day_was_not_decided(
    kind: str, before: dict[str, str], after: dict[str, str], field: str, stood: str | None
) -> None:
    (found,) = rows_until(kind, [row(kind, **before, **after)], THEN)
    assert found[field] == stood


def test_without_a_day_everything_is_as_it_is() -> None:
    later = row("handling", received_on="2026-03-07")
    assert rows_until("handling", [later], None) == [later]
