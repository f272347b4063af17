"""What a preview is: what taking a file would do, told before anything is written."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.exchange.differences import Difference
from app.exchange.hand_edits import ByHand
from app.exchange.hand_outcome import HandEdit
from app.exchange.issued.arrived import Arrived
from app.exchange.merge import Verdict
from app.exchange.parcel import Parcel
from app.exchange.truth import Header, Truth
from app.ledger.same_numbers import Alike


@dataclass(frozen=True)
class Item:
    """One record in the preview; `differences` where there is something to compare, `note` for why it is refused or kept
    back."""

    kind: str
    id: str
    case: str
    case_no: str
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    note: str = ""


@dataclass
class Preview:
    """What taking a file would do. Nothing has been written.

    `refusal` says why it cannot be taken at all; `warnings` are told beside the preview; `items` lists the first
    records that are not simply the same, `counts` counts all by verdict.
    """

    path: Path
    header: Header
    truth: Truth
    refusal: str | None = None
    warnings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    items: list[Item] = field(default_factory=list)
    new_office: bool = False
    new_desk: bool = False
    already: bool = False
    missing: range = range(0)
    """Numbers of its desk between the last one taken and this one."""
    above: list[str] = field(default_factory=list)
    """Numbers of the cases in which a respondent may belong above our own level, each once."""
    strays: bool = False
    """Whether it brings records of our own that are missing here."""
    shared_block: bool = False
    """Whether another desk of our office gave a case a number that this desk gave too."""
    witness: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What the sender saw of our journal: head by desk."""
    proposals: dict[str, int] = field(default_factory=dict)
    """How many 更正建议 it brings anew that are `asked` of us, or of ours `answered`."""
    again: bool = False
    """Whether what was taken back once is to be taken again."""
    taken_back: int = 0
    """Records that are not taken because they were taken back."""
    home: bool = False
    """Whether it is our own posting come home: then only what was typed into it by hand is news."""
    by_hand: ByHand | None = None
    """What people typed into it."""
    fewer: str = ""
    """What is to be answered before it is taken, by setting `agreed`; blank for nothing."""
    agreed: bool = False
    same: list[Alike] = field(default_factory=list)
    """Cases that it brings and that may be the same as one here: a number agrees. A person decides, after taking it."""
    parcel: Parcel | None = None
    """The attachments beside it, where they are."""
    attachments_to_come: int = 0
    """How many of them belong to records that are here, and are not kept yet."""
    attachments_elsewhere: bool = False
    """Whether it has attachments whose parcel does not lie beside it."""
    typed: str | None = None
    """The password, where one that was typed opened the file."""
    configuration: list[Arrived] = field(default_factory=list)
    """What the county sent down beside the cases."""

    @property
    def hand_edits(self) -> list[HandEdit]:
        """Every cell and row that people typed, with what becomes of it."""
        return self.by_hand.edits if self.by_hand is not None else []

    @property
    def brings_news(self) -> bool:
        """Whether taking it would write anything beside the receipt."""
        news = any(self.counts[each.value] for each in (Verdict.NEW, Verdict.CHANGED, Verdict.HELD))
        return (
            news
            or self.attachments_to_come > 0
            or any(self.proposals.values())
            or any(each.comes for each in self.configuration)
            or any(each.can_be_taken for each in self.hand_edits)
        )

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "kind": "home" if self.home else "posting",
            "file": str(self.path),
            "from": {"office": self.header.office, "name": self.header.name, "desk": self.header.desk},
            "to": {"office": self.header.receiver, "name": self.header.receiver_name},
            "number": self.header.number, "format": self.header.format, "cases": self.header.cases,
            "refusal": self.refusal, "warnings": self.warnings, "fewer": self.fewer or None, "already_taken": self.already,
            "new_office": self.new_office, "counts": {each.value: self.counts[each.value] for each in Verdict},
            "proposals": self.proposals, "taken_back": self.taken_back,
            "same": [{"id": each.one, "case_no": each.one_no, "other": each.other, "other_no": each.other_no,
                      "why": each.called} for each in self.same],
            "items": [
                {"kind": item.kind, "id": item.id, "case_no": item.case_no, "verdict": item.verdict.value,
                 "note": item.note,
                 "differences": [{"field": d.label, "old": d.old, "new": d.new} for d in item.differences]}
                for item in self.items
            ],
            "configuration": [
                {"group": each.group, "number": each.number, "since": each.at, "comes": each.comes, "note": each.note,
                 "items": [each_item.as_json() for each_item in each.items]} for each in self.configuration
            ],
            "typed_by": self.by_hand.hand.office if self.by_hand is not None else None,
            "hand_edits": [each.as_json() for each in self.hand_edits],
        }  # fmt: skip
