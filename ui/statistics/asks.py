"""Where a list is saved to."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class WorkbookAsk:
    """Where to save a workbook; the system's window asks by itself before a file is replaced."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> Path | None:
        """The file; None when the person went back."""
        said, _ = QFileDialog.getSaveFileName(parent, "存为工作簿", f"{name}.xlsx", "工作簿 (*.xlsx)")
        if not said:
            return None
        return Path(said) if said.lower().endswith(".xlsx") else Path(f"{said}.xlsx")
