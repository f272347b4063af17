"""Reads the command line, opens the office, runs the command, and turns every end into an exit code.

0 done; 1 refused, unavailable or not found; 2 wrong usage. Every error is one Chinese sentence on stderr.
"""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module

from app.cli.commands import COMMANDS, Command, build_parser
from app.cli.secret import secret_for
from app.errors import Damaged, Invalid, Refused, Unavailable, system_said
from app.paths import data_folder

VERSION = "0.1.0"
_UNREADABLE = re.compile("[\ud800-\udfff]")
"""What Python reads an argument's byte as that is no text in the encoding of the terminal."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    return ended(lambda: _run(arguments))


def ended(run: Callable[[], int]) -> int:
    """Run a command; its exit code. Whatever goes wrong is one sentence, a reader who went away (`| head`) is none."""
    _open_streams()
    _speak_utf8()
    try:
        try:
            return run()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Exception, KeyboardInterrupt) as error:
        from app.cli import say

        say.error(said_of(error))
        return 1


def said_of(error: BaseException) -> str:
    """The one sentence for an error; a bug of ours leaves a report file."""
    if isinstance(error, (Refused, Unavailable)):
        from app.rules.jurisdiction import LevelDoubtful
        from app.store.day import Backwards, DateDoubtful

        hint = "加上 --today 2026-03-05 这样的参数说明今天是哪天。" if isinstance(error, DateDoubtful) else ""
        if isinstance(error, Backwards):
            hint = "命令里加上 --date-is-right。"
        if isinstance(error, LevelDoubtful):
            hint = "留存根用 escalate；已核对归本级管就加 --own-level。"
        if isinstance(error, Damaged):
            hint = "看备份用 backups，恢复用 restore，抢救能读的记录用 salvage。"
        return error.sentence + hint
    if isinstance(error, OSError):
        return system_said(error)
    if isinstance(error, UnicodeEncodeError) and _UNREADABLE.search(error.object):
        return "命令里有认不出的字：终端的编码和这台电脑的不一致。请在 UTF-8 的终端里再写一次。"
    if isinstance(error, KeyboardInterrupt):
        return "已中断，没有完成的一步没有写入。"
    from app.cli.report import write_report

    return write_report(error)


def _run(arguments: Sequence[str]) -> int:
    parser = build_parser()
    asked = parser.parse_args(arguments)
    if asked.version:
        print(f"回音 {VERSION}")
        return 0
    if asked.command is None:
        parser.error("the following arguments are required: 命令")
    command = COMMANDS[asked.command]
    asked.today = None if asked.today is None else _day(asked.today)
    run = getattr(import_module(f"app.cli.{command.module}"), command.function)
    if not command.opens:
        return int(run(asked) or 0)
    return _in_office(run, command, asked)


def _in_office(run: object, command: Command, asked: Namespace) -> int:
    from app.store.office import Office

    folder = data_folder(asked.dir)
    office = Office.open(folder, secret=secret_for(folder, asked.password_file))
    try:
        if asked.person and not office.person:  # a password says by itself whose it is
            office.person = asked.person
        if asked.today is not None and not command.dateless:
            office.confirm_today(asked.today, sure=asked.date_is_right)
        return int(run(office, asked) or 0)  # type: ignore[operator]
    finally:
        if office.news:
            from app.cli import say

            say.error(office.news)
        office.close()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"--today 后面的“{text}”不是日期，请写成 2026-03-05。") from None


def _open_streams() -> None:
    """Put an empty one in the place of each stream that whoever started us had closed (`<&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _speak_utf8() -> None:
    """Speak UTF-8 whatever the locale; the name of a file may hold bytes that are no text."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
