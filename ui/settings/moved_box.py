"""What a changed calendar, limit or scheme would move, case by case, before it is applied; applying it goes on a thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from app.change import Change
from app.ledger.would_move import Moved, measure_with, would_move
from app.rules.status import Preset, Status
from app.store.office import Office
from ui.form.submit import button
from ui.frame import Frame
from ui.long_work import Progress, run_long
from ui.parts.light import LIGHT_ROLE, LightCell, LightDelegate
from ui.preset import hues
from ui.theme import current, light
from ui.undo import measuring, say_done

HEADERS = ("案件", "时限", "现在的灯", "改后的灯", "现在到期", "改后到期")
_WIDTHS = (150, 190, 110, 110, 110, 110)
LIGHTS = (2, 3)
"""The columns that are painted as lights."""
SHOWN = 8
"""Rows that are seen at once; the others are reached by scrolling."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Proposal:
    """A change that is not made yet: what it is called, the settings it makes, how it is made.

    `straight`: where no light moves it is made at once.
    """

    label: str
    changes: Mapping[str, Any]
    apply: Callable[[], Change | None]
    straight: bool = False


class MovedModel(QAbstractTableModel):
    """One row for each light or date that moves; a view asks only for the rows it shows."""

    def __init__(self, found: Sequence[Moved], now: Preset, then: Preset, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = found
        self._hues = hues(now), hues(then)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts(self.found[index.row()])[index.column()]
        if role == LIGHT_ROLE and index.column() in LIGHTS:
            return self._light(self.found[index.row()], LIGHTS.index(index.column()))
        return None

    def _light(self, moved: Moved, after: int) -> LightCell | None:
        """The light before or after, each in the colours of its own scheme."""
        status = (moved.status_before, moved.status_after)[after]
        return None if status is None else LightCell(light(status.value, self._hues[after]))


class MovedBox(QWidget):
    """Empty until something is looked at; then what would move, and whether to go on."""

    def __init__(self, frame: Frame, office: Office, open_case: Callable[[str], object]) -> None:
        super().__init__()
        self._frame, self._office, self._open = frame, office, open_case
        self.proposal: Proposal | None = None
        self.found: Sequence[Moved] = ()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.table = QTableView()
        self.table.setAccessibleName("会变的灯")
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for place in LIGHTS:
            self.table.setItemDelegateForColumn(place, LightDelegate(self.table))
        self.table.verticalHeader().setDefaultSectionSize(current().px(30))
        self.table.activated.connect(lambda index: self.open_case(index.row()))
        self.go = button("照此修改", self.apply, "primary")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.go)
        line.addWidget(button("不改了(Esc)", self.give_up))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.table)
        column.addLayout(line)
        self.hide()

    def look(self, proposal: Proposal) -> None:
        """Reckon what it would move, case by case on a thread, and list it."""
        office = self._office

        def work(progress: Progress) -> list[Moved]:
            try:
                return would_move(
                    office, proposal.changes, lambda at, of: progress.step("正在算会变的灯", at, of)
                )
            finally:
                office.close()  # this thread's connection

        run_long(self._frame, proposal.label, work, done=lambda found: self._list(proposal, found))

    def apply(self) -> None:
        """Make the change that was looked at. Stopped on the way, nothing is changed."""
        if self.proposal is None:
            return
        proposal, office = self.proposal, self._office

        def done(change: Change | None) -> None:
            say_done(self._frame, office, f"已{proposal.label}", change)

        self.give_up()
        run_long(self._frame, proposal.label, measuring(office, proposal.apply), done=done)

    def give_up(self) -> bool:
        """Leave everything as it is; False when nothing was looked at."""
        if self.proposal is None:
            return False
        self.proposal = None
        self.hide()
        return True

    def open_case(self, row: int) -> None:
        """Open the case of a row."""
        self._open(self.found[row].case)

    def _list(self, proposal: Proposal, found: Sequence[Moved]) -> None:
        self.proposal, self.found = proposal, found
        if proposal.straight and not found:
            self.apply()
            return
        self.told.setText(f"{proposal.label}：{told(found)}" + ("按 Enter 打开一件。" if found else ""))
        before = self.table.model()
        now, then = self._office.measure.preset, measure_with(self._office, proposal.changes).preset
        self.table.setModel(MovedModel(found, now, then, self))
        if before is not None:
            before.deleteLater()
        head = self.table.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, current().px(width))
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setVisible(bool(found))
        rows = min(len(found), SHOWN) + 1
        self.table.setFixedHeight(current().px(34) + rows * current().px(30))
        self.show()
        self.go.setFocus()


def told(found: Sequence[Moved]) -> str:
    """How many lights and dates move."""
    turning = sum(each.turns for each in found)
    if not found:
        return "没有灯会变。"
    cases = len({each.case for each in found})
    return f"{cases} 件里，{turning} 个灯会变颜色，{len(found) - turning} 个只变到期日。"


def texts(moved: Moved) -> tuple[str, ...]:
    """One row: which, and its light and date before and after."""
    return (
        moved.title, moved.label, _light(moved.status_before), _light(moved.status_after),
        _day(moved.due_before), _day(moved.due_after),
    )  # fmt: skip


def _light(status: Status | None) -> str:
    return "没有" if status is None else f"{status.mark} {status.label}"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
