"""The packed bytes of a posting's truth, unpacked piece by piece and never to more than is sane."""

import zlib
from collections.abc import Iterator

from app.errors import Unavailable

DAMAGED = "这份工作簿里的交换数据已损坏，不能收取。请对方重新导出一份。"
_UNPACKED_LIMIT = 400_000_000
"""Bytes a truth may unpack to; a real one of 10,000 cases has some 34 million."""
_LINE_LIMIT = 16_000_000
"""Bytes one line may have; a record whose every text is as long as it may be has some two million."""


def blocks(packed: bytes) -> Iterator[bytes]:
    """The plain text, cut behind whole lines. Raises Unavailable when it is damaged or too long."""
    unpack = zlib.decompressobj()
    rest, total = b"", 0
    data = packed
    while data or not unpack.eof:
        try:
            piece = unpack.decompress(data, 1 << 18)
        except zlib.error:
            raise Unavailable(DAMAGED) from None
        data = unpack.unconsumed_tail
        total += len(piece)
        if total > _UNPACKED_LIMIT or len(rest) > _LINE_LIMIT:
            raise Unavailable("这份工作簿里的交换数据大得不合常理，没有读取。请与对方核对。")
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = piece[end:]
        else:
            rest += piece
        if not piece and not data:
            break
    if rest or not unpack.eof:
        raise Unavailable(DAMAGED)
