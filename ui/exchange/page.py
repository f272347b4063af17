"""交换: what went out, what came in, and what waits for a decision; a file is looked at before it is taken."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.actions.arriving import Arrivals, arrivals
from app.actions.enclose import offered
from app.actions.send import Dispatch, send
from app.actions.send_all import units_below
from app.actions.take import take
from app.actions.units import mark_without, unit_by_code, unit_name, units
from app.change import Change
from app.errors import Conflict
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.locked import open_ledger
from app.exchange.issued.answers import answers
from app.exchange.issued.arrived import waiting as configured
from app.exchange.issued.issue import summary
from app.exchange.leaving import settle
from app.exchange.posting import Progress
from app.exchange.proposals import to_answer
from app.exchange.receive import Preview, preview
from app.exchange.unlocking import Keys
from app.records.registration import Registration
from app.store import preferences
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange import folder
from ui.exchange.beside import Beside
from ui.exchange.configure_panel import ConfigurePanel
from ui.exchange.deciding import Deciding, Panel
from ui.exchange.enclose_panel import EnclosePanel
from ui.exchange.file_list import FileList
from ui.exchange.files import awaits_file, held_count, sent_files, taken_files, waiting_long
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.page import ForeignPage
from ui.exchange.foreign.reading import Ledger, look_at
from ui.exchange.inbox import DropPlace
from ui.exchange.many import Many
from ui.exchange.outbox import OTHER_DESK, SendForm, SentCard
from ui.exchange.pair_desk import PairDesk
from ui.exchange.preview import PreviewPanel
from ui.exchange.steps import apart
from ui.form.submit import shortcut
from ui.frame import Frame
from ui.likeness.asker import Asker
from ui.long_work import run_long
from ui.page import Page
from ui.parts.band import Band
from ui.parts.banner import Banner
from ui.parts.drop import DropWidget
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.parts.snug import Snug
from ui.theme import set_role
from ui.undo import say_done

_RECEIVER = "exchange.receiver"
AGAIN = "预览以后本机数据又有变化，已经重新预览，请再看一遍。"
NEW_TYPIST = "已按新选的填写单位重新预览，请再看一遍。"


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
        self.error = Banner()
        self.deciding = Deciding(
            self._frame, self._office, self._refused, self._to_front, self.show_files, self._open_received
        )
        self.held, self.proposed = self.deciding.held, self.deciding.proposed
        self.waiting, self.asked = self.deciding.waiting, self.deciding.asked
        self.received = self.deciding.received
        self.form, self.card, self.drop = SendForm(), SentCard(), DropPlace()
        self.sent = FileList(
            "寄出的工作簿", Empty("还没有寄出过。\n点“导出工作簿”，写出第 1 号。", icon="send")
        )
        self.taken = FileList(
            "收到的工作簿", Empty("还没有收到过。\n把对方寄来的工作簿拖进来。", icon="inbox")
        )
        self.preview = PreviewPanel()
        self.enclose, self.configure = EnclosePanel(), ConfigurePanel()
        self.pairs = PairDesk(self._frame, self._office, self._refused, self._to_front)
        self.asker: Asker[Arrivals] = Asker(self._frame, self._office, self.preview.show_alike, page)
        self._left = Event()
        self.stack = Snug()
        panels = (
            self.preview,
            self.held,
            self.proposed,
            self.pairs.panel,
            self.pairs.ask,
            self.enclose,
            self.configure,
        )
        for part in (self._columns(), *panels):
            self.stack.addWidget(part)
        self.many = Many(
            self._frame, self._office, self.stack, self._refused, self.show_files, self.configure
        )
        self.beside = Beside(
            self._frame, self._office, self._refused, self._to_front, self.show_files, self._open_case
        )
        for panel in self.beside.panels:
            self.stack.addWidget(panel)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.error)
        inside = QWidget()
        room = QVBoxLayout(inside)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.stack)
        layout.addWidget(scrolling(inside), 1)
        self._connect(page)
        self._show_all()
        if told := settle(self._office):
            self._explain("\n".join(told))
        return page

    def badge(self) -> int:
        decisions = held_count(self._office) + to_answer(self._office) + configured(self._office)
        return decisions + waiting_long(self._office)

    def refresh(self, change: Change | None) -> None:
        self._show_all()

    def entered(self) -> None:
        inside = self._frame.focusWidget()
        if inside is None or not self.widget.isAncestorOf(inside):
            panel = self.stack.currentWidget()
            if isinstance(panel, Panel):
                panel.focus_first()
            else:
                self.widget.setFocus()

    def may_leave(self) -> bool:
        if self.is_built:
            self._look_no_more()
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
        """Write the next posting to that office into the remembered folder; `full`: all it has a part in (全量)."""
        self.error.dismiss()
        self.show_form()
        target = folder.remembered(self._office)
        if not target.is_dir():
            self._explain(
                f"文件夹“{target}”现在打不开：请插好 U 盘再导出，或换一个文件夹。",
                self.choose_folder,
                "换文件夹…",
            )
            return
        preferences.put(self._office.db, _RECEIVER, receiver)
        office, ticked = self._office, self.enclose.ticked
        name = OTHER_DESK if receiver == office.code else unit_name(office, receiver)
        issued, alone = self.configure.ticked, self.configure.goes_alone
        run_long(
            self._frame,
            f"导出寄给 {name} 的工作簿",
            apart(
                office,
                lambda count: send(
                    office,
                    receiver,
                    target,
                    count,
                    enclosed=ticked,
                    full=full,
                    configuration=issued,
                    alone=alone,
                ),
                "正在整理案件",
                "正在写工作簿",
            ),
            done=self._exported,
            refused=self._refused,
        )

    def mark_without(self, code: str, without: bool) -> None:
        """Remember whether that office has no Huiyin."""
        self.error.dismiss()
        do(
            self._frame,
            lambda: mark_without(self._office, code, without),
            done=self._marked,
            refused=self._refused,
        )

    def choose_folder(self) -> None:
        """Let the person say where workbooks go from now on."""
        chosen = folder.ask_folder(self.widget, folder.remembered(self._office))
        if chosen is not None:
            self.error.dismiss()
            folder.remember(self._office, chosen)
            self.form.show_folder(chosen)
            self.form.export.setFocus()

    def choose_file(self) -> None:
        """Let the person choose a workbook, then show what it would do."""
        chosen = folder.ask_file(self.widget, self._office)
        if chosen is not None:
            self.open_file(chosen)

    def open_file(
        self,
        path: Path,
        notice: str = "",
        typed_by: str | None = None,
        password: str | None = None,
        *,
        again: bool = False,
    ) -> None:
        """Show what taking this file would do; nothing is written. `notice` says why it is shown again, `typed_by` is the
        office whose hand filled in its cells, where a person said so, `password` what was typed to open it; `again`: what
        was taken once and taken back is to be taken after all."""
        if typed_by is None and not notice and not again:
            self._open_any(path, password)
            return
        before = self.preview.found
        if password is None and before is not None and before.path == path:
            password = before.typed
        self.error.dismiss()
        office = self._office
        run_long(
            self._frame,
            f"看看“{path.name}”里有什么",
            apart(
                office,
                lambda count: preview(office, path, count, typed_by=typed_by, password=password, again=again),
                "正在对照",
            ),
            done=partial(self._show_preview, notice),
            refused=partial(self._unreadable, path),
        )

    def _open_any(self, path: Path, password: str | None = None) -> None:
        """A posting is previewed here; anybody else's ledger opens its four steps. `password` is what was typed."""
        self.error.dismiss()
        office = self._office
        before = self.preview.found
        kept = before.typed if before is not None and before.path == path else None
        typed, keys = kept if password is None else password, Keys()

        def look(count: Progress) -> "Preview | tuple[Ledger, Inspection]":
            ledger = open_ledger(office, path, typed, keys)
            if ledger is None:
                return preview(office, path, count, password=typed, keys=keys)
            return look_at(office, Ledger(ledger.source, ledger.data, password=ledger.password), count)

        def show(found: "Preview | tuple[Ledger, Inspection]") -> None:
            if isinstance(found, Preview):
                self._show_preview("", found)
            else:
                self._frame.open_page(ForeignPage(self._frame, office, *found))

        run_long(
            self._frame,
            f"看看“{path.name}”里有什么",
            apart(office, look, "正在对照"),
            done=show,
            refused=partial(self._unreadable, path),
        )

    def open_many(self, paths: Sequence[Path]) -> None:
        """Show what taking these files, or all files of a folder, would do."""
        self.error.dismiss()
        self._look_no_more()
        self.many.look(paths)

    def choose_many(self) -> None:
        """Let the person choose a folder of workbooks, then show what each would do."""
        chosen = folder.ask_folder_to_take(self.widget, self._office)
        if chosen is not None:
            self.open_many([chosen])

    def take(self, found: Preview) -> None:
        """Take the previewed file."""
        self.error.dismiss()
        self._look_no_more()
        office, ticked = self._office, self.preview.ticked
        whose = f"寄 {found.header.receiver_name}" if found.home else found.header.name
        run_long(
            self._frame,
            f"收取 {whose} 第 {found.header.number} 号",
            apart(office, lambda count: take(office, found, count, ticked=ticked), "正在收取"),
            done=partial(self._took, found),
            refused=partial(self._not_taken, found),
        )

    def show_files(self) -> None:
        """Back to the two columns."""
        self._look_no_more()
        self.pairs.panel.forget()
        self.stack.setCurrentIndex(0)
        self.widget.setFocus()

    def show_enclose(self, receiver: str) -> None:
        """The attachments that may go to that office with the next workbook."""
        unit = unit_by_code(self._office, receiver)
        if unit is not None:
            numbers = {each.id: str(each.case_no or "") for each in self._office.find(Registration)}
            self.enclose.show_offered(offered(self._office, unit), lambda case: numbers.get(case, ""))
            self._to_front(self.enclose)

    def show_configure(self) -> None:
        """What of the configuration may go down with the next workbooks."""
        self._configured_from = self.stack.currentWidget()
        self.configure.show_groups(lambda group: summary(self._office, group), answers(self._office))
        self._to_front(self.configure)

    def _configured(self) -> None:
        self._show_configuration()
        if self._configured_from is self.many.send:
            self.many.show_send()
        else:
            self.show_files()

    def _show_configuration(self) -> None:
        below = [str(unit.code) for unit in units_below(self._office)]
        self.form.show_configuration(len(self.configure.ticked), offered=self.form.receiver in below)

    def _enclosed(self) -> None:
        self.form.show_enclosed(len(self.enclose.ticked))
        self.show_files()

    def show_form(self) -> None:
        """Receiver and folder again, in the place of the file written last."""
        self.card.hide()
        self.form.show()

    def show_held(self) -> None:
        """The records that wait for a decision."""
        self.deciding.show_held()

    def show_proposals(self) -> None:
        """Wishes to change what another office wrote."""
        self.deciding.show_proposals()

    def _marked(self, change: Change | None) -> None:
        if change is not None:
            say_done(self._frame, self._office, f"已{change.label}", change)

    def _exported(self, sent: Dispatch) -> None:
        self._frame.refresh(sent.change)
        self.sent.show_files(sent_files(self._office), newest=True)
        self.stack.setCurrentIndex(0)
        self.form.hide()
        self.form.full.setChecked(False)
        self.enclose.untick()
        self.form.show_enclosed(0)
        self.configure.tick(())
        self._show_configuration()
        self.card.show_dispatch(sent)
        self._frame.say(f"已{sent.change.label}")

    def _fold_card(self) -> None:
        self.show_form()
        self.form.export.setFocus()

    def _show_preview(self, notice: str, found: Preview) -> None:
        self.preview.show_preview(found, notice)
        self._look_for_alike(found)
        self.stack.setCurrentIndex(1)
        self.preview.focus_first()

    def _look_for_alike(self, found: Preview) -> None:
        """Meanwhile, away from the window's thread, which new cases may be repeats; it ends when nobody looks any more."""
        if found.refusal is None and not found.home:
            office, self._left = self._office, Event()
            left = self._left
            self.asker.ask_now(lambda: arrivals(office, found, lambda: not left.is_set()))

    def _look_no_more(self) -> None:
        self._left.set()
        self.asker.settle()

    def _took(self, found: Preview, change: Change) -> None:
        self.taken.show_files(taken_files(self._office), newest=True)
        self.stack.setCurrentIndex(0)
        if found.new_desk:
            self.form.show_folder(folder.remembered(self._office))
        say_done(self._frame, self._office, f"已{change.label}", change)
        self.taken.view.setFocus()
        if any(each.comes and each.items for each in found.configuration):
            self._open_received()

    def _not_taken(self, found: Preview, error: Refusal) -> bool:
        if isinstance(error, Conflict):
            self.open_file(found.path, AGAIN)
            return True
        return self._refused(error)

    def _dropped(self, paths: Sequence[Path]) -> None:
        if len(paths) > 1 or paths[0].is_dir():
            self.open_many(paths)
        else:
            self.open_file(paths[0])

    def _refused(self, error: Refusal) -> bool:
        self._explain(error.sentence)
        return True

    def _to_front(self, panel: QWidget) -> None:
        self.error.dismiss()
        self.stack.setCurrentWidget(panel)
        if isinstance(panel, Panel):
            panel.focus_first()

    def _unreadable(self, path: Path, error: Refusal) -> bool:
        if self.pairs.asks(path, error):
            return True
        named = path.name in error.sentence or not path.name
        self._explain(error.sentence if named else f"“{path.name}”：{error.sentence}")
        return True

    def _explain(self, sentence: str, remedy: object = None, word: str = "") -> None:
        choices = [(word, remedy)] if callable(remedy) else []
        self.error.ask(sentence, [*choices, ("知道了", self.error.dismiss)], wrong=True)
        self.error.setAccessibleName(sentence)

    def _show_all(self) -> None:
        office = self._office
        chosen = preferences.get(office.db, _RECEIVER) or office.above
        others = [unit for unit in units(office) if unit.code != office.code]
        self.form.show_units(others, str(chosen), office.code)
        self.form.show_folder(folder.remembered(office))
        self.form.several.setVisible(self.many.can_send)
        self.drop.folder.setVisible(office.level == "county")
        self.drop.untaken.setVisible(self.beside.has_untaken)
        self.beside.refresh()
        self._tell_state()
        self._show_configuration()
        self.sent.show_files(sent_files(office))
        self.taken.show_files(taken_files(office))
        self._emphasize()
        self.deciding.refresh()

    def _other_receiver(self) -> None:
        self.enclose.show_offered((), str)
        self.form.show_enclosed(0)
        self._show_configuration()
        self._tell_state()

    def _tell_state(self) -> None:
        self.form.show_state(self.pairs.state(self.form.receiver))

    def _emphasize(self) -> None:
        """One button stands out: taking while something is awaited, sending when there is something to answer."""
        comes_next = awaits_file(self._office)
        set_role(self.drop.choose, "primary" if comes_next else "")
        set_role(self.form.export, "" if comes_next else "primary")

    def _columns(self) -> QWidget:
        sent, taken = Band("寄出", "给上级或下级"), Band("收到", "对方寄来的")
        sent.add(self.form)
        sent.add(self.card)
        taken.add(self.drop)
        both = QWidget()
        grid = QGridLayout(both)
        grid.setContentsMargins(0, 0, 0, 12)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.waiting, 0, 0, 1, 2)
        grid.addWidget(self.asked, 1, 0, 1, 2)
        grid.addWidget(self.received, 2, 0, 1, 2)
        for column, (band, files) in enumerate(((sent, self.sent), (taken, self.taken))):
            grid.addWidget(band, 3, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(files, 4, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(4, 1)
        return both

    def _connect(self, page: DropWidget) -> None:
        self.form.wanted.connect(lambda code: self.export(code, full=self.form.full.isChecked()))
        self.form.marked.connect(self.mark_without)
        self.form.form_wanted.connect(lambda: self._frame.open_page(FormPage(self._frame, self._office)))
        self.form.other_folder_wanted.connect(self.choose_folder)
        self.card.copied.connect(lambda path: self._frame.say("路径已复制，可以粘贴。"))
        self.card.folded.connect(self._fold_card)
        self.card.password_wanted.connect(self.pairs.show_pair)
        self.form.password_wanted.connect(self.pairs.show_pair)
        self.form.units.currentIndexChanged.connect(lambda: self._other_receiver())
        self.form.enclosing.connect(self.show_enclose)
        self.enclose.left.connect(self._enclosed)
        self.form.configuring.connect(self.show_configure)
        self.many.send.configuring.connect(self.show_configure)
        self.configure.left.connect(self._configured)
        self.pairs.panel.left.connect(self.show_files)
        self.pairs.ask.left.connect(self.show_files)
        self.pairs.ask.given.connect(lambda path, typed: self.open_file(path, password=typed))
        self.drop.wanted.connect(self.choose_file)
        self.drop.folder_wanted.connect(self.choose_many)
        self.drop.reconcile_wanted.connect(self._open_reconcile)
        self.drop.desks_wanted.connect(self.beside.show_desks)
        self.drop.untaken_wanted.connect(self.beside.show_untaken)
        self.form.several_wanted.connect(self.many.ask_units)
        page.dropped.connect(self._dropped)
        page.hovered.connect(self.drop.show_hover)
        self.preview.taken.connect(self.take)
        self.preview.declined.connect(self.show_files)
        self.preview.typist_chosen.connect(lambda found, code: self.open_file(found.path, NEW_TYPIST, code))
        self.preview.wanted_again.connect(lambda path: self.open_file(path, again=True))
        shortcut("Ctrl+E", page, self.form.export.click)
        shortcut("Ctrl+O", page, self.choose_file)
        if self._office.level == "county":
            shortcut("Ctrl+Shift+O", page, self.choose_many)
            shortcut("Ctrl+Shift+E", page, self.many.ask_units)
