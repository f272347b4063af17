"""首次: the assistant that sets an office up, in six screens. Nothing is written before the last but one is confirmed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.actions.create_office import NewOffice, create_office
from app.actions.locks import protect_office
from app.errors import Invalid
from app.store import keys
from app.store.office import Office
from ui.do import Refusal, Teller, do
from ui.form.submit import button, shortcut
from ui.security.recovery_sheet import RecoverySheet
from ui.theme import set_role
from ui.welcome.steps import (
    LEVEL,
    UNPROTECTED,
    AboveStep,
    OfficeStep,
    PasswordStep,
    PeopleStep,
    Step,
    new_form,
)


class SheetStep(Step):
    """The recovery sheet."""

    title = "恢复单"

    def __init__(self) -> None:
        super().__init__()
        self.sheet = RecoverySheet("", date.today())
        self.column.addWidget(self.sheet)

    def begin(self) -> None:
        self.sheet.begin()

    def check(self) -> bool:
        return self.sheet.is_confirmed or self.sheet.confirm()


class DoneStep(Step):
    """What there is now."""

    title = "都好了"

    def __init__(self) -> None:
        super().__init__()
        self.words = self.say("", "read")


class Assistant(QWidget):
    """Office, above, people, password, recovery sheet, done. `finished` gets the office; `given_up`: back to the start.

    Going back keeps everything typed. Ctrl+S or the filled button goes on, Esc goes back.
    """

    given_up = Signal()

    def __init__(self, folder: Path, finished: Callable[[Office], object]) -> None:
        super().__init__()
        self._folder, self._finished = folder, finished
        self.teller: Teller | None = None
        self.office: Office | None = None
        self.form = new_form(self)
        self.people, self.password, self.sheet = (
            PeopleStep(self.form.context.today),
            PasswordStep(),
            SheetStep(),
        )
        self.done = DoneStep()
        self.steps: list[Step] = [
            OfficeStep(self.form), AboveStep(self.form), self.people, self.password, self.sheet, self.done,
        ]  # fmt: skip
        self.where = QLabel()
        set_role(self.where, "band")
        self.stack = QStackedWidget()
        for step in self.steps:
            step.column.addStretch(1)
            self.stack.addWidget(step)
        self.next, self.back = button("", self.go_on, "primary"), button("上一步(Esc)", self.go_back, "quiet")
        buttons = QHBoxLayout()
        for each in (self.next, self.back):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.where)
        layout.addWidget(self.stack)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.password.new.entered.connect(self.go_on)
        self.password.skipped.connect(self.skip_password)
        self.sheet.sheet.line.returnPressed.disconnect()
        self.sheet.sheet.line.returnPressed.connect(self.go_on)
        shortcut("Ctrl+S", self, self.go_on)
        shortcut("Esc", self, self.go_back)
        self._show(0)

    @property
    def at(self) -> int:
        """Which screen is shown, from 0."""
        return self.stack.currentIndex()

    def begin(self) -> None:
        """Go to the first field of the screen."""
        self.steps[self.at].begin()

    def go_on(self) -> None:
        """The next screen, if nothing is wrong with this one."""
        if self.at == len(self.steps) - 1:
            if self.office is not None:
                self._finished(self.office)
            return
        if not self.steps[self.at].check():
            return
        if self.steps[self.at] is self.password:
            self._show_sheet()
        elif self.steps[self.at] is self.sheet:
            self._set_up(self.password.password)
        else:
            self._show(self.at + 1)

    def go_back(self) -> None:
        """The screen before; from the first to where it began. After the office stands there is no way back."""
        if self.office is not None:
            return
        if self.at == 0:
            self.given_up.emit()
        else:
            self._show(self.at - 1)

    def skip_password(self) -> None:
        """No password: the key lies beside the data, which is said again at the end."""
        self.password.new.clear()
        self._set_up("")

    def new_office(self) -> NewOffice:
        """What was typed."""
        said = {name: str(value) if value is not None else "" for name, value in self._values().items()}
        (person, roles), *others = self.people.named
        return NewOffice(
            code=said["unit.code"], name=said["unit.name"], level=said[LEVEL], short=said["unit.short"],
            above=said["unit.above"], above_name=said["unit.above_name"], person=person, roles=roles,
            others=tuple(others),
        )  # fmt: skip

    def _values(self) -> dict[str, object]:
        return {name: row.value() for name, row in self.form.rows.items()}

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        for number, step in enumerate(self.steps):  # the stack is as high as the screen that is shown
            policy = step.sizePolicy()
            policy.setVerticalPolicy(policy.Policy.Preferred if number == at else policy.Policy.Ignored)
            step.setSizePolicy(policy)
        self.where.setText(f"第 {at + 1} 步，共 {len(self.steps)} 步：{self.steps[at].title}")
        last = at == len(self.steps) - 1
        self.next.setText("开始使用" if last else "下一步(Ctrl+S)")
        self.back.setVisible(not last)
        self.back.setText("返回(Esc)" if at == 0 else "上一步(Esc)")
        if self.teller is not None:
            self.teller.say_error("")
        self.steps[at].begin()
        if last:
            self.next.setFocus()

    def _show_sheet(self) -> None:
        if not self.sheet.sheet.code:
            self.sheet.sheet.show_code(keys.new_recovery_code())
        self.sheet.sheet.name_office(str(self._values()["unit.name"] or ""))
        self._show(self.steps.index(self.sheet))

    def _set_up(self, password: str) -> None:
        assert self.teller is not None
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            do(self.teller, lambda: self._make(password), done=self._made, refused=self._refused)
        finally:
            QApplication.restoreOverrideCursor()

    def _make(self, password: str) -> Office:
        new = self.new_office()
        if self.office is None:
            self.office = create_office(self._folder, new)
        if password:
            protect_office(self.office, new.person, password, self.sheet.sheet.code)
        return self.office

    def _made(self, office: Office) -> None:
        locked = bool(self.password.password)
        self.password.new.clear()
        lines = [
            f"“{office.name}”已经建好，数据放在：{office.folder}",
            "已设口令。离开座位按 Ctrl+L 锁定，15 分钟不动也会自动锁定。" if locked else UNPROTECTED,
            "同事的口令在“设置”的“登录与口令”里添加。" if locked else "",
        ]
        self.done.words.setText("\n\n".join(line for line in lines if line))
        self._show(len(self.steps) - 1)

    def _refused(self, refusal: Refusal) -> bool:
        """Go to the screen of the field that was refused."""
        name = refusal.field if isinstance(refusal, Invalid) else None
        for at, step in enumerate(self.steps):
            if name is not None and name in getattr(step, "names", ()):
                self._show(at)
                return self.form.refused(refusal)
        return False
