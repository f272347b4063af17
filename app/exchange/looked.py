"""What a comparison says of the records of a posting, gathered into its preview one by one or in runs."""

from collections import Counter
from dataclasses import replace

from app.exchange.compare import TAKEN_BACK, Compared, as_news
from app.exchange.differences import differences
from app.exchange.doubts import Doubts
from app.exchange.hand_standing import Standing
from app.exchange.merge import KNOWN, Merged, Verdict
from app.exchange.preview import Item, Preview
from app.exchange.recused import KEPT_BACK, Recused
from app.exchange.same_offers import Offers
from app.exchange.storable_text import shown
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.store.office import Office


class Looked:
    """What a comparison says, gathered record by record."""

    def __init__(self, office: Office, found: Preview, standing: Standing, listed: int) -> None:
        self._found, self._standing, self._listed, self._ours = found, standing, listed, office.code
        self.kinds: set[str] = set()
        self._numbers: dict[str, str] = {}
        self._recused, self._offers = Recused(office), Offers(office)
        self._doubts = Doubts(office, sister=found.header.office == office.code)
        self._watched = self._recused.watches or standing.watches
        self._counts: Counter[Verdict] = Counter()

    def look_at_news(self, run: list[Stated]) -> None:
        """At records that are all news: of most kinds there is nothing to say but how many, once the list is full."""
        if self._watched or len(self._found.items) < self._listed:
            apart = run
        else:
            self.kinds.update({each.kind for each in run})
            apart = [each for each in run if each.kind in ("registration", "allegation")]
            self._counts[Verdict.NEW] += len(run) - len(apart)
        for each in apart:
            self.look(as_news(each))

    def look(self, compared: Compared) -> None:
        """At one record."""
        before, merged, incoming = compared
        first = incoming[0]
        kind, fields = first.kind, first.fields
        if first.voided is None:
            self.kinds.add(kind)
        if isinstance(merged, str):
            verdict = Verdict.REFUSED
            self._found.taken_back += merged is TAKEN_BACK
        else:
            verdict = merged.verdict
        self._counts[verdict] += 1
        if kind == "registration":
            case = first.id
            self._numbers[case] = shown(str(fields.get("case_no") or ""))
            self._offers.look(before, merged, incoming)
        else:
            case = str(fields.get("case") or "")
        if len(self._found.items) < self._listed and verdict not in KNOWN:
            number = self._numbers.get(case, "") if case else _letter_no(first)
            self._found.items.append(_item(case, number, before, merged, incoming))
        if kind == "allegation" or first.owner == self._ours:  # of all others there is nothing to doubt
            self._doubts.look(before, merged, incoming, self._numbers.get(case, ""))
        if self._recused.watches:
            self._recused.look(incoming if before is None else [before, *incoming])
        if self._standing.watches:
            self._standing.look(merged, incoming)

    def conclude(self) -> None:
        """Say in the preview what was gathered."""
        found, cases = self._found, self._recused.cases
        if found.by_hand is not None:
            found.by_hand.kept_back = frozenset(cases)
        found.counts = Counter({each.value: count for each, count in self._counts.items()})
        found.items = [_kept_back(item) if item.case in cases else item for item in found.items]
        found.new_desk, found.strays = self._doubts.new_desk, self._doubts.strays
        found.shared_block, found.above = self._doubts.shared_block, self._doubts.above
        found.warnings += self._doubts.warnings
        found.same = self._offers.pairs(cases)
        found.warnings += self._offers.sentences(found.same, cases)


def _letter_no(letter: Stated) -> str:
    """What a record that belongs to no case is called by."""
    kind = KINDS.get(letter.kind)
    return shown(str(letter.fields.get(kind.called) or "")) if kind is not None else ""


def _kept_back(item: Item) -> Item:
    """Of a case in which the reader is respondent: number, kind and verdict only (Rules Art. 48)."""
    return replace(item, differences=(), note=KEPT_BACK)


def _item(
    case: str, case_no: str, before: Stated | None, merged: Merged | str, incoming: list[Stated]
) -> Item:
    kind, id, case = map(shown, (incoming[0].kind, incoming[0].id, case))
    words = tuple(differences(kind, before, _news(merged, incoming)))
    if isinstance(merged, str):
        return Item(kind, id, case, case_no, Verdict.REFUSED, words, merged)
    return Item(kind, id, case, case_no, merged.verdict, words)


def _news(merged: Merged | str, incoming: list[Stated]) -> Stated:
    if isinstance(merged, str):
        return incoming[0]
    if merged.verdict is not Verdict.HELD:
        return merged.current
    return next((each for each in merged.siblings if each in incoming), incoming[0])
