"""回音码: the short mark at the end of each row, ten signs of the record's id and a check sign.

Digits and letters without those that are mistaken for one another. The check sign catches any one wrong sign and
any two swapped neighbours (a weighted sum modulo the prime 31).
"""

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[:31]
_BASE, _LENGTH = len(_SIGNS), 10
_PAIRS = [low + high for high in _SIGNS for low in _SIGNS]
"""Two signs at a time: a posting has tens of thousands of marks."""

_WEIGHED = [
    [(2 + place) * (pair % _BASE) + (3 + place) * (pair // _BASE) for pair in range(_BASE**2)]
    for place in range(0, _LENGTH, 2)
]


def mark(id: str) -> str:
    """The mark of a record id (a UUID)."""
    number = int(id.replace("-", "")[-14:], 16)
    body, total = "", 0
    for weighed in _WEIGHED:
        number, pair = divmod(number, _BASE**2)
        body += _PAIRS[pair]
        total += weighed[pair]
    return body + _SIGNS[total % _BASE]


def is_mark(text: str) -> bool:
    """Whether `text` is a mark whose check sign holds."""
    return len(text) == _LENGTH + 1 and set(text) <= set(_SIGNS) and _check(text[:-1]) == text[-1]


def _check(body: str) -> str:
    total = sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(body, start=2))
    return _SIGNS[total % _BASE]
