"""回音码: the short mark at the end of each row, ten signs of the record's id and a check sign.

Digits and letters without those that are mistaken for one another. The check sign catches any one wrong sign and
any two swapped neighbours (a weighted sum modulo the prime 31).
"""

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[:31]
_LENGTH = 10


def mark(id: str) -> str:
    """The mark of a record id (a UUID)."""
    number = int(id.replace("-", "")[-14:], 16)
    signs = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[digit])
    body = "".join(signs)
    return body + _check(body)


def is_mark(text: str) -> bool:
    """Whether `text` is a mark whose check sign holds."""
    return len(text) == _LENGTH + 1 and set(text) <= set(_SIGNS) and _check(text[:-1]) == text[-1]


def _check(body: str) -> str:
    total = sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(body, start=2))
    return _SIGNS[total % len(_SIGNS)]
