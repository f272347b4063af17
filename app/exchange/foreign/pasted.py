"""What lies on the clipboard after copying in Excel, WPS or Huiyin, as a ledger of one sheet."""

from collections.abc import Sequence

from app.errors import Unavailable
from app.exchange.foreign.plain_tables import html_rows, separated_rows
from app.exchange.foreign.source import Sheet, Source
from app.exchange.foreign.tables import tables_of
from app.exchange.read_xlsx import Value

NAME = "粘贴的内容"
NOTHING = "剪贴板里没有表格：请先在 Excel 或 WPS 里选中几行复制，再到这里按 Ctrl+V。"


def pasted(html: str, text: str, columns: Sequence[str]) -> tuple[Source, str]:
    """The rows as a source, and a sentence where they came without a header: then `columns` stand above them.

    The table form goes before the lines with tabs, which know nothing of merged cells. Raises Unavailable where there is
    no table on the clipboard.
    """
    rows = _rows(html, text)
    sheet = Sheet(NAME, rows)
    if tables_of(sheet, NAME):
        return Source(NAME, "html", (sheet,)), ""
    width = max(len(row) for row in rows)
    heads: list[Value] = [*columns[:width], *(f"第 {at + 1} 列" for at in range(len(columns), width))]
    told = (
        f"粘贴的内容没有表头，从“{heads[0]}”起按台账里现在的栏目对上。"
        "不对的在第 2 步改；或者连表头一起复制，再粘贴一次。"
    )
    return Source(NAME, "html", (Sheet(NAME, [heads, *rows]),)), told


def _rows(html: str, text: str) -> list[list[Value]]:
    tables = html_rows(html) if "<t" in html.lower() else []
    if tables:
        return max(tables, key=len)
    rows = separated_rows(text) if "\t" in text else []
    if not any(any(row) for row in rows):
        raise Unavailable(NOTHING)
    return rows
