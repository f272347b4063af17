"""Every test of the screen sees the light theme at 100 % in the bundled font."""

import os
from collections.abc import Iterator

os.environ["HUIYIN_FONT"] = "bundled"

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme, current


@pytest.fixture(autouse=True)
def theme(request: pytest.FixtureRequest) -> Iterator[None]:
    """Dress the application, and undress what a test changed."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    if app.style().name() != "fusion" or current().dark or current().scale != 1.0 or not app.styleSheet():
        apply_theme(app)
    yield
