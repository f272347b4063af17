"""往来口令: the password of workbooks to and from one office: read out, printed, replaced, told, or given up on purpose."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.pairs import Pair, PairWord, grouped
from ui.form.submit import button
from ui.parts.read_row import labelled
from ui.security.password_line import PasswordLine
from ui.theme import set_role

WHAT_FOR = (
    "两个单位一个口令，寄出的工作簿都用它加密，U 盘丢了别人也打不开。"
    "对方在回音里或用 Excel、WPS 打开时，都输这个口令。"
)
HOW = "只输数字，不输空格。请用电话或纸面告诉对方，不要和文件一起送，也不要写在 U 盘上。"
CLEAR = "寄给该单位的工作簿不加口令"
WEAKER = "只在对方的程序打不开加口令的文件时才用：不加口令，谁拿到 U 盘谁就能看到里面的全部案件。"


def state_of(pair: Pair) -> str:
    """The state of a pair in some words, beside the office that a file goes to."""
    if pair.open_on_purpose:
        return "不加口令"
    if pair.current is None:
        return "加口令，导出第一份时生成"
    return f"加口令，{pair.current.since} 起"


def sheet(own: str, other: str, word: PairWord) -> QTextDocument:
    """The sheet that is printed and handed over."""
    made = QTextDocument()
    made.setHtml(
        f"<h1>工作簿口令</h1><p>{own} 与 {other} · {word.since} 起</p>"
        f'<p style="font-size:26pt; font-family:monospace">{grouped(word.password)}</p>'
        f"<p>{HOW}</p><p>{WHAT_FOR}</p>"
        "<p>收到后请在回音的“交换”页点“口令…”记下，然后和公章一样锁好或销毁这张纸。</p>"
    )
    return made


class PairPanel(QWidget):
    """One pair at a time. Each signal carries the other office's code."""

    read = Signal(str)
    renewed = Signal(str)
    told = Signal(str, str)
    turned = Signal(str, bool)
    left = Signal()

    def __init__(self, own: str) -> None:
        super().__init__()
        self._own, self._other, self._code = own, "", ""
        self.word: PairWord | None = None
        self._prints = False
        self.head, self.state, self.shown, self.said = (QLabel() for _ in range(4))
        set_role(self.head, "title")
        set_role(self.shown, "code")
        self.shown.setAccessibleName("往来口令")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.show_word = button("显示口令", lambda: self._ask(prints=False), "primary")
        self.print = button("打印…", lambda: self._ask(prints=True))
        self.renew = button("换新口令", lambda: self.renewed.emit(self._code))
        self.back = button("返回(Esc)", self.left.emit, "quiet")
        self.line = PasswordLine("对方告诉的口令")
        self.line.entered.connect(self._keep)
        self.keep = button("记下", self._keep)
        self.clear = QCheckBox(CLEAR)
        self.clear.clicked.connect(lambda on: self.turned.emit(self._code, on))
        self._lay_out()

    def show_pair(self, code: str, name: str, pair: Pair, said: str = "") -> None:
        """Show the pair with that office, its password still hidden. `said`: what was just done."""
        self._code, self._other, self.word = code, name, None
        self.head.setText(f"与{name}往来的口令")
        self.setAccessibleName(self.head.text())
        current = pair.current
        if current is None:
            self.state.setText("还没有口令。导出第一份时会自动生成，也可以先记下对方告诉的。")
        else:
            origin = "本单位生成" if current.origin == "made" else "对方告知"
            older = (
                f"；旧口令留着 {len(pair.words) - 1} 个，照样打得开以前的文件" if len(pair.words) > 1 else ""
            )
            self.state.setText(f"{current.since} 起用，{origin}{older}。")
        for each in (self.show_word, self.print):
            each.setVisible(current is not None)
        self.renew.setText("生成口令" if current is None else "换新口令")
        self.shown.hide()
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.line.clear()
        self.clear.setChecked(pair.open_on_purpose)

    def show_password(self, word: PairWord) -> None:
        """Show the password itself, after it was journalled; print it if that was asked."""
        self.word = word
        self.shown.setText(grouped(word.password))
        self.shown.show()
        self.show_word.hide()
        if self._prints:
            self.print_it()

    def focus_first(self) -> None:
        """Go to what is needed most."""
        (self.show_word if self.show_word.isVisibleTo(self) else self.line).setFocus()

    def forget(self) -> None:
        """Nothing of the password stays on the screen."""
        self.word = None
        self.shown.clear()
        self.shown.hide()

    def print_it(self) -> None:
        """Print the sheet for the other office."""
        if self.word is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            sheet(self._own, self._other, self.word).print_(printer)
        dialog.deleteLater()

    def _ask(self, *, prints: bool) -> None:
        self._prints = prints
        if self.word is not None and prints:
            self.print_it()
        else:
            self.read.emit(self._code)

    def _keep(self) -> None:
        if self.line.text().strip():
            self.told.emit(self._code, self.line.text())
        else:
            self.line.setFocus()

    def _lay_out(self) -> None:
        why, how, weaker = QLabel(WHAT_FOR), QLabel(HOW), QLabel(WEAKER)
        for each in (why, how, weaker, self.state, self.said):
            each.setWordWrap(True)
        for each in (how, weaker):
            set_role(each, "quiet")
        buttons, told = QHBoxLayout(), QHBoxLayout()
        for line, parts in (
            (buttons, (self.show_word, self.print, self.renew)),
            (told, (self.line, self.keep)),
        ):
            line.setSpacing(8)
            for part in parts:
                line.addWidget(part)
            line.addStretch(1)
        inside = QWidget()
        inside.setLayout(told)
        told.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        for widget in (self.head, why, self.state, self.said, self.shown):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(how)
        layout.addWidget(labelled("对方告诉的口令", inside))
        layout.addWidget(self.clear)
        layout.addWidget(weaker)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
