"""What was done about several persons of one row: each piece of a cell goes to the record of the person whom it names.

Pieces without names go to the persons in their order where there are as many; that is told, so that somebody looks.
"""

import re
from collections.abc import Callable, Sequence

from app.exchange.foreign.lines import Line
from app.schema.kinds import Value

KIND = "measure."
WHO = "/who"
"""Behind a field id: whom the pieces of its cell name."""

TOLD = "多人的处理，照被反映人的次序各记一人，请核对"
UNSURE = "分不清是哪一人的处理，原文保留在附记里"
_BETWEEN = re.compile(r"[;；\n]+")
_NAMED = re.compile(r"([一-鿿·]{2,4})\s*[:：]\s*(.+)", re.DOTALL)


def pieces(text: str) -> list[tuple[str, str]]:
    """Name (or blank) and what is said of each person; none where the cell speaks of one."""
    found = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    matched = [_NAMED.fullmatch(piece) for piece in found]
    if len(found) < 2 and not any(matched):
        return []
    return [
        (match[1], match[2]) if match else ("", piece) for match, piece in zip(matched, found, strict=True)
    ]


def add_measures(
    line: Line, names: Sequence[Value], people: dict[str, list[Value]], tell: Callable[[str, str], None]
) -> None:
    """Take out of `people` what is said of measures, and make records of it; `tell` gets a field and a sentence."""
    made: dict[str, dict[str, Value]] = {}
    known = [str(name) for name in names if name]
    for field_id in [key for key in people if key.startswith(KIND) and not key.endswith(WHO)]:
        values, who = people.pop(field_id), [str(each) for each in people.pop(field_id + WHO)]
        if all(who) and set(who) <= set(known):
            whose = who
        elif not any(who) and len(values) == len(known) > 1:
            whose = known
            tell(field_id, TOLD)
        elif not any(who) and len(known) < 2 and all(isinstance(each, tuple) for each in values):
            line.values[field_id] = tuple(dict.fromkeys(code for each in values for code in each))  # type: ignore[union-attr]
            continue
        else:
            tell(field_id, UNSURE)
            continue
        for name, value in zip(whose, values, strict=True):
            made.setdefault(name, {"respondent": name})[field_id.removeprefix(KIND)] = value
    if made:
        common = _taken(line)
        line.measures += [{**common, **each} for each in made.values()]


def give_to_person(line: Line) -> None:
    """What a row says of measures is said of its one person, for further rows speak of others."""
    names = [str(point["respondent"]) for point in line.allegations if point.get("respondent")]
    if (said := _taken(line)) and not line.measures:
        line.measures.append({"respondent": names[0], **said} if names else said)


def _taken(line: Line) -> dict[str, Value]:
    return {key.removeprefix(KIND): line.values.pop(key) for key in list(line.values) if key.startswith(KIND)}
