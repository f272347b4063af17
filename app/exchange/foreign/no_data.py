"""Which rows below a header are none of data: totals, signatures, headers again, rows that count the columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.exchange.foreign.headings import plain_heading
from app.exchange.read_xlsx import Value

LONGEST = 60
"""No heading is longer."""
_TOTAL = re.compile(
    r"^(?:[本全当](?:月|季度?|年度?|页|周|表)|[上下]半年)?(?:合\s*计|小\s*计|总\s*计|累\s*计|共\s*计)"
)
_CLOSING_LINE = re.compile(
    r"(?:填表人|制表人?|审核人?|填报人|负责人|分管领导|签字|盖章|填报时间|填报日期|说明|注|联系人)\s*[:：]"
)

_SIGNED = re.compile(r"\s*[一-鿿（）()]{2,12}\s*[:：]\s*[一-鿿]{0,4}\s*")
"""A word with a colon and room for a name behind it: a line of nothing else is to be signed."""


def heading_words(cells: Sequence[Value]) -> set[str]:
    """The words of a row as headings are compared."""
    return {plain_heading(value) for value in cells if isinstance(value, str) and len(value) <= LONGEST}


def why_no_data(
    cells: Sequence[Value], filled: Sequence[Value], own: dict[int, str], leaf: list[set[str]]
) -> str:
    """Why a row is none of data, blank where it is one; `leaf` are the words of each row of the header."""
    head = filled[0]
    if len(filled) > 1 and all(isinstance(value, str) and _SIGNED.fullmatch(value) for value in filled):
        return "表下的签字、说明行"
    if isinstance(head, str):
        if _TOTAL.match(head.strip()):
            return "合计、小计行"
        if len(filled) <= 4 and any(
            isinstance(value, str) and _CLOSING_LINE.search(value) for value in filled
        ):
            return "表下的签字、说明行"
        if (
            len(filled) > 1
            and head.strip() in ("", "　")
            and isinstance(filled[1], str)
            and _TOTAL.match(filled[1].strip())
        ):
            return "合计、小计行"
        if len(filled) > 1 and _repeats(filled, leaf):
            return "重复的表头"
    if len(filled) == 1 and len(own) > 3:
        return "只有一格有内容，像是标题或说明" if isinstance(head, str) else "只有序号的空行"
    if len(filled) > 2 and _counts_columns(filled):
        return "列号行（1、2、3…）"
    return ""


def _repeats(filled: Sequence[Value], leaf: list[set[str]]) -> bool:
    """Whether two thirds of the words are those of one row of the header; most rows of data are told by their first cells."""
    missed, texts = 0, [value for value in filled if isinstance(value, str)]
    for value in texts:
        if 3 * missed > len(texts):
            return False
        missed += len(value) <= LONGEST and not any(plain_heading(value) in each for each in leaf)
    words = heading_words(texts)
    return any(len(words & each) * 3 >= len(words) * 2 for each in leaf if each)


def _counts_columns(filled: Sequence[Value]) -> bool:
    if str(filled[1]).strip("()（） ") not in ("2", "1"):  # nearly every row of data ends here
        return False
    numbers = [
        int(str(value))
        for value in filled
        if re.fullmatch(r"[(（]?\d{1,3}[)）]?", str(value).strip("()（） "))
    ]
    return len(numbers) == len(filled) and all(b - a == 1 for a, b in pairwise(numbers))
