"""What is marked of a case beside its stage (domain §4): extended, returned, supervised, major, backlog …"""

from collections.abc import Iterator, Mapping

from app.rules.matter import Matter, Part

MAJOR = ("major", "collective")
"""Kinds of a report to the level above that make a case a major matter (M52)."""


def flags(matter: Matter) -> tuple[str, ...]:
    """The codes of `case_flag` that hold, in the order of the list."""
    return tuple(_held(matter))


def _held(matter: Matter) -> Iterator[str]:
    facts = matter.facts
    if any(part.facts.get("upreport.upreport_kind") in MAJOR for part in matter.of("upreport")):
        yield "major"
    if matter.of("order"):
        yield "supervised"
    if matter.extensions or facts.get("supervision.extended_due_on") is not None:
        yield "extended"
    if any(stop.ended_on is None for stop in matter.stops):
        yield "suspended"
    if facts.get("handling.returned_on") is not None or _sent_back(matter.of("review"), facts):
        yield "returned"
    round_no = facts.get("handling.round_no")
    if isinstance(round_no, int) and round_no > 1:
        yield "reopened"
    if facts.get("registration.written_off_on") is not None:
        yield "written_off"
    elif facts.get("registration.listed_on") is not None:
        yield "backlog"


def _sent_back(reviews: tuple[Part, ...], facts: Mapping[str, object]) -> bool:
    """Whether the newest review returned the result and it was not handed in again."""
    days = [(str(part.facts.get("review.reviewed_on") or ""), part) for part in reviews]
    if not days:
        return False
    day, newest = max(days, key=lambda each: each[0])
    again = str(facts.get("handling.resubmitted_on") or "")
    return newest.facts.get("review.outcome") == "returned" and not again >= day > ""
