"""收取文件夹: what a county gets in a week, looked at together: postings, filled-in postings, ledgers of others.

Every file is one line: what taking it would do, or in a sentence why it is not taken. A file is looked at, counted and
let go again, so that twenty-eight of them need the memory of one; what is kept of it is the key that opened it.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from app.errors import Damaged, Refused, Unavailable, system_said
from app.exchange.admissible import missing_words
from app.exchange.foreign.inspection import Inspection, inspect
from app.exchange.foreign.locked import open_ledger
from app.exchange.foreign.matching import Result
from app.exchange.foreign.whose import whose
from app.exchange.merge import Verdict
from app.exchange.parcel import ALONE as ALONE_PARCEL
from app.exchange.parcel import SUFFIX, is_parcel
from app.exchange.posting import Progress, no_progress
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.unlocking import Keys
from app.store.office import Office
from app.store.unit_names import unit_name

MOST = 300
"""Files that one folder may hold: more is no week's post but a drive."""
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_WORDS = {Verdict.NEW: "新收", Verdict.CHANGED: "更新", Verdict.HELD: "待定", Verdict.REFUSED: "不收"}
_ROWS = {Result.NEW: "新增", Result.CHANGED: "更新", Result.REFUSED: "不收"}
_REASONS = 3
_MOST_MISSING = 10_000
"""A number from nowhere is not looked for among the others."""
UNKNOWN_HEADER = "第一次见到这样的表头：请先单独选这一份，核对各列后收取；以后同样的表就能一起收。"
NOTHING_NEW = "里面没有新的内容，以前收过。"
ALREADY = "第 {} 号已经收过，没有新的内容。"
ALONE = "请单独选这一份，核对后再收。"
BACK = "其中 {} 条收取后又撤销过，这次不收；要收就看这一份，选“重新收取”。"
TWICE = "与“{}”是同一份，只收一份。"
FORK = "这个文件夹里有两份不同的第 {} 号，先都不收，请与“{}”核对用哪一份。"


class Fate(Enum):
    """What becomes of a file."""

    TAKE = "take"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True)
class FileLine:
    """One file. `counts`: what taking it writes, by word, in 条, 处 or 行; `note`: why not, or what else is to be said.

    `content`: SHA-256 of the file as it was looked at; `truth`: digest of its hidden truth, blank for others' ledgers.
    """

    path: Path
    fate: Fate
    kind: str = ""
    name: str = ""
    desk: str = ""
    number: int = 0
    cases: int = 0
    counts: Mapping[str, int] | None = None
    note: str = ""
    content: str = ""
    truth: str = ""
    missing: range = range(0)
    new_office: bool = False
    """Whether taking it enters an office in the list of units."""

    @property
    def counted(self) -> str:
        """新收 12 条，手写 3 处; blank where nothing is written."""
        return "，".join(f"{word} {number}" for word, number in (self.counts or {}).items() if number)

    @property
    def order(self) -> tuple[int, str, str, int, str]:
        """Postings before what only changes cells; of one desk by number, so that no number comes before its elder."""
        return (
            ("posting", "home", "foreign").index(self.kind or "foreign"),
            self.name,
            self.desk,
            self.number,
            self.path.name,
        )

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "file": str(self.path), "kind": self.kind or None, "from": self.name or None, "desk": self.desk or None,
            "number": self.number or None, "cases": self.cases, "fate": self.fate.value,
            "counts": {word: number for word, number in (self.counts or {}).items() if number}, "note": self.note,
        }  # fmt: skip


@dataclass(frozen=True)
class FolderFound:
    """All files, in the order in which they would be taken. Nothing has been written."""

    lines: tuple[FileLine, ...]
    keys: Keys = field(default_factory=Keys, repr=False, compare=False)
    """Of the files that are encrypted, so that taking them need not draw them from the passwords again."""

    @property
    def wanted(self) -> list[FileLine]:
        """Those that would be taken."""
        return [each for each in self.lines if each.fate is Fate.TAKE]

    def without(self, paths: Collection[Path]) -> "FolderFound":
        """The same but for these files, which the person does not want."""
        return replace(self, lines=tuple(each for each in self.lines if each.path not in paths))

    @property
    def new_offices(self) -> list[str]:
        """Names of the offices of which a first file would be taken."""
        return list(dict.fromkeys(each.name for each in self.wanted if each.new_office))

    @property
    def summary(self) -> str:
        """共 5 份：可以收 3 份，已经收过 1 份，不能收 1 份。"""
        fates = Counter(each.fate for each in self.lines)
        words = {Fate.TAKE: "可以收", Fate.KNOWN: "已经收过", Fate.REFUSED: "不能收"}
        said = "，".join(f"{word} {fates[fate]} 份" for fate, word in words.items() if fates[fate])
        return f"共 {len(self.lines)} 份：{said}。"


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files meant by these files and folders. Folders in a folder are not followed.

    Raises Unavailable where a folder cannot be read, holds no file or more than `MOST`.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
            found |= dict.fromkeys(each for each in inside if path == each or _is_meant(each))
        except OSError as error:
            raise Unavailable(system_said(error, path.name)) from error
    if not found:
        raise Unavailable("这个文件夹里没有文件。请选放着各单位工作簿的那个文件夹。")
    if len(found) > MOST:
        raise Unavailable(f"里面有 {len(found)} 个文件，一次最多收 {MOST} 个。请选只放着工作簿的文件夹。")
    return list(found)


def _is_meant(path: Path) -> bool:
    """Whether it is no folder, nor one of the files that programs leave beside (`~$` of an open workbook)."""
    return path.is_file() and not path.name.startswith(("~$", ".")) and path.name.lower() not in _IGNORED


def look_at_files(office: Office, paths: Sequence[Path], progress: Progress = no_progress) -> FolderFound:
    """Say of each file what taking it would do; `progress` counts files."""
    lines, keys = [], Keys()
    parcels: set[Path] = set()
    for done, path in enumerate(sorted(paths, key=lambda path: path.suffix.lower() == SUFFIX)):
        progress(done, len(paths))
        if path in parcels:  # comes with its workbook, which was looked at before
            continue
        line, what = look_at(office, path, keys)
        lines.append(line)
        if isinstance(what, Preview) and what.parcel is not None:
            parcels.add(what.parcel.path)
    progress(len(paths), len(paths))
    return FolderFound(tuple(sorted(_beside(lines), key=lambda each: each.order)), keys)


def look_at(office: Office, path: Path, keys: Keys) -> tuple[FileLine, Preview | Inspection | None]:
    """One file's line, and what it was read as; None where it could not be read. Its key is put among `keys`."""
    if path.exists() and not path.is_file():
        return FileLine(path, Fate.REFUSED, note=f"“{path.name}”不是普通文件，不看。"), None
    if is_parcel(path):
        return FileLine(path, Fate.REFUSED, note=ALONE_PARCEL), None
    try:
        data = path.read_bytes()
    except OSError as error:
        return FileLine(path, Fate.REFUSED, note=system_said(error, path.name)), None
    content = hashlib.sha256(data).hexdigest()
    found: Preview | Inspection
    try:
        ledger = open_ledger(office, path, keys=keys)
        if ledger is not None:
            found = inspect(office, ledger.source)
            sender = whose(office, path.name, [each.fingerprint for each in found.looked])
            if sender:
                found = inspect(office, ledger.source, sender=sender)
            name = unit_name(office.db, sender) if sender else ""
            return replace(foreign_line(path, found), content=content, name=name), found
        found = preview(office, path, keys=keys, listed=0)
        return replace(posting_line(found), content=content), found
    except Damaged:
        raise
    except (Refused, Unavailable) as error:
        return FileLine(path, Fate.REFUSED, note=error.sentence, content=content), None
    finally:
        keys.forget()


def posting_line(found: Preview) -> FileLine:
    """The line of a posting, also of one of our own that came home."""
    header, by_hand = found.header, [each for each in found.hand_edits if each.can_be_taken]
    counts = {word: found.counts[each.value] for each, word in _WORDS.items()}
    counts["手写"] = sum(each.ticked for each in by_hand)
    counts["手写不收"] = len(found.hand_edits) - counts["手写"]
    counts["更正建议"] = sum(found.proposals.values())
    line = FileLine(
        found.path, Fate.TAKE, "home" if found.home else "posting",
        header.receiver_name if found.home else header.name, header.desk, header.number, header.cases, counts,
        " ".join(found.warnings), truth=found.truth.digest, missing=found.missing, new_office=found.new_office,
    )  # fmt: skip
    if found.taken_back:
        line = replace(line, note=f"{BACK.format(found.taken_back)} {line.note}".strip())
    if found.refusal is not None:
        return replace(line, fate=Fate.REFUSED, counts=None, note=found.refusal)
    if found.fewer and not found.agreed:
        return replace(line, fate=Fate.REFUSED, counts=None, note=f"{found.fewer}{ALONE}")
    if found.already and not found.brings_news:
        return replace(line, fate=Fate.KNOWN, counts=None, note=ALREADY.format(header.number))
    return line


def foreign_line(path: Path, found: Inspection) -> FileLine:
    """The line of somebody else's ledger; one whose columns nobody has confirmed yet is left to be looked at alone."""
    counted = found.counts()
    counts = {word: counted[each.value] for each, word in _ROWS.items()}
    line = FileLine(path, Fate.TAKE, "foreign", cases=counted["read"] - counted["skipped"], counts=counts)
    refused = [each for looked in found.looked for each in looked.outcomes if each.result is Result.REFUSED]
    why = "；".join(f"第 {each.line.row + 1} 行：{'，'.join(each.reasons)}" for each in refused[:_REASONS])
    if not all(is_remembered(found, number) for number in range(len(found.looked))):
        return replace(line, fate=Fate.REFUSED, counts=None, note=UNKNOWN_HEADER)
    if not counts["新增"] and not counts["更新"]:
        fate, note = (Fate.REFUSED, f"没有能收的行：{why}") if refused else (Fate.KNOWN, NOTHING_NEW)
        return replace(line, fate=fate, counts=None, note=note)
    return replace(line, note=f"不收的：{why}" if why else "")


def is_remembered(found: Inspection, number: int) -> bool:
    """Whether a person has confirmed the columns of that table before, or it has nothing to take."""
    looked = found.looked[number]
    return not looked.outcomes or any(each.by == "remembered" for each in looked.understood.mapping)


def _beside(lines: Sequence[FileLine]) -> list[FileLine]:
    """What can be said of a file only beside the others: two alike, two of one number, numbers that are all there."""
    by_number: dict[tuple[str, str, int], list[FileLine]] = {}
    for each in lines:
        if each.kind == "posting" and each.fate is Fate.TAKE:
            by_number.setdefault((each.desk, each.kind, each.number), []).append(each)
    said: dict[Path, FileLine] = {}
    for (_, _, number), same in by_number.items():
        if len({each.truth for each in same}) > 1:
            said |= {each.path: _not(each, FORK.format(number, each.name)) for each in same}
            continue
        contents: dict[str, FileLine] = {}
        for each in sorted(same, key=lambda line: line.path.name):
            first = contents.setdefault(each.content, each)
            if first is not each:
                said[each.path] = _not(each, TWICE.format(first.path.name), Fate.KNOWN)
    taken = {(each.desk, each.number) for each in lines if each.fate is Fate.TAKE and each.path not in said}
    return [_whole(said.get(each.path, each), taken) for each in lines]


def _not(line: FileLine, why: str, fate: Fate = Fate.REFUSED) -> FileLine:
    return replace(line, fate=fate, counts=None, note=why)


def _whole(line: FileLine, taken: set[tuple[str, int]]) -> FileLine:
    """The line without the numbers that this very folder brings."""
    if not line.missing or len(line.missing) > _MOST_MISSING or line.fate is not Fate.TAKE:
        return line
    left = tuple(number for number in line.missing if (line.desk, number) not in taken)
    note = line.note.replace(missing_words(line.missing), missing_words(left)).strip()
    return replace(line, note=note)
