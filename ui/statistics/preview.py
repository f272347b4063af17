"""打印预览: the sheets of a list as they will be printed, before a printer is asked for."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.form.submit import button
from ui.theme import set_role

PART = 0.9
"""How much of its parent the window takes at most."""


class PreviewAsk(QDialog):
    """Shows the sheets; 打印 goes on to the printer, Esc goes back."""

    def __init__(self, parent: QWidget, printer: QPrinter, paint: Callable[[QPrinter], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印预览")
        self._printer = printer  # the preview does not keep it
        self.preview = QPrintPreviewWidget(printer, self)
        self.preview.paintRequested.connect(paint)
        self.preview.setAccessibleName("打印预览")
        self.words = QLabel()
        set_role(self.words, "quiet")
        self.go = button("打印(回车)", self.accept, "primary")
        self.go.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for each in (
            button("放大", lambda: self.preview.zoomIn(), "quiet"),
            button("缩小", lambda: self.preview.zoomOut(), "quiet"),
            button("返回(Esc)", self.reject),
            self.go,
        ):
            row.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.preview, 1)
        layout.addLayout(row)
        room = parent.window().size()
        self.resize(int(room.width() * PART), int(room.height() * PART))
        self.preview.updatePreview()
        self.preview.fitToWidth()
        self.words.setText(f"共 {self.preview.pageCount()} 页")
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(cls, parent: QWidget, printer: QPrinter, paint: Callable[[QPrinter], object]) -> bool:
        """Show it; False when the person went back."""
        dialog = cls(parent, printer, paint)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return done
