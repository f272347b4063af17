"""备份与恢复 on the page 设置: the list, a backup now, the second place, putting one back, moving to another PC."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions import backup as backing
from app.actions import move, thin_escalated
from app.actions.backup import Made
from app.change import Change
from app.rules.rights import refusal
from app.store import backups
from app.store.backups import Backup
from app.store.office import Office
from app.store.packing import ENDING
from ui.backup.backup_table import BackupTable
from ui.backup.restore_card import RestoreCard
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.long_work import run_long
from ui.parts.band import Band
from ui.parts.read_row import labelled
from ui.parts.scroll import show_whole
from ui.theme import set_role

GiveBack = Callable[[Backup], object]
"""Closes the office, puts the backup in its place and opens it again."""


class BackupSection(QWidget):
    """The band, and below it the question before a backup is put back."""

    def __init__(self, frame: Frame, office: Office, give_back: GiveBack) -> None:
        super().__init__()
        self._frame, self._office, self._give_back = frame, office, give_back
        self.card: RestoreCard | None = None
        self.table = BackupTable()
        self.table.opened.connect(self.ask)
        self.place = QLabel()
        self.place.setWordWrap(True)
        self.aside = QLabel()
        self.aside.setWordWrap(True)
        set_role(self.aside, "read")
        band = Band("备份与恢复", "打开时、每工作半小时、收取前自动备份，都加了密")
        self.now = button("现在备份", self.back_up)
        band.add_to_head(self.now)
        band.add(self.table)
        band.add(self._escalated())
        band.add(self._buttons())
        band.add(labelled("第二位置", self._second()))
        band.add(labelled("换下的数据", self.aside))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(band)
        self.show_all()

    def show_all(self) -> None:
        """Read the list and the second place anew."""
        self.table.show_backups(backing.listed(self._office))
        second = backing.second_place(self._office)
        if second is None:
            said = "没有。选一个 U 盘或另一块硬盘上的文件夹，电脑坏了也不会丢。"
        else:
            said = f"{second}" if second.is_dir() else f"{second}（现在不在，插上以后下次备份会补上）"
        self.place.setText(said)
        self.forget.setVisible(second is not None)
        found = thin_escalated.holding(self._office)
        self.escalated.setVisible(bool(found))
        self.told.setText(
            f"还有 {len(found)} 份旧备份和换下的数据里有已转为报上级件的内容，应当清除。清除前先做一份新的备份，不能撤销。"
        )
        count, size = backing.set_aside(self._office)
        self.aside.setText(
            f"{count} 份，共 {size / 1_000_000:.1f} MB：恢复和抢救前的数据，和备份一样越旧留得越稀。" if count
            else "没有。恢复或抢救前的数据会整份留在这里。"
        )  # fmt: skip

    def back_up(self) -> None:
        """Make a backup now."""
        office = self._office

        def work(_progress: object) -> Made:
            try:
                return backing.back_up(office)
            finally:
                office.close()  # this thread's connection

        run_long(self._frame, "备份", work, done=self._backed_up)

    def give_up(self) -> None:
        """Make a fresh backup and take away the copies in which a matter for the level above still stands."""
        office = self._office

        def work(_progress: object) -> Change:
            try:
                return thin_escalated.give_up(office)
            finally:
                office.close()  # this thread's connection

        run_long(self._frame, "备份并清除", work, done=self._given_up)

    def choose_second(self) -> None:
        """Ask for a folder to copy every backup to."""
        chosen = QFileDialog.getExistingDirectory(self, "选 U 盘或另一块硬盘上的文件夹")
        if chosen:
            self.set_second(Path(chosen))

    def set_second(self, folder: Path | None) -> None:
        """Copy every backup to this folder too, or no more."""
        do(
            self._frame,
            lambda: backing.set_second_place(self._office, folder),
            done=lambda _: self.show_all(),
        )

    def choose_file(self) -> None:
        """Ask for a backup that lies elsewhere, as on a stick."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选一份备份", str(self._office.folder), "备份 (*.db)")
        if chosen:
            do(self._frame, lambda: backups.named(Path(chosen)), done=self.ask)

    def ask(self, backup: Backup | None) -> None:
        """Say what putting this backup back would take away, and wait for the key."""
        self.close_form()
        barred = refusal("restore", self._office.roles)
        if barred is not None:
            self._frame.say_error(barred)
        elif backup is not None:
            do(
                self._frame,
                lambda: backing.lost_since(self._office, backup),
                done=lambda lost: self._open(backup, lost),
            )

    def close_form(self) -> bool:
        """Close the question; False when there was none."""
        if self.card is None:
            return False
        self.card.hide()
        self.card.deleteLater()
        self.card = None
        self.table.setFocus()
        return True

    def choose_target(self) -> None:
        """Ask where to write the file for another PC."""
        barred = refusal("pack", self._office.roles)
        if barred is not None:
            self._frame.say_error(barred)
            return
        proposed = str(Path.home() / move.proposed_name(self._office))
        chosen, _ = QFileDialog.getSaveFileName(self, "打包成一个文件", proposed, f"搬家文件 (*{ENDING})")
        if chosen:
            self.pack(Path(chosen))

    def pack(self, target: Path) -> None:
        """Write the office into one file."""
        office = self._office

        def work(_progress: object) -> move.Packed:
            try:
                return move.pack(office, target if target.suffix else target.with_suffix(ENDING))
            finally:
                office.close()

        run_long(self._frame, "打包", work, done=self._packed)

    def _open(self, backup: Backup, lost: backing.Lost) -> None:
        self.card = card = RestoreCard(backup, lost)
        card.confirmed.connect(self._confirm)
        card.given_up.connect(self.close_form)
        self._layout.addWidget(card)
        card.show()
        card.begin()
        show_whole(card)

    def _confirm(self) -> None:
        if self.card is not None:
            chosen = self.card.backup
            do(
                self._frame, lambda: backing.note_restoring(self._office, chosen),
                done=lambda _: self._give_back(chosen),
            )  # fmt: skip

    def _backed_up(self, made: Made) -> None:
        self.show_all()
        said = f"已备份 {made.backup.cases} 件，打开检查过是完整的。"
        self._frame.say(said + made.hint)

    def _given_up(self, change: Change) -> None:
        self.show_all()
        self._frame.say(f"已{change.label}。")

    def _packed(self, packed: move.Packed) -> None:
        self.show_all()
        self._frame.say(
            f"已打包 {packed.parcel.cases} 件：{packed.path}。在新电脑上打开回音，选“打开搬家文件”。"
        )

    def _buttons(self) -> QWidget:
        self.restore_button = button("恢复选中的…", lambda: self.ask(self.table.chosen))
        moving = button("搬到另一台电脑…", self.choose_target)
        return _in_a_row(self.restore_button, button("从别处的备份恢复…", self.choose_file), moving)

    def _escalated(self) -> QWidget:
        self.escalated, self.told = QWidget(), QLabel()
        self.told.setWordWrap(True)
        set_role(self.told, "read")
        column = QVBoxLayout(self.escalated)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(_in_a_row(button("做新备份，清除这些", self.give_up)))
        return self.escalated

    def _second(self) -> QWidget:
        self.forget = button("不用了", lambda: self.set_second(None), "quiet")
        line = _in_a_row(button("选文件夹…", self.choose_second), self.forget)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        set_role(self.place, "read")
        column.addWidget(self.place)
        column.addWidget(line)
        return both


def _in_a_row(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return line
