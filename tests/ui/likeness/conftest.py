"""A township in its real window, and somebody with a keyboard."""

from tests.ui.entry.conftest import clock, office, typist, window

__all__ = ["clock", "office", "typist", "window"]
