"""Which face the program writes in: the system's Chinese one where there is one, else the bundled one."""

import os
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

SYSTEM_FACES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
)
"""Sans faces with simplified Chinese, the best first. "Noto Sans CJK JP" would draw Japanese shapes."""

_bundled: list[str] = []


def face() -> str:
    """Name of the face to write in; `HUIYIN_FONT=bundled` forces the bundled one, for pictures in tests."""
    forced = os.environ.get("HUIYIN_FONT") == "bundled"
    return (None if forced else _system_face()) or bundled_face()


@cache
def _system_face() -> str | None:
    """The first of the known faces that this system has; asked once, because Qt takes 15 ms to answer."""
    return next((name for name in SYSTEM_FACES if QFontDatabase.hasFamily(name)), None)


def bundled_face() -> str:
    """Load the bundled Noto Sans SC once and name it; empty (Qt's own choice) should the file be missing."""
    if not _bundled:
        from pylopdf_fonts_zh_cn import sans_path

        loaded = QFontDatabase.addApplicationFont(str(sans_path()))
        _bundled.append(next(iter(QFontDatabase.applicationFontFamilies(loaded)), ""))
    return _bundled[0]


def font(pixels: int, *, tabular: bool = False, bold: bool = False) -> QFont:
    """The program's font at a size. `tabular` digits have one width, so that columns of numbers align."""
    made = QFont(face())
    made.setPixelSize(pixels)
    made.setBold(bold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
