"""What the program does when it is started: the window without a command, a command otherwise.

Commands that need no screen never import Qt, so that they answer at once. Works for the frozen program too.
"""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

_OF_THE_WINDOW = {
    "demo": "ui.demo",
    "screenshots": "ui.screenshots",
    "bench": "ui.bench",
    "--self-test": "ui.self_test",
}

_BEFORE = ("--dir", "--today", "--person", "--password-file")
"""Options with a value that may stand before a command."""

TURN = 0.001
"""Seconds after which work on a thread gives way to the window. Python's own five milliseconds add up: a window that asks
the store one question waits for its turn several times."""


def main(arguments: Sequence[str]) -> int:
    """Dispatch; returns the exit code."""
    folder = _window_folder(arguments)
    if folder is not None:
        from app.paths import data_folder

        sys.setswitchinterval(TURN)
        gc.disable()  # what is made at the start stays; the window collects again once it stands
        return int(import_module("ui.start").run(data_folder(folder or None), [sys.argv[0]]))
    arguments = _command_first(arguments)
    if arguments[0] in _OF_THE_WINDOW:
        return _in_words(_OF_THE_WINDOW[arguments[0]], arguments[1:])
    from app.cli.main import main as run_command

    return run_command(arguments)


def _command_first(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments with a command of the window in front of the options that may stand before every command."""
    at = 0
    while at + 2 < len(arguments) and arguments[at] in _BEFORE:
        at += 2
    if at and arguments[at] in _OF_THE_WINDOW:
        return [arguments[at], *arguments[at + 1 :], *arguments[:at]]
    return arguments


def _window_folder(arguments: Sequence[str]) -> str | None:
    """The folder to open a window on (blank: the usual one), or None when a command is meant."""
    if not arguments:
        return ""
    return arguments[1] if len(arguments) == 2 and arguments[0] == "--dir" else None


def _in_words(module: str, arguments: Sequence[str]) -> int:
    """Run a command that needs Qt; whatever goes wrong is one sentence on stderr."""
    from app.cli.main import ended

    return ended(lambda: int(import_module(module).main(list(arguments))))


if __name__ == "__main__":
    if find_spec("ui") is None:  # started as a file
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from app.cli.crash import leave_nothing

    leave_nothing()
    sys.exit(main(sys.argv[1:]))
