"""The machine's truth of a posting: what was exported, line by line, in the hidden sheet `_huiyin`.

The text is JSON lines, compressed and cut into chunks that fit cells. The first line is the header; then come
records, open siblings, the knowledge list, receipts, units, what computed cells said (since 1.2) and an end line that
counts them. Configuration that goes down is one line (since 1.3). A sibling follows its record. Lines of a sort that this
program does not know (a newer minor format) are kept and sent back. The digest is over the plain lines.
"""

import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from app.errors import Unavailable
from app.exchange.beside import check_beside
from app.exchange.sheets import CHUNK_LIMIT
from app.exchange.storable_text import can_be_stored
from app.exchange.unpacked import DAMAGED, blocks
from app.records.version import decode, encode
from app.schema.kinds import TEXT_LIMIT, Stored

if TYPE_CHECKING:
    from app.records.version import Version
else:
    Version = MappingProxyType  # what `decode` gives: msgspec asks its hook for just this class

MAJOR, MINOR = 1, 3
SHEET = "_huiyin"
KEPT, PROPOSAL, HANDS, IDENTITY, PARCEL = "witness", "proposal", "hands", "identity", "parcel"
CONFIGURATION, CONFIGURED = "configuration", "configured"
"""Sorts of the lines that are wanted before the others are walked over: what was seen of our journal, 更正建议, who wrote
a version."""
_KEPT_SIGNS = tuple(
    f'{{"{sort}":'.encode() for sort in (KEPT, PROPOSAL, HANDS, IDENTITY, PARCEL, CONFIGURATION, CONFIGURED)
)
_HALF = re.compile(rb"\\u[dD]")
_RECORD_SIGN = b'{"record":{"k":'
_KEPT_LIMIT = 16_000_000
"""Bytes that such lines may have together."""
_CHUNK_BYTES = CHUNK_LIMIT // 4 * 3
"""Packed bytes that fill the chunk of one cell: whole threes, so that the chunks joined are the text of the whole."""
_PLAIN_LIMIT = 48_000_000
"""Bytes of plain text that are kept for the first walk; a longer one is unpacked again."""

_STORED = frozenset((str, int, type(None)))


class Stated(
    msgspec.Struct, frozen=True, gc=False, rename={"kind": "k", "owner": "o", "version": "v", "voided": "x", "fields": "f"}
):  # fmt: skip
    """One version of a record as a posting states it: stored faces, blanks left out, unknown fields among them.

    A struct that a line is read into directly: a posting of ten thousand cases states a hundred thousand.
    """

    kind: str
    id: str
    owner: str
    version: Version
    voided: str | None
    fields: dict[str, Stored]

    def line(self) -> dict[str, Any]:
        """As it stands in a line."""
        return {"k": self.kind, "id": self.id, "o": self.owner, "v": encode(self.version), "x": self.voided,
                "f": self.fields}  # fmt: skip

    @classmethod
    def of(cls, line: Any) -> "Stated":
        """From what `line` gave. Raises Unavailable when it is no such line."""
        try:
            kind, id, owner, voided, fields = line["k"], line["id"], line["o"], line["x"], line["f"]
            version = decode(line["v"])
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
            raise Unavailable(DAMAGED) from None
        if not (
            type(kind) is type(id) is type(owner) is str
            and (voided is None or type(voided) is str)
            and type(fields) is dict
            and _STORED.issuperset(map(type, fields.values()))
        ):
            raise Unavailable(DAMAGED)
        return cls(kind, id, owner, version, voided, fields)


class _Line(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    record: Stated


_RECORDS = msgspec.json.Decoder(_Line, dec_hook=lambda _, text: decode(text))


@dataclass(frozen=True)
class Header:
    """Who sends what to whom: the first line, repeated in the custom properties as far as it fits."""

    format: str
    office: str
    name: str
    level: str
    desk: str
    receiver: str
    receiver_name: str
    number: int
    previous: str
    made_at: str
    cases: int
    total_cases: int
    journal_seq: int
    journal_head: str


class TruthWriter:
    """Collects lines into compressed chunks without keeping the lines."""

    def __init__(self) -> None:
        self.digest, self.packed = "", b""
        self._digest = hashlib.sha256()
        self._pack = zlib.compressobj(6)
        self._packed: list[bytes] = []
        self._count = 0
        self.sorts: Counter[str] = Counter()
        """How many lines of each sort it holds."""

    def add(self, sort: str, said: Any) -> None:
        """One more line."""
        self.sorts[sort] += 1
        raw = _line_of(sort, said)
        self._digest.update(raw)
        self._packed.append(self._pack.compress(raw))
        self._count += 1

    def finish(self) -> tuple[list[str], str, bytes]:
        """The chunks for the sheet, the digest, and the packed bytes to keep."""
        return list(self.chunks()), self.digest, self.packed

    def chunks(self) -> Iterator[str]:
        """The chunks for the sheet; the end line is written when the first of them is asked for."""
        self.add("end", {"lines": self._count})
        self._packed.append(self._pack.flush())
        self.packed = b"".join(self._packed)
        self._packed.clear()
        self.digest = self._digest.hexdigest()
        for start in range(0, len(self.packed), _CHUNK_BYTES):
            yield base64.b64encode(self.packed[start : start + _CHUNK_BYTES]).decode()


def _line_of(sort: str, said: Any) -> bytes:
    try:
        return msgspec.json.encode({sort: said}) + b"\n"
    except UnicodeEncodeError:  # halves of characters, which travel as they are
        text = json.dumps({sort: said}, ensure_ascii=False, separators=(",", ":")) + "\n"
        return text.encode("utf-8", "surrogatepass")


def packed_of(chunks: Iterable[str]) -> bytes:
    """The packed bytes behind the chunks of a sheet. Raises Unavailable when they are damaged."""
    try:
        return base64.b64decode("".join(chunks), validate=True)
    except ValueError:
        raise Unavailable(DAMAGED) from None


class Truth:
    """A posting read back, as a stream: its lines are parsed when they are walked over, never all kept.

    Making one checks the whole text once: raises Unavailable when it is damaged or of a newer major format.
    """

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        self.is_text = True
        """Whether the versions walked over so far are known to hold no halves of characters."""
        digest = hashlib.sha256()
        first = last = b""
        count = kept = 0
        self._kept: list[bytes] = []
        self._plain: list[bytes] | None = []
        size = 0
        for block in blocks(packed):
            digest.update(block)
            size += len(block)
            if self._plain is not None:
                self._plain.append(block)
                if size > _PLAIN_LIMIT:
                    self._plain = None
            lines = block.count(b"\n")
            if block.count(_RECORD_SIGN) < lines and any(sign in block for sign in _KEPT_SIGNS):
                self._kept += (found := [each for each in block.split(b"\n") if each.startswith(_KEPT_SIGNS)])
                kept += sum(map(len, found))
                if kept > _KEPT_LIMIT:
                    raise Unavailable(DAMAGED)
            first = first or block[: block.index(b"\n")]
            last = block[block.rfind(b"\n", 0, -1) + 1 :]
            count += lines
        self.digest = digest.hexdigest()
        self.lines = count
        self.header = _header(_parsed(first)[0])
        ((sort, said),) = _parsed(last)
        if sort != "end" or not isinstance(said, dict) or said.get("lines") != count - 1:
            raise Unavailable(DAMAGED)

    def walk(self) -> Iterator[tuple[str, Any]]:
        """Every line between the header and the end: its sort and what it says."""
        for block in self._blocks():
            for sort, said in _parsed(block):
                if sort not in ("header", "end"):
                    yield sort, said

    def _blocks(self) -> Iterator[bytes]:
        """The plain text; what is left of the check is let go of block by block, so that it is there once."""
        plain, self._plain = self._plain, None
        if plain is None:
            yield from blocks(self.packed)
            return
        plain.reverse()
        while plain:
            yield plain.pop()

    def kept(self, wanted: str = KEPT) -> Iterator[Any]:
        """What the lines of a kept sort say, without another walk."""
        for line in self._kept:
            yield from (said for sort, said in _parsed(line) if sort == wanted)

    def versions(self) -> Iterator[list[Stated]]:
        """The versions of each record: its current one first, open siblings after it."""
        group: list[Stated] = []
        for block in self._blocks():
            if (plain := _only_records(block)) is not None:
                for one in plain:
                    if group:
                        yield group
                    group = [one]
                continue
            self.is_text = self.is_text and not _may_hold_halves(block)
            for sort, said in _parsed(block):
                if sort == "record":
                    if group:
                        yield group
                    group = [Stated.of(said)]
                elif sort == "sibling":
                    one = Stated.of(said)
                    if group and one.id != group[0].id:
                        yield group
                        group = []
                    group.append(one)
                else:
                    check_beside(sort, said)
        if group:
            yield group


def _parsed(block: bytes) -> list[tuple[str, Any]]:
    """Whole lines, parsed as one list: a third of the time that line by line would take."""
    try:
        text = block.decode("utf-8", "surrogatepass").removesuffix("\n")
        found = [pair for line in json.loads("[" + text.replace("\n", ",") + "]") for pair in line.items()]
    except (ValueError, AttributeError, RecursionError):
        raise Unavailable(DAMAGED) from None
    if len(found) != text.count("\n") + 1:
        raise Unavailable(DAMAGED)
    return found


def _only_records(block: bytes) -> list[Stated] | None:
    """The records of lines that say nothing else, a fourth of the time that `_parsed` and `Stated.of` take; None for any
    other block, a damaged one among them."""
    try:
        found = [line.record for line in _RECORDS.decode_lines(block)]
    except (msgspec.DecodeError, ValueError, AttributeError, TypeError, OverflowError, RecursionError):
        return None
    return found if len(found) == block.count(b"\n") else None


def _may_hold_halves(block: bytes) -> bool:
    """Whether a block spells halves of characters, or may: then each text is looked at."""
    try:
        block.decode()
    except UnicodeDecodeError:
        return True
    return _HALF.search(block) is not None


def _header(line: tuple[str, Any]) -> Header:
    sort, said = line
    try:
        if sort != "header":
            raise ValueError(sort)
        major = int(str(said["format"]).partition(".")[0])
        known = {name: said[name] for name in Header.__dataclass_fields__}
    except (ValueError, KeyError, TypeError):
        raise Unavailable(DAMAGED) from None
    if major > MAJOR:
        raise Unavailable("这份工作簿由更新版本的回音导出，本机版本读不了。请先升级回音。")
    if not all(_fits(known[each.name], each.type) for each in dataclass_fields(Header)):
        raise Unavailable(DAMAGED)
    return Header(**known)


def _fits(value: object, kind: object) -> bool:
    """Whether a value of the header is what stands there, no longer than any text, and possible to be stored."""
    if kind is int:
        return type(value) is int and 0 <= value < 2**62
    return type(value) is str and len(value) <= TEXT_LIMIT and can_be_stored(value)
