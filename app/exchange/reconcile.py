"""对账: what we hold of the cases shared with a unit beside what its desks last said they know, case by case.

Both lists are at hand without any file: ours are the records themselves, theirs the knowledge lists of the newest
posting taken from each of their desks. Which of the two is ahead follows from the versions.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.errors import NotAllowed
from app.exchange.admissible import taken_from
from app.exchange.gaps import Run, gaps
from app.exchange.posting import Progress, held_versions, known_text, no_progress, statements
from app.exchange.reconciled import AHEAD, BACK, BEHIND, TORN, UNKNOWN, Apart, Reconciled, Sent
from app.exchange.trust import is_without
from app.exchange.truth import Truth
from app.records.offices import Unit
from app.records.version import Relation, decode, relation
from app.store import firewall, peers, recusal, rows, shelf
from app.store.office import Office
from app.store.withdrawals import WITHDRAWN, is_withdrawn

_BATCH = 500


def reconcile(office: Office, unit: Unit, progress: Progress = no_progress) -> Reconciled:
    """Compare the lists for one unit. Raises NotAllowed for who may not read cases."""
    recusal.refuse_reading(office.db)
    code, name = str(unit.code), str(unit.name)
    if code == office.code:
        raise NotAllowed("不用与本单位自己对账，请选择别的单位。")
    names = [str(each) for each in (unit.name, unit.code, unit.short) if each]
    shared = peers.shared_cases(office.db, receiver=code, names=names, upward=code == office.above)
    shared -= recusal.cases_naming(office.db, recusal.barred(office.db))
    found = Reconciled(code, name, len(shared), (), 0, heard=False, telephone=str(unit.telephone or ""))
    if is_without(office, code):
        return replace(found, without=True)
    last = _last(office, code)
    sent, carried = _under_way(office, code)
    found = replace(found, last=last, gaps=_missing(office, code), sent=sent, undone=_undone(office, code))
    desks = [peers.known(office.db, desk) for desk in peers.desks_of(office.db, code)]
    if not desks:
        return found
    walked = _Walk(office, desks, carried)
    walked.walk(shared, progress)
    apart = [
        Apart(case, walked.numbers.get(case, ""), counts, None if case in walked.left_out else sent)
        for case, counts in walked.counts.items()
    ]
    apart.sort(key=lambda each: (each.case_no, each.case))
    theirs = set().union(*desks) - shelf.values(office.db, "proposal").keys()
    lacking = _lacking(office, theirs)
    gone, back = lacking & _destroyed(office), lacking & walked.back.keys()
    return replace(
        found, apart=tuple(apart), lacking=len(lacking - gone - back), heard=True, ours=walked.ours, theirs=len(theirs),
        taken_back=len(back), gone=len(gone),
    )  # fmt: skip


def reconcile_all(
    office: Office, units: Iterable[Unit], progress: Progress = no_progress
) -> list[Reconciled]:
    """One after the other; `progress` counts units."""
    wanted = list(units)
    found = []
    for at, unit in enumerate(wanted):

        def still(done: int, of: int, at: int = at) -> None:
            progress(at, len(wanted))

        still(0, 0)
        found.append(reconcile(office, unit, still))
    return found


@dataclass
class _Walk:
    """Every record of the shared cases beside the lists of their desks, and beside what is under way to them."""

    office: Office
    desks: list[dict[str, str]]
    carried: Mapping[str, str]
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    """Cases of which something that they lack is not under way."""
    ours: int = 0
    back: dict[str, Any] = field(default_factory=dict)
    """What was taken back, by record."""

    def __post_init__(self) -> None:
        self.back = shelf.values(self.office.db, WITHDRAWN)

    def walk(self, shared: set[str], progress: Progress) -> None:
        held = held_versions(self.office)
        ordered = sorted(shared)
        for start in range(0, len(ordered), _BATCH):
            progress(start, len(ordered))
            batch = ordered[start : start + _BATCH]
            for kind in peers.CASE_KINDS:
                for one in statements(self.office, kind, "id" if kind == "registration" else "case", batch):
                    case = one.id if kind == "registration" else str(one.fields["case"])
                    if kind == "registration":
                        self.numbers[case] = str(one.fields.get("case_no") or "")
                    self._look(case, one.id, known_text(one, held.get(one.id, ())))

    def _look(self, case: str, id: str, ours: str) -> None:
        self.ours += 1
        theirs = [desk.get(id) for desk in self.desks]
        if all(each == ours for each in theirs):
            return
        how = _stand(ours, theirs)
        if how == AHEAD and id in self.back and all(_is_back(self.back[id], each) for each in theirs if each):
            how = BACK
        self.counts.setdefault(case, Counter())[how] += 1
        if how in (UNKNOWN, BEHIND) and self.carried.get(id) != ours:
            self.left_out.add(case)


def _stand(ours: str, theirs: Sequence[str | None]) -> str:
    """How the lists of their desks stand to ours, the worst first."""
    found = {UNKNOWN if each is None else _beside(ours, each) for each in theirs if each != ours}
    return next(each for each in (TORN, AHEAD, UNKNOWN, BEHIND) if each in found)


def _beside(ours: str, theirs: str) -> str:
    try:
        mine, other = ([decode(each) for each in text.split("|")] for text in (ours, theirs))
    except (ValueError, AttributeError, TypeError):
        return BEHIND  # what no vector is, is overwritten by what we send
    if len(mine) > 1 or len(other) > 1:
        return TORN
    return {Relation.NEWER: AHEAD, Relation.OLDER: BEHIND}.get(relation(other[0], mine[0]), TORN)


def _is_back(said: dict[str, Any], theirs: str) -> bool:
    """Whether what they know of a record is what was taken back here, or older."""
    try:
        return is_withdrawn(said, [decode(text) for text in theirs.split("|")])
    except (ValueError, AttributeError, TypeError):
        return False


def _undone(office: Office, code: str) -> tuple[int, ...]:
    """Numbers of our files that the unit took back after it had taken them, by its receipts, the newest three."""
    said = (
        (int(row["number"]), json.loads(row["answered"]))
        for row in peers.sent(office.db, code)
        if row["answered"]
    )
    numbers = [
        number
        for number, each in said
        if isinstance(each, dict) and "撤销" in str(each.get("note")) and not each.get("counts")
    ]
    return tuple(sorted(numbers[:3]))


def _destroyed(office: Office) -> set[str]:
    """Ids of the records of cases that went up: they are nowhere here, and the other side may still know them."""
    found = {str(id) for said in firewall.gone(office.db).values() for _, id, _ in said["records"]}
    return found | firewall.gone(office.db).keys()


def _last(office: Office, code: str) -> tuple[int, str] | None:
    """Number and day of the newest posting taken from the unit."""
    taken = [said for said in shelf.values(office.db, "taken").values() if said["office"] == code]
    newest = max(taken, key=lambda said: (str(said["at"]), int(said["number"])), default=None)
    return None if newest is None else (int(newest["number"]), str(newest["at"])[:10])


def _missing(office: Office, code: str) -> tuple[Run, ...]:
    """Numbers that never came before the last one taken from each of its desks."""
    return tuple(run for desk in peers.desks_of(office.db, code) for run in gaps(taken_from(office, desk)))


def _under_way(office: Office, code: str) -> tuple[Sent | None, dict[str, str]]:
    """The newest posting to the unit, where no receipt has come for it, and the versions that it carries."""
    newest: dict[str, Any] | None = next(iter(peers.sent(office.db, code)), None)
    if newest is None or newest["answered"] or not newest["cases"]:
        return None, {}
    day = str(newest["at"])[:10]
    days = (
        None
        if office.clock_doubt()
        else office.calendar.working_days_between(date.fromisoformat(day), office.today)
    )
    packed = peers.payload(office.db, newest["digest"])
    carried = {} if packed is None else _carried(Truth(packed))
    return Sent(int(newest["number"]), day, days), carried


def _carried(truth: Truth) -> dict[str, str]:
    return {first.id: known_text(first, rest) for first, *rest in truth.versions()}


def _lacking(office: Office, ids: set[str]) -> set[str]:
    """Records that a desk of theirs knows and that are not here, in whatever state; proposals are no records."""
    for kind in peers.TRAVELLING:
        if not ids:
            break
        ids = ids - {str(row["id"]) for row in rows.fetch(office.db, kind, "id", sorted(ids))}
    return ids
