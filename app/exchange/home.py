"""What becomes of a cell on its way out and home, so that a taker can tell a hand edit from the journey's wear.

Excel keeps no empty text, 15 digits, no day before March 1900 and 32,767 characters; a cell that differs from
`at_home` of what was exported has been changed by somebody.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from app.exchange.cell_text import fit
from app.exchange.cells import FIRST_SAFE_DAY, number_text
from app.exchange.read_xlsx import Value, plain_number
from app.exchange.sheets import NO, YES, Cell, Column, Styled

_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def at_home(value: Cell, column: Column) -> Value:
    """What `read_book` reads from a cell of this column into which `write_book` wrote the value."""
    if isinstance(value, Styled):
        value = value.value
    if isinstance(value, bool):
        return (YES if value else NO) if column.kind == "flag" else value
    if isinstance(value, (int, float, Decimal)):
        written = number_text(value)
        return str(value) if written is None else plain_number(float(written))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value if value >= FIRST_SAFE_DAY else value.isoformat()
    return text_at_home(value) if value else None


def text_at_home(text: str) -> str:
    """The text as a cell brings it home: cut where a cell is full, signs that are no characters spelt out."""
    return _NO_CHARACTER.sub(lambda found: f"_x{ord(found[0]):04X}_", fit(text))
