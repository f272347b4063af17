"""A workbook of openpyxl as bytes, without its temporary files: `save` puts every sheet in clear on the disk and deletes it."""

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


class _Writer(ExcelWriter):
    """Writes a sheet into memory where openpyxl takes a file of its own in the system's folder for temporary ones."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        archive: ZipFile = self._archive  # type: ignore[attr-defined]
        archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def bytes_of(book: "Workbook") -> bytes:
    """The whole file (xlsx) of a workbook that was not opened as write-only."""
    out = io.BytesIO()
    _Writer(book, ZipFile(out, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return out.getvalue()
