"""PDF, page by page: the one place that knows the library. It runs no script of a file and follows no link.

The library may be used by one thread at a time, hence the lock. Pages are rendered to memory, never to a file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any

from app.errors import Unavailable

POINTS = 72
"""Points to an inch: the measure of a page."""
_MOST_PIXELS = 40_000_000
_one_at_a_time = RLock()


@dataclass(frozen=True)
class Picture:
    """A page as pixels: blue, green, red, unused; `stride` bytes to a line."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pdf:
    """An open PDF. `close` it. Raises Unavailable with what is wrong in one sentence."""

    def __init__(self, content: bytes) -> None:
        with _told():
            import pypdfium2

            self._document: Any = pypdfium2.PdfDocument(content)
            try:
                self.pages = len(self._document)
                if not self.pages:
                    raise Unavailable("这个 PDF 里一页也没有，请核对是不是扫坏了。")
            except BaseException:
                self._document.close()
                raise

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        with _told():
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def render(self, page: int, scale: float) -> Picture:
        """A page (from 0) at so many pixels to the point, less where it would be larger than a screen can use."""
        width, height = self.size(page)
        scale = min(scale, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        with _told():
            opened = self._document[page]
            try:
                bitmap = opened.render(scale=scale, prefer_bgrx=True, draw_annots=True, may_draw_forms=False)
                try:
                    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
                finally:
                    bitmap.close()
            finally:
                opened.close()

    def close(self) -> None:
        """Let go of it; may be called twice."""
        with _one_at_a_time:
            document, self._document = self._document, None
            if document is not None:
                document.close()


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises Unavailable when it cannot be opened."""
    opened = Pdf(content)
    opened.close()
    return opened.pages


@contextmanager
def _told() -> Iterator[None]:
    """One thread at a time; what the library says, in one sentence."""
    with _one_at_a_time:
        import pypdfium2

        try:
            yield
        except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
            if "password" in str(error).lower():
                raise Unavailable("这个 PDF 加了口令，请用原来的软件去掉口令后再添加。") from None
            raise Unavailable("这个 PDF 打不开：文件不完整或已损坏，请重新扫描或向对方另要一份。") from None
