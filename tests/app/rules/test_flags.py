"""What is marked of a case beside its stage."""

from datetime import date

import pytest

from app.rules.flags import flags
from app.rules.matter import Extension, Matter, Part, Stop

DAY = date(2026, 3, 6)


def review(outcome: str) -> Part:
    """A review of that outcome."""
    return Part("review", "r", {"review.outcome": outcome, "review.reviewed_on": DAY})


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        (Matter({}), ()),
        (Matter({}, (Part("upreport", "u", {"upreport.upreport_kind": "major"}),)), ("major",)),
        (Matter({}, (Part("upreport", "u", {"upreport.upreport_kind": "suspected_false"}),)), ()),
        (Matter({}, (Part("order", "o", {}),)), ("supervised",)),
        (Matter({}, extensions=(Extension("T05", DAY),)), ("extended",)),
        (Matter({"supervision.extended_due_on": DAY}), ("extended",)),
        (Matter({}, stops=(Stop(DAY, None),)), ("suspended",)),
        (Matter({}, stops=(Stop(DAY, DAY),)), ()),
        (Matter({"handling.returned_on": DAY}), ("returned",)),
        (Matter({}, (review("returned"),)), ("returned",)),
        (Matter({"handling.resubmitted_on": DAY}, (review("returned"),)), ()),
        (Matter({}, (review("passed"),)), ()),
        (Matter({"handling.round_no": 2}), ("reopened",)),
        (Matter({"registration.listed_on": DAY}), ("backlog",)),
        (Matter({"registration.listed_on": DAY, "registration.written_off_on": DAY}), ("written_off",)),
    ],
)
def test_flags(matter: Matter, expected: tuple[str, ...]) -> None:
    assert flags(matter) == expected
