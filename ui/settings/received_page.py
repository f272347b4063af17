"""县里下发的配置: each item old and new with a tick; which lights would move is listed before anything is taken."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.take_configuration import items_of, refuse_configuration, settings_of, take_configuration
from app.change import Change
from app.exchange.issued.arrived import Offer, offers
from app.exchange.issued.group import Item
from app.store.office import Office
from ui.do import do
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.page import Page
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.settings.moved_box import MovedBox, Proposal
from ui.theme import current, set_role
from ui.undo import say_done

HEADERS = ("哪一项", "本单位现在", "县里下发", "注意")
HOW = (
    "勾上的照县里的改，没勾的照本单位现在的；以后还可以在设置里再采用。先看会变哪些灯，再决定改不改。"
    "本单位自己改过的、比法定期限更宽的，先不替您勾。"
)
NOTHING = "县里没有下发配置，或者都与本单位现在的一样。"
_ITEM = Qt.ItemDataRole.UserRole
ROW = 34


class ReceivedPage(Page):
    """One line per item under its group; Space ticks an item or a whole group."""

    title, icon = "县里下发的配置", "download"

    def __init__(
        self, frame: Frame, office: Office, open_case: Callable[[str], object] = lambda case: None
    ) -> None:
        super().__init__()
        self._frame, self._office, self._open_case = frame, office, open_case
        self.offers: Sequence[Offer] = ()

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.head, self.how = QLabel(self.title), QLabel(HOW)
        set_role(self.head, "title")
        set_role(self.how, "quiet")
        self.how.setWordWrap(True)
        self.tree = QTreeWidget()
        self._dress_tree()
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.whole.setTextFormat(Qt.TextFormat.PlainText)
        self.longer = QCheckBox()
        self.longer.clicked.connect(lambda: self._dress())
        self.box = MovedBox(self._frame, self._office, self._open_case)
        self.look = button("看会变哪些灯(Ctrl+回车)", self.propose, "primary")
        self.none = button("都不采用", self.refuse)
        self.later = button("以后再定(Esc)", self._frame.back, "quiet")
        self.barred = QLabel()
        self.barred.setWordWrap(True)
        set_role(self.barred, "error")
        self.nothing = Empty(NOTHING, icon="check")
        self._lay_out(page)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, page, self.propose)
        self._show()
        return page

    def entered(self) -> None:
        (self.tree if self.offers else self.later).setFocus()

    def refresh(self, change: Change | None) -> None:
        if change is None or any(edit.kind in ("setting", "configuration", "unit") for edit in change.edits):
            self._show()

    def escaped(self) -> bool:
        return self.box.give_up()

    def keys(self) -> Sequence[KeyRow]:
        return (("空格", "勾选一项或一类"), ("Ctrl+回车", "看会变哪些灯"), ("Esc", "以后再定"))

    @property
    def ticked(self) -> list[Item]:
        """The items that are to be taken."""
        return [item for line, item in self._lines() if line.checkState(0) == Qt.CheckState.Checked]

    def tick(self, id: str, on: bool = True) -> None:
        """Tick an item by its id."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        next(line for line, item in self._lines() if item.id == id).setCheckState(0, state)

    def propose(self) -> None:
        """List the lights that the ticked items would move; nothing moves, it is taken at once."""
        if not self.look.isEnabled():
            return
        office, wanted, groups = (
            self._office,
            [each.id for each in self.ticked],
            [each.group for each in self.offers],
        )
        agreed = self.longer.isChecked() and not self.longer.isHidden()
        run = partial(take_configuration, office, wanted, groups, looser_agreed=agreed)

        def read() -> Proposal:
            changes = settings_of(office, items_of(office, wanted))
            return Proposal(f"采用县里下发的配置 {len(wanted)} 处", changes, run, straight=True)

        do(self._frame, read, done=self.box.look)

    def refuse(self) -> None:
        """Leave everything as it is here."""
        groups = [each.group for each in self.offers]
        do(self._frame, lambda: refuse_configuration(self._office, groups), done=self._done)

    def _done(self, change: Change) -> None:
        say_done(self._frame, self._office, f"已定：{change.label}", change)

    def _show(self) -> None:
        self.box.give_up()
        self.offers = [each for each in offers(self._office) if each.items]
        self.tree.blockSignals(True)
        self.tree.clear()
        for offer in self.offers:
            self.tree.addTopLevelItem(self._group(offer))
        self.tree.expandAll()
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        barred = self._office.refusal("take_configuration")
        self.barred.setText(barred or "")
        self.barred.setVisible(barred is not None and bool(self.offers))
        for part in (self.tree, self.how, self.whole, self.look, self.none):
            part.setVisible(bool(self.offers))
        self.none.setEnabled(barred is None)
        self.nothing.setVisible(not self.offers)
        self._dress()

    def _group(self, offer: Offer) -> QTreeWidgetItem:
        state = "" if offer.waiting else "（以前决定过）"
        line = QTreeWidgetItem(
            [f"{offer.label} 第 {offer.number} 号{state}", "", f"{offer.at[:10]}", offer.note]
        )
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for item in offer.items:
            child = QTreeWidgetItem(line, [item.label, item.old, item.new, remark(item)])
            child.setData(0, _ITEM, item)
            if item.refusal:
                child.setFlags(child.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            else:
                child.setCheckState(
                    0, Qt.CheckState.Checked if item.ticked and offer.waiting else Qt.CheckState.Unchecked
                )
            if item.warning:
                child.setForeground(len(HEADERS) - 1, QBrush(current().colour("red")))
            for column in range(len(HEADERS)):
                child.setToolTip(column, child.text(column))
        return line

    def _lines(self) -> list[tuple[QTreeWidgetItem, Item]]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        lines = [top.child(at) for top in tops if top is not None for at in range(top.childCount())]
        return [(line, line.data(0, _ITEM)) for line in lines]

    def _dress(self) -> None:
        ticked = self.ticked
        longer = [each for each in ticked if each.warning]
        self.longer.setVisible(bool(longer))
        if not longer:
            self.longer.setChecked(False)
        self.longer.setText(f"勾选的里有 {len(longer)} 项比法定期限更宽；已核对依据，照收")
        ready = (
            bool(ticked)
            and (not longer or self.longer.isChecked())
            and self._office.refusal("take_configuration") is None
        )
        self.look.setEnabled(ready)
        self.look.setToolTip("" if ready or not longer else "请先核对比法定期限更宽的几项。")

    def _ticks_changed(self) -> None:
        self.box.give_up()  # it listed what other ticks would move
        self._dress()

    def _tell(self, line: QTreeWidgetItem | None) -> None:
        item = None if line is None else line.data(0, _ITEM)
        said = "" if item is None else f"{item.label}：{item.old} → {item.new}"
        note = "" if item is None else remark(item)
        self.whole.setText(f"{said}。{note}" if note else said)

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setAccessibleName("县里下发的配置，空格键勾选")
        tree.setHeaderLabels(list(HEADERS))
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(False)
        tree.setAllColumnsShowFocus(True)
        head = tree.header()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(True)
        tree.setMinimumHeight(current().px(ROW * 6))
        tree.itemChanged.connect(lambda line, column: self._ticks_changed())
        tree.currentItemChanged.connect(lambda now, before: self._tell(now))

    def _lay_out(self, page: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.look, self.none, self.later):
            buttons.addWidget(each)
        buttons.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 16, 16)
        column.setSpacing(10)
        for part in (self.head, self.how, self.barred):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        column.addWidget(self.nothing)
        column.addWidget(self.whole)
        column.addWidget(self.longer)
        column.addLayout(buttons)
        column.addWidget(self.box)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 8, 0)
        layout.addWidget(scrolling(inside))


def remark(item: Item) -> str:
    """What to mind before taking an item."""
    said = [f"▲ {item.warning}"] if item.warning else []
    said += ["本单位自己改过"] if item.own else []
    said += [item.refusal] if item.refusal else []
    return "；".join(said)
