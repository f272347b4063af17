"""The machine's truth of a posting: what was exported, line by line, in the hidden sheet `_huiyin`.

The text is JSON lines, compressed and cut into chunks that fit cells. The first line is the header; then come
records, open siblings, the knowledge list, receipts, units and an end line that counts them. Lines of a sort that
this program does not know (a newer minor format) are kept and sent back. The digest is over the plain lines.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.errors import Unavailable
from app.exchange.sheets import CHUNK_LIMIT
from app.records.version import Version, decode, encode
from app.schema.kinds import Stored

MAJOR, MINOR = 1, 0
SHEET = "_huiyin"
_UNPACKED_LIMIT = 400_000_000
"""Characters a truth may unpack to; a real one of 100,000 cases has some 80 million."""


@dataclass(frozen=True)
class Stated:
    """One version of a record as a posting states it: stored faces, blanks left out, unknown fields among them."""

    kind: str
    id: str
    owner: str
    version: Version
    voided: str | None
    fields: dict[str, Stored]

    @property
    def content(self) -> str:
        """Digest of everything but the version: equal content, equal digest."""
        said = [self.kind, self.id, self.owner, self.voided, sorted(self.fields.items())]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def line(self) -> dict[str, Any]:
        """As it stands in a line."""
        return {"k": self.kind, "id": self.id, "o": self.owner, "v": encode(self.version), "x": self.voided,
                "f": self.fields}  # fmt: skip

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Stated":
        """From what `line` gave."""
        return cls(line["k"], line["id"], line["o"], decode(line["v"]), line["x"], line["f"])


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


@dataclass
class Truth:
    """A posting read back. `unknown` holds lines of a sort that this program does not know."""

    header: Header
    digest: str
    records: list[Stated] = field(default_factory=list)
    siblings: list[Stated] = field(default_factory=list)
    knows: dict[str, str] = field(default_factory=dict)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    units: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[dict[str, Any]] = field(default_factory=list)


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


_DAMAGED = "这份工作簿里的交换数据已损坏，不能收取。请对方重新导出一份。"


def read_truth(packed: bytes) -> Truth:
    """The posting behind the packed bytes. Raises Unavailable when it is damaged or of a newer major format."""
    digest = hashlib.sha256()
    truth: Truth | None = None
    count, ended = 0, False
    for raw in _lines(packed):
        digest.update(raw)
        try:
            ((sort, said),) = json.loads(raw).items()
            truth = _header(sort, said) if truth is None else truth
            ended = _sort_in(truth, sort, said, count) or ended
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Unavailable(_DAMAGED) from None
        count += 1
    if truth is None or not ended:
        raise Unavailable(_DAMAGED)
    truth.digest = digest.hexdigest()
    return truth


def _lines(packed: bytes) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    rest, total = b"", 0
    try:
        data = packed
        while data:
            piece = unpack.decompress(data, 1 << 20)
            data = unpack.unconsumed_tail
            total += len(piece)
            if total > _UNPACKED_LIMIT:
                raise Unavailable("这份工作簿里的交换数据大得不合常理，没有读取。请与对方核对。")
            *whole, rest = (rest + piece).split(b"\n")
            yield from (line + b"\n" for line in whole)
            if not piece and not data:
                break
    except zlib.error:
        raise Unavailable(_DAMAGED) from None
    if rest or not unpack.eof:
        raise Unavailable(_DAMAGED)


def _header(sort: str, said: dict[str, Any]) -> Truth:
    if sort != "header":
        raise ValueError(sort)
    major = int(str(said["format"]).partition(".")[0])
    if major > MAJOR:
        raise Unavailable("这份工作簿由更新版本的回音导出，本机版本读不了。请先升级回音。")
    known = {name: said[name] for name in Header.__dataclass_fields__}
    return Truth(header=Header(**known), digest="")


def _sort_in(truth: Truth, sort: str, said: Any, count: int) -> bool:
    if sort == "record":
        truth.records.append(Stated.of(said))
    elif sort == "sibling":
        truth.siblings.append(Stated.of(said))
    elif sort == "knows":
        truth.knows |= {str(id): str(version) for id, version in said.items()}
    elif sort == "receipt":
        truth.receipts.append(said)
    elif sort == "unit":
        truth.units.append(said)
    elif sort == "end":
        if said["lines"] != count:
            raise ValueError(said)
        return True
    elif sort != "header":
        truth.unknown.append({sort: said})
    return False
