"""Reading a posting and saying what taking it would do, before anything is written."""

from collections.abc import Collection
from pathlib import Path

from app.errors import Unavailable
from app.exchange import identity, parcel, proposals
from app.exchange.admissible import admission
from app.exchange.compare import in_runs
from app.exchange.hand_edits import other_hand, read_hand
from app.exchange.hand_standing import Standing
from app.exchange.issued.arrived import arrived
from app.exchange.kept import kept_truth, said_in
from app.exchange.looked import Looked
from app.exchange.pairs import pair
from app.exchange.posting import Progress, no_progress
from app.exchange.preview import Preview
from app.exchange.read_xlsx import ReadBook, Value, loose_sheets, read_book
from app.exchange.rebuilding import lost_words
from app.exchange.recused import Recused
from app.exchange.truth import (
    CONFIGURATION,
    IDENTITY,
    PARCEL,
    PROPOSAL,
    SHEET,
    Truth,
    packed_of,
)
from app.exchange.uncollected import uncollected
from app.exchange.unlocking import Keys, Unlocked, unlocked
from app.exchange.visible import ALWAYS, EXPLAINED, LEDGER, LIST_KINDS
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


def _truth_or_kept(office: Office, data: bytes, book: ReadBook) -> tuple[Truth, bool]:
    """The truth of a workbook, and whether it had lost it and the one kept here stands for it. Raises Unavailable."""
    try:
        return _truth_of(book), False
    except Unavailable:
        kept = _found_again(office, data, book)
        if kept is None:
            raise
        return kept, True


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
    book = read_book(file.data, sheets=(SHEET,), whole=file.whole)
    truth, is_refound = _truth_or_kept(office, file.data, book)
    asked = admission(office, truth)
    if is_refound:
        asked.warnings.insert(0, FOUND_AGAIN.format(truth.header.number))
    found = Preview(
        path, truth.header, truth, asked.refusal, asked.warnings, new_office=asked.new_office, already=asked.already,
        witness=asked.witness, home=asked.home, typed=file.typed, fewer=asked.fewer, missing=asked.missing,
        again=again,
    )  # fmt: skip
    in_clear = not (file.encrypted or found.home) and bool(pair(office, truth.header.office).words)
    if in_clear:
        found.warnings.append(UNLOCKED)
    found.fewer = f"{_others_word(office, found, file)}{found.fewer}"
    if found.refusal is not None:
        return found
    book.sheets.clear()  # a third of the memory
    found.by_hand = by_hand = read_hand(office, file.data, book, truth, typed_by)
    standing = Standing(office, by_hand.reading)
    by_hand.kept_back = frozenset(Recused(office).cases)
    kinds = set() if found.home else _compare(office, found, standing, progress, listed)
    by_hand.edits = by_hand.judge(office, standing)
    found.warnings += _doubt_sheets(book, kinds, by_hand.reading.found)
    found.warnings += by_hand.reading.told
    if found.strays:
        found.warnings += lost_words(office, truth)
    _say_proposals(office, found)
    _say_configuration(office, found, in_clear)
    _say_reporters(office, found)
    _say_parcel(office, found)
    if found.home and not found.hand_edits:
        found.refusal = OWN
    elif found.home and by_hand.hand.office == office.code:
        found.warnings.append(WHOSE.format(truth.header.receiver_name))
    elif found.already:
        found.warnings.insert(0, _taken_before(found, asked.taken_at))
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


def _taken_before(found: Preview, at: str) -> str:
    """That this number was taken, and whether anything of it is left to take."""
    if found.brings_news or found.taken_back:
        rest = "；里面还有没收下的，或收下后又撤销了的。"
    else:  # a parcel that is not beside it may still bring something
        rest = "。" if found.attachments_elsewhere else "，再收一次不会改变什么。"
    return f"第 {found.header.number} 号已于 {at} 收过{rest}"


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
    found.attachments_elsewhere = found.parcel is None
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
    looked = Looked(office, found, standing, listed)
    for each in in_runs(office, found.truth, progress, again=found.again):
        looked.look_at_news(each) if isinstance(each, list) else looked.look(each)
    looked.conclude()
    return looked.kinds
