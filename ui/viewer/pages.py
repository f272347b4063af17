"""Where the pages on the screen come from: a PDF, or a picture of one page or several. Nothing is written to a file."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.errors import Unavailable
from app.rules.media import Media, Sort
from app.store.pdf import POINTS, Pdf

PIXELS = 96
"""Pixels of a picture to an inch at 100 %."""
_LARGEST = 512
"""MB that one picture may take in memory."""


class Pages(Protocol):
    """Pages by number from 0. Sizes are in inches."""

    count: int

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in inches."""

    def image(self, page: int, pixels_per_inch: float) -> QImage:
        """The page so large. Raises Unavailable when it cannot be read."""

    def close(self) -> None:
        """Let go of the content."""


class PdfPages:
    """The pages of a PDF. Raises Unavailable when it cannot be opened."""

    def __init__(self, content: bytes) -> None:
        self._pdf = Pdf(content)
        self.count = self._pdf.pages

    def size(self, page: int) -> tuple[float, float]:
        width, height = self._pdf.size(page)
        return width / POINTS, height / POINTS

    def image(self, page: int, pixels_per_inch: float) -> QImage:
        drawn = self._pdf.render(page, pixels_per_inch / POINTS)
        held = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        return held.copy()  # the pixels belong to Python and would go away

    def close(self) -> None:
        self._pdf.close()


class PicturePages:
    """The pages of a picture; a TIFF may have several. Raises Unavailable when it cannot be read."""

    def __init__(self, content: bytes) -> None:
        self._content = QByteArray(content)
        self._buffer = QBuffer(self._content)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        QImageReader.setAllocationLimit(_LARGEST)
        self._reader = QImageReader(self._buffer)
        self._reader.setAutoTransform(True)
        still = not self._reader.supportsAnimation()
        self.count = max(1, self._reader.imageCount()) if still else 1
        self._page = -1
        self._whole = QImage()
        self._read(0)

    def size(self, page: int) -> tuple[float, float]:
        self._read(page)
        return self._whole.width() / PIXELS, self._whole.height() / PIXELS

    def image(self, page: int, pixels_per_inch: float) -> QImage:
        self._read(page)
        factor = pixels_per_inch / PIXELS
        size = QSize(
            max(1, round(self._whole.width() * factor)), max(1, round(self._whole.height() * factor))
        )
        return self._whole.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)

    def close(self) -> None:
        self._whole = QImage()
        self._buffer.close()
        self._content.clear()

    def _read(self, page: int) -> None:
        if page == self._page:
            return
        if page and not self._reader.jumpToImage(page):
            raise Unavailable("这一页读不出来，图片可能已损坏。")
        if page == 0 and self._page > 0:
            self._reader.jumpToImage(0)
        whole = self._reader.read()
        if whole.isNull():
            raise Unavailable("这张图片打不开：文件不完整、已损坏或大得不合常理，请重新扫描或另要一份。")
        self._whole, self._page = whole, page


def pages_of(content: bytes, media: Media) -> Pages | None:
    """The pages of a content; None for what the program does not show. Raises Unavailable when it cannot be opened."""
    if media.sort is Sort.PDF:
        return PdfPages(content)
    if media.sort is Sort.PICTURE:
        return PicturePages(content)
    return None
