"""The inside of a table, made here and not by Qt, so that starting stays quick.

To wrap a widget of Qt's own making PySide first loads every class of widget there is, with all their enums: a tenth
of the start. A widget that was made here is known already.
"""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def viewport() -> QWidget:
    """What a scroll area would have made by itself; to be given to `setViewport`."""
    made = QWidget()
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made
