"""每台电脑: the desks that files came from; one that is dead or given away is retired, so that it holds nothing up."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.exchange.gaps import numbers
from app.exchange.known_desks import KnownDesk
from ui.exchange.listing import Listing
from ui.form.submit import button

HEADS = ("单位", "谁在用", "机号", "状态", "最近一份", "没收到的号")
WIDTHS = (150, 200, 120, 100, 180)
WORDS = (
    "每台电脑有自己的机号，各寄各的；谁在上面登记、从哪天起寄来，看“谁在用”。一台坏了、换了、不再用了，就停用它：不再为它一遍遍寄旧内容。"
    "它要是又寄来，会自动恢复。停用可以撤销。"
)
NOTHING = "还没有收到过别的电脑寄来的工作簿。"


class DesksPanel(Listing):
    """`wanted` carries the desk to retire."""

    wanted = Signal(str)

    def __init__(self) -> None:
        self._desks: Sequence[KnownDesk] = ()
        self.retire = button("停用这台电脑", self._retire)
        super().__init__("每台电脑", WORDS, HEADS, WIDTHS, NOTHING, (self.retire,))

    def show_desks(self, desks: Sequence[KnownDesk]) -> None:
        """Show these."""
        self._desks = desks
        self.show_lines([_cells(each) for each in desks])

    def told(self, row: int) -> str:
        office, who, number, state, last, gaps = _cells(self._desks[row])
        return f"{office}，{who}，机号 {number}：{state}\n最近一份：{last or '没有'}{f'；没收到{gaps}' if gaps else ''}"

    def dress(self, row: int) -> None:
        living = 0 <= row < len(self._desks) and not self._desks[row].retired
        self.retire.setEnabled(living)
        self.retire.setToolTip("" if living or row < 0 else "已经停用了。")

    def _retire(self) -> None:
        if 0 <= self.row < len(self._desks):
            self.wanted.emit(self._desks[self.row].desk)


def _cells(each: KnownDesk) -> tuple[str, ...]:
    office = f"{each.office}(本单位)" if each.ours else each.office
    last = f"第 {each.last[0]} 号，{each.last[1]}" if each.last else ""
    state = f"{each.retired} 停用" if each.retired else "在用"
    return office, _who(each), each.number, state, last, f"第 {numbers(each.gaps)} 号" if each.gaps else ""


def _who(each: KnownDesk) -> str:
    """王敏，2026-02-12 起: who registers there, and since when files have come from it."""
    who = "、".join(each.people) or "没有登记过"
    return f"{who}，{each.since} 起" if each.since else who
