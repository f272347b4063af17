"""没有收的手写: what people typed into workbooks and was not taken, why, and what can still be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.exchange.untaken import Untaken
from ui.exchange.listing import Listing
from ui.exchange.words import EMPTY
from ui.form.submit import button

HEADS = ("编号", "栏目", "表里写的", "原来", "为什么没有收")
WIDTHS = (180, 110, 220, 170)
WORDS = (
    "别人在工作簿里手写、没有收进台账的都留在这里，一格也不丢。是别的单位填的，可以提更正建议；"
    "是本单位的，打开这一件直接改；当时没有勾选的，把那份工作簿再收一次、勾上就收。"
)
NOTHING = "没有留下的手写内容。"
ASKED = "已经提过更正建议。"
NOT_OFFERED = "这一格不能提更正建议：是本单位的、程序算出来的，或者内容已经一样。"


class UntakenPanel(Listing):
    """`opened`: the id of a case; `proposed`: the line whose correction is to be proposed."""

    opened = Signal(str)
    proposed = Signal(object)

    def __init__(self) -> None:
        self._found: Sequence[Untaken] = ()
        self.open = button("打开这一件", self._open)
        self.propose = button("提更正建议", self._propose)
        super().__init__("没有收的手写", WORDS, HEADS, WIDTHS, NOTHING, (self.propose, self.open))

    def show_untaken(self, found: Sequence[Untaken]) -> None:
        """Show these."""
        self._found = found
        self.show_lines(
            [(e.case_no, e.label, e.typed, e.base or EMPTY, ASKED if e.asked else e.reason) for e in found]
        )

    def told(self, row: int) -> str:
        one = self._found[row]
        asked = f"\n{ASKED}" if one.asked else ""
        before = f"原来“{one.base}”" if one.base else "原来空着"
        return (
            f"{one.case_no} {one.label}：表里写的“{one.typed}”，{before}\n{one.reason}{asked}\n"
            f"{one.who} {one.at[:16].replace('T', ' ')}　{one.place}"
        )

    def dress(self, row: int) -> None:
        one = self._found[row] if 0 <= row < len(self._found) else None
        self.open.setEnabled(one is not None and bool(one.case))
        able = one is not None and one.record is not None and not one.asked
        self.propose.setEnabled(able)
        self.propose.setToolTip("" if able or one is None else ASKED if one.asked else NOT_OFFERED)

    def _open(self) -> None:
        if 0 <= self.row < len(self._found):
            self.opened.emit(self._found[self.row].case)

    def _propose(self) -> None:
        if 0 <= self.row < len(self._found):
            self.proposed.emit(self._found[self.row])
