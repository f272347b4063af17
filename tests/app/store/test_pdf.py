"""PDF pages are counted and rendered in memory; whatever else comes ends in one sentence."""

import pytest

from app.errors import Unavailable
from app.store.pdf import Pdf, count_pages
from tests.app.store.papers import pdf, png


def test_pages_are_counted() -> None:
    assert [count_pages(pdf(*["x"] * number)) for number in (1, 2, 17)] == [1, 2, 17]


def test_a_page_is_rendered_with_what_stands_on_it() -> None:
    opened = Pdf(pdf("first", "HUIYIN"))
    picture = opened.render(1, 0.5)
    assert opened.size(1) == (595, 842)
    assert (picture.width, picture.height) == (298, 421)
    assert picture.stride >= 4 * picture.width
    assert len(picture.pixels) == picture.stride * picture.height
    assert 0 < sum(pixel < 100 for pixel in picture.pixels[0::4]) < 4000  # some ink on much paper
    opened.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4\n", pdf("x")[:200], png(), pdf("x").replace(b"/Count 1", b"/Count 0", 1)[:400]],
)
def test_what_is_no_whole_pdf_is_told_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Unavailable, match=r"打不开|一页也没有") as told:
        count_pages(content)
    assert told.value.sentence.endswith("。")


def test_a_page_that_does_not_exist_is_told_too() -> None:
    opened = Pdf(pdf("x"))
    with pytest.raises(Unavailable):
        opened.render(5, 1)
    opened.close()


def test_a_page_as_large_as_a_field_is_rendered_no_larger_than_a_screen_can_use() -> None:
    opened = Pdf(pdf("x").replace(b"595 842", b"14000 9"))
    picture = opened.render(0, 300)
    assert picture.width * picture.height <= 41_000_000
    opened.close()
