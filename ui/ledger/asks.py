"""The few questions that the ledger asks in a window: a name for a view, a reason for voiding, a printer, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import current, set_role

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class LineAsk(QDialog):
    """One line of text, with the verb of what it is for on the button."""

    def __init__(self, parent: QWidget, title: str, hint: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(current().px(420))
        says = QLabel(hint)
        says.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.ready, back = QPushButton(verb), QPushButton("返回")
        set_role(self.ready, "primary")
        self.ready.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.ready.setEnabled(bool(text.strip())))
        self.ready.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.ready)
        buttons.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(says)
        layout.addWidget(self.line)
        layout.addLayout(buttons)

    @classmethod
    def ask(cls, parent: QWidget, title: str, hint: str, verb: str) -> str | None:
        """What was written; None when the person went back."""
        dialog = cls(parent, title, hint, verb)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        text = dialog.line.text().strip()
        dialog.deleteLater()
        return text if done and text else None


class PrinterAsk:
    """Which printer."""

    @classmethod
    def ask(cls, parent: QWidget, printer: QPrinter) -> bool:
        """Set up the printer in the system's window; False when the person went back."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return done


class PdfAsk:
    """Where to save a PDF."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """The file; None when the person went back."""
        said, _ = QFileDialog.getSaveFileName(parent, "存为 PDF", f"{name}.pdf", "PDF (*.pdf)")
        if not said:
            return None
        return Path(said) if said.lower().endswith(".pdf") else Path(f"{said}.pdf")
