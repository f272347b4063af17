"""What the papers page asks in a window of the system: where to save a file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class DocxAsk:
    """Where to save a .docx."""

    @classmethod
    def ask(cls, parent: QWidget, name: str) -> tuple[Path, bool] | None:
        """The file and whether the person agreed to replace the one that stands there; None when nothing was chosen."""
        said, _ = QFileDialog.getSaveFileName(parent, "另存为文档", name, "Word / WPS 文档 (*.docx)")
        if not said:
            return None
        path = Path(said)
        if path.suffix.lower() == ".docx":
            return path, path.exists()  # the system's window has asked
        return path.with_name(f"{path.name}.docx"), False
