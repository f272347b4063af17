"""Every bad file gets its own sentence on the page, nothing is written, and the page goes on working."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from app.store import journal
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work


def foreign(path: Path) -> None:
    book = Workbook()
    book.active.append(["甲", "乙"])
    book.save(path)


def truncated(path: Path) -> None:
    foreign(path)
    path.write_bytes(path.read_bytes()[:700])


def zipped(path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "a")
    path.write_bytes(content.getvalue())


BAD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "truncated": ("", truncated),
    "empty": ("是空的（0 字节）", lambda path: path.write_bytes(b"")),
    "web page": ("里面没有表格", lambda path: path.write_text("<html></html>", encoding="utf-8")),
    "pdf": ("PDF", lambda path: path.write_bytes(b"%PDF-1.7 ")),
    "zip": ("", zipped),
    "folder": ("是文件夹", lambda path: path.mkdir()),
    "missing": ("找不到文件", lambda path: None),
    "old excel": ("已损坏", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)),
}


def test_each_kind_of_bad_file_is_explained_by_name_in_a_sentence_of_its_own(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    before = journal.head(town.office.db)
    sentences = []
    for number, (kind, (said, make)) in enumerate(BAD.items()):
        path = tmp_path / str(number) / "来的文件.xlsx"
        path.parent.mkdir()
        make(path)
        work(qtbot, town, lambda path=path: town.page.open_file(path))
        sentence = town.page.error.words.text()
        assert town.page.error.isVisible() and town.page.stack.currentIndex() == 0, kind
        assert "来的文件.xlsx" in sentence and said in sentence, kind
        assert sentence.endswith("。"), kind
        sentences.append(sentence.replace(str(path), ""))
        town.page.error.choices["知道了"].click()
        assert town.page.error.isHidden()
    assert len(set(sentences)) == len(BAD)
    assert journal.head(town.office.db) == before


def test_a_file_that_may_not_be_read_is_explained(
    qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "锁着.xlsx"
    path.write_bytes(b"PK\x03\x04")

    def locked(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", locked)
    work(qtbot, town, lambda: town.page.open_file(path))
    assert "没有权限读“锁着.xlsx”" in town.page.error.words.text()
