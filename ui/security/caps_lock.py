"""Whether Caps Lock is on: Windows says it; elsewhere a letter tells it that comes large without Shift."""

import platform

from PySide6.QtCore import Qt

_CAPITAL = 0x14
"""VK_CAPITAL."""


def caps_lock() -> bool | None:
    """Whether it is on; None where the system does not say."""
    if platform.system() != "Windows":
        return None
    import ctypes

    return bool(getattr(ctypes, "windll").user32.GetKeyState(_CAPITAL) & 1)  # noqa: B009


def typed_in_capitals(text: str, modifiers: Qt.KeyboardModifier) -> bool | None:
    """What one key tells: True for a large letter without Shift or a small one with it; None for no letter."""
    if len(text) != 1 or not text.isascii() or not text.isalpha():
        return None
    return text.isupper() != bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
