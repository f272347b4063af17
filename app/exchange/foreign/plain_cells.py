"""Which cells `read_cell` takes as they stand, with nothing to say of them: one cheap test for what most cells are."""

from collections.abc import Callable

from app.exchange.foreign.cells_read import MOBILE, NOTHING, WIDE, Setting, is_number
from app.records.catalogue import KINDS
from app.schema.kinds import Choice, Choices, Count, Day, Flag, IdNumber, Money, Phone


def clean_text(field_id: str) -> Callable[[str], bool] | None:
    """What tells texts that `read_cell` takes as they stand, with nothing to say; None where the field holds no free text.

    No word for nothing is so long, and none grows shorter when it is made half-width.
    """
    field = KINDS[field_id.partition(".")[0]].column(field_id.partition(".")[2])
    if isinstance(field.kind, Phone):
        return lambda text: MOBILE.fullmatch(text) is not None
    if isinstance(field.kind, (Day, IdNumber, Choice, Choices, Flag, Money, Count)):
        return None
    if is_number(field):
        return lambda text: _is_clean(text) and not WIDE.search(text)
    return _is_clean


def _is_clean(text: str) -> bool:
    return len(text) > _LONGEST_NOTHING and " " not in text and text.isprintable()


_LONGEST_NOTHING = max(map(len, NOTHING))


def plain_years(field_id: str, setting: Setting) -> range | None:
    """The years whose days `read_cell` takes as they stand; None where the field holds no day."""
    kind = KINDS[field_id.partition(".")[0]].column(field_id.partition(".")[2]).kind
    return range(1900, setting.today.year) if isinstance(kind, Day) else None
