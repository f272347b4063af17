"""Copies rows and ends the program, as a process of its own: how that ends is what is looked at."""

import sys

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

from ui.ledger.copying import leave


def main() -> int:
    """The number with which the program ended; the lines that are left are printed."""
    app = QGuiApplication(["leaving"])

    def copy() -> None:
        for text in ("甲\t1", "乙\t2"):
            held = QMimeData()
            held.setText(text)
            held.setHtml(f"<table><tr><td>{text}</td></tr></table>")
            leave(held)
        app.quit()

    QTimer.singleShot(0, copy)
    ended = app.exec()
    print(QGuiApplication.clipboard().text())
    return ended


if __name__ == "__main__":
    sys.exit(main())
