"""How the program starts itself once more in a process of its own, from the source and when frozen."""

import os
import sys
from pathlib import Path


def command(*arguments: str) -> list[str]:
    """The words that start this program with these arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", "-m", "ui", *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment in which those words find the program."""
    root = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", **more}
