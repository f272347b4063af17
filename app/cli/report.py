"""When a bug of ours appears on the command line: a report file without any case content, and one sentence.

Neither the exception's message nor any value gets in, for either may hold what a reporter wrote.
"""

import platform
import tempfile
import traceback
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def write_report(error: BaseException) -> str:
    """Write the report and return the sentence to say."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="huiyin-report-", suffix=".txt", delete=False
    ) as file:
        file.write(report(error))
    return f"程序出错了，这一步没有完成，已保存的内容不受影响。请把错误报告发给维护人员：{file.name}（里面没有案件内容）。"


def report(error: BaseException) -> str:
    """Type of the exception and its causes, file and line of every frame, versions."""
    lines = [f"Python {platform.python_version()} · {platform.platform()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines += ["", type(seen).__qualname__]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _place(filename: str) -> str:
    path = Path(filename)
    ours = path.is_relative_to(_ROOT) and ".venv" not in path.parts
    return path.relative_to(_ROOT).as_posix() if ours else path.name
