"""A posting against what is held here, record by record over the stream of its truth.

So a file of ten thousand cases needs no more memory than one of ten. Looking at a file and taking it run the same
comparison.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from app.exchange.merge import KNOWN, Merged, Verdict, merge
from app.exchange.posting import Progress, held_versions, no_progress, statements
from app.exchange.remembered import base_of
from app.exchange.storable import refused, unfit
from app.exchange.truth import Stated, Truth
from app.records.catalogue import KINDS
from app.records.version import encode
from app.store import firewall, peers, rows
from app.store.office import Office
from app.store.rows import Row

_BATCH = 500

Compared = tuple[Stated | None, Merged | str, list[Stated]]
"""Our current version, what becomes of it (or why it is refused), what came."""


def compare(office: Office, truth: Truth, progress: Progress = no_progress) -> Iterator[Compared]:
    """Every record of the posting against what is held here."""
    siblings, gone = held_versions(office), firewall.gone(office.db).keys()
    home = truth.header.office == office.code
    walk = truth.versions()
    seen: set[int] = set()
    done = 0
    while batch := list(islice(walk, _BATCH)):
        held = _held(office, batch)
        for versions in batch:
            first = versions[0]
            id = first.id
            ours = held.get((first.kind, id)) if held else None
            seen.add(hash(id))
            done += 1
            if len(seen) != done:
                seen.add(-done)  # so that the numbers agree again
                yield ours, "同一条记录在这份工作簿里出现两次，只看第一次。", versions
            elif gone and _case_of(first) in gone:
                yield ours, _stay_gone(versions), versions
            else:
                yield ours, _become(office, ours, siblings.get(id, ()), versions, home=home), versions
        progress(done, truth.lines)


def _case_of(version: Stated) -> str:
    return version.id if version.kind == "registration" else str(version.fields.get("case") or "")


def _stay_gone(versions: list[Stated]) -> Merged | str:
    """Of a case that was destroyed as one for the level above nothing comes back; its withdrawal says nothing new."""
    first = versions[0]
    if all(each.voided is not None and not each.fields.keys() - {"case", "case_no"} for each in versions):
        return Merged(first, (), Verdict.SAME)
    return "这一件已转为报上级件，内容不再收取。"


def _held(office: Office, batch: list[list[Stated]]) -> dict[tuple[str, str], Stated]:
    wanted: dict[str, list[str]] = {}
    for versions in batch:
        first = versions[0]
        if first.id.isascii():  # what is no id at all finds nothing
            wanted.setdefault(first.kind, []).append(first.id)
    return {
        (kind, one.id): one
        for kind in wanted
        if kind in peers.TRAVELLING
        for one in statements(office, kind, "id", wanted[kind])
    }


def _become(
    office: Office, ours: Stated | None, siblings: Sequence[Stated], versions: list[Stated], *, home: bool
) -> Merged | str:
    """What becomes of a record here, or why it is not taken. `home`: the file comes from a desk of our office."""
    reason = refused(versions, ours)
    if reason is not None:
        return reason
    if ours is None and len(versions) == 1 and not siblings:  # nearly all of a first file
        return unfit(versions[0]) or Merged(versions[0], (), Verdict.NEW)
    merged = merge(
        ours, siblings, versions, ours=versions[0].owner == office.code and not home,
        base_of=lambda one, other: base_of(office, ours, one, other),
    )  # fmt: skip
    if merged.verdict not in KNOWN:
        for each in versions:
            if (reason := unfit(each)) is not None:
                return reason
    return merged


def row_of(version: Stated) -> Row:
    """A version as a row; fields that this program does not know go to `extra`."""
    names = {column.name for column in KINDS[version.kind].columns()}
    extra = {name: value for name, value in version.fields.items() if name not in names}
    row: Row = dict.fromkeys(rows.names(version.kind))
    row |= {name: value for name, value in version.fields.items() if name in names}
    return row | {
        "id": version.id, "owner": version.owner, "version": encode(version.version), "voided": version.voided,
        "extra": json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
    }  # fmt: skip
