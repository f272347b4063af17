"""The checklist at the door: what a report says of whom, when, where and what; bare offence names without facts.

Format and substance are looked at when a report comes in (M25; practice: Yuanbaoshan); what only lists offence names
is not accepted but kept (Rules Art. 13(3)). All of it is proposed from what was typed; a person ticks. A report is
registered whatever is missing, and nothing here asks who wrote it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from app.paths import resource
from app.schema.kinds import Value

BARE = "只有罪名没有事实：请问清什么时间、什么地点、做了什么、多少钱，写进摘要。问不出的照样登记，按《规则》第十三条留存。"
LEFT = 2
"""Signs that may be left of a summary, names and offences taken away, for it to say nothing."""
_NOT_TEXT = re.compile(r"[^\w]+")
_FIGURE = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万两][年月日号元亩户次块万间吨车人名]")
_DATED = re.compile(
    r"[0-9０-９]{2,4}\s*年|[0-9０-９]{1,2}\s*月|去年|前年|今年|上个?月|春节|中秋|国庆|[一二三四五六七八九十]月"
)


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds an offence, and what finds all that says nothing beside it."""
    said = tomllib.loads(resource("intake", "words.toml").read_text("utf-8"))
    every = sorted({*said["offences"], *said["fillers"]}, key=len, reverse=True)
    return re.compile("|".join(said["offences"])), re.compile("|".join(every))


def is_bare(summary: str | None, names: Iterable[str] = ()) -> bool:
    """Whether a summary names offences and says nothing else; `names`: respondents, units, posts, places."""
    text = summary or ""
    offence, words = _words()
    if not offence.search(text) or _FIGURE.search(text):
        return False
    for name in sorted((each for each in names if each), key=len, reverse=True):
        text = text.replace(name, "")
    return len(_NOT_TEXT.sub("", words.sub("", text))) <= LEFT


def named_in(points: Iterable[Mapping[str, Value]]) -> list[str]:
    """Names, units and posts of the respondents."""
    return [
        str(point[key]) for point in points for key in ("respondent", "unit", "position") if point.get(key)
    ]


def proposed(
    said: Mapping[str, Value], points: Iterable[Mapping[str, Value]], contact: bool
) -> dict[str, tuple[str, ...]]:
    """What can be ticked from what was typed (`said`: fields of a registration by name): the codes of both lists.

    Own identity card, whole original and evidence only a person sees.
    """
    people = list(points)
    names = [*named_in(people), str(said.get("incident_place") or "")]
    summary = str(said.get("summary") or "")
    bare = is_bare(summary, names)
    named, placed = any(each.get("respondent") for each in people), bool(said.get("incident_place"))
    dated = bool(_DATED.search(summary))
    format_check = {
        "named": named, "dated": dated, "placed": placed, "contact": contact,
        "signed": said.get("identity_status") in ("signed_unverified", "real_name"),
    }  # fmt: skip
    substance = {
        "facts": bool(summary) and not bare and bool(dated or placed or _FIGURE.search(summary)),
        "clues": bool(summary) and not bare and named and (dated or placed),
        "not_bare": bool(summary) and not bare,
        "within_duty": said.get("category") in ("misconduct_report", "appeal", "suggestion"),
        "first_time": bool(summary) and not said.get("is_repeat"),
    }
    return {
        "format_check": tuple(code for code, holds in format_check.items() if holds),
        "substance_check": tuple(code for code, holds in substance.items() if holds),
    }
