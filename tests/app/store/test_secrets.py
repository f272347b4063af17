"""Names planted in a day's work are looked for in every file left behind and in every byte that was written.

Where `strace` is there, each write of the process is searched as well, so that also what was deleted again counts.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.exchange import encryption
from tests.app.store import journey, planted

ROOT = Path(__file__).resolve().parents[3]
CALLS = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg"


@dataclass(frozen=True)
class Left:
    """Where the process worked, and what the system saw it write (None without strace)."""

    home: Path
    out: Path
    trace: Path | None


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """A process has worked with the planted names; its home and temporary folders are inside one folder."""
    room = tmp_path_factory.mktemp("secrets")
    home, out, temporary, scanner = (room / name for name in ("home", "out", "home/tmp", "scanner"))
    for folder in (home, out, temporary, scanner):
        folder.mkdir()
    (scanner / f"{planted.SCAN['file name']}.pdf").write_bytes(planted.LETTER)
    planted.write_ledgers(scanner)
    posting = journey.write_postings(out, 1)
    trace = room / "trace" if shutil.which("strace") else None
    watch = (
        ["strace", "-f", "-qq", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(trace)]
        if trace
        else []
    )
    work = [
        sys.executable,
        "-m",
        "tests.app.store.planted",
        str(home / "office"),
        str(out),
        *map(str, posting),
    ]
    # fmt: off
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "HUIYIN_DIR": str(home / "office"),
                   "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home), "PYTHONPATH": str(ROOT),
                   "PYTHONDONTWRITEBYTECODE": "1", "PLANTED_SCANNER": str(scanner), "QT_QPA_PLATFORM": "offscreen"}
    # fmt: on
    done = subprocess.run(
        [*watch, *work], env=environment, cwd=home, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    for words in EVERYTHING.values():
        assert words not in done.stdout + done.stderr
    return Left(home, out, trace)


def spelled(words: str) -> Iterator[bytes]:
    """A text as programs write it: UTF-8, both kinds of UTF-16, JSON's and Python's escapes, XML's references."""
    yield words.encode()
    yield words.encode("utf-16-le")
    yield words.encode("utf-16-be")
    if not words.isascii():
        yield words.encode("unicode_escape")
        yield words.encode("ascii", "xmlcharrefreplace")


EVERYTHING = {**planted.IDENTITY, **planted.CONTENT, **planted.SCAN}


def test_the_work_left_files_to_look_into(left: Left) -> None:
    names = {path.name for path in left.home.rglob("*") if path.is_file()}
    assert {"ledger.db", "ledger.db-wal", "journal.log", "ledger.key"} <= names
    office = left.home / "office"
    assert sum(path.parent.name == "附件" for path in office.rglob("*") if path.is_file()) == 2
    second = left.home / "second"
    assert (second / "keys.json").is_file() and len(list((second / "换下的数据").iterdir())) == 2
    assert (left.home / "moved.huiyin").is_file()
    assert any(path.parent.name == "备份" for path in left.home.rglob("*.db"))
    assert any("寄" in path.name for path in left.out.iterdir())
    made = {"登记阅办单.docx", "对账.xlsx", "会议纪要.docx", "季报.xlsx"}
    assert made <= {path.name for path in left.out.iterdir()}


@pytest.mark.parametrize("what", EVERYTHING)
def test_no_file_of_the_program_holds_it_in_clear(left: Left, what: str) -> None:
    for path in left.home.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        assert not any(each in raw for each in spelled(EVERYTHING[what])), path


NEVER_SENT = {**planted.IDENTITY, **planted.SCAN}


@pytest.mark.parametrize("what", NEVER_SENT)
def test_no_workbook_list_or_paper_that_leaves_holds_who_reported(left: Left, what: str) -> None:
    import io
    import zipfile

    assert {path.suffix for path in left.out.iterdir()} == {".xlsx", ".docx"}
    for path in left.out.iterdir():
        raw = path.read_bytes()
        if encryption.is_container(raw):
            locked = encryption.open_container(raw)
            assert encryption.opens(locked, journey.WORD)
            raw = encryption.content_of(locked)
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            for name in book.namelist():
                assert not any(each in book.read(name) for each in spelled(NEVER_SENT[what])), name


@pytest.mark.parametrize("what", EVERYTHING)
def test_a_workbook_on_a_stick_holds_nothing_in_clear(left: Left, what: str) -> None:
    sent = [path for path in left.out.glob("*.xlsx") if "寄" in path.name or path.name.startswith("posting")]
    assert len(sent) == 2
    for path in sent:
        raw = path.read_bytes()
        assert b"PK\x03\x04" not in raw[:4096]
        assert not any(each in raw for each in spelled(EVERYTHING[what])), path


def written_in_clear(trace: Path, words: str) -> list[str]:
    """Names of the files into which a text was written, however it was spelled."""
    return written(trace, *spelled(words))


def written(trace: Path, *pieces: bytes) -> list[str]:
    """Names of the files into which any of these bytes were written."""
    wanted = [each.hex() for each in pieces]
    lines = [line for line in lines_of(trace) if any(each in line for each in wanted)]
    found = [re.search(r"<((?:[0-9a-f]{2})+)>", line) for line in lines]
    return [bytes.fromhex(each[1]).decode() if each else "?" for each in found]


@cache
def lines_of(trace: Path) -> list[str]:
    """What the system saw, its bytes as plain hexadecimal numbers."""
    return trace.read_text("ascii", "replace").replace("\\x", "").splitlines()


@pytest.fixture
def trace(left: Left) -> Path:
    """What the system saw the process write."""
    if left.trace is None:
        pytest.skip("strace is missing; to run this: apt-get install strace")
    return left.trace


@pytest.mark.parametrize("what", EVERYTHING)
def test_nothing_written_meanwhile_holds_it_in_clear(trace: Path, what: str) -> None:
    assert written_in_clear(trace, EVERYTHING[what]) == []


@pytest.mark.thorough
def test_no_page_that_was_drawn_on_the_screen_was_written(left: Left, trace: Path) -> None:
    pixels = planted.drawn()
    assert len(set(pixels)) > 8
    assert written(trace, pixels) == []
    assert [path for path in left.home.rglob("*") if path.is_file() and pixels in path.read_bytes()] == []


def test_what_is_written_in_clear_and_deleted_would_be_seen(left: Left, trace: Path) -> None:
    (seen,) = written_in_clear(trace, planted.CONTROL)
    assert Path(seen).parent == left.home / "tmp"
    assert not Path(seen).exists()
