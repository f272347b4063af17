"""What a column is whose heading says nothing: where nearly all of its words are codes of one list and of no other, that."""

import re
from collections.abc import Sequence
from functools import cache

from app.exchange.foreign.headings import KINDS_READ
from app.exchange.foreign.words_read import plain_word, words_of
from app.exchange.read_xlsx import Value
from app.schema.codes import code_list
from app.schema.kinds import Choice

_NEARLY_ALL = 0.9
_LEAST = 2
"""So many different words must be codes, each of so many characters: one alone may be by chance, 是 and 否 say nothing."""
_ASKS = re.compile(r"是否|有无|[?？]")
"""A heading that asks is answered by yes or no, whatever the words."""


def by_values(heading: str, sample: Sequence[Value]) -> str | None:
    """The field whose codes these different values of a column are; None where it is none, or more than one may be meant."""
    words = [plain_word(value) for value in sample if isinstance(value, str)]
    if (
        len(words) != len(sample)
        or len(words) < _LEAST
        or _ASKS.search(heading)
        or min(map(len, words)) < _LEAST
    ):
        return None
    known = {field: words_of(code_list(list_id))[0] for field, list_id in _lists().items()}
    met = {field: sum(word in by_word for word in words) for field, by_word in known.items()}
    most = max(met.values())
    if most < _LEAST or most < _NEARLY_ALL * len(words):
        return None
    fields = [field for field, count in met.items() if count == most]
    return fields[0] if len(fields) == 1 else None


@cache
def _lists() -> dict[str, str]:
    """The list of each coded field; of fields that share one, none can be told by its words."""
    found: dict[str, list[str]] = {}
    for record in KINDS_READ:
        for each in record.columns():
            if type(each.kind) is Choice:
                found.setdefault(each.kind.codes.id, []).append(each.id)
    return {fields[0]: list_id for list_id, fields in found.items() if len(fields) == 1}
