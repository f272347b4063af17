"""下发配置: what of the county's configuration goes down with the next workbooks, or without any case."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.issued.answers import Answer
from app.exchange.issued.groups import GROUPS
from ui.exchange.whole import Whole
from ui.form.submit import button
from ui.theme import set_role

HOW = (
    "勾选的和工作簿一起下发，表里写明改了什么、从何时起。对方收取后逐项看过、由管理员决定才会改；"
    "没有变的再寄一次也不要紧。"
)


class ConfigurePanel(QWidget):
    """A tick for each group with what it holds; nothing is ticked by itself. `left`: back to where one came from."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head, self.how = QLabel("下发配置"), QLabel(HOW)
        set_role(self.head, "title")
        set_role(self.how, "quiet")
        self.how.setWordWrap(True)
        self.ticks = {id: QCheckBox() for id in GROUPS}
        self.alone = QCheckBox("只寄配置，不带案件(&A)")
        self.done = button("选好了", self.left.emit, "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self.how)
        for tick in self.ticks.values():
            tick.toggled.connect(lambda on: self.alone.setEnabled(bool(self.ticked)))
            layout.addWidget(tick)
        layout.addSpacing(8)
        layout.addWidget(self.alone)
        layout.addLayout(buttons)
        self.told = Whole()
        self.told.setAccessibleName("各单位的回话")
        layout.addWidget(self.told)
        layout.addStretch(1)
        self.alone.setEnabled(False)

    @property
    def ticked(self) -> list[str]:
        """The groups that are ticked."""
        return [id for id, tick in self.ticks.items() if tick.isChecked()]

    @property
    def goes_alone(self) -> bool:
        """Whether no case goes along."""
        return bool(self.ticked) and self.alone.isChecked()

    @property
    def words(self) -> str:
        """工作日历、时限(不带案件); blank where nothing goes."""
        said = "、".join(GROUPS[each].label for each in self.ticked)
        return f"{said}（不带案件）" if self.goes_alone else said

    def show_groups(self, summary: Callable[[str], str], told: Sequence[Answer] = ()) -> None:
        """Say of each group what it holds now, and what the units told; ticks stay."""
        self.told.setPlainText("\n".join(f"{each.name}：{each.words}" for each in told))
        self.told.setVisible(bool(told))
        for id, tick in self.ticks.items():
            tick.setText(f"{GROUPS[id].label}（{summary(id)}）")

    def tick(self, groups: Sequence[str], *, alone: bool = False) -> None:
        """Tick just these."""
        for id, tick in self.ticks.items():
            tick.setChecked(id in groups)
        self.alone.setChecked(alone)

    def focus_first(self) -> None:
        """Go to the first tick."""
        next(iter(self.ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)
