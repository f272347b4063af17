"""What the preview of a posting says of 同一件: which cases may be one, which its sender has said are, and what came for
one that is kept under another id. Nothing is joined by looking or taking; a person does it on the page of the case.
"""

from collections.abc import Collection
from typing import Any

from app.exchange.merge import Merged, Verdict
from app.exchange.storable_text import shown
from app.exchange.truth import Stated
from app.ledger.same_numbers import Alike, alike
from app.store import rows, same
from app.store.office import Office
from app.store.same import SAME_AS

_NUMBERS = ("case_no", "county_ref_no", "platform_no")
_TOLD = 10
"""Sentences of a sort; the rest are counted."""


class Offers:
    """Collected while a posting is compared, record by record."""

    def __init__(self, office: Office) -> None:
        self._db = office.db
        self._dropped = same.known(office.db)
        self._asked: list[dict[str, Any]] = []
        self._said: list[tuple[str, str, str]] = []
        """Id, number and target of the cases that it brings as the same as another."""
        self._later: list[tuple[str, str]] = []
        """Id and number of those kept under another id here, of which it brings something newer."""

    def look(self, before: Stated | None, merged: Merged | str, incoming: list[Stated]) -> None:
        """One registration of the posting."""
        if isinstance(merged, str) or merged.verdict not in (Verdict.NEW, Verdict.CHANGED):
            return
        now = merged.current
        number, target = shown(str(now.fields.get("case_no") or "(未编号)")), now.fields.get(SAME_AS)
        if now.voided is not None:
            return
        if target is not None and (before is None or before.fields.get(SAME_AS) != target):
            self._said.append((now.id, number, str(target)))
        elif now.id in self._dropped:
            self._later.append((now.id, number))
        elif any(name in now.fields for name in _NUMBERS):
            self._asked.append(
                {"id": now.id, "owner": now.owner, **{name: now.fields.get(name) for name in _NUMBERS}}
            )

    def pairs(self, kept_back: Collection[str]) -> list[Alike]:
        """The pairs of which one comes and the other stands here, but those that the reader may not see."""
        found = alike(self._db, self._asked) if self._asked else []
        return [each for each in found if not {each.one, each.other} & set(kept_back)]

    def sentences(self, pairs: Collection[Alike], kept_back: Collection[str]) -> list[str]:
        """For the person at the preview, one sentence each."""
        numbers = self._numbers({target for _, _, target in self._said} | set(self._dropped.values()))
        offered = [f"{each.sentence}：收取后打开案件，用“同一件”核对，不会自动合并。" for each in pairs]
        said = [
            f"“{number}”由填写单位定为与“{numbers[target]}”同一件，收取后并到那一件里，原编号仍查得到。"
            for id, number, target in self._said
            if target in numbers and id not in kept_back
        ]
        later = [
            f"“{number}”已并入“{numbers.get(self._dropped[id], '')}”，寄来的改动列在那一件的“同一件”里，请核对采纳。"
            for id, number in self._later
            if id not in kept_back
        ]
        return [*_some(offered), *_some(said), *_some(later)]

    def _numbers(self, ids: Collection[str]) -> dict[str, str]:
        found = rows.fetch(self._db, "registration", "id", sorted(ids))
        return {str(row["id"]): str(row["case_no"] or "(未编号)") for row in found}


def _some(sentences: list[str]) -> list[str]:
    if len(sentences) <= _TOLD:
        return sentences
    return [*sentences[:_TOLD], f"同样的情况还有 {len(sentences) - _TOLD} 件。"]
