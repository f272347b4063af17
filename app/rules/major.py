"""重大信访: what in a report speaks for a major matter that goes up the same day (M52); a person decides.

Only the matter is looked at: how many come together, what is at stake. Never who reports.
"""

import re
from collections.abc import Iterable, Mapping

from app.schema.kinds import Value

COLLECTIVE = 5
"""Persons from which a visit or a joint letter is collective (domain §2.6, tbc)."""
_STAKES = (
    ("可能危及人身安全", re.compile("死亡|致死|自杀|轻生|跳楼|服毒|自焚|杀人|爆炸|纵火|重伤|殴打致")),
    ("可能引发群体性事件", re.compile("集体上访|集体访|群体|围堵|堵路|堵门|拉横幅|聚集|械斗|罢工|越级|进京")),
    ("可能引发舆情", re.compile("记者|媒体|曝光|网上发帖|网络热|抖音|微博|直播|视频号|舆情")),
    ("涉黑涉恶或充当保护伞", re.compile("涉黑|涉恶|黑恶|保护伞|黑社会")),
    ("涉及换届选举秩序", re.compile("贿选|拉票|操纵选举|破坏选举")),
)
_MANY = re.compile(
    "(?:数|几|[一二三四五六七八九两]?)[十百千](?:[一二三四五六七八九十余多])*(?:名|人|户|位)|[0-9０-９]{2,}(?:余|多)?(?:名|人|户|位)"
)


def grounds(said: Mapping[str, Value], persons: Value = None) -> tuple[str, ...]:
    """Why the report may be a major matter, in words; empty for nearly all.

    `said`: fields of a registration by name; `persons` came together in one visit.
    """
    summary = str(said.get("summary") or "")
    counts = [each for each in (persons, said.get("joint_count")) if isinstance(each, int)]
    most = max(counts, default=0)
    found = (
        [f"{most} 人集体反映"] if most >= COLLECTIVE else ["多人集体反映"] if _MANY.search(summary) else []
    )
    found += [word for word, pattern in _STAKES if pattern.search(summary)]
    tags = said.get("campaign_tag")
    if isinstance(tags, tuple) and "organised_crime" in tags and _STAKES[3][0] not in found:
        found.append(_STAKES[3][0])
    return tuple(found)


def words(found: Iterable[str]) -> str:
    """The proposal as a sentence."""
    return f"可能是重大信访（{'、'.join(found)}），要当日报告上级，最迟次日。"
