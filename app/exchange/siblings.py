"""Versions of one record kept beside it: what two hands wrote and nobody has decided yet, and what was joined."""

from app.exchange import hands
from app.exchange.merge import Merged
from app.exchange.recused import case_of
from app.store.writing import Writer


def shelve_siblings(write: Writer, merged: Merged, wrote: hands.Hands) -> None:
    """Keep the open siblings of a record, or none, and whoever is known to have written which version."""
    current = merged.current
    if not merged.siblings:
        write.shelve("sibling", current.id, None)
        return
    known = {**(write.shelved("sibling", current.id) or {}).get("hands", {}), **wrote}
    versions = {hands.key_of(each) for each in (current, *merged.siblings)}
    write.shelve("sibling", current.id, {
        "kind": current.kind, "case": case_of(current), "owner": current.owner,
        "versions": [each.line() for each in merged.siblings],
        "hands": {key: list(hand) for key, hand in known.items() if key in versions},
    })  # fmt: skip


def remember_parts(write: Writer, merged: Merged) -> None:
    """Keep the versions that were joined, for one of them may be the last that a later version knew."""
    current = merged.current
    write.shelve("joined", current.id, {
        "kind": current.kind, "case": case_of(current), "versions": [each.line() for each in merged.parts],
    })  # fmt: skip
