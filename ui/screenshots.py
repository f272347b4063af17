"""`screenshots DIR`: every page of the window as a picture, light, dark and at 125 %, the same from run to run.

The pages are those of the window itself, so a page that is added is pictured too. Offscreen, bundled font, a fixed
clock and a demonstration of its own, unless another office is named.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.parser import Parser
from app.errors import Unavailable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from app.store.office import Office
    from ui.main_window import MainWindow

NOW = datetime(2026, 3, 6, 9, 30)
"""The fixed moment of the pictures."""
SIZE = (1366, 768)
PICTURED = Path("/media/U盘/交换")
"""The folder that 交换 shows in the pictures, on whatever machine they are taken."""
SETTLE = 400
"""Milliseconds in which a page finishes what it does late."""


@dataclass(frozen=True)
class Look:
    """One way the program is dressed."""

    name: str
    dark: bool = False
    scale: float = 1.0


LOOKS = (Look("light"), Look("dark", dark=True), Look("125", scale=1.25))


def main(arguments: Sequence[str]) -> int:
    """Take the pictures."""
    parser = Parser(prog="huiyin screenshots", description="把每个页面存成图片，浅色、深色和 125% 各一张。")
    parser.add_argument("folder", metavar="文件夹", help="图片放在哪里")
    parser.add_argument("--dir", metavar="数据", help="用哪个单位的数据，不写用演示数据")
    parser.add_argument("--look", choices=[look.name for look in LOOKS], help="只要一种")
    asked = parser.parse_args(arguments)
    os.environ.update(QT_QPA_PLATFORM="offscreen", HUIYIN_FONT="bundled")
    folder = Path(asked.folder).expanduser()
    looks = [look for look in LOOKS if asked.look in (None, look.name)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"建不了“{folder}”({error.strerror})，请换一个文件夹。") from None
    made = take(folder, looks, Path(asked.dir) if asked.dir else None)
    print(f"存了 {len(made)} 张图片：{folder}")
    return 0


def take(folder: Path, looks: Sequence[Look], data: Path | None) -> list[Path]:
    """Picture every page in these looks; returns the files."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["huiyin"])
    hush()
    app.setCursorFlashTime(0)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    with tempfile.TemporaryDirectory() as room:
        office = _office(Path(room), data)
        try:
            return [file for look in looks for file in _pictures(app, office, look, folder)]
        finally:
            office.close()


def _office(room: Path, data: Path | None) -> "Office":
    from app.cli.secret import secret_for
    from app.demo import build_demo
    from app.store.office import Office
    from ui.exchange.folder import remember

    if data is not None:
        return Office.open(data, secret=secret_for(data, None))
    office = Office.open(build_demo(room / "演示", lambda: NOW).township, clock=lambda: NOW)
    remember(office, PICTURED)
    return office


def _pictures(app: "QApplication", office: "Office", look: Look, folder: Path) -> Iterator[Path]:
    from ui.theme import apply_theme

    apply_theme(app, look.dark, look.scale)
    for number, (name, make) in enumerate(scenes(office), start=1):
        window = make()
        window.resize(*SIZE)
        window.show()
        settle(app)
        file = folder / f"{number:02}_{name}_{look.name}.png"
        if not window.grab().save(str(file)):
            raise Unavailable(f"图片“{file}”存不了，请检查磁盘空间和文件夹权限。")
        yield file
        window.close()
        window.deleteLater()
        settle(app, 0)


def hush() -> None:
    """Leave out what the offscreen screen says whenever a window is shown; everything else goes to stderr."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not text.startswith("This plugin does not support"):
            print(text, file=sys.stderr)

    qInstallMessageHandler(tell)


def settle(app: "QApplication", milliseconds: int = SETTLE) -> None:
    """Let timers and late paints happen."""
    from PySide6.QtCore import QEvent, QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def scenes(office: "Office") -> list[tuple[str, Callable[[], "QWidget"]]]:
    """Each picture's name and the window it shows: the pages of the rail, a case, the entry form, the welcome."""
    from ui.main_window import MainWindow

    probe = MainWindow(office)
    names = list(probe.pages)
    titles = {name: page.title for name, page in probe.pages.items()}
    probe.deleteLater()

    def page(name: str) -> "MainWindow":
        window = MainWindow(office)
        window.show_page(window.pages[name])
        return window

    found: list[tuple[str, Callable[[], QWidget]]] = [(titles[name], partial(page, name)) for name in names]
    return [*found, ("案件", lambda: _case(office)), ("登记表", lambda: _entry(page("entry"))), ("欢迎", _welcome),
            ("核对日期", lambda: _ask_date(office)), ("新建单位", _assistant), ("口令", lambda: _unlock(office)),
            ("锁定", lambda: _locked(page("today")))]  # fmt: skip


def _case(office: "Office") -> "MainWindow":
    """The page of a case that has gone far: assigned from above if there is one."""
    from app.ledger.query import Condition, Query, ids, record_ids
    from ui.main_window import MainWindow

    window = MainWindow(office)
    window.show_page(window.today)
    query = Query(
        office.today, conditions=(Condition("supervision.assigned_on", (None, "9999-12-31"), "between"),)
    )
    found = list(ids(office.db, query)) or list(ids(office.db, Query(office.today)))
    if found:
        window.open_case(record_ids(office.db, "case", found[:1])[found[0]])
    return window


def _entry(window: "MainWindow") -> "MainWindow":
    """The form after the question was answered: this level's own matter."""
    from app.rules.jurisdiction import question

    answer = question(window.office.level).answered("1")
    assert answer is not None
    window.entry.answer(answer)
    return window


def _welcome() -> "QWidget":
    from ui.welcome.plain_window import PlainWindow
    from ui.welcome.welcome import Welcome

    inside = Welcome(Path("回音数据"), lambda office: None, None, lambda folder: None)
    window = PlainWindow("欢迎使用回音", inside)
    inside.teller = window
    return window


def _assistant() -> "QWidget":
    """The first-run assistant on the screen of the people."""
    from ui.welcome.assistant import Assistant
    from ui.welcome.plain_window import PlainWindow

    inside = Assistant(Path("回音数据"), lambda office: None)
    window = PlainWindow("新建单位", inside)
    inside.teller = window
    inside.form.set_values({"unit.level": "township", "unit.code": "YX01", "unit.name": "云溪镇纪委"})
    inside.people.people[0][0].set_value("王敏")
    for _ in range(2):
        inside.go_on()
    return window


def _unlock(office: "Office") -> "QWidget":
    from ui.welcome.plain_window import PlainWindow
    from ui.welcome.unlock import Unlock

    inside = Unlock(office.folder, lambda office: None, lambda error, lock: None)
    window = PlainWindow("请输入口令", inside)
    inside.teller = window
    inside.begin()
    return window


def _locked(window: "MainWindow") -> "MainWindow":
    window.guard.cover.lock()
    return window


def _ask_date(office: "Office") -> "QWidget":
    from ui.welcome.ask_date import AskDate
    from ui.welcome.plain_window import PlainWindow

    inside = AskDate(
        office,
        "电脑时间离最近一次操作已超过 30 天，请核对今天的日期后再继续。",
        lambda: None,
    )
    window = PlainWindow("先核对今天的日期", inside)
    inside.teller = window
    return window
