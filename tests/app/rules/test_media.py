"""A file is what its first bytes say, not what it is called; what a PC would run is called dangerous."""

import pytest

from app.rules.media import Sort, of_type, recognise, size_words


@pytest.mark.parametrize(
    ("head", "name", "sort", "label"),
    [
        (b"%PDF-1.7\n", "信.pdf", Sort.PDF, "PDF"),
        (b"%PDF-1.7\n", "信.jpg", Sort.PDF, "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "照片", Sort.PICTURE, "JPEG 图片"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", Sort.PICTURE, "WebP 图片"),
        (b"MZ\x90\0", "信.pdf", Sort.DANGEROUS, "程序"),
        (b"PK\x03\x04", "report.docx", Sort.OTHER, "Word 文档"),
        (b"PK\x03\x04", "report.docm", Sort.DANGEROUS, "可运行的文件"),
        (b"@echo off", "看.PDF.bat", Sort.DANGEROUS, "可运行的文件"),
        (b"BMxx", "beam.exe", Sort.DANGEROUS, "可运行的文件"),
        (b"BM\0\0", "扫描.bmp", Sort.PICTURE, "BMP 图片"),
        (b"<html>", "page.html", Sort.DANGEROUS, "可运行的文件"),
        (b"whatever", "noending", Sort.OTHER, "其他文件"),
        (b"", "", Sort.OTHER, "其他文件"),
    ],
)
def test_a_file_is_recognised(head: bytes, name: str, sort: Sort, label: str) -> None:
    found = recognise(head, name)
    assert (found.sort, found.label) == (sort, label)
    assert bool(found.warning) is (sort is Sort.DANGEROUS)
    assert found.shown is (sort in (Sort.PDF, Sort.PICTURE))
    assert of_type(found.type).sort is sort


def test_a_type_that_only_a_newer_program_knows_is_another_file() -> None:
    assert of_type("application/x-later").sort is Sort.OTHER
    assert of_type(None).sort is Sort.OTHER


@pytest.mark.parametrize(("size", "said"), [(3, "1 KB"), (36_400, "36 KB"), (2_360_000, "2.4 MB")])
def test_a_size_is_read_in_kb_or_mb(size: int, said: str) -> None:
    assert size_words(size) == said
