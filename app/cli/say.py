"""How a command speaks: one JSON document for machines, or plain lines; errors on stderr in one sentence."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from app.errors import NotAllowed
from app.schema.kinds import Value


def document(said: Any) -> None:
    """Print one JSON document, UTF-8 whatever the terminal thinks."""
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(text)
    else:
        raw.write(text.encode("utf-8", "surrogatepass"))
        raw.flush()


def plain(value: Value) -> Any:
    """A Python value as JSON holds it: days in ISO, money in 万元 as a number, several codes as a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def error(sentence: str) -> None:
    """One sentence on stderr."""
    print(" ".join(sentence.split()), file=sys.stderr)


def so_far(what: str, done: int, total: int) -> None:
    """How far long work is, on one line of a terminal that is written over; nothing where nobody looks."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{total}", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def ask(summary: str) -> None:
    """Show what taking a file would do and ask for a yes; raises NotAllowed without one."""
    if not sys.stdin.isatty():
        raise NotAllowed("还没有确认，没有收取。确认要收取就加 --yes；先看内容用 inspect。")
    print(summary, file=sys.stderr)
    print("收取吗？输入 y 收取，其他键不收：", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "是"):
        raise NotAllowed("没有收取，什么都没有写入。")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 40) -> str:
    """Aligned columns, a Chinese character counting two; longer cells are cut."""
    lines = [[_cut(cell, widest) for cell in line] for line in ([*head], *([*row] for row in rows))]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(head))]
    padded = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "\n".join(line.rstrip() for line in padded)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, widest: int) -> str:
    flat = " ".join(text.split())
    if _width(flat) <= widest:
        return flat
    kept = flat
    while _width(kept) > widest - 2:
        kept = kept[:-1]
    return kept + "…"
