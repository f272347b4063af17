"""Keeps a window out of screenshots and shared screens, where the system offers that (Windows 10 2004 and later)."""

import platform
from typing import Protocol

from PySide6.QtWidgets import QWidget

_EXCLUDE, _BLACK = 0x11, 0x01
"""WDA_EXCLUDEFROMCAPTURE, and WDA_MONITOR for older Windows: the window is then black in the picture."""


class User32(Protocol):
    """The one function of Windows that is needed."""

    def SetWindowDisplayAffinity(self, window: int, affinity: int) -> int:
        """Zero when it was refused."""


def keep_out(window: QWidget) -> bool:
    """Ask the system to leave this window out; whether it does. It never stops the work."""
    system = _user32()
    return system is not None and affinity(system, int(window.winId()))


def affinity(system: User32, window: int) -> bool:
    """Set the strongest that this Windows knows."""
    return any(system.SetWindowDisplayAffinity(window, how) for how in (_EXCLUDE, _BLACK))


def _user32() -> User32 | None:
    if platform.system() != "Windows":
        return None
    import ctypes

    try:
        found: User32 = getattr(ctypes, "windll").user32  # noqa: B009
    except (AttributeError, OSError):
        return None
    return found
