"""One window on a folder, nobody while the file is exchanged; a program that died blocks nobody."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import NotAllowed, Unavailable
from app.store import holding

ROOT = Path(__file__).resolve().parents[3]


def test_a_second_window_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first = holding.window(tmp_path)
    with pytest.raises(NotAllowed, match="另一个回音窗口"):
        holding.window(tmp_path)
    first.release()
    holding.window(tmp_path).release()


def test_commands_work_beside_a_window_and_beside_each_other(tmp_path: Path) -> None:
    held = [holding.window(tmp_path), holding.using(tmp_path), holding.using(tmp_path)]
    for each in held:
        each.release()


def test_the_file_is_exchanged_only_when_nobody_works_with_it(tmp_path: Path) -> None:
    used = holding.using(tmp_path)
    with pytest.raises(NotAllowed, match="请先关掉它"):
        holding.alone(tmp_path)
    used.release()
    used.release()
    alone = holding.alone(tmp_path)
    with pytest.raises(NotAllowed, match="正在恢复或升级"):
        holding.using(tmp_path)
    alone.release()
    holding.using(tmp_path).release()


def test_a_lock_left_by_a_killed_program_blocks_nobody(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from app.store import holding\n"
        "held = holding.window(Path(sys.argv[1])), holding.alone(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(NotAllowed):
            holding.window(tmp_path)
        with pytest.raises(NotAllowed):
            holding.using(tmp_path)
        os.kill(other.pid, signal.SIGKILL)
    assert (tmp_path / holding.WINDOW_LOCK).exists()
    holding.window(tmp_path).release()
    holding.using(tmp_path).release()


def test_a_folder_that_does_not_take_the_lock_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到"):
        holding.using(tmp_path / "gone")


def test_the_raw_file_stays_open_until_the_release(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"x")
    held = holding.using(tmp_path)
    opened = held.raw(tmp_path / "store")
    assert held.raw(tmp_path / "store") == opened
    assert os.read(opened, 1) == b"x"
    held.release()
    with pytest.raises(OSError):
        os.fstat(opened)
