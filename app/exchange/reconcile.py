"""对账: what we hold of the cases shared with a unit beside what its desks last said they know, case by case.

Both lists are at hand without any file: ours are the records themselves, theirs the knowledge lists of the newest
posting taken from each of their desks.
"""

from collections import Counter
from dataclasses import dataclass

from app.errors import NotAllowed
from app.exchange.posting import held_versions, known_text, statements
from app.records.offices import Unit
from app.store import peers, recusal, rows, shelf
from app.store.office import Office

_BATCH = 500


@dataclass(frozen=True)
class Apart:
    """A case in which the lists differ: records that they do not know, and records of which they know another version."""

    case: str
    case_no: str
    unknown: int
    other: int

    @property
    def words(self) -> str:
        """对方没有 3 条，对方是另一版 1 条."""
        said = ((self.unknown, "对方没有"), (self.other, "对方是另一版"))
        return "，".join(f"{word} {number} 条" for number, word in said if number)


@dataclass(frozen=True)
class Reconciled:
    """One unit: cases shared with it, those in which the lists differ, and how many of its records are not here.

    `heard` is False where no knowledge list of it was ever taken: then nothing can be compared.
    """

    code: str
    name: str
    cases: int
    apart: tuple[Apart, ...]
    lacking: int
    heard: bool

    @property
    def summary(self) -> str:
        """In one sentence."""
        if not self.heard:
            return f"{self.name}：还没有收到过对方的工作簿，无从对账。"
        if not self.apart and not self.lacking:
            return f"{self.name}：{self.cases} 件，两边一致。"
        lacking = f"，对方有 {self.lacking} 条本机没有(请对方再寄一份)" if self.lacking else ""
        apart = f"{len(self.apart)} 件不一致(再寄一份就补齐)" if self.apart else "共有的都一致"
        return f"{self.name}：{self.cases} 件，{apart}{lacking}。"


def reconcile(office: Office, unit: Unit) -> Reconciled:
    """Compare the lists for one unit. Raises NotAllowed for who may not read cases."""
    recusal.refuse_reading(office.db)
    code, name = str(unit.code), str(unit.name)
    if code == office.code:
        raise NotAllowed("不用与本单位自己对账，请选择别的单位。")
    names = [str(each) for each in (unit.name, unit.code, unit.short) if each]
    shared = peers.shared_cases(office.db, receiver=code, names=names, upward=code == office.above)
    shared -= recusal.cases_naming(office.db, recusal.barred(office.db))
    desks = [peers.known(office.db, desk) for desk in peers.desks_of(office.db, code)]
    if not desks:
        return Reconciled(code, name, len(shared), (), 0, heard=False)
    unknown, other, numbers = _differences(office, shared, desks)
    apart = [
        Apart(case, numbers.get(case, ""), unknown[case], other[case])
        for case in unknown.keys() | other.keys()
    ]
    apart.sort(key=lambda each: (each.case_no, each.case))
    return Reconciled(code, name, len(shared), tuple(apart), _lacking(office, desks), heard=True)


def _differences(
    office: Office, shared: set[str], desks: list[dict[str, str]]
) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    """By case: records unknown to some desk, records known in another version; and the numbers of the cases."""
    unknown: Counter[str] = Counter()
    other: Counter[str] = Counter()
    numbers: dict[str, str] = {}
    held = held_versions(office)
    ordered = sorted(shared)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        for kind in peers.CASE_KINDS:
            for one in statements(office, kind, "id" if kind == "registration" else "case", batch):
                case = one.id if kind == "registration" else str(one.fields["case"])
                if kind == "registration":
                    numbers[case] = str(one.fields.get("case_no") or "")
                ours = known_text(one, held.get(one.id, ()))
                theirs = [desk.get(one.id) for desk in desks]
                if None in theirs:
                    unknown[case] += 1
                elif any(each != ours for each in theirs):
                    other[case] += 1
    return unknown, other, numbers


def _lacking(office: Office, desks: list[dict[str, str]]) -> int:
    """Records that a desk of theirs knows and that are not here, in whatever state; proposals are no records."""
    ids = set().union(*desks) - shelf.values(office.db, "proposal").keys()
    for kind in peers.TRAVELLING:
        if not ids:
            break
        ids -= {str(row["id"]) for row in rows.fetch(office.db, kind, "id", sorted(ids))}
    return len(ids)
