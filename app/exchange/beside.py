"""What stands in a truth beside the records (what is known, receipts, lines of a newer format) and must be sound to be kept."""

import json
from typing import Any

from app.errors import Unavailable
from app.exchange.storable_text import can_be_stored
from app.exchange.unpacked import DAMAGED

_DEPTH_LIMIT = 20
"""How deep a line of a sort that we do not know may be nested."""


def check_beside(sort: str, said: Any) -> None:
    """Raises Unavailable for a line beside the records that could not be kept as what it is."""
    if sort == "knows":
        sound = _all_text(said) and can_be_stored("".join(said) + "".join(said.values()))
    elif sort == "receipt":
        sound = _is_receipt(said)
    else:
        sound = not _nested_over(said, _DEPTH_LIMIT)
    if not sound:
        raise Unavailable(DAMAGED)


def _all_text(said: Any) -> bool:
    return isinstance(said, dict) and all(type(each) is str for each in said.values())


def _is_receipt(said: Any) -> bool:
    """Whether a receipt says when and what of which posting, in the way its readers take for granted."""
    try:
        words = [said[name] for name in ("desk", "digest", "at", "note")]
        counts, details = said["counts"], said["details"]
        return (
            all(type(each) is str for each in words)
            and type(said["number"]) is int
            and all(type(each) is int for each in counts.values())
            and all(map(_all_text, details))
            and can_be_stored(json.dumps(said, ensure_ascii=False))
        )
    except (KeyError, TypeError, AttributeError, RecursionError):
        return False


def _nested_over(said: Any, limit: int) -> bool:
    inside = [said]
    for _ in range(limit):
        lists = [each for each in inside if isinstance(each, list)]
        maps = [each for each in inside if isinstance(each, dict)]
        inside = [one for each in lists for one in each] + [one for each in maps for one in each.values()]
        if not inside:
            return False
    return True
