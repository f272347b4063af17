"""`bench`: hands over to the benchmarks, which lie with the tests and are not shipped in the packaged program."""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from app.errors import Unavailable


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks. Raises Unavailable where they do not exist."""
    root = str(Path(__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    if getattr(sys, "frozen", False) or find_spec("tests") is None or find_spec("tests.bench") is None:
        raise Unavailable("安装好的程序里没有测速，请在源代码的文件夹里运行 ./run bench。")
    return int(import_module("tests.bench.run").main(arguments))
