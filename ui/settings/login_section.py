"""登录与口令: who has a password, what each may do, the recovery sheet, the lock."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions import locks, old_locks, rekey
from app.actions.people import set_roles
from app.actions.rekey import Begun
from app.actions.settings import set_setting
from app.records.offices import Staff
from app.rules.rights import refusal, weakens
from app.schema.codes import code_list
from app.store import keys
from app.store.office import Office
from ui.do import Refusal, do
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.long_work import run_long
from ui.parts.band import Band
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.read_row import labelled
from ui.parts.scroll import show_whole
from ui.security.new_password import NewPassword
from ui.security.password_line import PasswordLine
from ui.security.recovery_sheet import RecoverySheet
from ui.theme import set_role

T = TypeVar("T")
MINUTES = (5, 10, 15, 30, 60, 0)
WHY_NO_LOCK = (
    "没有设口令：钥匙放在数据旁边的文件里，什么也保护不了，锁定窗口也锁不住别人，所以没有锁定。请设口令。"
)


WHY_A_NEW_KEY = (
    "台账、附件和备份都用一把新的数据密钥重新加密：从前拷走的钥匙文件、旧口令和旧恢复单，再也打不开现在的数据。"
    "换的时候窗口会关上一会儿。换好后您用现在的口令打开，恢复单换新的；别人的登录要在这里重新给。"
    "U 盘上的旧备份，插着就一起换，没插的下次备份时换。"
)
GiveKey = Callable[[Begun, str], object]
"""Closes the office, changes its data key and opens it again."""


class LoginSection(QWidget):
    """The band, and below it the one form that is open."""

    def __init__(self, frame: Frame, office: Office, give_key: GiveKey) -> None:
        super().__init__()
        self._frame, self._office, self._give_key = frame, office, give_key
        self._barred = refusal("add_login", office.roles)
        self.form: QFrame | None = None
        self._protected = locks.is_protected(office)
        self._logins = locks.logins(office)
        self.band = Band("登录与口令")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self.band)
        if self._protected:
            self._own_head()
            if self._barred is None and (advice := rekey.advised(office)):
                self.band.add(_words(advice))
            if left := old_locks.told(office):
                self.band.add(_words(left))
        else:
            self.band.add(_words(WHY_NO_LOCK))
            self.band.add_to_head(button("设口令", self.ask_first))
        if self._barred is not None:
            self.band.add(_words(self._barred))
        for person in office.find(Staff, voided=False):
            self.band.add(self._line(person))
        if self._protected:
            self.band.add(labelled("自动锁定", self._minutes()))

    # -- forms ----------------------------------------------------------------------------------------------

    def ask_first(self) -> None:
        """Set the first password: for the person who sits here, with the recovery sheet after it."""
        new = NewPassword()
        name = self._office.person

        def go() -> None:
            password = new.check()
            if password is not None:
                self._ask_sheet(partial(self._protect, name, password))

        new.entered.connect(go)
        self._open(f"给{name}设口令", new, "下一步：恢复单", go, new.begin)

    def ask_own(self) -> None:
        """Change the own password."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        old, new = PasswordLine("现在的口令"), NewPassword()
        column.addWidget(labelled("现在的口令", old))
        column.addWidget(new)

        def go() -> None:
            password = new.check()
            if password is not None:
                self._derive(
                    lambda: locks.change_password(self._office, old.text(), password), "口令已改。", new.say
                )

        new.entered.connect(go)
        self._open("改我的口令", inside, "改口令(Ctrl+S)", go, old.line.setFocus)

    def ask_login(self, name: str) -> None:
        """Give a colleague a password, or a new one; the colleague types it."""
        new = NewPassword()
        has = name in self._logins

        def go() -> None:
            password = new.check()
            if password is not None:
                give = locks.recover_login if has else locks.add_login
                self._derive(
                    lambda: give(self._office, name, password), f"{name}可以用新口令登录了。", new.say
                )

        new.entered.connect(go)
        title = f"给{name}{'换口令' if has else '登录'}：请{name}自己输入口令"
        self._open(title, new, "设好(Ctrl+S)", go, new.begin)

    def ask_roles(self, person: Staff) -> None:
        """Change what a person may do, with what that weakens."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        roles = ChipRow(
            [ChipSpec(code.id, code.label) for code in code_list("staff_role").codes], several=True
        )
        for role in person.roles or ():
            roles.press(role)
        costs = _words("")

        def weigh(_key: str = "") -> None:
            costs.setText("\n".join(weakens(roles.pressed)))

        roles.picked.connect(weigh)
        weigh()
        column.addWidget(roles)
        column.addWidget(costs)

        def go() -> None:
            self._run(
                lambda: set_roles(self._office, person.id, roles.pressed), f"已调整{person.name}的职责。"
            )

        self._open(f"{person.name}的职责", inside, "改职责(Ctrl+S)", go, roles.setFocus)

    def ask_sheet(self) -> None:
        """A new recovery sheet; the old one holds until the new one is confirmed."""

        def renew(code: str) -> None:
            self._derive(lambda: locks.renew_recovery(self._office, code), "恢复单已更新，旧的作废，请销毁。")

        self._ask_sheet(renew)

    def ask_key(self) -> None:
        """A new data key: the own password, then a new recovery sheet, then the window closes for it."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        line, wrong = PasswordLine("我现在的口令"), _words("")
        set_role(wrong, "error")
        for part in (_words(WHY_A_NEW_KEY), labelled("我现在的口令", line), wrong):
            column.addWidget(part)

        def go() -> None:
            password = line.text()
            self._away(
                "正在核对口令", lambda: rekey.check(self._office, password),
                lambda _: self._ask_sheet(partial(self._rekey, password)), wrong.setText,
            )  # fmt: skip

        line.entered.connect(go)
        self._open("更换数据密钥", inside, "下一步：新恢复单", go, line.line.setFocus)

    def take_back(self, name: str) -> None:
        """Take a colleague's password away."""
        self._run(lambda: locks.remove_login(self._office, name), f"已收回{name}的登录。")

    def close_form(self) -> bool:
        """Close the open form; False when there was none."""
        if self.form is None:
            return False
        self.form.hide()
        self.form.deleteLater()
        self.form = None
        return True

    # -- parts ----------------------------------------------------------------------------------------------

    def _own_head(self) -> None:
        if self._office.person in self._logins:
            self.band.add_to_head(button("改我的口令", self.ask_own))
        self.band.add_to_head(self._kept(button("更新恢复单", self.ask_sheet)))
        self.key_button = button("更换数据密钥…", self.ask_key)
        self.band.add_to_head(self._kept(self.key_button))

    def _line(self, person: Staff) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = str(person.name)
        has = name in self._logins
        said = " · ".join(filter(None, [name, person.text("roles") or "没有职责", "可以登录" if has else ""]))
        row.addWidget(QLabel(said), 1)
        row.addWidget(self._kept(button("改职责", partial(self.ask_roles, person), "quiet")))
        if self._protected:
            row.addWidget(
                self._kept(button("换口令" if has else "给登录", partial(self.ask_login, name), "quiet"))
            )
        if has:
            row.addWidget(self._kept(button("收回登录", partial(self.take_back, name), "quiet")))
        return line

    def _kept(self, made: QWidget) -> QWidget:
        made.setEnabled(self._barred is None)
        made.setToolTip(self._barred or "")
        return made

    def _minutes(self) -> QWidget:
        now = int(self._office.setting("lock.minutes"))
        row = ChipRow([ChipSpec(str(each), f"{each} 分钟" if each else "从不") for each in MINUTES])
        if now in MINUTES:
            row.press(str(now))

        def pick(key: str) -> None:
            said = f"{key} 分钟不动就锁定。" if int(key) else "不再自动锁定，离开座位请按 Ctrl+L。"
            self._run(lambda: set_setting(self._office, "lock.minutes", int(key)), said)

        row.picked.connect(pick)
        row.setEnabled(self._barred is None)
        return row

    def _ask_sheet(self, done: Callable[[str], object]) -> None:
        sheet = RecoverySheet(self._office.name, self._office.today)
        sheet.show_code(keys.new_recovery_code())
        sheet.confirmed.connect(lambda: done(sheet.code))
        self._open("恢复单", sheet, "抄好了(Ctrl+S)", sheet.confirm, sheet.begin)

    def _protect(self, name: str, password: str, code: str) -> None:
        self._derive(
            lambda: locks.protect_office(self._office, name, password, code),
            "已设口令。离开座位请按 Ctrl+L 锁定。",
        )

    def _rekey(self, password: str, code: str) -> None:
        self._away(
            "正在核对口令",
            lambda: rekey.begin(self._office, password),
            lambda begun: self._give_key(begun, code),
        )

    def _open(
        self, title: str, inside: QWidget, verb: str, go: Callable[[], object], begin: Callable[[], object]
    ) -> None:
        self.close_form()
        self.form = box = QFrame()
        set_role(box, "card")
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QLabel(title)
        set_role(head, "band")
        buttons = QHBoxLayout()
        buttons.addWidget(button(verb, go, "primary"))
        buttons.addWidget(button("不做了(Esc)", self.close_form))
        buttons.addStretch(1)
        column.addWidget(head)
        column.addWidget(inside)
        column.addLayout(buttons)
        shortcut("Ctrl+S", box, go)
        self._layout.addWidget(box)
        box.show()
        begin()
        show_whole(box)

    def _run(self, work: Callable[[], object], said: str) -> None:
        do(self._frame, work, done=lambda _: self._told(said))

    def _derive(
        self, work: Callable[[], object], said: str, wrong: Callable[[str], object] | None = None
    ) -> None:
        self._away("正在保存口令", work, lambda _: self._told(said), wrong)

    def _away(
        self,
        title: str,
        work: Callable[[], T],
        done: Callable[[T], object],
        wrong: Callable[[str], object] | None = None,
    ) -> None:
        """Work with a password takes half a second for each key drawn from it, on purpose: on a thread."""
        office = self._office

        def away(_progress: object) -> T:
            try:
                return work()
            finally:
                office.close()  # this thread's connection

        def refused(refusal: Refusal) -> bool:
            if wrong is not None:
                wrong(refusal.sentence)
            return wrong is not None

        run_long(
            self._frame,
            title,
            away,
            done=done,
            refused=refused,
            stoppable=False,
        )

    def _told(self, said: str) -> None:
        self.close_form()
        self._frame.refresh(None)
        news, self._office.news = self._office.news, ""
        if news:
            self._frame.say_error(f"{said}{news}")
        else:
            self._frame.say(said)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "quiet")
    return label
