"""The door of the command line, in processes of their own: closed streams, locales that are not UTF-8, names that are no text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.main import said_of
from tests.app.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[3]
STRANGE = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
"""The plainest locale, with nothing that Python does of itself to mend it."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its console speaks UTF-16")


def ran(line: str, *, given: bytes | None = None, **environment: str) -> tuple[int, str, str]:
    """Code, output and errors of a line of the shell that starts the program as `$RUN`."""
    known = {**os.environ, "RUN": f"{sys.executable} -m ui", "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(["sh", "-c", line], input=given, capture_output=True, env=known, cwd=ROOT)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.thorough
def test_a_closed_stream_is_an_empty_one(township: Path) -> None:
    code, out, err = ran("$RUN register --json - <&-")
    assert (code, out, err) == (1, "", "“标准输入”里什么也没有，请检查内容。\n")
    assert ran("$RUN units >&-") == (0, "", "")
    assert ran("$RUN fly 2>&-") == (2, "", "")


@pytest.mark.thorough
@pytest.mark.parametrize("line", ["$RUN demo --fly", "$RUN bench --fly", "$RUN units --fly"])
def test_every_command_speaks_chinese_whatever_the_locale(line: str) -> None:
    code, _, err = ran(line, **STRANGE)
    assert code == 2 and "不认识的参数：--fly。" in err


@pytest.mark.thorough
def test_help_of_the_window_commands_is_readable_whatever_the_locale() -> None:
    code, out, err = ran("$RUN demo --help", **STRANGE)
    assert (code, err) == (0, "") and "演示完不打开窗口" in out


@pytest.mark.thorough
def test_letters_that_are_no_text_are_told_and_nothing_is_written(
    township: Path, run: Run, tmp_path: Path
) -> None:
    code, out, err = ran("$RUN list --text 张三丰", **STRANGE)
    assert (code, out) == (1, "") and "请在 UTF-8 的终端里再写一次。" in err
    code, out, err = ran(
        f"$RUN export --today 2026-03-06 --to QH00 -o \"$(printf '{tmp_path}/\\326\\320.xlsx')\""
    )
    assert (code, out) == (1, "") and "请在 UTF-8 的终端里再写一次。" in err
    assert "寄出" not in run("journal").out, "no number was used up"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == []


def test_only_what_came_from_the_terminal_is_blamed_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.report.write_report", lambda error: "报告")
    assert "UTF-8 的终端" in said_of(UnicodeEncodeError("utf-8", "\udcd6", 0, 1, "x"))
    assert said_of(UnicodeEncodeError("gbk", "\u2fd4", 0, 1, "x")) == "报告"
