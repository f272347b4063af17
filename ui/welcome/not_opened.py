"""Data lie here and could not be opened just now: what is the matter stands below; nothing of it is gone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QVBoxLayout, QWidget

from ui.form.submit import button
from ui.theme import set_role


class NotOpened(QWidget):
    """Says where the data are and offers to open them once more; never to set up an office over them."""

    def __init__(self, folder: Path, open_folder: Callable[[Path], object]) -> None:
        super().__init__()
        self._folder, self._open = folder, open_folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        said = QLabel(f"数据都在，没有被删除：{folder}")
        said.setWordWrap(True)
        set_role(said, "quiet")
        column.addWidget(said)
        self.again = button("再打开一次", lambda: self._open(self._folder), "primary")
        for each in (
            self.again,
            button("打开别的文件夹…", self.choose_folder, "quiet"),
            button("退出", QApplication.closeAllWindows, "quiet"),
        ):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)

    def choose_folder(self) -> None:
        """Open the data of another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "选择回音的数据文件夹", str(self._folder.parent))
        if chosen:
            self._open(Path(chosen))
