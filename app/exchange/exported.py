"""What a posting exported, as its hidden truth says, found by what a visible row shows of it: its code or its number."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from app.exchange.found_sheets import plain
from app.exchange.mark import mark
from app.exchange.seen import SORT, seen_in
from app.exchange.truth import Stated, Truth
from app.records.catalogue import KINDS
from app.schema.kinds import Stored
from app.store.same import SAME_AS, ends


class Exported:
    """What the truth says was exported, by what a visible row shows of it."""

    def __init__(self, truth: Truth) -> None:
        self.records: dict[tuple[str, str], Stated] = {}
        self.by_case: dict[tuple[str, str], list[Stated]] = defaultdict(list)
        for versions in truth.versions():
            one = versions[0]
            if one.kind in KINDS:
                self.records[one.kind, one.id] = one
                if one.kind in ("handling", "supervision", "allegation") and one.voided is None:
                    self.by_case[one.kind, str(one.fields.get("case") or "")].append(one)
        self.seen = seen_in((sort, said) for sort, said in truth.walk() if sort == SORT)
        self.home = _homes(self.records)
        self.marks: dict[str, dict[str, str]] = defaultdict(dict)
        self.numbers: dict[str, str] = {}
        self.by_number: dict[str, list[str]] = defaultdict(list)
        for kind, id in self.records:
            self.marks[kind][_mark(id)] = id
        for id in self.marks["registration"].values():
            self.numbers[id] = str(self.records["registration", id].fields.get("case_no") or "")
            bearers = self.by_number[plain(self.numbers[id])]
            if self.home.get(id, id) not in bearers:
                bearers.append(self.home.get(id, id))

    def band(self, kind: str, case: str) -> Stated | None:
        """The record that stood in a band of a case."""
        if kind == "registration":
            return self.records.get((kind, case))
        if said := self.seen.get(case):
            id = said.handling if kind == "handling" else said.supervision
            return self.records.get((kind, id)) if id else None
        order = ("round_no", "received_on") if kind == "handling" else ("assigned_on",)
        return max(
            self.by_case.get((kind, case), ()),
            key=lambda one: ([_rank(one.fields.get(name)) for name in order], one.id),
            default=None,
        )


def _homes(records: Mapping[tuple[str, str], Stated]) -> dict[str, str]:
    """By the id of a case that was exported as the same as another, the one under which it stood in the sheets."""
    cases = {id: one for (kind, id), one in records.items() if kind == "registration" and one.voided is None}
    said = {id: str(one.fields[SAME_AS]) for id, one in cases.items() if one.fields.get(SAME_AS)}
    return ends(said, set(cases))


def _rank(stored: Stored) -> tuple[int, str]:
    return (stored, "") if isinstance(stored, int) else (0, stored or "")


@cache
def _mark(id: str) -> str:
    try:
        return mark(id)
    except ValueError:
        return ""
