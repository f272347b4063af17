"""A workbook whose hidden sheet was lost, found again among the truths of postings sent and taken.

Its custom properties say which one it is; where a program dropped those too, the sheet 说明 does, in words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Unavailable
from app.exchange.read_xlsx import Value
from app.exchange.truth import Truth
from app.store import peers, shelf
from app.store.office import Office
from app.store.unit_names import unit_names

_NUMBER = re.compile(r"第\s*(\d{1,9})\s*号")


@dataclass(frozen=True)
class Said:
    """What a workbook says of itself: the number, and sender and receiver by name or code, as far as they stand there."""

    number: int
    sender: str = ""
    receiver: str = ""
    desk: str = ""
    made_at: str = ""
    digest: str = ""


def kept_truth(office: Office, said: Said) -> Truth | None:
    """The truth of that posting where it was sent or taken here and is still kept; None where not, or not surely."""
    for digest in (said.digest, _digest_of(office, said)):
        packed = peers.payload(office.db, digest) if digest else None
        if packed is not None:
            try:
                return Truth(packed)
            except Unavailable:
                continue
    return None


def said_in(properties: dict[str, str], explained: Sequence[Sequence[Value]]) -> Said | None:
    """What the custom properties say, else the sheet 说明; None where neither names a number."""
    number = properties.get("huiyin_number", "")
    if number.isascii() and number.isdecimal() and len(number) < 10 and properties.get("huiyin_from"):
        return Said(int(number), receiver=properties.get("huiyin_to", ""), desk=properties["huiyin_from"],
                    digest=properties.get("huiyin_digest", ""))  # fmt: skip
    return _explained(explained)


def _explained(rows: Sequence[Sequence[Value]]) -> Said | None:
    found: dict[str, str] = {}
    title = ""
    for row in rows[:40]:
        texts = [str(value).strip() for value in row if value is not None]
        if len(texts) >= 2:
            found.setdefault(texts[0], texts[1])
        elif texts and not title and _NUMBER.search(texts[0]):
            title = texts[0]
    number = _NUMBER.search(found.get("编号", "") or title)
    if number is None:
        return None
    parts = re.fullmatch(r"(.+?)\s*寄\s*(.+?)\s*第\s*\d+\s*号.*", title)
    return Said(
        int(number[1]), sender=found.get("寄出单位") or (parts[1] if parts else ""),
        receiver=found.get("收件单位") or (parts[2] if parts else ""), made_at=found.get("导出时间", "")[:16],
    )  # fmt: skip


def _digest_of(office: Office, said: Said) -> str:
    sender, _, _ = said.desk.rpartition("/")
    ours = sender == office.code if said.desk else said.sender in (office.name, office.code)
    found = _sent(office, said) if ours else _taken(office, said)
    if len(found) > 1 and said.made_at:
        found = {digest: at for digest, at in found.items() if at[:16] == said.made_at}
    return next(iter(found)) if len(found) == 1 else ""


def _sent(office: Office, said: Said) -> dict[str, str]:
    """Digest and moment of our own postings that it may be."""
    names = unit_names(office.db)
    return {
        row["digest"]: str(row["at"])
        for row in peers.sent(office.db)
        if row["number"] == said.number
        and (not said.desk or row["desk"] == said.desk)
        and said.receiver in (row["receiver"], names.get(row["receiver"]))
    }


def _taken(office: Office, said: Said) -> dict[str, str]:
    """The same of postings taken; their own moment of export is not kept, so none is compared."""
    return {
        each["digest"]: said.made_at
        for each in shelf.values(office.db, "taken").values()
        if each["number"] == said.number
        and (each["desk"] == said.desk if said.desk else said.sender in (each["name"], each["office"]))
    }
