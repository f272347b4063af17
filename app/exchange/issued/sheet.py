"""The sheet 下发配置 of a posting: what the county changed, and from when it holds, for people to read."""

from app.exchange.issued.group import Item
from app.exchange.issued.issue import Issue, rows
from app.exchange.sheets import Cell, Column, Sheet

NAME = "下发配置"
_COLUMNS = (
    Column("configuration.group", "类别", 12, ours=False),
    Column("configuration.number", "编号", 8, kind="integer", ours=False),
    Column("configuration.item", "哪一项", 30, kind="longtext", ours=False),
    Column("configuration.before", "程序自带的", 30, kind="longtext", ours=False),
    Column("configuration.after", "现在定为", 34, kind="longtext", ours=False),
    Column("configuration.since", "从何时起", 14, ours=False),
    Column("configuration.note", "说明", 40, kind="longtext", ours=False),
)
_HOW = "装了回音的单位收取后逐项看过再采用，采用后在办的件重新计算；没有回音的单位请照此执行。"


def configuration_sheet(issued: Issue) -> Sheet:
    """One row for each item that is not as the program comes."""
    found = [_cells(*row) for row in rows(issued)]
    return Sheet(NAME, NAME, _HOW, list(_COLUMNS), found)


def _cells(label: str, number: int, at: str, item: Item | None) -> list[Cell]:
    if item is None:
        return [label, number, "全部", "", "与程序自带的一样", at[:10], ""]
    return [label, number, item.label, item.old, item.new, item.since or at[:10], item.warning]
