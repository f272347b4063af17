"""Where a command gets the password from: the environment, a file, or the person at the terminal; never an argument."""

import getpass
import os
import sys
from pathlib import Path

from app.errors import NotAllowed, Unavailable

PASSWORD = "HUIYIN_PASSWORD"
"""Where a script puts the password of a protected office: never on the command line, where others can read it."""


WORKBOOK_PASSWORD = "HUIYIN_WORKBOOK_PASSWORD"
"""Where a script puts the password under which workbooks go to and from another office."""


ASK = "\0"
"""What an option holds that was given without its value: the value is asked for, so that no history keeps it."""


def given_for_workbook(file: str | None) -> str | None:
    """The pair's password that was given beforehand: in `--workbook-password-file` or `HUIYIN_WORKBOOK_PASSWORD`."""
    return given(file, WORKBOOK_PASSWORD)


def asked_for_workbook() -> str | None:
    """The pair's password from the person at the terminal; None where there is nobody to ask."""
    return getpass.getpass("工作簿的口令：") if sys.stdin.isatty() else None


def given(file: str | None, variable: str = PASSWORD) -> str | None:
    """The password that was given beforehand: in `--password-file` (its first line) or in `HUIYIN_PASSWORD`.

    Raises Unavailable when the file cannot be read or is empty.
    """
    if file is None:
        return os.environ.get(variable) or None
    try:
        lines = Path(file).expanduser().read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Unavailable(f"口令文件“{file}”读不了，请检查路径和权限。") from None
    if not lines or not lines[0]:
        raise Unavailable(f"口令文件“{file}”的第一行是空的，请写上口令。")
    return lines[0]


def secret_for(folder: Path, file: str | None) -> str | None:
    """The password for the office in a folder; None where none is asked. Asks at a terminal.

    Raises NotAllowed where there is neither a password nor anybody to ask.
    """
    from app.store import keys

    if not keys.is_protected(folder):
        return None
    said = given(file)
    if said is not None:
        return said
    if not sys.stdin.isatty():
        raise NotAllowed(f"这份数据有口令保护。请设环境变量 {PASSWORD}，或加 --password-file 文件。")
    return getpass.getpass("口令：")
