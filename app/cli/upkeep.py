"""undo, redo, stats, verify: looking after the ledger."""

from argparse import Namespace

from app.actions import undo as undoing
from app.actions.take_back import file_taken, take_back
from app.actions.verify import verify as verify_office
from app.change import Change
from app.cli import say
from app.cli.values import day_after
from app.errors import Invalid, Unavailable
from app.ledger.statistics import Statistics, statistics
from app.store.office import Office


def undo(office: Office, asked: Namespace) -> None:
    """Take back the newest change, or a file that was taken."""
    _tell(take_back(office, *file_taken(office, asked.taken)) if asked.taken else undoing.undo(office), asked)


def redo(office: Office, asked: Namespace) -> None:
    """Do again what was taken back."""
    _tell(undoing.redo(office), asked)


def _tell(change: Change, asked: Namespace) -> None:
    if asked.as_json:
        say.document({"change": change.seq, "undoes": change.undoes, "label": change.label})
    else:
        print(f"{change.label}。")


def stats(office: Office, asked: Namespace) -> None:
    """Counts by everything that is counted."""
    since, until = (
        day_after("--from", asked.since, office.today),
        day_after("--to", asked.until, office.today),
    )
    if since is not None and until is not None and since > until:
        raise Invalid(f"--from 的 {since} 晚于 --to 的 {until}，请把两个日期对调。")
    found = statistics(office.db, office.today, since=since, until=until)
    if asked.as_json:
        say.document(found.as_json())
    else:
        print(_text(found))


def _text(found: Statistics) -> str:
    lines = [
        f"信访件 {found.items} 件次，{found.matters} 件（认定为同一事项的算一件）；"
        f"接访 {found.visits.batches} 批 {found.visits.persons} 人次；报上级件 {found.escalations} 件。"
    ]
    for dimension in found.dimensions:
        counts = "，".join(f"{count.label} {count.number}" for count in dimension.counts)
        if counts:
            lines.append(f"{dimension.label}：{counts}")
    return "\n".join(lines)


def verify(office: Office, asked: Namespace) -> None:
    """Check the file and the journal's chain. Raises Unavailable with the first fault when something is broken."""
    found = verify_office(office)
    if asked.as_json:
        say.document(
            {"ok": found.ok, "lines": found.lines, "head": found.head,
             "faults": [{"where": fault.where, "sentence": fault.sentence} for fault in found.faults],
             "notes": list(found.notes)}
        )  # fmt: skip
    elif found.ok:
        print(f"数据文件完好，{found.lines} 条日志首尾相连，没有被改动。")
    else:
        print("\n".join(fault.sentence for fault in found.faults))
    if not asked.as_json:
        print("".join(f"{note}\n" for note in found.notes), end="")
    if not found.ok:
        raise Unavailable(f"检查发现 {len(found.faults)} 处问题，请先从备份恢复，不要继续使用这份数据。")
