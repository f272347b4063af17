"""检查: whether the store's file is whole, its links hold, and the journal's chain has not been touched."""

from dataclasses import dataclass

from app.store import journal
from app.store.office import Office
from app.store.opening import explained


@dataclass(frozen=True)
class Flaw:
    """Where something is broken, and what, in one sentence."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Verified:
    """What was found: flaws, how many journal lines there are, and the hash of the last."""

    faults: tuple[Flaw, ...]
    lines: int
    head: str

    @property
    def ok(self) -> bool:
        """Whether nothing is broken."""
        return not self.faults


def verify(office: Office) -> Verified:
    """Check the open office; writes nothing. Raises Unavailable when the file cannot even be read."""
    with explained():
        damaged = [
            str(said)
            for (said,) in office.db.execute_sql("PRAGMA integrity_check").fetchall()
            if said != "ok"
        ]
        dangling = office.db.execute_sql("PRAGMA foreign_key_check").fetchall()
        broken = journal.verify(office.db)
        seq, head, _ = journal.head(office.db)
    faults = [Flaw("integrity", f"数据文件有损坏：{said}。") for said in damaged]
    faults += [
        Flaw(f"{table}:{row}", f"“{table}”的第 {row} 行指向不存在的“{parent}”。")
        for table, row, parent, _ in dangling
    ]
    faults += [Flaw(f"journal:{fault.seq}", fault.sentence) for fault in broken]
    return Verified(tuple(faults), seq, head)
