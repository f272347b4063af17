"""A township in its real window, dressed, and somebody with a keyboard."""

from tests.ui.conftest import clock, office, theme, typist, window

__all__ = ["clock", "office", "theme", "typist", "window"]
