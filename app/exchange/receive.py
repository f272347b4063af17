"""Reading a posting and saying what taking it would do, before anything is written.

The comparison runs record by record over the stream of the truth, so that a file of ten thousand cases needs no
more memory than one of ten. Taking runs the same comparison again inside its transaction.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import Invalid, Unavailable
from app.exchange import witness
from app.exchange.merge import Merged, Verdict, merge, rightful
from app.exchange.posting import Progress, held_versions, no_progress, stated
from app.exchange.read_xlsx import read_book
from app.exchange.truth import SHEET, Header, Stated, Truth, packed_of
from app.records.catalogue import KINDS
from app.records.version import encode
from app.rules import jurisdiction
from app.schema.kinds import TEXT_LIMIT, Day, Stored
from app.store import peers, rows, shelf
from app.store.office import Office
from app.store.rows import Row

_BATCH = 500
_LISTED = 2000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Difference:
    """One field of a record as it is here and as it comes, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """One record in the preview; `differences` where there is something to compare, `note` for a refusal."""

    kind: str
    id: str
    case: str
    case_no: str
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    note: str = ""


@dataclass
class Preview:
    """What taking a file would do. Nothing has been written.

    `refusal` says why it cannot be taken at all; `warnings` are told beside the preview; `items` lists the first
    records that are not simply the same, `counts` counts all by verdict.
    """

    path: Path
    header: Header
    truth: Truth
    refusal: str | None = None
    warnings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    items: list[Item] = field(default_factory=list)
    new_office: bool = False
    new_desk: bool = False
    already: bool = False
    above: list[str] = field(default_factory=list)
    """Numbers of the cases in which a respondent may belong above our own level, each once."""
    strays: bool = False
    """Whether it brings records of our own that are missing here."""
    shared_block: bool = False
    """Whether another desk of our office gave a case a number that this desk gave too."""
    witness: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What the sender saw of our journal: head by desk."""

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "kind": "posting",
            "file": str(self.path),
            "from": {"office": self.header.office, "name": self.header.name, "desk": self.header.desk},
            "to": {"office": self.header.receiver, "name": self.header.receiver_name},
            "number": self.header.number, "format": self.header.format, "cases": self.header.cases,
            "refusal": self.refusal, "warnings": self.warnings, "already_taken": self.already,
            "new_office": self.new_office, "counts": {each.value: self.counts[each.value] for each in Verdict},
            "items": [
                {"kind": item.kind, "id": item.id, "case_no": item.case_no, "verdict": item.verdict.value,
                 "note": item.note,
                 "differences": [{"field": d.label, "old": d.old, "new": d.new} for d in item.differences]}
                for item in self.items
            ],
        }  # fmt: skip


def open_truth(path: Path) -> Truth:
    """The truth in a workbook. Raises Unavailable: each reason its own sentence."""
    book = read_book(path, sheets=(SHEET,))
    if SHEET not in book.sheets:
        if any(name.startswith("huiyin_") for name in book.custom_properties):
            raise Unavailable("这份工作簿里隐藏的交换数据被删掉了，不能收取。请对方重新导出一份。")
        raise Unavailable("这份工作簿不是回音导出的，里面没有交换数据。请对方用回音导出后再收取。")
    truth = Truth(packed_of(str(row[0]) for row in book.sheets[SHEET] if row and row[0] is not None))
    said = book.custom_properties.get("huiyin_digest")
    if said is not None and said != truth.digest:
        raise Unavailable("这份工作簿里的交换数据与它的校验值不符，可能被改动过。请对方重新导出一份。")
    return truth


def preview(office: Office, path: Path, progress: Progress = no_progress) -> Preview:
    """What taking the file would do. Raises Unavailable when it cannot be read."""
    truth = open_truth(path)
    found = Preview(path, truth.header, truth)
    _check_sender(office, found)
    if found.refusal is None:
        _check_numbers(office, found)
        _check_journals(office, found)
    if found.refusal is None:
        numbers: dict[str, str] = {}
        ours_until = (office.desk, office.counter)
        for before, merged, incoming in compare(office, truth, progress):
            _note(office, found, numbers, before, merged, incoming)
            _doubt_ourselves(office, found, ours_until, before, merged, incoming)
            _point_at_level(office, found, numbers, merged)
    _warn_of_level(found)
    return found


def _check_sender(office: Office, found: Preview) -> None:
    header = found.header
    if header.office == office.code:
        found.refusal = "这是本单位自己寄出的工作簿，不用收取。"
    elif header.receiver != office.code:
        found.refusal = f"这份工作簿是寄给“{header.receiver_name}”的，不是寄给本单位的，不能收取。"
    elif header.desk.rpartition("/")[0] != header.office:
        found.refusal = "这份工作簿的寄件单位前后不一致，不能收取。请与对方核对。"
    else:
        known = rows.fetch(office.db, "unit", "code", [header.office])
        found.new_office = not any(row["voided"] is None for row in known)
        if found.new_office:
            found.warnings.append(
                f"第一次收到“{header.name}”（{header.office}）的工作簿，确认后把它加入单位名录。"
            )


def _check_numbers(office: Office, found: Preview) -> None:
    header = found.header
    taken = taken_from(office, header.desk)
    same = taken.get(header.number)
    if same is not None and same["digest"] != found.truth.digest:
        found.refusal = (
            f"第 {header.number} 号已经收过，但内容与这一份不同。先不收取，请与“{header.name}”核对。"
        )
        return
    if same is not None:
        found.already = True
        found.warnings.append(f"第 {header.number} 号已于 {same['at'][:16]} 收过，再收一次不会改变什么。")
        return
    last = max(taken, default=0)
    if header.number < last:
        found.warnings.append(f"这是较早的一份（已收到第 {last} 号），其中的旧内容不会盖掉新内容。")
    missing = [str(number) for number in range(last + 1, header.number)]
    if missing:
        found.warnings.append(
            f"中间缺第 {'、'.join(missing[:10])} 号。不要紧，缺的内容会随这一份或下一份补来。"
        )


def _check_journals(office: Office, found: Preview) -> None:
    found.witness = witness.heads_in(found.truth.of(witness.SORT))
    for doubt in (
        witness.contradiction(office, found.witness, found.header.name),
        witness.doubt_sender(office, found.header),
    ):
        if doubt is not None:
            found.warnings.append(doubt)


def taken_from(office: Office, desk: str) -> dict[int, dict[str, Any]]:
    """Postings taken from a desk, by number."""
    return {
        int(said["number"]): said
        for said in shelf.values(office.db, "taken").values()
        if said["desk"] == desk
    }


Compared = tuple[Stated | None, Merged | str, list[Stated]]
"""Our current version, what becomes of it (or why it is refused), what came."""


def compare(office: Office, truth: Truth, progress: Progress = no_progress) -> Iterator[Compared]:
    """Every record of the posting against what is held here."""
    siblings = held_versions(office)
    batch: list[list[Stated]] = []
    done = 0
    for versions in truth.versions():
        batch.append(versions)
        if len(batch) == _BATCH:
            yield from _compare_batch(office, batch, siblings)
            done += len(batch)
            batch = []
            progress(done, max(done, truth.header.cases * 4))
    yield from _compare_batch(office, batch, siblings)


def _compare_batch(
    office: Office, batch: list[list[Stated]], siblings: dict[str, list[Stated]]
) -> Iterator[Compared]:
    held: dict[tuple[str, str], Stated] = {}
    for kind in {versions[0].kind for versions in batch} & set(peers.CASE_KINDS):
        wanted = [versions[0].id for versions in batch if versions[0].kind == kind]
        held |= {
            (kind, str(row["id"])): stated(kind, row) for row in rows.fetch(office.db, kind, "id", wanted)
        }
    for versions in batch:
        first = versions[0]
        ours = held.get((first.kind, first.id))
        reason = _refused(versions, ours)
        if reason is not None:
            yield ours, reason, versions
            continue
        merged = merge(ours, siblings.get(first.id, ()), versions, ours=first.owner == office.code)
        if merged.verdict not in (Verdict.SAME, Verdict.OLDER):
            reason = next((said for each in versions if (said := _unfit(each)) is not None), None)
        yield ours, reason or merged, versions


def _refused(versions: list[Stated], ours: Stated | None) -> str | None:
    """Why a record is not taken, or None."""
    first = versions[0]
    if first.kind not in peers.CASE_KINDS:
        return "本机版本不认识这类记录，原样保留。" if first.kind not in KINDS else "这类记录不随工作簿往来。"
    if not _ID.fullmatch(first.id) or any(
        each.id != first.id or each.kind != first.kind for each in versions
    ):
        return "记录编码不对，没有收取。"
    if any(each.owner != (ours or first).owner or not rightful(each) for each in versions):
        return f"这条记录应由 {(ours or first).owner} 填写，寄来的改动不是它写的，没有收取。"
    return None


def _unfit(version: Stated) -> str | None:
    """Why the values of a version cannot be stored, or None. Codes that only a newer format knows can be."""
    checks = _checks(version.kind)
    for name, stored in version.fields.items():
        check = checks.get(name)
        if check is not None and stored is not None and not check[1](stored):
            return f"“{check[0]}”的内容“{str(stored)[:40]}”不对，没有收取。"
    texts = [each for each in (version.voided, *version.fields.values()) if isinstance(each, str)]
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return "内容里有不成文字的符号，没有收取。"
    return None


@cache
def _checks(kind: str) -> dict[str, tuple[str, Callable[[Stored], bool]]]:
    """By field name, its label and whether a stored face can be one of its kind."""
    return {
        each.name: (each.label, _is_day if isinstance(each.kind, Day) else _is_number if each.kind.column == "integer"
                    else _is_text)
        for each in KINDS[kind].columns()
    }  # fmt: skip


def _is_number(stored: Stored) -> bool:
    return isinstance(stored, int) and 0 <= stored < 2**62


def _is_text(stored: Stored) -> bool:
    return isinstance(stored, str) and len(stored) <= TEXT_LIMIT


def _is_day(stored: Stored) -> bool:
    try:
        return isinstance(stored, str) and len(stored) == 10 and date.fromisoformat(stored).year >= 1900
    except ValueError:
        return False


def _note(
    office: Office, found: Preview, numbers: dict[str, str], before: Stated | None, merged: Merged | str,
    incoming: list[Stated],
) -> None:  # fmt: skip
    first = incoming[0]
    verdict = Verdict.REFUSED if isinstance(merged, str) else merged.verdict
    found.counts[verdict.value] += 1
    case = first.id if first.kind == "registration" else str(first.fields.get("case") or "")
    if first.kind == "registration":
        numbers[first.id] = str(first.fields.get("case_no") or "")
    if verdict in (Verdict.SAME, Verdict.OLDER) or len(found.items) >= _LISTED:
        return
    found.items.append(
        Item(
            first.kind,
            first.id,
            case,
            numbers.get(case, ""),
            verdict,
            tuple(differences(first.kind, before, _news(merged, before, incoming))),
            merged if isinstance(merged, str) else "",
        )
    )


def _doubt_ourselves(
    office: Office, found: Preview, ours_until: tuple[str, int], before: Stated | None, merged: Merged | str,
    incoming: list[Stated],
) -> None:  # fmt: skip
    """Notice that others know more of our own hand than we do: this store was restored from an older copy."""
    desk, counter = ours_until
    if not found.new_desk and any(each.version.get(desk, 0) > counter for each in incoming):
        found.new_desk = True
        found.warnings.append("对方手里有本机更晚写的内容，本机数据可能恢复过备份；收取时本机启用新的机号。")
    ours = incoming[0].owner == office.code
    if ours and not found.strays and before is None and not isinstance(merged, str):
        found.strays = True
        found.warnings.append("其中有本单位名下、本机却没有的记录（可能恢复过备份），请逐条看过再收取。")
    if ours and before is None and not isinstance(merged, str) and not found.shared_block:
        number = incoming[0].fields.get("case_no") if incoming[0].kind == "registration" else None
        found.shared_block = bool(number) and bool(
            rows.fetch(office.db, "registration", "case_no", [str(number)])
        )
        if found.shared_block:
            found.warnings.append(
                f"“{number}”两台电脑各编过一件（数据被复制后两边同时在用），收取后请把后登记的一件改号；"
                "收取时本机换用另一个编号段，以后不会再重。"
            )


def _point_at_level(office: Office, found: Preview, numbers: dict[str, str], merged: Merged | str) -> None:
    """Note a respondent who may belong above us. Whoever wrote the record judged it; it is not ours to refuse."""
    if isinstance(merged, str) or merged.verdict in (Verdict.SAME, Verdict.OLDER):
        return
    fields = merged.current.fields
    if merged.current.kind != "allegation" or jurisdiction.doubt(office.level, fields) is None:
        return
    number = numbers.get(str(fields.get("case"))) or "没有编号的一件"
    if number not in found.above:
        found.above.append(number)


def _warn_of_level(found: Preview) -> None:
    if found.above:
        shown = "、".join(found.above[:10]) + (" 等" if len(found.above) > 10 else "")
        found.warnings.append(
            f"有 {len(found.above)} 件的被反映人职级或职务可能归上级管：{shown}。"
            "来件单位已核对过；收取前请再看一遍，不该由本单位办的，与来件单位联系。"
        )


def _news(merged: Merged | str, before: Stated | None, incoming: list[Stated]) -> Stated:
    if isinstance(merged, str) or merged.verdict is not Verdict.HELD:
        return incoming[0] if isinstance(merged, str) else merged.current
    return next((each for each in merged.siblings if each in incoming), incoming[0])


def differences(kind: str, before: Stated | None, after: Stated) -> Iterator[Difference]:
    """Field by field in words; all filled fields where there was nothing before."""
    if kind not in KINDS:
        return
    if before is not None and before.voided != after.voided:
        yield Difference("作废", before.voided or "", after.voided or "")
    for column in KINDS[kind].columns():
        old = before.fields.get(column.name) if before is not None else None
        new = after.fields.get(column.name)
        if old != new and column.kind.column in ("text", "integer") and not column.id.endswith(".case"):
            yield Difference(column.label, _words(column, old), _words(column, new))


def _words(column: Any, stored: Stored) -> str:
    try:
        text: str = column.kind.to_text(column.kind.from_stored(stored))
        return text
    except (Invalid, ValueError, ArithmeticError):
        return str(stored)


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
