"""对账: what we hold of the cases shared with a unit beside what its desks last said they know, case by case.

Both lists are at hand without any file: ours are the records themselves, theirs the knowledge lists of the newest
posting taken from each of their desks. Which of the two is ahead follows from the versions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.errors import NotAllowed
from app.exchange.admissible import taken_from
from app.exchange.gaps import Run, gaps, numbers
from app.exchange.posting import Progress, held_versions, known_text, no_progress, statements
from app.exchange.trust import is_without
from app.exchange.truth import Truth
from app.records.offices import Unit
from app.records.version import Relation, decode, relation
from app.store import peers, recusal, rows, shelf
from app.store.office import Office

_BATCH = 500
UNKNOWN, BEHIND, AHEAD, TORN = "unknown", "behind", "ahead", "torn"
_WORDS = {UNKNOWN: "对方没有", BEHIND: "对方还是旧的", AHEAD: "对方更新", TORN: "两边各写过"}


@dataclass(frozen=True)
class Sent:
    """The newest posting to a unit, which no receipt has come for: number, day, working days since."""

    number: int
    day: str
    waited: int | None


@dataclass(frozen=True)
class Apart:
    """A case in which the lists differ, by how many records, and how; `sent`: the posting under way that carries it."""

    case: str
    case_no: str
    counts: Mapping[str, int]
    sent: Sent | None = None

    @property
    def unknown(self) -> int:
        """Records that they do not know at all."""
        return self.counts.get(UNKNOWN, 0)

    @property
    def other(self) -> int:
        """Records of which they know another version."""
        return sum(self.counts.values()) - self.unknown

    @property
    def words(self) -> str:
        """对方没有 3 条，对方还是旧的 1 条."""
        return "，".join(
            f"{word} {self.counts[each]} 条" for each, word in _WORDS.items() if self.counts.get(each)
        )

    @property
    def to_do(self) -> str:
        """What closes the difference."""
        said = []
        if self.counts.get(AHEAD):
            said.append("请对方再寄一份")
        if self.counts.get(TORN):
            said.append("收下对方下一份后在“待裁定”里定")
        if self.counts.get(UNKNOWN) or self.counts.get(BEHIND):
            said.append("再寄一份" if self.sent is None else f"已随第 {self.sent.number} 号寄出，等对方收取")
        return "；".join(said)


@dataclass(frozen=True)
class Reconciled:
    """One unit: cases shared with it, those in which the lists differ, and how many of its records are not here.

    `heard` is False where no knowledge list of it was ever taken: then nothing can be compared. `ours` and `theirs` are
    the lengths of the two lists, `last` number and day of its newest posting here, `gaps` the numbers that never came.
    """

    code: str
    name: str
    cases: int
    apart: tuple[Apart, ...]
    lacking: int
    heard: bool
    ours: int = 0
    theirs: int = 0
    last: tuple[int, str] | None = None
    gaps: tuple[Run, ...] = ()
    sent: Sent | None = None
    without: bool = False
    telephone: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both lists say the same."""
        return self.heard and not self.apart and not self.lacking

    @property
    def summary(self) -> str:
        """In one sentence."""
        if self.without:
            return f"{self.name}：没有回音，由本单位代记，不用对账。"
        if not self.heard:
            return f"{self.name}：还没有收到过对方的工作簿，无从对账。"
        if self.agrees:
            return f"{self.name}：{self.cases} 件，两边一致。"
        lacking = f"，对方有 {self.lacking} 条本机没有" if self.lacking else ""
        apart = f"{len(self.apart)} 件不一致" if self.apart else "共有的都一致"
        return f"{self.name}：{self.cases} 件，{apart}{lacking}。"

    @property
    def to_do(self) -> str:
        """What to do about it, in words; blank for nothing."""
        if self.without or self.agrees:
            return ""
        if not self.heard:
            return _wait(self.sent) if self.sent else "先寄一份，并请对方寄一份来"
        said = []
        if self.lacking or any(each.counts.get(AHEAD) for each in self.apart):
            said.append("请对方再寄一份；收了还缺，就请对方寄全量")
        if any(each.sent is None and not each.counts.keys() <= {AHEAD, TORN} for each in self.apart):
            said.append("再寄一份就补齐")
        elif self.sent is not None:
            said.append(_wait(self.sent))
        if any(each.counts.get(TORN) for each in self.apart):
            said.append("两边各写过的，收下对方下一份后在“待裁定”里定")
        return "；".join(said)

    @property
    def asking(self) -> str:
        """What is told the other side, by telephone or in writing."""
        if not self.heard:
            return f"{self.name}：我们还没有收到贵单位的工作簿，请导出一份寄来。"
        said = [f"{self.name}：两边对账有出入。"]
        if self.last is not None:
            said.append(f"我们收到的最近一份是第 {self.last[0]} 号({self.last[1]})。")
        if self.gaps:
            said.append(f"第 {numbers(self.gaps)} 号没有收到。")
        if self.sent is not None:
            said.append(f"我们的第 {self.sent.number} 号({self.sent.day})请收取。")
        return "".join([*said, "请再导出一份寄来。"])


def _wait(sent: Sent) -> str:
    days = f"，已等 {sent.waited} 个工作日" if sent.waited else ""
    return f"第 {sent.number} 号已寄出({sent.day}{days})，等对方收取后寄回；久了就打电话催"


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
    found = replace(found, last=last, gaps=_missing(office, code), sent=sent)
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
    return replace(
        found, apart=tuple(apart), lacking=_lacking(office, theirs), heard=True, ours=walked.ours, theirs=len(theirs)
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


def _lacking(office: Office, ids: set[str]) -> int:
    """Records that a desk of theirs knows and that are not here, in whatever state; proposals are no records."""
    for kind in peers.TRAVELLING:
        if not ids:
            break
        ids = ids - {str(row["id"]) for row in rows.fetch(office.db, kind, "id", sorted(ids))}
    return len(ids)
