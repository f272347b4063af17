"""检查: whether the file is whole, its links hold, the attachments are what was put away, and the journal is what it was.

The journal by its chain, its copy and its witnesses.

Faults say that something is broken or was tampered with. Notes say what a person should know and what is no fault:
lines that a restored backup left behind, torn places of the second file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange import witness
from app.store import attachments, journal
from app.store.office import Office
from app.store.opening import JOURNAL_COPY, explained
from app.store.second_journal import Line
from app.store.vault import Progress, no_progress


@dataclass(frozen=True)
class Flaw:
    """Where something is broken, and what, in one sentence."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Verified:
    """What was found: flaws, how many journal lines there are, the hash of the last, and sentences to know."""

    faults: tuple[Flaw, ...]
    lines: int
    head: str
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is broken."""
        return not self.faults


def verify(office: Office, progress: Progress = no_progress) -> Verified:
    """Check the open office; writes only what the journal's copy lacks. Raises Unavailable for an unreadable file.

    `progress` hears bytes of attachments read, and in all.
    """
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
    faults += [Flaw("witness", sentence) for sentence in witness.contradictions(office)]
    faults += [
        Flaw(f"attachment:{attachment.id}", f"附件“{attachment.name}”：{sentence}")
        for attachment, sentence in attachments.broken(office, progress)
    ]
    rolled_back, notes = _beside_the_copy(office)
    return Verified((*faults, *rolled_back), seq, head, tuple(notes))


def in_words(found: Verified) -> str:
    """What was found, in words for the window."""
    if found.ok:
        return "".join((f"数据完好：文件没有损坏，{found.lines} 条日志逐条相符。", *found.notes))
    return f"数据有问题：{found.faults[0].sentence}请不要继续录入，先从备份恢复。"


def glance(office: Office) -> str:
    """A quick look at the attachments after the start, in a sentence; blank when none is missing.

    Contents that no record speaks of are set aside by the way. Any thread may do it, on a connection of its own.
    """
    attachments.sweep(office)
    missing = len(attachments.absent(office))
    if not missing:
        return ""
    return f"有 {missing} 个附件的内容不见了或不完整，请在设置里验证数据，再从备份恢复。"


def _beside_the_copy(office: Office) -> tuple[list[Flaw], list[str]]:
    """What the journal's second file says beside the database."""
    copy = office.second_journal
    copy.catch_up(office.db)
    if copy.trouble:
        return [], [copy.trouble]
    found = copy.compare(office.db, office.desk)
    faults, notes = [], []
    if found.rolled_back:
        said = f"日志副本里有本机写过、数据文件里却没有的日志：{_span(found.rolled_back)}。数据文件可能被换成了旧的。"
        faults.append(Flaw(f"{JOURNAL_COPY}:{found.rolled_back[0].seq}", said))
    if found.left_behind:
        notes.append(f"恢复备份时没有带回来的日志：{_span(found.left_behind)}。需要的内容请重新登记。")
    if found.skipped:
        notes.append(f"日志副本有 {found.skipped} 处读不出（断电时没写完，或文件受损），其余完好。")
    return faults, notes


def _span(lines: Sequence[Line]) -> str:
    first, last = min(line.seq for line in lines), max(line.seq for line in lines)
    newest = lines[-1]
    return (
        f"第 {first} 条至第 {last} 条，共 {len(lines)} 条，最后是 {newest.at} {newest.person}“{newest.label}”"
    )
