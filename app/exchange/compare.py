"""A posting against what is held here, record by record over the stream of its truth.

So a file of ten thousand cases needs no more memory than one of ten. Looking at a file and taking it run the same
comparison.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from app.errors import Unavailable
from app.exchange.merge import KNOWN, Merged, Verdict, ended, merge
from app.exchange.posting import Progress, held_versions, no_progress, statements
from app.exchange.remembered import base_of
from app.exchange.storable import plainly_sound, refused, unfit
from app.exchange.truth import Stated, Truth
from app.records.catalogue import KINDS
from app.records.version import encode
from app.store import firewall, rows, shelf, sister_desks
from app.store.office import Office
from app.store.rows import Row
from app.store.sealing import is_sealed
from app.store.sister_desks import is_home
from app.store.withdrawals import WITHDRAWN, is_withdrawn

_BATCH = 500
TAKEN_BACK = "收取后又撤销过，没有再收；要收请选“重新收取”。"

Compared = tuple[Stated | None, Merged | str, list[Stated]]
"""Our current version, what becomes of it (or why it is refused), what came."""


def compare(
    office: Office, truth: Truth, progress: Progress = no_progress, *, again: bool = False
) -> Iterator[Compared]:
    """Every record of the posting against what is held here. `again`: also what was withdrawn after it was taken."""
    for each in in_runs(office, truth, progress, again=again):
        yield from map(as_news, each) if isinstance(each, list) else (each,)


def as_news(record: Stated) -> Compared:
    """What becomes of a record that is news and nothing else."""
    return None, Merged(record, (), Verdict.NEW), [record]


def in_runs(
    office: Office, truth: Truth, progress: Progress = no_progress, *, again: bool = False
) -> Iterator[Compared | list[Stated]]:
    """The same, but records of others that are news and nothing else come together: nearly all of a first file."""
    siblings, gone = held_versions(office), firewall.gone(office.db).keys()
    header = truth.header
    sister = header.office == office.code and is_home(office.code, header.receiver)
    back = {} if again else shelf.values(office.db, WITHDRAWN)
    walk = truth.versions()
    seen: set[int] = set()
    done = 0
    filled = frozenset(kind for kind in sister_desks.TRAVELLING if rows.has_any(office.db, kind))
    while batch := list(islice(walk, _BATCH)):
        held = _held(office, batch, filled)
        if not (held or siblings or gone or back or sister) and truth.is_text:
            news = [versions[0] for versions in batch]
            ids = {hash(each.id) for each in news}
            alone = len(ids) == len(news) == sum(map(len, batch)) and seen.isdisjoint(ids)
            if alone and all(each.owner != office.code for each in news) and plainly_sound(news):
                seen |= ids
                done += len(news)
                yield news
                progress(done, truth.lines)
                continue
        for versions in batch:
            first = versions[0]
            id = first.id
            ours = held.get((first.kind, id)) if held else None
            seen.add(hash(id))
            done += 1
            if len(seen) != done:
                seen.add(-done)  # so that the numbers agree again
                yield ours, "同一条记录在这份工作簿里出现两次，只看第一次。", versions
            elif first.id in back and is_withdrawn(back[first.id], (each.version for each in versions)):
                yield ours, TAKEN_BACK, versions
            elif gone and _case_of(first) in gone:
                yield ours, _stay_gone(versions), versions
            else:
                yield ours, _become(office, ours, siblings.get(id, ()), versions, sister=sister), versions
        progress(done, truth.lines)


def _case_of(version: Stated) -> str:
    return version.id if version.kind == "registration" else str(version.fields.get("case") or "")


def _stay_gone(versions: list[Stated]) -> Merged | str:
    """Of a case that was destroyed as one for the level above nothing comes back; its withdrawal says nothing new."""
    first = versions[0]
    if all(each.voided is not None and not each.fields.keys() - {"case", "case_no"} for each in versions):
        return Merged(first, (), Verdict.SAME)
    return "这一件已转为报上级件，内容不再收取。"


def _held(
    office: Office, batch: list[list[Stated]], filled: Collection[str]
) -> dict[tuple[str, str], Stated]:
    """The current versions of these records; only those of kinds that have any are looked up."""
    wanted: dict[str, list[str]] = {}
    for versions in batch:
        first = versions[0]
        if first.kind in filled and first.id.isascii():  # what is no id at all finds nothing
            wanted.setdefault(first.kind, []).append(first.id)
    return {(kind, one.id): one for kind in wanted for one in statements(office, kind, "id", wanted[kind])}


def _become(
    office: Office, ours: Stated | None, siblings: Sequence[Stated], versions: list[Stated], *, sister: bool
) -> Merged | str:
    """What becomes of a record here, or why it is not taken. `sister`: the file comes from another desk of our office."""
    reason = refused(versions, ours, sister=sister) or (
        _sealed_elsewhere(office, versions) if sister else None
    )
    if reason is not None:
        return reason
    first = versions[0]
    foreign = first.owner != office.code or sister
    if foreign and (final := ended(ours, siblings, versions)) is not None:
        return next((reason for each in versions if (reason := unfit(each)) is not None), final)
    merged = merge(
        ours, siblings, versions, ours=not foreign,
        base_of=lambda one, other: base_of(office, ours, one, other),
    )  # fmt: skip
    if merged.verdict not in KNOWN:
        for each in versions:
            if (reason := unfit(each)) is not None:
                return reason
    return merged


def _sealed_elsewhere(office: Office, versions: list[Stated]) -> str | None:
    """Why what another desk sealed is not taken: its store has a key of its own, and nobody here could ever read it."""
    sealed = [each for each in KINDS[versions[0].kind].columns() if each.sensitive]
    for version in versions if sealed else ():
        for column in sealed:
            value = version.fields.get(column.name)
            if value is None or not is_sealed(value):
                continue
            try:
                office.unseal_text(str(value), f"{column.id}/{version.id}")
            except Unavailable:
                return "反映人信息用那台电脑自己的钥匙封存，本机打不开，没有收取。两台要共用一把钥匙，请用搬家文件建第二台。"
    return None


def row_of(version: Stated) -> Row:
    """A version as a row; fields that this program does not know go to `extra`."""
    own = frozenset(rows.declared(version.kind))
    extra = {name: value for name, value in version.fields.items() if name not in own}
    row: Row = dict.fromkeys(rows.names(version.kind))
    row |= version.fields
    for name in extra:
        row.pop(name)
    return row | {
        "id": version.id, "owner": version.owner, "version": encode(version.version), "voided": version.voided,
        "extra": json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
    }  # fmt: skip
