"""Whether what is shown is shown whole: words of buttons and labels, and what scrolls down only."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.parts.elided import Elided

SLACK = 1
"""Pixels that rounding may take."""


def too_wide(page: QWidget) -> list[tuple[int, int]]:
    """Of what scrolls down only: the width it needs and the width it has, where it has less."""
    found = []
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None:
            found.append((inside.minimumSizeHint().width(), area.viewport().width()))
    return [each for each in found if each[0] > each[1]]


def cut_words(page: QWidget) -> list[str]:
    """Words of visible buttons, ticks and labels that have less room than they need, with needed and given size."""
    found = []
    for widget in (*page.findChildren(QAbstractButton), *page.findChildren(QLabel)):
        words = widget.text()
        if not words or not widget.isVisible() or isinstance(widget, Elided) or _gives_way(widget):
            continue
        if (
            isinstance(widget, QToolButton)
            and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        ):
            continue
        needed = _needed(widget, words)
        if needed[0] > widget.width() + SLACK or needed[1] > widget.height() + SLACK:
            found.append(f"{words[:20]}: {needed} > {(widget.width(), widget.height())}")
    for box in page.findChildren(QComboBox):
        needed_width = box.fontMetrics().horizontalAdvance(box.currentText()) + box.fontMetrics().height()
        if box.isVisible() and needed_width > box.width():
            found.append(f"{box.currentText()}: {needed_width} > {box.width()}")
    return found


def overlapping(page: QWidget) -> Iterator[str]:
    """Buttons that lie over each other."""
    shown = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    places = [(each.text(), QRect(each.mapTo(page, each.rect().topLeft()), each.size())) for each in shown]
    for at, (words, rect) in enumerate(places):
        for other, there in places[at + 1 :]:
            if rect.intersects(there):
                yield f"{words} / {other}"


def _gives_way(widget: QWidget) -> bool:
    """A label that cuts its own text with … and says the whole when pointed at."""
    policy = widget.sizePolicy().horizontalPolicy()
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return policy == QSizePolicy.Policy.Ignored and not wraps


def _needed(widget: QAbstractButton | QLabel, words: str) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.RichText:
        return widget.sizeHint().width(), widget.sizeHint().height()
    metrics = widget.fontMetrics()
    lines = words.replace("&", "").split("\n")
    beside = (
        widget.iconSize().width() if isinstance(widget, QAbstractButton) and not widget.icon().isNull() else 0
    )
    width = beside + max(metrics.horizontalAdvance(line) for line in lines)
    return width, metrics.ascent() + metrics.descent() + (len(lines) - 1) * metrics.lineSpacing()
