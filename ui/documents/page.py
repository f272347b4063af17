"""文书: the papers of a case. The list at the left, at the right the sheet as it will be printed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.papers import (
    Offer,
    file_name,
    make_paper,
    number_paper,
    papers_for,
    print_paper,
    save_paper,
)
from app.actions.reveal import SECONDS, reveal
from app.change import Change
from app.documents.paper import Paper
from app.errors import Refused
from app.records.matters import Reporter
from app.rules.rights import refusal
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from ui.do import do
from ui.documents.asks import DocxAsk
from ui.documents.paper_pages import PaperPages, new_printer, print_on
from ui.form.reasons import ReasonAsk
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.ledger.asks import PrinterAsk
from ui.page import Page
from ui.parts.keys import KeyRow
from ui.parts.read_row import labelled
from ui.theme import current, set_role
from ui.undo import say_done
from ui.viewer.view import PaperView

NOT_READY = "现在还不能出这份文书："


class PapersPage(Page):
    """Laid over the case. What was revealed is masked again after a minute and when the page is left."""

    title, icon = "文书", "print"

    def __init__(self, frame: Frame, office: Office, case: str) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.case = case
        self._file: CaseFile = read_case(office, case)
        self.offers: list[Offer] = []
        self.revealed: tuple[Reporter, ...] = ()
        self.paper: Paper | None = None
        self.reason: ReasonAsk | None = None
        self.left = 0

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.list = QListWidget()
        set_role(self.list, "lines")
        self.list.setAccessibleName("文书")
        self.list.setWordWrap(True)
        self.list.setFixedWidth(current().px(300))
        self.list.currentRowChanged.connect(lambda row: self.show_paper())
        self.view = PaperView()
        self.view.setAccessibleName("打印预览")
        self.look, self.why = QLabel(), QLabel()
        self.clock = QTimer(page, interval=1000)
        self.clock.timeout.connect(self.tick)
        self._buttons()
        self._lay_out(page)
        for keys, run in (("Ctrl+P", self.print), ("Ctrl+S", self.save), ("Ctrl+R", self.ask_reason)):
            shortcut(keys, page, run)
        self._fill()
        return page

    def entered(self) -> None:
        self.list.setFocus()

    def refresh(self, change: Change | None) -> None:
        if change is not None and change.edits and self.case not in change.cases:
            return
        try:
            self._file = read_case(self._office, self.case)
        except Refused:
            self._frame.back()
            return
        self._fill()

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("↑ / ↓", "换一份文书"),
            ("Ctrl+P", "打印"),
            ("Ctrl+S", "另存为 .docx"),
            ("Ctrl+R", "加印反映人信息（写明理由）"),
            ("Tab", "到预览：空格翻页，+ / - 放大缩小"),
            ("Esc", "返回案件"),
        )

    def escaped(self) -> bool:
        return self._close_reason()

    def may_leave(self) -> bool:
        if self.is_built:
            self._mask()
            self.view.forget()
        return True

    # -- what is shown --------------------------------------------------------------------------------------

    @property
    def offer(self) -> Offer | None:
        """The paper chosen in the list."""
        row = self.list.currentRow()
        return self.offers[row] if 0 <= row < len(self.offers) else None

    def choose(self, name: str) -> None:
        """Choose a paper by name."""
        self.list.setCurrentRow([each.name for each in self.offers].index(name))

    def show_paper(self) -> None:
        """Show the paper chosen, or why there is none."""
        offer = self.offer
        self.view.forget()
        self.paper = None
        if offer is not None and offer.reason is None:
            do(
                self._frame,
                lambda: make_paper(self._office, self.case, offer.name, self.revealed),
                done=self._made,
            )
        self._stack.setCurrentIndex(0 if self.paper else 1)
        self.why.setText(f"{NOT_READY}{offer.reason}" if offer is not None and offer.reason else "")
        self.look.setText(offer.look if offer is not None and self.paper else "")
        self.look.setVisible(bool(self.look.text()))
        self._enable()

    def _made(self, paper: Paper) -> None:
        self.paper = paper
        self.view.show_pages(PaperPages(paper))

    def _fill(self) -> None:
        chosen = self.offer.name if self.offer is not None else ""
        self.offers = papers_for(self._office, self._file)
        self.list.blockSignals(True)
        self.list.clear()
        for offer in self.offers:
            self.list.addItem(self._item(offer))
        names = [each.name for each in self.offers]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.list.blockSignals(False)
        self.show_paper()

    def _item(self, offer: Offer) -> QListWidgetItem:
        item = QListWidgetItem(offer.title if offer.reason is None else f"{offer.title}（还不能出）")
        item.setToolTip(offer.reason or offer.look)
        item.setSizeHint(QSize(0, current().px(34)))
        if offer.reason is not None:
            item.setForeground(self.list.palette().placeholderText())
        elif offer.likely:
            face = item.font()
            face.setBold(True)
            item.setFont(face)
        return item

    def _enable(self) -> None:
        ready = self.paper is not None
        for made, action in ((self.print_button, "print"), (self.save_button, "save_paper")):
            barred = refusal(action, self._office.roles)
            made.setEnabled(ready and barred is None)
            made.setToolTip(barred or "")
        self.number_button.setVisible(bool(self.offer and self.offer.wants_number))
        wanted = self.paper is not None and bool(self.paper.apart) and bool(self._file.reporters)
        self.reveal_button.setVisible(wanted and not self.revealed)
        self.reveal_button.setEnabled(refusal("reveal", self._office.roles) is None)
        self.hide_button.setVisible(bool(self.revealed))

    # -- what leaves ----------------------------------------------------------------------------------------

    def print(self) -> None:
        """Print the paper that is shown."""
        paper, printer = self.paper, new_printer()
        if paper is None:
            self._frame.say_error("这份文书还不能出，原因写在右边。")
        elif PrinterAsk.ask(self.widget, printer):
            do(
                self._frame,
                lambda: print_paper(self._office, self.case, paper, lambda: print_on(printer, paper)),
                done=lambda _: self._frame.say(f"已打印《{paper.title}》，已记入日志。"),
            )

    def save(self) -> None:
        """Save the paper that is shown as .docx."""
        paper = self.paper
        if paper is None or self.offer is None:
            self._frame.say_error("这份文书还不能出，原因写在右边。")
            return
        chosen = DocxAsk.ask(self.widget, file_name(self._file, self.offer.title))
        if chosen is None:
            return
        path, replace = chosen
        do(
            self._frame,
            lambda: save_paper(self._office, self.case, paper, path, replace=replace),
            done=lambda _: self._frame.say(f"已存为 {path.name}，已记入日志。文件没有加密，用完请妥善保管。"),
        )

    def draw_number(self) -> None:
        """Give the letter the next number."""
        offer = self.offer
        if offer is not None and offer.wants_number:
            do(
                self._frame,
                lambda: number_paper(self._office, self.case, offer.name),
                done=lambda change: say_done(self._frame, self._office, f"已{change.label}", change),
            )

    # -- the reporter ---------------------------------------------------------------------------------------

    def ask_reason(self) -> None:
        """Ask why the reporter should stand on the part that is cut off."""
        if self.reveal_button.isHidden() or not self.reveal_button.isEnabled() or self.reason is not None:
            return
        self.reason = ask = ReasonAsk()
        self._asking = labelled("加印理由", ask)
        self._column.insertWidget(1, self._asking)
        ask.chosen.connect(self.reveal)
        ask.given_up.connect(self._close_reason)
        self._asking.show()
        ask.reasons[0].setFocus()

    def reveal(self, reason: str, words: str = "") -> None:
        """Let the reporter stand on the part that is cut off, for a minute; the reason is journalled first."""
        do(
            self._frame,
            lambda: reveal(self._office, self._file.reporters, reason, words),
            done=self._revealed,
        )

    def tick(self) -> None:
        """A second has passed."""
        self.left -= 1
        self.hide_button.setText(f"重新遮住（{self.left} 秒）")
        if self.left <= 0:
            self._mask()
            self.show_paper()

    def _revealed(self, found: tuple[Reporter, ...]) -> None:
        self._close_reason()
        self.revealed, self.left = found, SECONDS
        self.hide_button.setText(f"重新遮住（{self.left} 秒）")
        self.clock.start()
        self.show_paper()
        self._frame.say("保密联已加印反映人信息，这次查看已记入日志。")

    def _mask(self) -> None:
        self.clock.stop()
        self.revealed = ()

    def _hide(self) -> None:
        self._mask()
        self.show_paper()
        self.list.setFocus()

    def _close_reason(self) -> bool:
        if self.reason is None:
            return False
        self._column.removeWidget(self._asking)
        self._asking.hide()
        self._asking.deleteLater()
        self.reason = None
        self.list.setFocus()
        return True

    # -- how it stands --------------------------------------------------------------------------------------

    def _buttons(self) -> None:
        self.print_button: QPushButton = button("打印(Ctrl+P)", self.print, "primary")
        self.save_button = button("另存为 .docx", self.save)
        self.number_button = button("编函号", self.draw_number)
        self.reveal_button = button("加印反映人信息…", self.ask_reason)
        self.hide_button = button("重新遮住", self._hide, "quiet")

    def _lay_out(self, page: QWidget) -> None:
        title = QLabel(f"文书　{self._file.title}")
        set_role(title, "title")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(title)
        head.addStretch(1)
        for made in (
            self.hide_button,
            self.reveal_button,
            self.number_button,
            self.save_button,
            self.print_button,
        ):
            head.addWidget(made)
        head.addWidget(button("返回(Esc)", self._frame.back, "quiet"))
        for label in (self.look, self.why):
            set_role(label, "quiet")
            label.setWordWrap(True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.why)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.look)
        right.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 12, 8, 0)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addLayout(body, 1)


def open_papers(frame: Frame, office: Office, case: str) -> None:
    """Lay the papers of a case over the page in front."""
    do(frame, partial(PapersPage, frame, office, case), done=frame.open_page)
