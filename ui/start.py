"""The only composition root: opens the folder, dresses the program, shows the first window that is right."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from app.errors import NotAllowed
from app.store import keys, opening, preferences
from app.store.office import BY_RECOVERY, Office
from ui.do import tell
from ui.main_window import DARK, SCALE, MainWindow
from ui.rescue import install_excepthook
from ui.security.screen_capture import keep_out
from ui.theme import apply_theme


class Program:
    """Which window is shown: welcome, the question for the date, or the office's own."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.window: QMainWindow | None = None
        self.office: Office | None = None

    def open_folder(self, folder: Path) -> None:
        """Open the office in a folder, or welcome whoever has none yet."""
        if not opening.exists(folder):
            self.welcome(folder)
            return
        secret = os.environ.get("HUIYIN_PASSWORD")
        if keys.is_protected(folder) and not secret:
            self._ask_password(folder)
            return
        try:
            office = Office.open(folder, secret=secret)
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
        self.office = office
        scale = preferences.get(office.db, SCALE, 100)
        apply_theme(self.app, bool(preferences.get(office.db, DARK, False)), int(scale) / 100)
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
        window.date_doubtful.connect(lambda doubt: self._ask_date(office, doubt))
        self.show(window)
        window.show_page(window.today)

    def welcome(self, folder: Path, error: Exception | None = None) -> None:
        """Nothing to open: offer a new office, practice, another folder."""
        from ui.welcome.plain_window import PlainWindow
        from ui.welcome.welcome import Welcome

        inside = Welcome(folder, self.use, lambda: practise(folder), self.open_folder)
        window = PlainWindow("欢迎使用回音", inside)
        inside.teller = window
        self.show(window)
        inside.new_button.setFocus()
        if error is not None:
            tell(window, error)

    def show(self, window: QMainWindow) -> None:
        """Put a window in the place of the one before."""
        before, self.window = self.window, window
        keep_out(window)
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def close(self) -> None:
        """Let go of the office."""
        if self.office is not None:
            self.office.close()

    def _ask_password(self, folder: Path, wrong: str = "") -> None:
        from ui.welcome.plain_window import PlainWindow
        from ui.welcome.unlock import Unlock

        inside = Unlock(folder, self.use)
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
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(list(argv))
    app.setApplicationName("回音")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    apply_theme(app)
    install_excepthook()
    program = Program(app)
    program.open_folder(folder)
    code = app.exec()
    program.close()
    return code
