"""How the page says what happens to a record, and how it counts."""

from collections.abc import Mapping

from app.records.catalogue import KINDS

VERDICTS: Mapping[str, str] = {
    "new": "新增",
    "changed": "变更",
    "same": "相同",
    "older": "较旧",
    "held": "待定",
    "refused": "拒收",
}
"""One word per verdict (`app.exchange.merge.Verdict`, by value, so that a badge need not load the exchange)."""

NEWS = ("new", "changed", "held")
"""The verdicts that write something."""

EMPTY = "（空）"


def kind_label(kind: str) -> str:
    """登记, 办理 …; the bare name of a kind that only a newer program knows."""
    return KINDS[kind].label if kind in KINDS else kind


def counted(counts: Mapping[str, int]) -> str:
    """新增 3 条，变更 2 条; 没有记录 when there is nothing to count."""
    said = [f"{word} {counts[each]} 条" for each, word in VERDICTS.items() if counts.get(each)]
    return "，".join(said) or "没有记录"
