"""首次: no office in this folder yet: set one up with the assistant, or practise first."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.store.office import Office
from app.store.packing import ENDING
from ui.do import Teller, do
from ui.form.submit import button
from ui.theme import set_role

if TYPE_CHECKING:
    from ui.welcome.assistant import Assistant


class Welcome(QWidget):
    """Two large choices and a quiet one. `opened` gets the office that was set up."""

    def __init__(
        self, folder: Path, opened: Callable[[Office], object], practise: Callable[[], Office] | None,
        open_other: Callable[[Path], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._folder, self._opened, self._practise, self._open_other = folder, opened, practise, open_other
        self.teller: Teller | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choices())
        self.assistant: Assistant | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def start_new(self) -> None:
        """Begin to set an office up, or go on where that was left."""
        if self.assistant is None:
            from ui.welcome.assistant import Assistant

            self.assistant = Assistant(self._folder, self._opened)
            self.assistant.given_up.connect(self._to_choices)
            self.stack.addWidget(self.assistant)
        self.assistant.teller = self.teller
        self.stack.setCurrentWidget(self.assistant)
        self.assistant.begin()

    def practise(self) -> None:
        """Open an office of invented cases."""
        if self._practise is not None:
            self._run(self._practise)

    def choose_folder(self) -> None:
        """Open the data of another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "选择回音的数据文件夹", str(self._folder.parent))
        if chosen:
            self._open_other(Path(chosen))

    def choose_parcel(self) -> None:
        """Ask for the file in which an office was packed on another PC."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "打开搬家文件", str(Path.home()), f"搬家文件 (*{ENDING})"
        )
        if chosen:
            self.unpack(Path(chosen))

    def unpack(self, file: Path) -> None:
        """Set up here the office that was packed on another PC."""
        from app.actions.move import unpack

        assert self.teller is not None
        do(self.teller, lambda: unpack(file, self._folder), done=lambda _: self._open_other(self._folder))

    def _run(self, make: Callable[[], Office]) -> None:
        assert self.teller is not None
        do(self.teller, make, done=self._opened)

    def _to_choices(self) -> None:
        self.stack.setCurrentIndex(0)
        self.new_button.setFocus()

    def _choices(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        hello = QLabel("件件有着落、事事有回音。这台电脑上还没有单位的数据，先选一样：")
        hello.setWordWrap(True)
        set_role(hello, "quiet")
        column.addWidget(hello)
        self.new_button = button("新建单位    填几项就能开始登记", self.start_new, "answer")
        column.addWidget(self.new_button)
        self.practise_button = button("先用演示数据练一练    都是编造的案件，随便改", self.practise, "answer")
        if self._practise is None:
            self.practise_button.hide()
        column.addWidget(self.practise_button)
        for word, run in (("打开搬家文件…", self.choose_parcel), ("打开别的文件夹…", self.choose_folder)):
            column.addWidget(button(word, run, "quiet"), 0, Qt.AlignmentFlag.AlignLeft)
        where = QLabel(f"数据将放在：{self._folder}")
        where.setWordWrap(True)
        set_role(where, "hint")
        column.addWidget(where)
        secret = QLabel("只用于无密级或内部资料；不得录入国家秘密，不得装在涉密计算机上。")
        secret.setWordWrap(True)
        set_role(secret, "hint")
        column.addWidget(secret)
        column.addStretch(1)
        return side
