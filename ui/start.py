"""The only composition root: opens the folder, dresses the program, shows the first window that is right."""

import gc
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.errors import Damaged, NotAllowed, Refused, Unavailable
from app.store import holding, keys, opening, preferences
from app.store.holding import Hold
from app.store.keys import Unlocked
from app.store.office import BY_RECOVERY, Office
from ui.do import tell
from ui.main_window import DARK, SCALE, MainWindow
from ui.rescue import install_excepthook
from ui.security.screen_capture import keep_out
from ui.theme import STYLE, STYLE_VARIABLE, apply_theme

if TYPE_CHECKING:
    from app.actions.rekey import Begun
    from app.store.backups import Backup
    from app.store.rekeying import Rekeyed
    from app.store.salvage import Salvaged
    from ui.backup.keeper import Keeper
    from ui.journal.chain_watch import ChainWatch


class Program:
    """Which window is shown: welcome, the question for the date, or the office's own."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.window: QMainWindow | None = None
        self.office: Office | None = None
        self._keeper: Keeper | None = None
        self._chain: ChainWatch | None = None
        self._claimed: tuple[Path, Hold] | None = None
        self._news = ""

    def open_folder(self, folder: Path) -> None:
        """Open the office in a folder, welcome whoever has none yet, or show what is left of damaged data."""
        if not opening.exists(folder) and not self._was_here(folder):
            self.welcome(folder)
            return
        secret = os.environ.get("HUIYIN_PASSWORD")
        try:
            self._claim(folder)
            if not opening.exists(folder):
                from app.store import traces

                raise traces.missing(folder)
            if keys.is_protected(folder) and not secret:
                keys.people(folder)
                self._ask_password(folder)
                return
            office = Office.open(folder, secret=secret, lights_later=True)
        except Damaged as error:
            self.rescue(folder, error, self._lock_of(folder, secret))
            return
        except NotAllowed as error:
            if keys.is_protected(folder):
                self._ask_password(folder, error.sentence)
            else:
                self.welcome(folder, error)
            return
        except Exception as error:
            self.welcome(folder, error)
            return
        self.use(office)

    def use(self, office: Office) -> None:
        """Work in this office from now on."""
        try:
            self._claim(office.folder)
        except (Refused, Unavailable) as error:
            office.close()
            self.welcome(office.folder, error)
            return
        self.office = office
        scale = preferences.get(office.db, SCALE, 100)
        apply_theme(self.app, bool(preferences.get(office.db, DARK, False)), int(scale) / 100)
        if office.lights_are_old:
            self._measure_anew(office)
        else:
            self._begin(office)

    def _measure_anew(self, office: Office) -> None:
        """This version came with other rules: no light is shown before it is measured by them."""
        from ui.welcome.measuring import Measuring
        from ui.welcome.plain_window import PlainWindow

        def stopped(why: str) -> None:
            self._let_go()
            self._not_opened(office.folder, NotAllowed(why))

        inside = Measuring(office, lambda: self._begin(office), stopped)
        self.show(PlainWindow("正在按新版的规则重算时限", inside))
        inside.begin()

    def _begin(self, office: Office) -> None:
        doubt = office.clock_doubt()
        if doubt is not None:
            self._ask_date(office, doubt)
        else:
            self.enter(office)

    def enter(self, office: Office) -> None:
        """Show the office's window on its first page; after the recovery code a new password comes first."""
        if office.person == BY_RECOVERY:
            self._ask_new_password(office)
            return
        window = MainWindow(office)
        window.person_changed.connect(lambda: self.enter(office))
        window.restore_wanted.connect(self.restore)
        window.rekey_wanted.connect(self.rekey)
        window.damaged.connect(self.interrupt)
        window.date_doubtful.connect(lambda doubt: self._ask_date(office, doubt))
        self.show(window)
        window.show_page(window.first)
        window.make_ready()
        self._watch(window, office)

    def welcome(self, folder: Path, error: Exception | None = None) -> None:
        """Nothing to open: offer a new office, practice, another folder; or once more what could not be opened."""
        from ui.welcome.plain_window import PlainWindow
        from ui.welcome.welcome import Welcome

        if error is not None and opening.exists(folder):
            self._not_opened(folder, error)
            return
        inside = Welcome(folder, self.use, lambda: practise(folder), self.open_folder)
        window = PlainWindow("欢迎使用回音", inside)
        inside.teller = window
        self.show(window)
        inside.new_button.setFocus()
        if error is not None:
            tell(window, error)

    def _not_opened(self, folder: Path, error: Exception) -> None:
        from ui.welcome.not_opened import NotOpened
        from ui.welcome.plain_window import PlainWindow

        inside = NotOpened(folder, self.open_folder)
        window = PlainWindow("数据没有打开", inside)
        self.show(window)
        inside.again.setFocus()
        tell(window, error)

    def show(self, window: QMainWindow) -> None:
        """Put a window in the place of the one before."""
        before, self.window = self.window, window
        keep_out(window)
        window.show()
        if before is not None:
            if self.office is None:
                before.hide()
            else:
                before.close()
            before.deleteLater()

    def interrupt(self, error: Damaged) -> None:
        """Damage was met in the middle of the work: what was typed is kept as far as it goes, then the rescue begins.

        What else goes wrong until the window has changed is of the same damage and is not told again.
        """
        office, self.office = self.office, None
        if office is None:
            return
        name = office.person if keys.is_protected(office.folder) else ""
        lock = Unlocked(opening.data_key(office.db), name)
        self._stop_watching()
        folder = office.folder

        def change() -> None:
            office.close()
            self.rescue(folder, error, lock)

        QTimer.singleShot(0, self.app, change)  # the page that met it is still in the middle of something

    def rescue(self, folder: Path, error: Damaged, lock: Unlocked | None) -> None:
        """The data are damaged: say what is wrong and what can be done."""
        from ui.backup.rescue_window import RescueSide
        from ui.welcome.plain_window import PlainWindow

        def reopen(opened: Unlocked | None, told: str, found: "Salvaged | None") -> None:
            self._news = told
            self._reopen(folder, opened, found)

        inside = RescueSide(folder, error.sentence, lock, reopen, self.open_folder)
        self.show(PlainWindow("数据打不开，可以救", inside))
        inside.begin()

    def restore(self, backup: "Backup") -> None:
        """Close the office, put a backup in its place on a thread, open it again under the same lock."""
        from ui.backup.restoring import Restoring
        from ui.welcome.plain_window import PlainWindow

        office = self.office
        assert office is not None
        folder, lock = office.folder, Unlocked(opening.data_key(office.db), office.person)
        self._let_go()

        def ended(said: str) -> None:
            self._news = said
            self._reopen(folder, lock if keys.is_protected(folder) else None, None)

        inside = Restoring(folder, backup, lock.key, ended)
        self.show(PlainWindow("正在恢复备份", inside))
        inside.begin()

    def rekey(self, begun: "Begun", code: str) -> None:
        """Close the office, change its data key on a thread, open it again."""
        from app.actions import rekey
        from ui.security.rekeying import Rekeying
        from ui.welcome.plain_window import PlainWindow

        self._let_go()

        def ended(done: "Rekeyed | None", said: str) -> None:
            lock = Unlocked(begun.key, begun.name) if done is None else rekey.opened_by(begun, done)
            self._news = said or "数据密钥已更换。其他人的登录请在设置里重新给。"
            self._reopen(begun.folder, lock, None, done)

        inside = Rekeying(begun, code, ended)
        self.show(PlainWindow("正在更换数据密钥", inside))
        inside.begin()

    def close(self) -> None:
        """Let go of the office."""
        self._let_go()
        if self._claimed is not None:
            self._claimed[1].release()
            self._claimed = None

    def _let_go(self) -> None:
        self._stop_watching()
        if self.office is not None:
            self.office.close()
            self.office = None

    def _stop_watching(self) -> None:
        for each in (self._keeper, self._chain):
            if each is not None:
                each.stop()
        self._keeper = self._chain = None

    def _reopen(
        self, folder: Path, lock: Unlocked | None, found: "Salvaged | None", rekeyed: "Rekeyed | None" = None
    ) -> None:
        if lock is None and found is None:
            self.open_folder(folder)
            return
        try:
            office = Office.open(folder, lock=lock, lights_later=True)
            if found is not None:
                from app.store.salvage import settle

                settle(office, found)
            if rekeyed is not None:
                from app.actions.rekey import note

                note(office, rekeyed)
        except Damaged as error:
            self.rescue(folder, error, lock)
        except Exception as error:
            self.welcome(folder, error)
        else:
            self.use(office)

    def _claim(self, folder: Path) -> None:
        """Be the one window on this folder. Raises NotAllowed when there is another."""
        place = folder.resolve()
        if self._claimed is not None and self._claimed[0] == place:
            return
        hold = holding.window(folder)
        if self._claimed is not None:
            self._claimed[1].release()
        self._claimed = (place, hold)

    def _watch(self, window: MainWindow, office: Office) -> None:
        """Backups from now on, and what there is to tell first."""
        from app.actions import old_locks
        from app.actions.move import reminder
        from ui.backup.keeper import Keeper
        from ui.journal.chain_watch import ChainWatch

        self._stop_watching()
        self._keeper = Keeper(window, office)
        self._keeper.start()
        self._chain = ChainWatch(window, office)
        self._chain.start()
        news, self._news = self._news, ""
        if news:
            number = office.desk.rpartition("/")[2]
            window.say(
                f"{news}本机编号：{number}。" if "恢复到" in news else f"{news}{old_locks.told(office)}"
            )
        elif said := old_locks.told(office):
            window.say_error(said)
        elif said := reminder(office):
            window.say(said)

    @staticmethod
    def _was_here(folder: Path) -> bool:
        """Whether what lies here tells of an office whose data file is gone."""
        from app.store import traces

        return traces.found(folder)

    @staticmethod
    def _lock_of(folder: Path, secret: str | None) -> Unlocked | None:
        try:
            return keys.unlock(folder, secret)
        except (Refused, Unavailable):
            return None

    def _ask_password(self, folder: Path, wrong: str = "") -> None:
        from ui.welcome.plain_window import PlainWindow
        from ui.welcome.unlock import Unlock

        inside = Unlock(folder, self.use, lambda error, lock: self.rescue(folder, error, lock))
        window = PlainWindow("请输入口令", inside)
        inside.teller = window
        self.show(window)
        inside.begin()
        inside.wrong.setText(wrong)

    def _ask_new_password(self, office: Office) -> None:
        from ui.security.recovered import Recovered
        from ui.welcome.plain_window import PlainWindow

        window = PlainWindow("请设一个新口令", inside := QWidget())
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        asks = Recovered(window, office, lambda: self.enter(office))
        column.addWidget(asks)
        self.show(window)
        asks.begin()

    def _ask_date(self, office: Office, doubt: str) -> None:
        from ui.welcome.ask_date import AskDate
        from ui.welcome.plain_window import PlainWindow

        inside = AskDate(office, doubt, lambda: self.enter(office))
        window = PlainWindow("先核对今天的日期", inside)
        inside.teller = window
        self.show(window)
        inside.begin()


def practise(folder: Path) -> Office:
    """The township of the demonstration, played beside `folder` the first time it is wanted."""
    from app.demo import PASSWORD, build_demo, protect

    beside = folder.with_name(f"{folder.name}-演示")
    township = _township_in(beside)
    if township is None:
        demo = build_demo(beside)
        protect(demo)
        township = demo.township
    return Office.open(township, secret=PASSWORD)


def _township_in(folder: Path) -> Path | None:
    """The office of a demonstration that was played before: the first folder that holds one, by name."""
    if not folder.is_dir():
        return None
    return next((each for each in sorted(folder.iterdir()) if opening.exists(each)), None)


def run(folder: Path, argv: Sequence[str]) -> int:
    """Show the program until its window is closed; the exit code."""
    os.environ[STYLE_VARIABLE] = STYLE
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(list(argv))
    app.setApplicationName("回音")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    apply_theme(app)
    program = Program(app)
    install_excepthook(program.interrupt)
    program.open_folder(folder)
    QTimer.singleShot(0, app, _collect_again)
    code = app.exec()
    program.close()
    return code


def _collect_again() -> None:
    """The first window stands: what was made for it is left out when Python looks for waste from now on."""
    gc.freeze()
    gc.enable()
