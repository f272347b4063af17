"""Rows for the clipboard: as lines with tabs, and as a table that a spreadsheet takes with numbers kept as text."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from app.schema.kinds import Count, Day, Kind, Money
from ui.ledger.model import LedgerModel

MOST = 20_000
"""Rows that are copied at once at most."""
_LEFT = "huiyin.clipboard"
_TO_ITSELF = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
_FORMULA = re.compile(r"^[=+\-@]")
_PLAIN = re.compile(r"^[+\-]?[\d\s().,/-]+$")


def clip(model: LedgerModel, places: Sequence[int]) -> QMimeData:
    """The rows at these places in both forms; the heads go with them when there are several."""
    lines = [[model.text(at, column) for column in range(len(model.columns))] for at in places]
    heads = [column.label for column in model.columns] if len(lines) > 1 else None
    held = QMimeData()
    held.setText("\n".join("\t".join(map(_cell, line)) for line in ([heads] if heads else []) + lines))
    held.setHtml(_table(lines, heads, [column.kind for column in model.columns]))
    _keep_to_itself(held)
    return held


def _keep_to_itself(held: QMimeData) -> None:
    """Ask Windows and KDE to keep it out of the clipboard's history and out of their clouds."""
    for name, said in _TO_ITSELF.items():
        held.setData(name, QByteArray(said))


def leave(held: QMimeData) -> None:
    """Put it on the clipboard; when the program ends only its lines stay there.

    The clipboard outlives Python, and what Python made of it brought the end of the program down (seen offscreen).
    """
    running = QCoreApplication.instance()
    assert running is not None
    if running.property(_LEFT) is None:
        running.aboutToQuit.connect(_keep_lines)
    running.setProperty(_LEFT, held.text())
    QGuiApplication.clipboard().setMimeData(held)


def _keep_lines() -> None:
    """Put the lines in the place of what was copied, unless something else was copied since."""
    clipboard, running = QGuiApplication.clipboard(), QCoreApplication.instance()
    if running is not None and clipboard.text() == running.property(_LEFT):
        clipboard.setText(clipboard.text())


def _cell(text: str) -> str:
    """One cell of a line: no tabs or breaks; what a spreadsheet would take for a formula is marked as text."""
    plain = re.sub(r"[\t\r\n]+", " ", text)
    return f"'{plain}" if _FORMULA.match(plain) and not _PLAIN.match(plain) else plain


def _table(lines: Sequence[Sequence[str]], heads: Sequence[str] | None, kinds: Sequence[Kind]) -> str:
    styles = [
        "" if isinstance(kind, (Count, Money, Day)) else " style=\"mso-number-format:'\\@'\""
        for kind in kinds
    ]
    said = ['<html><head><meta charset="utf-8"></head><body><table border="1">']
    if heads is not None:
        said.append("<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>")
    for line in lines:
        cells = (
            f"<td{style}>{escape(text).replace(chr(10), '<br>')}</td>"
            for style, text in zip(styles, line, strict=True)
        )
        said.append(f"<tr>{''.join(cells)}</tr>")
    said.append("</table></body></html>")
    return "".join(said)
