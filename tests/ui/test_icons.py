"""Icons take the theme's colour, and every file of the set can be drawn."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.paths import resource
from ui.icons import icon
from ui.theme import apply_theme
from ui.tokens import DARK, LIGHT

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def ink(image: QImage) -> set[str]:
    """The colours of the pixels that are fully covered."""
    at = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {QColor(image.pixel(x, y)).name() for x, y in at if image.pixelColor(x, y).alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_of_the_set_draws_something(qapp: QApplication, name: str) -> None:
    drawn = icon(name).pixmap(QSize(40, 40)).toImage()
    assert ink(drawn) or any(drawn.pixelColor(x, y).alpha() for x in range(40) for y in range(40))


def test_one_icon_follows_a_switch_of_the_theme(qapp: QApplication) -> None:
    held = icon("table" if "table" in NAMES else "ledger")
    assert ink(held.pixmap(QSize(60, 60)).toImage()) == {LIGHT.text}
    apply_theme(qapp, dark=True)
    assert ink(held.pixmap(QSize(60, 60)).toImage()) == {DARK.text}


def test_an_icon_that_is_not_there_is_our_bug_and_says_so() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")
