"""What people typed into a workbook, on the command line: one line per cell, and which of them to take."""

from argparse import Namespace
from collections.abc import Iterator

from app.errors import NotAllowed
from app.exchange.hand_outcome import Becomes
from app.exchange.preview import Preview

_LISTED = 50
_WORDS = {
    Becomes.EDIT: "修改", Becomes.TRUST: "代记", Becomes.PROPOSAL: "更正建议", Becomes.NEW: "新增", Becomes.NOTED: "不收",
    Becomes.UNREAD: "看不懂",
}  # fmt: skip


def lines(found: Preview) -> Iterator[str]:
    """Every cell that was typed, with sheet and address, old and new, and why."""
    if not found.hand_edits or found.by_hand is None:
        return
    ticked = sum(each.ticked for each in found.hand_edits)
    yield f"表里手写的改动 {len(found.hand_edits)} 处，按“{found.by_hand.hand.name}”填写看；不另选时收其中 {ticked} 处："
    for each in found.hand_edits[:_LISTED]:
        tick = "√" if each.ticked else " "
        change = f"{each.base or '(空)'} → {each.typed or '(空)'}"
        yield f"  [{tick}] {_WORDS[each.becomes]} {each.key} {each.case_no} {each.label}：{change} {each.reason}".rstrip()
    if len(found.hand_edits) > _LISTED:
        yield f"  其余 {len(found.hand_edits) - _LISTED} 处请用 --json 看。"


def ticked(asked: Namespace) -> list[str] | None:
    """Keys of the cells to take; None for those that are ticked by themselves."""
    if asked.no_hand:
        return []
    chosen: list[str] | None = asked.hand
    return chosen


def checked(found: Preview, by: str | None) -> Preview:
    """The preview; raises NotAllowed when `by` is neither end of the posting."""
    if by is not None and found.by_hand is not None and found.by_hand.hand.office != by:
        ends = f"{found.header.office} 或 {found.header.receiver}"
        raise NotAllowed(f"--by 要写寄件单位或收件单位的代码({ends})，不能是“{by}”。")
    return found
