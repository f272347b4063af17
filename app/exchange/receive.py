"""Reading a posting and saying what taking it would do, before anything is written."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.errors import Unavailable
from app.exchange import identity, parcel, proposals
from app.exchange.admissible import admission
from app.exchange.compare import TAKEN_BACK, Compared, as_news, in_runs
from app.exchange.differences import Difference, differences
from app.exchange.doubts import Doubts
from app.exchange.hand_edits import ByHand, other_hand, read_hand
from app.exchange.hand_verdict import HandEdit, Standing
from app.exchange.issued.arrived import Arrived, arrived
from app.exchange.kept import kept_truth, said_in
from app.exchange.merge import KNOWN, Merged, Verdict
from app.exchange.pairs import pair
from app.exchange.parcel import Parcel
from app.exchange.posting import Progress, no_progress
from app.exchange.read_xlsx import ReadBook, Value, loose_sheets, read_book
from app.exchange.rebuilding import lost_words
from app.exchange.recused import KEPT_BACK, Recused
from app.exchange.same_offers import Offers
from app.exchange.storable_text import shown
from app.exchange.truth import (
    CONFIGURATION,
    IDENTITY,
    PARCEL,
    PROPOSAL,
    SHEET,
    Header,
    Stated,
    Truth,
    packed_of,
)
from app.exchange.uncollected import uncollected
from app.exchange.unlocking import Keys, Unlocked, unlocked
from app.exchange.visible import ALWAYS, EXPLAINED, LEDGER, LIST_KINDS
from app.ledger.same_numbers import Alike
from app.records.catalogue import KINDS
from app.store import recusal
from app.store.office import Office
from app.store.sister_desks import is_home
from app.store.unit_names import unit_name

LISTED = 2000
OWN = "这是本单位自己寄出的工作簿，里面没有手写的改动，不用收取。"
WHOSE = "这是本单位寄出的，表里的改动按本单位自己填的看。是“{0}”填的就改选填写单位；“{0}”没有回音的，先在“寄出”里勾选标明。"
FOUND_AGAIN = "隐藏的交换数据不见了或坏了，已按编号从本机留存的第 {} 号找回；表里手写的改动照常逐格对照。"
_PROPOSED = {
    "asked": "其中有 {} 条给本单位的更正建议，收取后在“更正建议”里答复。",
    "answered": "本单位提的更正建议有 {} 条得到了答复。",
}
UNLOCKED = "这一份没有加口令，平时与该单位往来是加的：请与对方核对是不是对方寄的，内容有没有外泄。"

OTHERS_WORD = "这一份写的是“{0}”寄的，用的却是与“{1}”往来的口令：可能拿错了文件，也可能有人冒用。请先打电话与“{0}”核对再收。"


@dataclass(frozen=True)
class Item:
    """One record in the preview; `differences` where there is something to compare, `note` for why it is refused or kept
    back."""

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
    missing: range = range(0)
    """Numbers of its desk between the last one taken and this one."""
    above: list[str] = field(default_factory=list)
    """Numbers of the cases in which a respondent may belong above our own level, each once."""
    strays: bool = False
    """Whether it brings records of our own that are missing here."""
    shared_block: bool = False
    """Whether another desk of our office gave a case a number that this desk gave too."""
    witness: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What the sender saw of our journal: head by desk."""
    proposals: dict[str, int] = field(default_factory=dict)
    """How many 更正建议 it brings anew that are `asked` of us, or of ours `answered`."""
    again: bool = False
    """Whether what was taken back once is to be taken again."""
    taken_back: int = 0
    """Records that are not taken because they were taken back."""
    home: bool = False
    """Whether it is our own posting come home: then only what was typed into it by hand is news."""
    by_hand: ByHand | None = None
    """What people typed into it."""
    fewer: str = ""
    """What is to be answered before it is taken, by setting `agreed`; blank for nothing."""
    agreed: bool = False
    same: list[Alike] = field(default_factory=list)
    """Cases that it brings and that may be the same as one here: a number agrees. A person decides, after taking it."""
    parcel: Parcel | None = None
    """The attachments beside it, where they are."""
    attachments_to_come: int = 0
    """How many of them belong to records that are here, and are not kept yet."""
    typed: str | None = None
    """The password, where one that was typed opened the file."""
    configuration: list[Arrived] = field(default_factory=list)
    """What the county sent down beside the cases."""

    @property
    def hand_edits(self) -> list[HandEdit]:
        """Every cell and row that people typed, with what becomes of it."""
        return self.by_hand.edits if self.by_hand is not None else []

    @property
    def brings_news(self) -> bool:
        """Whether taking it would write anything beside the receipt."""
        news = any(self.counts[each.value] for each in (Verdict.NEW, Verdict.CHANGED, Verdict.HELD))
        return (
            news
            or self.attachments_to_come > 0
            or any(self.proposals.values())
            or any(each.comes for each in self.configuration)
            or any(each.can_be_taken for each in self.hand_edits)
        )

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "kind": "home" if self.home else "posting",
            "file": str(self.path),
            "from": {"office": self.header.office, "name": self.header.name, "desk": self.header.desk},
            "to": {"office": self.header.receiver, "name": self.header.receiver_name},
            "number": self.header.number, "format": self.header.format, "cases": self.header.cases,
            "refusal": self.refusal, "warnings": self.warnings, "fewer": self.fewer or None, "already_taken": self.already,
            "new_office": self.new_office, "counts": {each.value: self.counts[each.value] for each in Verdict},
            "proposals": self.proposals, "taken_back": self.taken_back,
            "same": [{"id": each.one, "case_no": each.one_no, "other": each.other, "other_no": each.other_no,
                      "why": each.called} for each in self.same],
            "items": [
                {"kind": item.kind, "id": item.id, "case_no": item.case_no, "verdict": item.verdict.value,
                 "note": item.note,
                 "differences": [{"field": d.label, "old": d.old, "new": d.new} for d in item.differences]}
                for item in self.items
            ],
            "configuration": [
                {"group": each.group, "number": each.number, "since": each.at, "comes": each.comes, "note": each.note,
                 "items": [each_item.as_json() for each_item in each.items]} for each in self.configuration
            ],
            "typed_by": self.by_hand.hand.office if self.by_hand is not None else None,
            "hand_edits": [each.as_json() for each in self.hand_edits],
        }  # fmt: skip


def open_truth(path: Path, office: Office | None = None) -> Truth:
    """The truth in a workbook, an encrypted one with the passwords of the office. Raises Unavailable: each reason its
    own sentence."""
    return _truth_of(read_book(path if office is None else unlocked(office, path).data, sheets=(SHEET,)))


def _truth_of(book: ReadBook) -> Truth:
    if SHEET not in book.sheets:
        if any(name.startswith("huiyin_") for name in book.custom_properties):
            raise Unavailable("这份工作簿里隐藏的交换数据被删掉了，不能收取。请对方重新导出一份。")
        raise Unavailable("这份工作簿不是回音导出的，里面没有交换数据。请对方用回音导出后再收取。")
    chunks = (str(row[0]) for row in book.sheets.pop(SHEET) if row and row[0] is not None)
    truth = Truth(packed_of(chunks))  # the chunks are let go of before it is unpacked
    said = book.custom_properties.get("huiyin_digest")
    if said is not None and said != truth.digest:
        raise Unavailable("这份工作簿里的交换数据与它的校验值不符，可能被改动过。请对方重新导出一份。")
    return truth


def _found_again(office: Office, data: bytes, book: ReadBook) -> Truth | None:
    """The truth of a workbook that has lost its own, where it is kept here."""
    explained: list[list[Value]] = []
    if EXPLAINED in book.visibility and EXPLAINED not in book.unreadable:
        (sheet,) = loose_sheets(data, [EXPLAINED])
        explained = sheet.rows
    said = said_in(book.custom_properties, explained)
    return None if said is None else kept_truth(office, said)


def _doubt_sheets(book: ReadBook, kinds: Collection[str], found: Collection[str]) -> list[str]:
    """What is wrong with the sheets that people see; the records, of these kinds, are taken from the hidden one.

    `found`: names under which sheets were exported that are still there, whatever they are called now.
    """
    said = []
    seen = [LEDGER, *(KINDS[kind].label for kind in LIST_KINDS if kind in ALWAYS or kind in kinds)]
    lost = [name for name in seen if name not in found and name not in book.unreadable]
    if EXPLAINED not in book.visibility:
        lost.insert(0, EXPLAINED)
    if lost:
        said.append(
            f"少了“{'”“'.join(lost)}”表(被删掉，或改得认不出了)；记录照隐藏的交换数据收取，不受影响。"
        )
    if book.unreadable:
        said.append(
            f"“{'”“'.join(book.unreadable)}”表坏了，读不全，可能没有拷完；记录照隐藏的交换数据收取，"
            "对方在表里手写的改动看不到，请与对方核对。"
        )
    return said


@uncollected()
def preview(
    office: Office,
    path: Path,
    progress: Progress = no_progress,
    *,
    typed_by: str | None = None,
    password: str | None = None,
    again: bool = False,
    keys: Keys | None = None,
    listed: int = LISTED,
) -> Preview:
    """What taking the file would do. Raises PasswordNeeded where no kept password opens it nor the one given,
    Unavailable when it cannot be read, NotAllowed for whoever reads no case: what stands here is shown beside it.

    `typed_by`: code of the office whose hand filled in its cells, where that is not the likeliest one.
    `again`: what was taken once and taken back is to be taken after all. `keys`: of files opened just before.
    `listed`: how many records are put in words; all are counted.
    """
    recusal.refuse_reading(office.db)
    file = unlocked(office, path, password, keys)
    data = file.data
    book = read_book(data, sheets=(SHEET,), whole=file.whole)
    refound = None
    try:
        truth = _truth_of(book)
    except Unavailable:
        refound = _found_again(office, data, book)
        if refound is None:
            raise
        truth = refound
    asked = admission(office, truth)
    if refound is not None:
        asked.warnings.insert(0, FOUND_AGAIN.format(truth.header.number))
    found = Preview(
        path, truth.header, truth, asked.refusal, asked.warnings, new_office=asked.new_office, already=asked.already,
        witness=asked.witness, home=asked.home, typed=file.typed, fewer=asked.fewer, missing=asked.missing,
        again=again,
    )  # fmt: skip
    unlocked_now = not (file.encrypted or found.home) and bool(pair(office, truth.header.office).words)
    if unlocked_now:
        found.warnings.append(UNLOCKED)
    found.fewer = f"{_others_word(office, found, file)}{found.fewer}"
    if found.refusal is None:
        book.sheets.clear()  # a third of the memory
        found.by_hand = read_hand(office, data, book, truth, typed_by)
        standing = Standing(office, found.by_hand.reading)
        found.by_hand.kept_back = frozenset(Recused(office).cases)
        kinds = set() if found.home else _compare(office, found, standing, progress, listed)
        found.by_hand.edits = found.by_hand.judge(office, standing)
        found.warnings += _doubt_sheets(book, kinds, found.by_hand.reading.found)
        found.warnings += found.by_hand.reading.told
        if found.strays:
            found.warnings += lost_words(office, truth)
        _say_proposals(office, found)
        _say_configuration(office, found, unlocked_now)
        _say_reporters(office, found)
        _say_parcel(office, found)
        if found.home and not found.hand_edits:
            found.refusal = OWN
        elif found.home and found.by_hand.hand.office == office.code:
            found.warnings.append(WHOSE.format(truth.header.receiver_name))
    return found


def _others_word(office: Office, found: Preview, file: Unlocked) -> str:
    """What is asked where the password that opened it is shared with others, but not with whoever it says it is from."""
    header = found.header
    home = is_home(office.code, header.office) and is_home(office.code, header.receiver)
    other = office.code if home else other_hand(header, office)
    if not file.keepers or other in file.keepers:
        return ""
    names = "、".join(unit_name(office.db, code) for code in sorted(file.keepers))
    return OTHERS_WORD.format(header.receiver_name if found.home else header.name, names)


def _say_configuration(office: Office, found: Preview, in_clear: bool) -> None:
    if not found.home:
        lines = found.truth.kept(CONFIGURATION)
        found.configuration, told = arrived(office, found.header, lines, in_clear=in_clear)
        found.warnings += told


def _say_parcel(office: Office, found: Preview) -> None:
    said = None if found.home else next(found.truth.kept(PARCEL), None)
    if not isinstance(said, dict) or not isinstance(said.get("contents"), list):
        return
    number = len(said["contents"])
    hints = [word.hint for word in pair(office, found.header.office).words]
    found.parcel = parcel.beside(found.path, hints, found.truth.digest)
    if found.parcel is None:
        found.warnings.append(
            f"这一份带着 {number} 个附件，但附件包（{parcel.SUFFIX}）不在旁边或打不开：请把它和工作簿放在同一个文件夹；"
            "先收取也行，附件包到了再收一次。"
        )
    else:
        found.attachments_to_come = len(parcel.missing(office, found.parcel))
        found.warnings.append(f"旁边的附件包里有 {number} 个附件，会一起收下。")


def _say_reporters(office: Office, found: Preview) -> None:
    said = [] if found.home else list(found.truth.kept(IDENTITY))
    if said:
        closed = identity.brought(office, found.header.office, said).closed
        found.warnings.append(
            f"里面封存着 {len(said)} 名反映人的信息，收取后在案件页凭理由查看，查看会记入日志。"
        )
        if closed:
            found.warnings.append(
                f"其中 {closed} 名打不开，没有收取：往来口令可能不是同一个，请与对方核对口令后再收一次。"
            )


def _say_proposals(office: Office, found: Preview) -> None:
    if found.home:
        return
    found.proposals = proposals.news(office, found.truth.kept(PROPOSAL))
    found.warnings += [
        sentence.format(found.proposals[each])
        for each, sentence in _PROPOSED.items()
        if found.proposals[each]
    ]


def _compare(office: Office, found: Preview, standing: Standing, progress: Progress, listed: int) -> set[str]:
    """Say in the preview what becomes of every record; the kinds of those that hold."""
    looked = _Looked(office, found, standing, listed)
    for each in in_runs(office, found.truth, progress, again=found.again):
        looked.look_at_news(each) if isinstance(each, list) else looked.look(each)
    looked.conclude()
    return looked.kinds


class _Looked:
    """What a comparison says, gathered record by record."""

    def __init__(self, office: Office, found: Preview, standing: Standing, listed: int) -> None:
        self._found, self._standing, self._listed, self._ours = found, standing, listed, office.code
        self.kinds: set[str] = set()
        self._numbers: dict[str, str] = {}
        self._recused, self._offers = Recused(office), Offers(office)
        self._doubts = Doubts(office, sister=found.header.office == office.code)
        self._watched = self._recused.watches or standing.watches
        self._counts: Counter[Verdict] = Counter()

    def look_at_news(self, run: list[Stated]) -> None:
        """At records that are all news: of most kinds there is nothing to say but how many, once the list is full."""
        if self._watched or len(self._found.items) < self._listed:
            apart = run
        else:
            self.kinds.update({each.kind for each in run})
            apart = [each for each in run if each.kind in ("registration", "allegation")]
            self._counts[Verdict.NEW] += len(run) - len(apart)
        for each in apart:
            self.look(as_news(each))

    def look(self, compared: Compared) -> None:
        """At one record."""
        before, merged, incoming = compared
        first = incoming[0]
        kind, fields = first.kind, first.fields
        if first.voided is None:
            self.kinds.add(kind)
        if isinstance(merged, str):
            verdict = Verdict.REFUSED
            self._found.taken_back += merged is TAKEN_BACK
        else:
            verdict = merged.verdict
        self._counts[verdict] += 1
        if kind == "registration":
            case = first.id
            self._numbers[case] = shown(str(fields.get("case_no") or ""))
            self._offers.look(before, merged, incoming)
        else:
            case = str(fields.get("case") or "")
        if len(self._found.items) < self._listed and verdict not in KNOWN:
            number = self._numbers.get(case, "") if case else _letter_no(first)
            self._found.items.append(_item(case, number, before, merged, incoming))
        if kind == "allegation" or first.owner == self._ours:  # of all others there is nothing to doubt
            self._doubts.look(before, merged, incoming, self._numbers.get(case, ""))
        if self._recused.watches:
            self._recused.look(incoming if before is None else [before, *incoming])
        if self._standing.watches:
            self._standing.look(merged, incoming)

    def conclude(self) -> None:
        """Say in the preview what was gathered."""
        found, cases = self._found, self._recused.cases
        if found.by_hand is not None:
            found.by_hand.kept_back = frozenset(cases)
        found.counts = Counter({each.value: count for each, count in self._counts.items()})
        found.items = [_kept_back(item) if item.case in cases else item for item in found.items]
        found.new_desk, found.strays = self._doubts.new_desk, self._doubts.strays
        found.shared_block, found.above = self._doubts.shared_block, self._doubts.above
        found.warnings += self._doubts.warnings
        found.same = self._offers.pairs(cases)
        found.warnings += self._offers.sentences(found.same, cases)


def _letter_no(letter: Stated) -> str:
    """What a record that belongs to no case is called by."""
    kind = KINDS.get(letter.kind)
    return shown(str(letter.fields.get(kind.called) or "")) if kind is not None else ""


def _kept_back(item: Item) -> Item:
    """Of a case in which the reader is respondent: number, kind and verdict only (Rules Art. 48)."""
    return replace(item, differences=(), note=KEPT_BACK)


def _item(
    case: str, case_no: str, before: Stated | None, merged: Merged | str, incoming: list[Stated]
) -> Item:
    kind, id, case = map(shown, (incoming[0].kind, incoming[0].id, case))
    words = tuple(differences(kind, before, _news(merged, incoming)))
    if isinstance(merged, str):
        return Item(kind, id, case, case_no, Verdict.REFUSED, words, merged)
    return Item(kind, id, case, case_no, merged.verdict, words)


def _news(merged: Merged | str, incoming: list[Stated]) -> Stated:
    if isinstance(merged, str):
        return incoming[0]
    if merged.verdict is not Verdict.HELD:
        return merged.current
    return next((each for each in merged.siblings if each in incoming), incoming[0])
