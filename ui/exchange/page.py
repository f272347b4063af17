"""交换: what went out, what came in, and what waits for a decision; a file is looked at before it is taken."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.change import Change
from app.exchange.issued.answers import answers
from app.exchange.issued.arrived import waiting as configured
from app.exchange.issued.issue import summary
from app.exchange.leaving import settle
from app.exchange.preview import Preview
from app.exchange.proposals import to_answer
from app.store.office import Office
from ui.do import Refusal
from ui.exchange import folder
from ui.exchange.beside import Beside
from ui.exchange.columns import columns
from ui.exchange.deciding import Deciding, Panel
from ui.exchange.files import awaits_file, held_count, taken_files, waiting_long
from ui.exchange.inbox import DropPlace
from ui.exchange.many import Many
from ui.exchange.opening import Opening
from ui.exchange.pair_desk import PairDesk
from ui.exchange.place import Place
from ui.exchange.sending import Sending
from ui.form.submit import shortcut
from ui.frame import Frame
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.drop import DropWidget
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.parts.snug import Snug
from ui.theme import set_role


class ExchangePage(Page):
    """Two columns of numbered files; over them, when asked for, a preview or the held records."""

    title, icon = "交换", "exchange"

    def __init__(
        self,
        frame: Frame,
        office: Office,
        open_reconcile: Callable[[], object] | None = None,
        open_received: Callable[[], object] | None = None,
        open_case: Callable[[str], object] = lambda case: None,
    ) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self._open_reconcile, self._open_case = open_reconcile or (lambda: None), open_case
        self._open_received = open_received or (lambda: None)

    def build(self) -> QWidget:
        page = DropWidget()
        page.setObjectName("page")
        frame, office = self._frame, self._office
        self.error, self.stack, self.drop = Banner(), Snug(), DropPlace()
        self.place = Place(frame, office, page, self.error, self._refused, self._to_front, self.show_files)
        self.deciding = Deciding(
            frame, office, self._refused, self._to_front, self.show_files, self._open_received
        )
        self.pairs = PairDesk(frame, office, self._refused, self._to_front)
        self.sending = Sending(self.place, self.pairs)
        self.opening = Opening(self.place, self.pairs, self._newcomer, self._open_received)
        self._name_parts()
        self.stack.addWidget(self._columns())
        for panel in (
            self.preview, self.held, self.proposed, self.pairs.panel, self.pairs.ask, self.enclose, self.configure
        ):  # fmt: skip
            self.stack.addWidget(panel)
        self.many = Many(
            frame, office, self.stack, self._refused, self.show_files, self.configure, self.open_file
        )
        self.beside = Beside(frame, office, self._refused, self._to_front, self.show_files, self._open_case)
        for each in self.beside.panels:
            self.stack.addWidget(each)
        self._lay_out(page)
        self._connect(page)
        self._show_all()
        if told := settle(office):
            self.place.explain("\n".join(told))
        return page

    def _name_parts(self) -> None:
        """The parts by the names under which they are known."""
        self.held, self.proposed = self.deciding.held, self.deciding.proposed
        self.waiting, self.asked = self.deciding.waiting, self.deciding.asked
        self.received = self.deciding.received
        self.form, self.card, self.sent = self.sending.form, self.sending.card, self.sending.sent
        self.enclose, self.configure = self.sending.enclose, self.sending.configure
        self.preview, self.taken = self.opening.preview, self.opening.taken

    def badge(self) -> int:
        decisions = held_count(self._office) + to_answer(self._office) + configured(self._office)
        return decisions + waiting_long(self._office)

    def refresh(self, change: Change | None) -> None:
        self._show_all()

    def entered(self) -> None:
        if self.stack.currentWidget() is self.many.folder and self.many.comes_back():
            return
        inside = self._frame.focusWidget()
        if inside is None or not self.widget.isAncestorOf(inside):
            panel = self.stack.currentWidget()
            if isinstance(panel, Panel):
                panel.focus_first()
            else:
                self.widget.setFocus()

    def may_leave(self) -> bool:
        if self.is_built:
            self.opening.look_no_more()
        return True

    def escaped(self) -> bool:
        if not self.error.isHidden():
            self.error.dismiss()
        elif self.stack.currentIndex():
            self.show_files()
        else:
            return False
        return True

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Ctrl+E", "导出工作簿"),
            ("Ctrl+O", "选择要收的文件"),
            ("Ctrl+Shift+O", "县：选择要收的文件夹"),
            ("Ctrl+Shift+E", "县：寄给多个下级"),
            ("Ctrl+回车", "收取预览的文件"),
            ("1 / 2", "待裁定：这一栏选本方 / 对方"),
            ("F7", "待裁定：保留本方；更正建议：采纳"),
            ("F8", "待裁定：采用对方；更正建议：不采纳"),
            ("F9", "待裁定：按所定写入"),
            ("Esc", "不收，返回"),
        )

    def export(self, receiver: str, *, full: bool = False) -> None:
        """Write the next posting to that office; `full`: all it has a part in (全量)."""
        self.sending.export(receiver, full=full)

    def choose_file(self) -> None:
        """Let the person choose a workbook, then show what it would do."""
        chosen = folder.ask_file(self.widget, self._office)
        if chosen is not None:
            self.open_file(chosen)

    def open_file(
        self, path: Path, notice: str = "", typed_by: str | None = None, password: str | None = None
    ) -> None:
        """Show what taking this file would do; nothing is written (`Opening.open`)."""
        self.opening.open(path, notice, typed_by, password)

    def open_many(self, paths: Sequence[Path]) -> None:
        """Show what taking these files, or all files of a folder, would do."""
        self.error.dismiss()
        self.opening.look_no_more()
        self.many.look(paths)

    def choose_many(self) -> None:
        """Let the person choose a folder of workbooks, then show what each would do."""
        chosen = folder.ask_folder_to_take(self.widget, self._office)
        if chosen is not None:
            self.open_many([chosen])

    def take(self, found: Preview) -> None:
        """Take the previewed file."""
        self.opening.take(found)

    def show_files(self) -> None:
        """Back to the two columns."""
        self.opening.look_no_more()
        self.pairs.panel.forget()
        if self.stack.currentWidget() is self.many.folder or not self.many.comes_back():
            self.stack.setCurrentIndex(0)
            self.widget.setFocus()

    def show_configure(self) -> None:
        """What of the configuration may go down with the next workbooks."""
        self._configured_from = self.stack.currentWidget()
        self.configure.show_groups(lambda group: summary(self._office, group), answers(self._office))
        self._to_front(self.configure)

    def show_form(self) -> None:
        """Receiver and folder again, in the place of the file written last."""
        self.sending.show_form()

    def show_held(self) -> None:
        """The records that wait for a decision."""
        self.deciding.show_held()

    def show_proposals(self) -> None:
        """Wishes to change what another office wrote."""
        self.deciding.show_proposals()

    def _configured(self) -> None:
        self.sending.show_configuration()
        if self._configured_from is self.many.send:
            self.many.show_send()
        else:
            self.show_files()

    def _newcomer(self) -> None:
        """Another desk of the office came for the first time: the number of this one may have changed the folder."""
        self.form.show_folder(folder.remembered(self._office))

    def _dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) > 1 or paths[0].is_dir():
            self.open_many(paths)
        else:
            self.open_file(paths[0])

    def _refused(self, error: Refusal) -> bool:
        self.place.explain(error.sentence)
        return True

    def _to_front(self, panel: QWidget) -> None:
        self.error.dismiss()
        self.stack.setCurrentWidget(panel)
        if isinstance(panel, Panel):
            panel.focus_first()

    def _show_all(self) -> None:
        office = self._office
        self.sending.refresh(several=self.many.can_send)
        self.drop.folder.setVisible(office.level == "county")
        self.drop.untaken.setVisible(self.beside.has_untaken)
        self.beside.refresh()
        self.taken.show_files(taken_files(office))
        self._emphasize()
        self.deciding.refresh()

    def _emphasize(self) -> None:
        """One button stands out: taking while something is awaited, sending when there is something to answer."""
        comes_next = awaits_file(self._office)
        set_role(self.drop.choose, "primary" if comes_next else "")
        set_role(self.form.export, "" if comes_next else "primary")

    def _columns(self) -> QWidget:
        notices = (self.waiting, self.asked, self.received)
        return columns(notices, (self.form, self.card), self.sent, (self.drop,), self.taken)

    def _lay_out(self, page: QWidget) -> None:
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.error)
        inside = QWidget()
        room = QVBoxLayout(inside)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.stack)
        layout.addWidget(scrolling(inside), 1)

    def _connect(self, page: DropWidget) -> None:
        self.form.configuring.connect(self.show_configure)
        self.form.several_wanted.connect(self.many.ask_units)
        self.many.send.configuring.connect(self.show_configure)
        self.configure.left.connect(self._configured)
        self.pairs.panel.left.connect(self.show_files)
        self.pairs.ask.left.connect(self.show_files)
        self.drop.wanted.connect(self.choose_file)
        self.drop.folder_wanted.connect(self.choose_many)
        self.drop.reconcile_wanted.connect(self._open_reconcile)
        self.drop.desks_wanted.connect(self.beside.show_desks)
        self.drop.untaken_wanted.connect(self.beside.show_untaken)
        page.dropped.connect(self._dropped)
        page.hovered.connect(self.drop.show_hover)
        shortcut("Ctrl+E", page, self.form.export.click)
        shortcut("Ctrl+O", page, self.choose_file)
        if self._office.level == "county":
            shortcut("Ctrl+Shift+O", page, self.choose_many)
            shortcut("Ctrl+Shift+E", page, self.many.ask_units)
