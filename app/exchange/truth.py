"""The machine's truth of a posting: what was exported, line by line, in the hidden sheet `_huiyin`.

The text is JSON lines, compressed and cut into chunks that fit cells. The first line is the header; then come
records, open siblings, the knowledge list, receipts, units and an end line that counts them. A sibling follows
its record. Lines of a sort that this program does not know (a newer minor format) are kept and sent back. The
digest is over the plain lines.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.errors import Unavailable
from app.exchange.sheets import CHUNK_LIMIT
from app.records.version import Version, decode, encode
from app.schema.kinds import Stored

MAJOR, MINOR = 1, 1
SHEET = "_huiyin"
_UNPACKED_LIMIT = 400_000_000
"""Characters a truth may unpack to; a real one of 100,000 cases has some 80 million."""


_DAMAGED = "这份工作簿里的交换数据已损坏，不能收取。请对方重新导出一份。"

_STORED = frozenset((str, int, type(None)))


@dataclass(frozen=True)
class Stated:
    """One version of a record as a posting states it: stored faces, blanks left out, unknown fields among them."""

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
    def of(cls, line: dict[str, Any]) -> "Stated":
        """From what `line` gave. Raises Unavailable when it is no such line."""
        try:
            made = cls(
                str(line["k"]), str(line["id"]), str(line["o"]), decode(line["v"]), line["x"], dict(line["f"])
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Unavailable(_DAMAGED) from None
        if not _STORED.issuperset(map(type, made.fields.values())):
            raise Unavailable(_DAMAGED)
        return made


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
        self._digest = hashlib.sha256()
        self._pack = zlib.compressobj(6)
        self._packed: list[bytes] = []
        self._count = 0

    def add(self, sort: str, said: Any) -> None:
        """One more line."""
        text = json.dumps({sort: said}, ensure_ascii=False, separators=(",", ":")) + "\n"
        raw = text.encode("utf-8", "surrogatepass")
        self._digest.update(raw)
        self._packed.append(self._pack.compress(raw))
        self._count += 1

    def finish(self) -> tuple[list[str], str, bytes]:
        """The chunks for the sheet, the digest, and the packed bytes to keep."""
        self.add("end", {"lines": self._count})
        packed = b"".join([*self._packed, self._pack.flush()])
        text = base64.b64encode(packed).decode()
        chunks = [text[start : start + CHUNK_LIMIT] for start in range(0, len(text), CHUNK_LIMIT)]
        return chunks, self._digest.hexdigest(), packed


def packed_of(chunks: Iterable[str]) -> bytes:
    """The packed bytes behind the chunks of a sheet. Raises Unavailable when they are damaged."""
    try:
        return base64.b64decode("".join(chunks), validate=True)
    except ValueError:
        raise Unavailable(_DAMAGED) from None


class Truth:
    """A posting read back, as a stream: its lines are parsed when they are walked over, never all kept.

    Making one checks the whole text once: raises Unavailable when it is damaged or of a newer major format.
    """

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        digest = hashlib.sha256()
        first = last = b""
        count = 0
        for raw in _lines(packed):
            digest.update(raw)
            first = first or raw
            last = raw
            count += 1
        self.digest = digest.hexdigest()
        self.header = _header(_parsed(first))
        sort, said = _parsed(last)
        if sort != "end" or not isinstance(said, dict) or said.get("lines") != count - 1:
            raise Unavailable(_DAMAGED)

    def walk(self) -> Iterator[tuple[str, Any]]:
        """Every line between the header and the end: its sort and what it says."""
        for raw in _lines(self.packed):
            sort, said = _parsed(raw)
            if sort not in ("header", "end"):
                yield sort, said

    def of(self, sort: str) -> Iterator[Any]:
        """What the lines of one sort say; only these are parsed."""
        sign = f'{{"{sort}":'.encode()
        for raw in _lines(self.packed):
            if raw.startswith(sign):
                yield _parsed(raw)[1]

    def versions(self) -> Iterator[list[Stated]]:
        """The versions of each record: its current one first, open siblings after it."""
        group: list[Stated] = []
        for sort, said in self.walk():
            if sort not in ("record", "sibling"):
                continue
            one = Stated.of(said)
            if group and (sort == "record" or one.id != group[0].id):
                yield group
                group = []
            group.append(one)
        if group:
            yield group


def _parsed(raw: bytes) -> tuple[str, Any]:
    try:
        ((sort, said),) = json.loads(raw).items()
    except (ValueError, AttributeError):
        raise Unavailable(_DAMAGED) from None
    return str(sort), said


def _lines(packed: bytes) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    rest, total = b"", 0
    data = packed
    while data or not unpack.eof:
        try:
            piece = unpack.decompress(data, 1 << 18)
        except zlib.error:
            raise Unavailable(_DAMAGED) from None
        data = unpack.unconsumed_tail
        total += len(piece)
        if total > _UNPACKED_LIMIT:
            raise Unavailable("这份工作簿里的交换数据大得不合常理，没有读取。请与对方核对。")
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if not piece and not data:
            break
    if rest or not unpack.eof:
        raise Unavailable(_DAMAGED)


def _header(line: tuple[str, Any]) -> Header:
    sort, said = line
    try:
        if sort != "header":
            raise ValueError(sort)
        major = int(str(said["format"]).partition(".")[0])
        known = {name: said[name] for name in Header.__dataclass_fields__}
    except (ValueError, KeyError, TypeError):
        raise Unavailable(_DAMAGED) from None
    if major > MAJOR:
        raise Unavailable("这份工作簿由更新版本的回音导出，本机版本读不了。请先升级回音。")
    return Header(**known)
