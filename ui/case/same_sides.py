"""What two numbers of one report hold, field by field, with a tick at each value that is taken over from the dropped one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from app.actions.same_case import Both, Sameness
from ui.form.submit import button, shortcut
from ui.theme import set_role


class SameSides(QFrame):
    """`confirmed`: they are the same; `given_up`: nothing is done."""

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, found: Sameness) -> None:
        super().__init__()
        self.found = found
        self.ticks: dict[str, QCheckBox] = {}
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QLabel(f"同一件：留用 {found.kept.title}，并入 {found.dropped.title}")
        set_role(head, "band")
        column.addWidget(head)
        column.addWidget(_words(_said(found)))
        column.addLayout(self._table())
        column.addLayout(self._buttons())
        shortcut("Ctrl+S", self, self.confirmed.emit)

    def begin(self) -> None:
        """Go to the first tick, else to the button."""
        (next(iter(self.ticks.values()), None) or self.go).setFocus()

    def taken(self) -> list[str]:
        """The full ids of the fields whose value of the dropped one is taken over."""
        return [field for field, tick in self.ticks.items() if tick.isChecked()]

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, title in enumerate(
            ("", f"留用 {self.found.kept.title}", f"并入 {self.found.dropped.title}", "")
        ):
            grid.addWidget(QLabel(title), 0, at)
        for row, each in enumerate(self.found.fields, start=1):
            grid.addWidget(_words(each.label), row, 0, Qt.AlignmentFlag.AlignTop)
            for at, text in ((1, each.kept or "(空)"), (2, each.other)):
                said = QLabel(text)
                said.setTextFormat(Qt.TextFormat.PlainText)
                said.setWordWrap(True)
                grid.addWidget(said, row, at, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._tick(each), row, 3, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _tick(self, each: Both) -> QCheckBox:
        tick = QCheckBox("建议用并入的" if each.answered_by else "用并入的")
        tick.setAccessibleName(f"{each.label}用并入的值“{each.other}”")
        tick.setChecked(each.takes)
        tick.setEnabled(not self.found.answered_by)
        self.ticks[each.field] = tick
        return tick

    def _buttons(self) -> QHBoxLayout:
        word = "建议定为同一件" if self.found.answered_by else "定为同一件"
        self.go = button(f"{word}(Ctrl+S)", self.confirmed.emit, "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(button("不做了(Esc)", self.given_up.emit))
        buttons.addStretch(1)
        return buttons


def _said(found: Sameness) -> str:
    """What will happen, in plain sentences."""
    if found.answered_by:
        return (
            f"并入的一件由“{found.answered_by}”登记，要由它答应：这里记成更正建议，随下一份工作簿寄去，"
            "采纳以前两件都照常。"
        )
    said = ["接访、反映问题、办理步骤、附件都跟到留用的一件；并入的编号仍查得到，可以随时分开。"]
    if found.points:
        said.append(f"两边一样的反映问题 {found.points} 条只留一条。")
    said.append("下面是两件填得不一样的。" if found.fields else "两件填的没有不一样的。")
    return "".join(said)


def _words(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    set_role(made, "quiet")
    return made
