"""恢复单: the recovery code, large, on paper, and typed back from it before it is relied on."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.store import keys
from ui.form.submit import button
from ui.parts.read_row import labelled
from ui.theme import current, set_role

WHAT_FOR = (
    "忘了口令，只有恢复码还能打开数据。请打印或抄下，和公章一样锁好，不要放在电脑里、不要拍照。"
    "没有口令又没有恢复码，谁也打不开，我们也不能。"
)


def document(office: str, code: str, day: date) -> QTextDocument:
    """The sheet as it is printed."""
    made = QTextDocument()
    groups = code.split("-")
    lines = "<br>".join(" - ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
    made.setHtml(
        f"<h1>回音 恢复单</h1><p>{office} · {day.isoformat()}</p>"
        f'<p style="font-size:26pt; font-family:monospace">{lines}</p>'
        f"<p>{WHAT_FOR}</p><p>在口令栏里输入它，然后设新口令。字母不分大小写，横线可以不写。"
        "更新恢复单以后，旧的作废，请销毁。</p>"
    )
    return made


class RecoverySheet(QWidget):
    """The code, 打印, 存成 PDF, and a field for its last group. `confirmed`: that was typed right."""

    confirmed = Signal()

    def __init__(self, office: str, day: date) -> None:
        super().__init__()
        self._office, self._day = office, day
        self.code = ""
        self.shown, self.said = QLabel(), QLabel()
        set_role(self.shown, "code")
        self.shown.setAccessibleName("恢复码")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        set_role(self.said, "hint")
        self.said.setWordWrap(True)
        why = QLabel(WHAT_FOR)
        why.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName("恢复码的最后四个字")
        self.line.setFixedWidth(current().px(120))
        self.line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.line.returnPressed.connect(self.confirm)
        buttons = QHBoxLayout()
        self.print_button = button("打印…", self.print_it)
        buttons.addWidget(self.print_button)
        buttons.addWidget(button("存成 PDF…", self.choose_file))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(why)
        layout.addWidget(self.shown)
        layout.addLayout(buttons)
        layout.addWidget(labelled("最后四个字", self.line))
        layout.addWidget(self.said)
        self.say("看着纸上的恢复码，把最后一组四个字输进来，证明抄对了。")

    def show_code(self, code: str) -> None:
        """Show a code."""
        self.code = code
        groups = code.split("-")
        self.shown.setText("\n".join(" - ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)))
        self.line.clear()

    def name_office(self, name: str) -> None:
        """Whose sheet it is, as it is printed."""
        self._office = name

    def begin(self) -> None:
        """Go to the first button."""
        self.print_button.setFocus()

    @property
    def is_confirmed(self) -> bool:
        """Whether the last group was typed right."""
        return bool(self.code) and keys.plain_code(self.line.text()) == self.code.rpartition("-")[2]

    def confirm(self) -> bool:
        """Say `confirmed` when the last group was typed right; else what is wrong."""
        if self.is_confirmed:
            self.confirmed.emit()
            return True
        self.say("和恢复码的最后一组不一样，请看着纸再输一遍。", wrong=True)
        self.line.selectAll()
        self.line.setFocus()
        return False

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A remark below the field."""
        set_role(self.said, "error" if wrong else "hint")
        self.said.setText(sentence)

    def save_pdf(self, path: Path) -> None:
        """Write the sheet as a PDF."""
        writer = QPdfWriter(str(path))
        document(self._office, self.code, self._day).print_(writer)
        written = path.is_file() and path.stat().st_size > 0
        self.say(
            "已存成 PDF。打印出来以后请把文件删掉。" if written else f"“{path}”写不了，请换一个地方。",
            wrong=not written,
        )

    def choose_file(self) -> None:
        """Ask where the PDF goes: best a stick that is put away with the sheet."""
        named, _ = QFileDialog.getSaveFileName(self, "恢复单存成 PDF", "回音恢复单.pdf", "PDF (*.pdf)")
        if named:
            self.save_pdf(Path(named))
        self.line.setFocus()

    def print_it(self) -> None:
        """Print the sheet."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document(self._office, self.code, self._day).print_(printer)
            self.say("已送去打印。看着纸上的恢复码，把最后一组四个字输进来。")
        dialog.deleteLater()
        self.line.setFocus()
