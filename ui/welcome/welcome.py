"""首次: no office in this folder yet: set one up, or practise first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.actions.create_office import LEVELS, NewOffice, create_office
from app.schema.kinds import Person, Text
from app.store.office import Office
from ui.do import Teller, do
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext
from ui.form.pick import PickEditor
from ui.form.pop_list import Option
from ui.form.submit import button, shortcut
from ui.theme import set_role

FIELDS = (
    ("unit.code", "单位代码", "字母和数字，向县里问；交换工作簿时用它认单位，例如 YX01", True),
    ("unit.name", "单位名称", "例如 云溪镇纪委", True),
    ("unit.short", "简称", "编号里用，例如 云；不填取名称的第一个字", False),
    ("unit.above", "上级单位代码", "", False),
    ("unit.above_name", "上级单位名称", "", False),
    ("staff.name", "您的姓名", "登记人和日志里写这个名字", True),
)
LEVEL = "unit.level"


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
        self.form = Form(FormContext(today=date.today), self)
        self.stack.addWidget(self._choices())
        self.stack.addWidget(self._new_office())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def start_new(self) -> None:
        """Show the form of a new office."""
        self.stack.setCurrentIndex(1)
        self.form.rows[LEVEL].editor.setFocus()

    def set_up(self) -> None:
        """Set the office up, or say beside the fields what is wrong."""
        wrong = self.form.check()
        if wrong is not None:
            wrong.editor.setFocus()
            return
        said = {name: str(value) if value is not None else "" for name, value in self.form.values().items()}
        new = NewOffice(
            code=said["unit.code"], name=said["unit.name"], level=said[LEVEL], short=said["unit.short"],
            above=said["unit.above"], above_name=said["unit.above_name"], person=said["staff.name"],
        )  # fmt: skip
        self._run(lambda: create_office(self._folder, new))

    def practise(self) -> None:
        """Open an office of invented cases."""
        if self._practise is not None:
            self._run(self._practise)

    def choose_folder(self) -> None:
        """Open the data of another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "选择回音的数据文件夹", str(self._folder.parent))
        if chosen:
            self._open_other(Path(chosen))

    def _run(self, make: Callable[[], Office]) -> None:
        assert self.teller is not None
        do(self.teller, make, done=self._opened, refused=self.form.refused)

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
        self.practise_button.setVisible(self._practise is not None)
        column.addWidget(self.practise_button)
        column.addWidget(button("打开别的文件夹…", self.choose_folder, "quiet"), 0, Qt.AlignmentFlag.AlignLeft)
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

    def _new_office(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        today = self.form.context.today
        levels = [Option(level, f"{at}  {name}") for at, (level, name) in enumerate(LEVELS.items(), start=1)]

        def matching(typed: str) -> list[Option]:
            return [each for each in levels if typed in each.label] or levels

        editor = PickEditor(Text(), today, matching, lambda level: LEVELS.get(level, level), width=280)
        column.addWidget(self.form.add(LEVEL, FieldRow("单位级别", editor, hint="按 1、2、3 或方向键", required=True)))
        for name, label, hint, required in FIELDS:
            kind = Person() if name == "staff.name" else Text()
            row = FieldRow(label, LineEditor(kind, today, width=320), hint=hint, required=required)
            column.addWidget(self.form.add(name, row))
        buttons = QHBoxLayout()
        buttons.addWidget(button("建立单位(Ctrl+S)", self.set_up, "primary"))
        buttons.addWidget(button("返回", lambda: self.stack.setCurrentIndex(0), "quiet"))
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        shortcut("Ctrl+S", side, self.set_up)
        return side
