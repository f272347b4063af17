"""The plain layout as .docx, for WPS and Word: A4, Song and Fangsong, a table with lines. Made in memory only.

A layout knows nothing of cases; another one (the red head of GB/T 9704) is another module beside this.
"""

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph

from app.documents.paper import CUT, GRID, Block, Cell, Paper, Role, Signature, Table, Text
from app.schema.kinds import tidy

MARGINS = (22, 26, 20, 26)
"""Top, right, bottom, left, in mm."""
SONG, FANGSONG, HEI = "宋体", "仿宋", "黑体"
TITLE, BODY, SMALL = 22.0, 14.0, 10.5
_CELL, _LABEL = 11.0, 10.5
_LINE = 18.0
"""Height of one line in a cell, in points."""


def to_docx(paper: Paper) -> bytes:
    """The file's bytes."""
    document = Document()
    _page(document)
    _styles(document)
    _paragraph(document, paper.title, size=TITLE, font=SONG, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.number:
        _paragraph(document, paper.number, size=_CELL, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for block in paper.blocks:
        _block(document, block)
    if paper.apart:
        _cut(document)
        _paragraph(document, paper.apart_title, font=HEI, align=WD_ALIGN_PARAGRAPH.CENTER, keep=True)
        for block in paper.apart:
            _block(document, block, keep=True)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title[:200], "", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = (Mm(each) for each in MARGINS)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        top,
        right,
        bottom,
        left,
    )


def _styles(document: DocumentObject) -> None:
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FANGSONG, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)
    style.paragraph_format.space_after = Pt(0)


def _block(document: DocumentObject, block: Block, keep: bool = False) -> None:
    if isinstance(block, Table):
        _table(document, block, keep)
    elif isinstance(block, Signature):
        words = f"{block.label}：{block.name}　{block.day}"
        _paragraph(document, words, align=WD_ALIGN_PARAGRAPH.RIGHT, space=8, keep=keep)
    else:
        _text(document, block, keep)


def _text(document: DocumentObject, block: Text, keep: bool) -> None:
    if block.role is Role.HEADING:
        _paragraph(document, block.words, font=HEI, space=6, keep=True)
    elif block.role is Role.RIGHT:
        _paragraph(document, block.words, align=WD_ALIGN_PARAGRAPH.RIGHT, keep=keep)
    elif block.role is Role.NOTE:
        _paragraph(document, block.words, size=SMALL, space=6, keep=keep)
    else:
        indent = 2 * BODY if block.role is Role.BODY else 0
        _paragraph(document, block.words, indent=indent, keep=keep)


def _paragraph(
    document: DocumentObject, words: str, *, size: float = BODY, font: str = FANGSONG, bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None, indent: float = 0, space: float = 2, keep: bool = False,
) -> Paragraph:  # fmt: skip
    made = document.add_paragraph()
    if align is not None:
        made.alignment = align
    shape = made.paragraph_format
    shape.first_line_indent, shape.space_before, shape.keep_with_next = Pt(indent), Pt(space), keep
    _run(made, words, size, font, bold)
    return made


def _run(paragraph: Paragraph, words: str, size: float, font: str = FANGSONG, bold: bool = False) -> None:
    run = paragraph.add_run(tidy(words))
    run.font.size, run.font.name, run.font.bold = Pt(size), font, bold
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)


def _cut(document: DocumentObject) -> None:
    """The line along which the part below is cut off."""
    line = _paragraph(document, f"✂ {CUT}", size=SMALL, space=14, keep=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    border = OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for key, value in (("val", "dashed"), ("sz", "8"), ("space", "4"), ("color", "000000")):
        edge.set(qn(f"w:{key}"), value)
    border.append(edge)
    shape: Any = line._element.get_or_add_pPr()
    shape.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table(document: DocumentObject, block: Table, keep: bool) -> None:
    made = document.add_table(rows=0, cols=GRID, style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column in made.columns:
        column.width = Mm((210 - MARGINS[1] - MARGINS[3]) / GRID)
    for at, row in enumerate(block.rows):
        _row(made, row, head=at < block.heads, keep=keep and at + 1 < len(block.rows))
    _paragraph(document, "", space=0).paragraph_format.line_spacing = Pt(4)


def _row(table: DocxTable, row: tuple[Cell, ...], *, head: bool, keep: bool) -> None:
    made = table.add_row()  # type: ignore[no-untyped-call]
    lines = max(cell.lines + bool(cell.foot) for cell in row)
    made.height, made.height_rule = Pt(_LINE * lines + 5), WD_ROW_HEIGHT_RULE.AT_LEAST
    if head:
        made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    cells, at = made.cells, 0
    for cell in row:
        first, last = cells[at], cells[at + cell.span - 1]
        _cell(first if cell.span == 1 else first.merge(last), cell, keep)
        at += cell.span


def _cell(made: DocxCell, cell: Cell, keep: bool) -> None:
    first = made.paragraphs[0]
    if cell.is_label or cell.lines == 1:
        made.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for at, line in enumerate(cell.words.split("\n")):
        paragraph = first if at == 0 else made.add_paragraph()
        if cell.is_label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = keep
        _run(paragraph, line, *((_LABEL, HEI) if cell.is_label else (_CELL, FANGSONG)))
    if cell.foot:
        for _ in range(cell.spare):
            made.add_paragraph()
        foot = made.add_paragraph()
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(foot, cell.foot, _CELL)
