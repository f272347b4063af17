"""The rescue window: when a bug of ours appears, the person keeps working and can hand over a report.

The report says where in the program it happened and nothing else: no message of the exception and no value, for
either may hold what a reporter wrote.
"""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from app.errors import Damaged
from app.store.opening import sentence_for
from ui.theme import current, set_role

_ROOT = Path(__file__).resolve().parent.parent

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def report(error: BaseException) -> str:
    """Type of the exception and of its causes, module and line of every frame, versions. No case content."""
    lines = [f"Python {platform.python_version()} · Qt {PySide6.__version__} · {platform.platform()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append("")
        lines.append(type(seen).__qualname__)
        frames = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Path inside the program, or the bare file name, so that no user name of the PC gets into the report."""
    path = Path(filename)
    ours = path.is_relative_to(_ROOT) and ".venv" not in path.parts
    return path.relative_to(_ROOT).as_posix() if ours else path.name


class RescueDialog(QDialog):
    """Says that nothing is lost, shows the report, copies it."""

    def __init__(self, text: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("程序出错了")
        self.setMinimumWidth(current().px(560))
        head = QLabel("程序出错了，这一步没有完成。已经保存的内容不受影响。")
        head.setWordWrap(True)
        set_role(head, "band")
        how = QLabel("可以继续工作。请复制下面的报告发给维护人员；报告里没有案件内容。")
        how.setWordWrap(True)
        self.box = QPlainTextEdit(text)
        self.box.setReadOnly(True)
        self.box.setAccessibleName("错误报告")
        self.copy = QPushButton("复制报告")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on = QPushButton("继续工作")
        set_role(go_on, "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for part in (head, how, self.box):
            layout.addWidget(part)
        layout.addLayout(buttons)

    @classmethod
    def ask(cls, error: BaseException) -> None:
        """Show the report of an error and wait until the person goes on."""
        dialog = cls(report(error))
        dialog.exec()
        dialog.deleteLater()


def install_excepthook(damaged: Callable[[Damaged], object] = RescueDialog.ask) -> Hook:
    """Let every exception that nobody caught open the rescue window; returns the hook that was there before.

    `damaged` is called instead where a page met damage of the store while it read (painting asks the database too).
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or QApplication.instance() is None:
            before(kind, error, trace)
            return
        told = sentence_for(error) or error
        if isinstance(told, Damaged):
            damaged(told)
        else:
            RescueDialog.ask(error)

    sys.excepthook = hook
    return before
