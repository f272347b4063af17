"""How the page says what happens to a record, and how it counts."""

from collections.abc import Mapping

from app.exchange.merge import Verdict
from app.records.catalogue import KINDS

VERDICTS: Mapping[Verdict, str] = {
    Verdict.NEW: "新增",
    Verdict.CHANGED: "变更",
    Verdict.SAME: "相同",
    Verdict.OLDER: "较旧",
    Verdict.HELD: "待定",
    Verdict.REFUSED: "拒收",
}
"""One word per verdict, in the order in which they are shown."""

NEWS = (Verdict.NEW, Verdict.CHANGED, Verdict.HELD)
"""The verdicts that write something."""

EMPTY = "（空）"


def kind_label(kind: str) -> str:
    """登记, 办理 …; the bare name of a kind that only a newer program knows."""
    return KINDS[kind].label if kind in KINDS else kind


def counted(counts: Mapping[str, int]) -> str:
    """新增 3 条，变更 2 条; 没有记录 when there is nothing to count."""
    said = [f"{word} {counts[each.value]} 条" for each, word in VERDICTS.items() if counts.get(each.value)]
    return "，".join(said) or "没有记录"
