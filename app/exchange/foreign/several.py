"""One cell with the values of several fields, or of several persons: taken apart where that is certain, else left whole."""

import re
import unicodedata
from collections.abc import Sequence

from app.schema.kinds import Value

_BETWEEN = re.compile(
    r"[、,，;；/\n]+|\s{2,}|(?<=[一-鿿])\s+(?=[一-鿿]{2,3}(?:\s|$))|(?<=[一-鿿]{2})及(?=[一-鿿]{2})"
)
_AND_OTHERS = re.compile(r"(?:等\s*([0-9一二三四五六七八九十两]{0,3})\s*(?:名|位)?(?:人|同志|干部|党员)?)$")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})(?!\d)")
_POST = re.compile(
    r"((?:原|时任|现任)?(?:党(?:总)?支部|党委|党组|党工委|村委会|居委会|村委|监委会|监督委员会|人大|政协|政府|工会|妇联|纪委|监委"
    r"|(?<=村)村|(?<=社区)村)?"
    r"(?:第一|常务|党支部|支部|综合|专职)?(?:副)?"
    r"(?:支?书记|主任|会计|镇长|乡长|县长|村长|(?:(?:村民|居民)小组|(?:村民|居民)?小?)组长|委员|文书|出纳|站长|所长|局长|科长|股长|处长|院长|校长|园长|主席|部长|队长|"
    r"经理|董事长|总经理|干部|科员|办事员|工作人员|职员|教师|医生|护士|民警|法官|报账员|信贷员|专干|信息员|保管员|辅警|秘书|网格员|护林员|党员|村民|负责人)"
    r"(?:、(?:副)?(?:支?书记|主任|会计|组长|委员|文书))*(?:兼.{1,10})?)$"
)
_UNIT = re.compile(r"(?:村|社区|镇|乡|街道|局|委|会|办|室|院|校|园|所|站|队|中心|公司|合作社|支部|组)$")
_VILLAGE = re.compile(r"[一-鿿]{2,8}?(?:村|社区)(?![村民委])")
_SURNAMED = re.compile(r"[一-鿿·]{2,4}")


def persons(text: str) -> tuple[list[str], str]:
    """The names in a cell, and what to tell where it says that there are more ("等3人")."""
    said = unicodedata.normalize("NFKC", text).strip()
    told = ""
    if match := _AND_OTHERS.search(said):
        told = f"“{match[0]}”：只登记写出姓名的，其余请补"
        said = said[: match.start()].strip()
    names = [part.strip(" 。.") for part in _BETWEEN.split(said) if part.strip(" 。.")]
    if len(names) > 1 and not all(len(name) <= 12 for name in names):
        return [said], told
    return names or [said], told


def unit_and_post(text: str) -> tuple[str, str] | None:
    """Unit and post; None where it is not certain where one ends."""
    said = re.sub(r"^[(（](.*)[)）]$", r"\1", text.strip())
    parts = [part for part in re.split(r"[，,；;\s]+", said) if part]
    if len(parts) == 2 and _POST.search(parts[1]):
        return parts[0], parts[1]
    joined = "".join(parts)
    if match := _POST.search(joined):
        unit = joined[: match.start()].strip("，,、 ")
        if unit and not _UNIT.search(unit) and (village := _VILLAGE.match(joined)):
            return village[0], joined[village.end() :]
        return unit, match[0]
    if _UNIT.search(joined):
        return joined, ""
    return None


def name_and_phone(text: str) -> tuple[str, str]:
    """Name and telephone; the telephone is blank where there is none."""
    said = unicodedata.normalize("NFKC", text)
    found = _PHONE.findall(said)
    name = _PHONE.sub("", said)
    name = re.sub(r"(?:联系)?(?:电话|方式|手机)(?:号码)?|姓名|[:：()（），,、;；]|\s", "", name)
    return name, "、".join(dict.fromkeys(found))


def name_unit_post(text: str) -> tuple[str, str, str] | None:
    """Name, unit and post in one cell; None where they cannot be told apart."""
    said = text.strip()
    if match := re.fullmatch(r"([一-鿿·]{2,4})\s*[(（](.+)[)）]", said):
        split = unit_and_post(match[2])
        return (match[1], *split) if split else (match[1], match[2], "")
    parts = [part for part in re.split(r"[，,；;\s]+", said) if part]
    if len(parts) >= 2 and _SURNAMED.fullmatch(parts[0]):
        split = unit_and_post(" ".join(parts[1:]))
        return (parts[0], *split) if split else None
    if len(parts) >= 2 and _SURNAMED.fullmatch(parts[-1]) and (split := unit_and_post(" ".join(parts[:-1]))):
        return (parts[-1], *split)
    if match := re.fullmatch(
        r"(.+?(?:书记|主任|会计|镇长|乡长|组长|委员|局长|所长|站长|校长|院长|干部))([一-鿿]{2,3})", said
    ):
        split = unit_and_post(match[1])
        return (match[2], *split) if split else None
    return None


def aligned(values: Sequence[Value], count: int) -> list[Value] | None:
    """The values one for each of `count` persons: as many as persons, or one for all; None where they do not fit."""
    if len(values) == count:
        return list(values)
    return [values[0]] * count if len(values) == 1 else None
