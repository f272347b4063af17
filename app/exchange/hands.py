"""Who wrote a version and when: travels with records written more than once, for whoever has to decide between two.

One line per batch of cases: record id and version to person and moment. What is written once cannot be torn by two hands
that both changed it, so a whole ledger of imported cases carries none of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.exchange.storable_text import can_be_stored
from app.exchange.truth import HANDS, Stated, TruthWriter
from app.records.version import encode
from app.schema.kinds import TEXT_LIMIT
from app.store import journal
from app.store.office import Office

Hands = Mapping[str, Sequence[str]]
"""`key_of` a version to person and moment."""


def key_of(version: Stated) -> str:
    """How a line names a version."""
    return f"{version.id} {encode(version.version)}"


def add_line(
    office: Office, truth: TruthWriter, own: Sequence[Stated], siblings: Iterable[dict[str, Any]]
) -> None:
    """For these records of our office whoever wrote them here last, and what is known of open siblings."""
    wrote = journal.last_hands(office.db, office.desk, [each.id for each in own])
    said = {key_of(each): list(wrote[each.id]) for each in own if each.id in wrote}
    for held in siblings:
        said |= held.get("hands", {})
    if said:
        truth.add(HANDS, said)


def read(lines: Iterable[Any]) -> dict[str, list[str]]:
    """What lines of a truth say; what is no such line is left out."""
    found: dict[str, list[str]] = {}
    for said in lines:
        if isinstance(said, dict):
            found |= {key: hand for key, hand in said.items() if _is_hand(key, hand)}
    return found


def of(office: Office, version: Stated, known: Hands) -> tuple[str, str]:
    """Person and moment of a version; where only the file is known that brought it, that instead of the person."""
    if (hand := known.get(key_of(version))) is not None:
        return hand[0], hand[1]
    wanted = encode(version.version)
    for change in journal.history(office.db, version.id):
        if any(edit.after_version == wanted for edit in change.edits):
            return (change.label if change.action == "take" else change.person), change.at
    return "", ""


def _is_hand(key: str, hand: Any) -> bool:
    return (
        isinstance(hand, list)
        and len(hand) == 2
        and all(isinstance(each, str) and len(each) <= TEXT_LIMIT and can_be_stored(each) for each in (key, *hand))
    )  # fmt: skip
