"""What the system says of a file becomes one Chinese sentence that names it."""

import errno
import os
import re
from pathlib import Path

import pytest

from app.errors import system_said

ROOT = Path(__file__).resolve().parents[2]
KNOWN = [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS, errno.ENAMETOOLONG, errno.EBUSY]


@pytest.mark.parametrize("number", [*KNOWN, errno.ENOTDIR, errno.EIO, errno.ELOOP, 9999])
def test_no_word_of_the_system_gets_in(number: int) -> None:
    said = system_said(OSError(number, os.strerror(number), "/数据/甲.xlsx"))
    assert "“/数据/甲.xlsx”" in said and said.endswith("。")
    assert not re.search("[a-zA-Z]{3}", said.replace("xlsx", ""))


def test_each_known_trouble_has_a_sentence_of_its_own() -> None:
    assert len({system_said(OSError(number, ""), "甲") for number in KNOWN}) == len(KNOWN)


def test_the_place_may_be_called_otherwise_and_an_error_without_a_path_has_one_too() -> None:
    assert system_said(OSError(errno.ENOSPC, "x", "/a/b"), "钥匙文件").startswith("磁盘已满，“钥匙文件”")
    assert "“文件”" in system_said(OSError(errno.EIO, "x"))


def test_a_file_open_elsewhere_on_windows_is_said_to_be_in_use() -> None:
    error = OSError(errno.EACCES, "x", "/a/b")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "正被另一个程序占用" in system_said(error)


def test_nobody_tells_the_systems_own_words() -> None:
    sources = [path for top in ("app", "ui") for path in (ROOT / top).rglob("*.py")]
    assert not [path.name for path in sources if "strerror" in path.read_text("utf-8")]
