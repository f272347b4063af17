"""The single screens of the first-run assistant that ask something: office, above, people, password."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.actions.create_office import LEVELS
from app.rules.rights import ADMINISTRATOR, weakens
from app.schema.kinds import Choices, Person, Text, Value
from ui.form.choices import ChoicesEditor
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext
from ui.form.pick import PickEditor
from ui.form.pop_list import Option
from ui.form.submit import button
from ui.security.new_password import NewPassword
from ui.theme import set_role

LEVEL = "unit.level"
OFFICE = (
    ("unit.code", "单位代码", "字母和数字，向县里问；交换工作簿时用它认单位，例如 YX01", True),
    ("unit.name", "单位名称", "例如 云溪镇纪委", True),
    ("unit.short", "简称", "编号里用，例如 云；不填取名称的第一个字", False),
)
ABOVE = (
    ("unit.above", "上级单位代码", "例如 QH00；没有就空着", False),
    ("unit.above_name", "上级单位名称", "例如 清河县纪委监委信访室", False),
)
FIRST_ROLES = ("clerk", "handler", "administrator")
UNPROTECTED = (
    "不设口令：钥匙放在数据旁边的文件里，什么也保护不了。谁拿到这台电脑或者拷走文件夹，谁就能看到全部举报和举报人。"
    "以后可以在设置里补设。"
)


class Step(QWidget):
    """One screen: title, what it asks, where the focus goes, whether it may be left forwards."""

    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def begin(self) -> None:
        """Go to the first field."""
        self.setFocus()

    def check(self) -> bool:
        """Whether all is right; says beside the fields what is not."""
        return True

    def say(self, text: str, role: str = "quiet") -> QLabel:
        """A line of words below what is there."""
        words = QLabel(text)
        words.setWordWrap(True)
        set_role(words, role)
        self.column.addWidget(words)
        return words


class FormStep(Step):
    """A screen made of fields."""

    def __init__(
        self,
        form: Form,
        names: Sequence[tuple[str, str, str, bool]],
        first: tuple[str, FieldRow] | None = None,
    ) -> None:
        super().__init__()
        self.form = form
        rows = [] if first is None else [first]
        for name, label, hint, required in names:
            editor = LineEditor(Text(), form.context.today, width=320)
            rows.append((name, FieldRow(label, editor, hint=hint, required=required)))
        self.names = [name for name, _ in rows]
        for name, row in rows:
            self.column.addWidget(form.add(name, row))

    def begin(self) -> None:
        self.form.rows[self.names[0]].editor.setFocus()

    def check(self) -> bool:
        rows = [self.form.rows[name] for name in self.names]
        for row in rows:
            row.editor.finish()
        wrong = [row for row in rows if not row.check(complete=True)]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong


class OfficeStep(FormStep):
    """Level, code, name."""

    title = "这是哪个单位"

    def __init__(self, form: Form) -> None:
        levels = [Option(level, f"{at}  {name}") for at, (level, name) in enumerate(LEVELS.items(), start=1)]

        def matching(typed: str) -> list[Option]:
            return [each for each in levels if typed in each.label] or levels

        editor = PickEditor(
            Text(), form.context.today, matching, lambda level: LEVELS.get(level, level), width=280
        )
        row = FieldRow("单位级别", editor, hint="按 1、2、3 或方向键", required=True)
        super().__init__(form, OFFICE, (LEVEL, row))


class AboveStep(FormStep):
    """Who is above."""

    title = "工作簿寄给谁"

    def __init__(self, form: Form) -> None:
        super().__init__(form, ABOVE)
        self.say("填直接上级。以后可以在设置的单位名录里添加。", "hint")


class PeopleStep(Step):
    """Names and roles; the first line is the person who sets the office up."""

    title = "谁来用"

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.people: list[tuple[FieldRow, FieldRow]] = []
        self.say("第一位是您自己，要当管理员。小单位一个人可以担几种职责，代价写在下面。", "hint")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.addLayout(self._lines)
        self.more = button("再加一人", self.add_and_go)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.costs = self.say("", "hint")
        self.add("您的姓名", required=True)
        self.people[0][1].set_value(FIRST_ROLES)
        self._weigh()

    def add(self, label: str, *, required: bool = False) -> None:
        """One more line."""
        name = FieldRow(label, LineEditor(Person(), self._today, width=200), required=required)
        roles = FieldRow(
            "职责", ChoicesEditor(Choices("staff_role"), self._today, width=520), hint="↓ 列出可选的"
        )
        for row in (name, roles):
            self._lines.addWidget(row)
            row.editor.changed.connect(self._weigh)
        self.people.append((name, roles))

    def add_and_go(self) -> None:
        """One more line, and the focus there."""
        self.add("同事姓名")
        self.people[-1][0].editor.setFocus()

    def begin(self) -> None:
        self._weigh()
        self.people[0][0].editor.setFocus()

    @property
    def named(self) -> list[tuple[str, tuple[str, ...]]]:
        """Name and roles of each line with a name."""
        found = [(_name(name), _roles(roles)) for name, roles in self.people]
        return [each for each in found if each[0]]

    def check(self) -> bool:
        for name, roles in self.people:
            name.editor.finish()
            roles.editor.finish()
            for row in (name, roles):
                if not row.check(complete=True):
                    row.editor.setFocus()
                    return False
        return self._check_together()

    def _check_together(self) -> bool:
        first, roles = self.people[0]
        if ADMINISTRATOR not in _roles(roles):
            roles.show_error("您要有“管理员”这个职责，否则没有人能改设置、给同事登录。")
            roles.editor.setFocus()
            return False
        names = [name for name, _ in self.named]
        if len(set(names)) < len(names):
            again = next(row for row, _ in reversed(self.people) if names.count(_name(row)) > 1)
            again.show_error("这个名字已经写过了。同名的请加上区别，例如 王敏(二)。")
            again.editor.setFocus()
            return False
        return first.error == ""

    def _weigh(self) -> None:
        said = []
        for name, roles in self.people:
            said += [f"{_name(name) or '您'}：{sentence}" for sentence in weakens(_roles(roles))]
        self.costs.setText("\n".join(said))


class PasswordStep(Step):
    """A password, or the conscious choice of none."""

    title = "设口令"
    skipped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.new = NewPassword()
        self.say("数据从第一天起就加密。口令是打开它的钥匙，只有您自己知道；同事的口令以后在设置里各设各的。")
        self.column.addWidget(self.new)
        self.column.addSpacing(16)
        self.say(UNPROTECTED, "hint")
        self.skip = button("先不设口令", self.skipped.emit, "quiet")
        self.column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignLeft)
        self.password = ""

    def begin(self) -> None:
        self.new.begin()

    def check(self) -> bool:
        found = self.new.check()
        self.password = found or ""
        return found is not None


def _value(row: FieldRow) -> Value:
    return None if row.editor.holds_error() else row.value()


def _name(row: FieldRow) -> str:
    return str(_value(row) or "").strip()


def _roles(row: FieldRow) -> tuple[str, ...]:
    found = _value(row)
    return tuple(str(each) for each in found) if isinstance(found, tuple) else ()


def new_form(parent: QWidget) -> Form:
    """The form that the screens of fields share."""
    return Form(FormContext(today=date.today), parent)
