"""A township and a county that exchange files in a folder, for tests of what travels."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from app.actions.catalogue import CASE_ACTIONS
from app.actions.create_office import NewOffice, create_office
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.take import take
from app.change import Change
from app.exchange.posting import held_versions, stated
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.truth import Stated
from app.records.version import decode
from app.store import journal, peers, rows
from app.store.case_file import read_case
from app.store.office import Office
from app.store.opening import copy_store

NOW = datetime(2026, 3, 6, 9, 30)
TODAY = NOW.date()


def township(folder: Path) -> Office:
    """云溪镇纪委."""
    new = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
    return create_office(folder, new, clock=lambda: NOW)


def county(folder: Path) -> Office:
    """清河县纪委监委信访室."""
    return create_office(
        folder, NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="赵科"), clock=lambda: NOW
    )


def report(
    office: Office, days_ago: int = 3, summary: str = "反映低保评定不公", identity: str = "real_name"
) -> str:
    """Register a report; returns the case's id."""
    entry = Entry(
        {"received_on": TODAY - timedelta(days=days_ago), "intake_channel": "letter", "intake_source": "self",
         "identity_status": identity, "category": "misconduct_report", "summary": summary},
        [{"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}],
    )  # fmt: skip
    return registered_case(register(office, entry))


def act(office: Office, action: str, case: str, **more: object) -> Change:
    """Do a case action with its defaults and more values by field id with `__` for the dot."""
    done = CASE_ACTIONS[action]
    values = done.defaults(office, read_case(office, case))
    return done.do(office, case, values | {name.replace("__", "."): value for name, value in more.items()})  # type: ignore[dict-item]


def post(sender: Office, receiver: str, folder: Path) -> Path:
    """Send the next posting into a folder; each file keeps a name of its own."""
    sent = send(sender, receiver, folder / "out.xlsx")
    path = (
        folder
        / f"{sent.header.desk.replace('/', '_')}_{receiver.replace('/', '_')}_{sent.header.number}.xlsx"
    )
    return sent.path.rename(path)


def receive(office: Office, path: Path) -> Preview:
    """Preview and take a file; a file that brings nothing at all is fine too."""
    found = preview(office, path)
    assert found.refusal is None, found.refusal
    if not found.already or found.brings_news:
        take(office, found)
    return found


def copied(office: Office, folder: Path) -> Office:
    """The same office opened from a copy of its folder, as after restoring a backup; it draws a new desk."""
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy_store(office.folder, folder)
    return Office.open(folder, clock=lambda: NOW)


def versions(office: Office, cases: set[str]) -> dict[str, frozenset[str]]:
    """Every version held of every record of these cases: current and open siblings, as comparable texts."""
    held = held_versions(office)
    found: dict[str, frozenset[str]] = {}
    for kind in peers.CASE_KINDS:
        for row in rows.fetch(office.db, kind, "id" if kind == "registration" else "case", sorted(cases)):
            both = [stated(kind, row), *held.get(str(row["id"]), [])]
            found[str(row["id"])] = frozenset(_text(each) for each in both)
    return found


def _text(version: Stated) -> str:
    return repr((version.kind, version.owner, sorted(version.version.items()), version.voided,
                 sorted(version.fields.items())))  # fmt: skip


def written(office: Office) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Every version that this store wrote of its own travelling records: kind, id, version."""
    last, _, _ = journal.head(office.db)
    for seq in range(1, last + 1):
        change = journal.read(office.db, seq)
        assert change is not None
        for edit in change.edits:
            if edit.kind in peers.CASE_KINDS and edit.owner == office.code and edit.after_version is not None:
                version = decode(edit.after_version)
                if office.desk in version:
                    yield edit.kind, edit.id, version
