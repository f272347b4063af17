"""`screenshots DIR`: every state of the window as a picture, light, dark and large, the same from run to run.

What is pictured is declared in `ui.scenes`; a page of the rail that is added is pictured by itself.
Offscreen, bundled font, a fixed clock and a demonstration of its own, unless another office is named.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.parser import Parser
from app.errors import Unavailable, system_said

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.scenes.stage import Stage

SIZE = (1366, 768)
QUICK = 80
"""How little a picture is packed: half of the time for a third more bytes."""
SETTLE = 300
"""Milliseconds in which a page finishes what it does late."""


@dataclass(frozen=True)
class Look:
    """One way the program is dressed."""

    name: str
    dark: bool = False
    scale: float = 1.0
    few: bool = False
    """Only the scenes that say that they are pictured large."""


LOOKS = (Look("light"), Look("dark", dark=True), Look("125", scale=1.25), Look("150", scale=1.5, few=True))


def main(arguments: Sequence[str]) -> int:
    """Take the pictures."""
    parser = Parser(
        prog="huiyin screenshots",
        description="把每个页面存成图片，浅色、深色和 125% 各一张，常用的再加 150%。",
    )
    parser.add_argument("folder", metavar="文件夹", help="图片放在哪里")
    parser.add_argument("--dir", metavar="数据", help="用哪个单位的数据，不写用演示数据")
    parser.add_argument("--look", choices=[look.name for look in LOOKS], help="只要一种")
    parser.add_argument("--only", metavar="字", default="", help="只要名字里有这几个字的页面")
    asked = parser.parse_args(arguments)
    folder = Path(asked.folder).expanduser()
    looks = [look for look in LOOKS if asked.look in (None, look.name)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"文件夹没有建成。{system_said(error, folder)}") from None
    with tempfile.TemporaryDirectory() as room:
        os.environ.update(QT_QPA_PLATFORM=_screen(Path(room)), HUIYIN_FONT="bundled")
        made = take(folder, looks, Path(asked.dir) if asked.dir else None, asked.only)
    print(f"存了 {len(made)} 张图片：{folder}")
    return 0


def _screen(room: Path) -> str:
    """An offscreen screen of the size of the pictures: on Qt's own, of 800 by 800, what drops is moved aside."""
    width, height = SIZE
    said = {"name": "pictures", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96,
            "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file = room / "screen.json"
    file.write_text(json.dumps({"screens": [said]}), encoding="utf-8")
    return "offscreen" if ":" in str(file) else f"offscreen:configfile={file}"


def take(folder: Path, looks: Sequence[Look], data: Path | None, only: str = "") -> list[Path]:
    """Picture every page in these looks whose name holds one of the words of `only`; returns the files."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["huiyin"])
    hush()
    app.setCursorFlashTime(0)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    return [file for look in looks for file in _in_look(app, look, folder, data, only.split())]


def _in_look(
    app: "QApplication", look: Look, folder: Path, data: Path | None, only: Sequence[str]
) -> list[Path]:
    """The pictures of one look, on offices of their own: what was opened in another look is remembered nowhere."""
    from ui.scenes.stage import Stage

    with tempfile.TemporaryDirectory() as room:
        stage = Stage(Path(room), data)
        try:
            return list(_pictures(app, stage, look, folder, only))
        finally:
            stage.close()


def _pictures(
    app: "QApplication", stage: "Stage", look: Look, folder: Path, only: Sequence[str]
) -> Iterator[Path]:
    from ui.main_window import MainWindow
    from ui.scenes.every import every
    from ui.theme import apply_theme

    apply_theme(app, look.dark, look.scale)
    for number, scene in enumerate(every(stage), start=1):
        if (look.few and not scene.large) or (only and not any(word in scene.name for word in only)):
            continue
        window = scene.make(stage)
        window.resize(*SIZE)
        window.show()
        settle(app)
        if isinstance(window, MainWindow):
            window.count_what_waits()  # by itself it does so later than a picture waits
        if scene.then is not None:
            scene.then(window)
            settle(app, scene.wait)
        file = folder / f"{number:02}_{scene.name}_{look.name}.png"
        if not _picture(app, window).save(str(file), quality=QUICK):
            raise Unavailable(f"图片“{file}”存不了，请检查磁盘空间和文件夹权限。")
        yield file
        window.hide()  # a window that must be kept, for something is half typed, would not close
        window.deleteLater()


def _picture(app: "QApplication", window: "QWidget") -> "QPixmap":
    """The window with whatever has dropped or opened over it; that is closed."""
    from PySide6.QtGui import QPainter

    picture = window.grab()
    over = [each for each in app.topLevelWidgets() if each.isVisible() and _is_over(each, window)]
    painter = QPainter(picture)
    for each in over:
        painter.drawPixmap(window.mapFromGlobal(each.mapToGlobal(each.rect().topLeft())), each.grab())
    painter.end()
    for each in over:
        each.close()
    return picture


def _is_over(each: "QWidget", window: "QWidget") -> bool:
    parent = each.parentWidget()
    return each is not window and parent is not None and parent.window() is window


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
