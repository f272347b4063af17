"""The command line's own parser: argparse that speaks Chinese and answers wrong usage with one sentence."""

import argparse
import re
import sys
from typing import NoReturn

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "还缺少：{0}。"),
    (r"unrecognized arguments:\s*", "多写了空的参数。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}。"),
    (r"argument 命令: invalid choice: '?(.*?)'? \(choose from .*", "没有“{0}”这个命令。"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} 不能写“{1}”，可以写：{2}。"),
    (r"argument (.+): expected one argument", "{0} 后面要写一个值。"),
    (r"argument (.+): expected at least one argument", "{0} 后面至少要写一个值。"),
    (r"argument (.+): invalid int value: '(.*)'", "{0} 后面要写整数，不能是“{1}”。"),
    (r"argument (.+): not allowed with argument (.+)", "{0} 和 {1} 不能一起用。"),
    (r"one of the arguments (.+) is required", "要写其中一个：{0}。"),
    (r"ambiguous option: (.+) could match (.+)", "{0} 写得不全，可能是：{1}。"),
    (r"argument (.+?): (.+)", "{0}：{1}"),
)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are Chinese."""

    def __init__(self, **said: object) -> None:
        said.setdefault("add_help", False)
        said.setdefault("allow_abbrev", False)
        said.setdefault("formatter_class", _Formatter)
        super().__init__(**said)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "要写的", "可以加的"
        self.add_argument("-h", "--help", action="help", help="看这段说明")

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the usage, and end with 2."""
        print(f"{sentence(message)}用法见 {self.prog} --help", file=sys.stderr)
        sys.exit(2)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=100)

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


def sentence(message: str) -> str:
    """One of argparse's messages in Chinese."""
    for pattern, chinese in _SENTENCES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return chinese.format(*(part.replace("'", "") for part in match.groups()))
    return "命令写得不对。"
