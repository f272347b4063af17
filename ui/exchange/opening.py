"""收到: a file is looked at before anything is written, then taken; somebody else's ledger opens its own steps."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from app.actions.arriving import Arrivals, arrivals
from app.actions.take import AttachmentsLeft, take
from app.actions.take_back import take_back
from app.change import Change
from app.errors import Conflict
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.locked import open_ledger
from app.exchange.posting import Progress
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.unlocking import Keys
from ui.do import Refusal
from ui.exchange.file_list import FileList
from ui.exchange.files import taken_files
from ui.exchange.foreign.page import ForeignPage
from ui.exchange.foreign.reading import Ledger, look_at
from ui.exchange.pair_desk import PairDesk
from ui.exchange.place import Place
from ui.exchange.preview import PreviewPanel
from ui.exchange.steps import apart
from ui.form.submit import button
from ui.likeness.asker import Asker
from ui.long_work import run_long
from ui.parts.empty import Empty
from ui.undo import in_office, say_done

AGAIN = "预览以后本机数据又有变化，已经重新预览，请再看一遍。"
BACK_OUT = "这一份收进来的内容都退回去，之后又办过的件留着；会随下一份告诉对方，以后还可以再收。"
NEW_TYPIST = "已按新选的填写单位重新预览，请再看一遍。"


class Opening:
    """The preview and the list of what came. `newcomer` is told that another desk of the office came for the first time,
    `open_received` leads to the configuration that came along."""

    def __init__(
        self, place: Place, pairs: PairDesk, newcomer: Callable[[], None], open_received: Callable[[], object]
    ) -> None:
        self._place, self._frame, self._office, self._pairs = place, place.frame, place.office, pairs
        self._newcomer, self._open_received = newcomer, open_received
        self.preview = PreviewPanel()
        self.taken = FileList(
            "收到的工作簿", Empty("还没有收到过。\n把对方寄来的工作簿拖进来。", icon="inbox")
        )
        self.back_out = button("撤销收取", self.take_back, "quiet")
        self.back_out.setToolTip(BACK_OUT)
        self.taken.add_action(self.back_out)
        self.asker: Asker[Arrivals] = Asker(self._frame, self._office, self.preview.show_alike, place.page)
        self._left = Event()
        self.preview.taken.connect(self.take)
        self.preview.declined.connect(place.back)
        self.preview.typist_chosen.connect(lambda found, code: self.open(found.path, NEW_TYPIST, code))
        self.preview.wanted_again.connect(lambda path: self.open(path, again=True))
        pairs.ask.given.connect(lambda path, typed: self.open(path, password=typed))

    def open(
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
        self._place.error.dismiss()
        if password is None:
            password = self._typed_before(path)
        if typed_by is None and not notice and not again:
            self._open_any(path, password)
            return
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

    def take(self, found: Preview) -> None:
        """Take the previewed file."""
        self._place.error.dismiss()
        self.look_no_more()
        office, ticked = self._office, self.preview.ticked
        whose = f"寄 {found.header.receiver_name}" if found.home else found.header.name
        run_long(
            self._frame,
            f"收取 {whose} 第 {found.header.number} 号",
            apart(office, lambda count: take(office, found, count, ticked=ticked), "正在收取"),
            done=partial(self._took, found),
            refused=partial(self._not_taken, found),
        )

    def take_back(self) -> None:
        """Take back the chosen file, also long after; what was worked on since stays."""
        self._place.error.dismiss()
        line, office = self.taken.chosen, self._office
        if line is not None:
            run_long(
                self._frame,
                f"撤销收取 {line.office} 第 {line.number} 号",
                in_office(office, lambda: take_back(office, line.desk, line.number)),
                done=lambda change: say_done(self._frame, office, f"已{change.label}", change),
                refused=self._place.refused,
                stoppable=False,
            )

    def look_no_more(self) -> None:
        """End the search for likely repeats."""
        self._left.set()
        self.asker.settle()

    def _typed_before(self, path: Path) -> str | None:
        before = self.preview.found
        return before.typed if before is not None and before.path == path else None

    def _open_any(self, path: Path, typed: str | None) -> None:
        """A posting is previewed here; anybody else's ledger opens its four steps. `typed` is the password."""
        office, keys = self._office, Keys()

        def look(count: Progress) -> "Preview | tuple[Ledger, Inspection]":
            try:
                ledger = open_ledger(office, path, typed, keys)
                if ledger is None:
                    return preview(office, path, count, password=typed, keys=keys)
                return look_at(office, Ledger(ledger.source, ledger.data, password=ledger.password), count)
            finally:
                keys.forget()

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

    def _show_preview(self, notice: str, found: Preview) -> None:
        self.preview.show_preview(found, notice)
        self._look_for_alike(found)
        self._place.show(self.preview)

    def _look_for_alike(self, found: Preview) -> None:
        """Meanwhile, away from the window's thread, which new cases may be repeats; it ends when nobody looks any more."""
        if found.refusal is None and not found.home:
            office, self._left = self._office, Event()
            left = self._left
            self.asker.ask_now(lambda: arrivals(office, found, lambda: not left.is_set()))

    def _took(self, found: Preview, change: Change) -> None:
        self.taken.show_files(taken_files(self._office), newest=True)
        self._place.back()
        if found.new_desk:
            self._newcomer()
        say_done(self._frame, self._office, f"已{change.label}", change)
        self.taken.view.setFocus()
        if any(each.comes and each.items for each in found.configuration):
            self._open_received()

    def _not_taken(self, found: Preview, error: Refusal) -> bool:
        if isinstance(error, Conflict):
            self.open(found.path, AGAIN)
            return True
        if isinstance(error, AttachmentsLeft):
            self._frame.refresh(error.change)
            self._took(found, error.change)
        return self._place.refused(error)

    def _unreadable(self, path: Path, error: Refusal) -> bool:
        if self._pairs.asks(path, error):
            return True
        named = path.name in error.sentence or not path.name
        self._place.explain(error.sentence if named else f"“{path.name}”：{error.sentence}")
        return True
