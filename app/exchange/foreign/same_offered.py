"""可能是同一件 in the preview of somebody else's ledger: a new row bears the number of a case here, under another heading or
in other brackets. It is told, and nothing is joined by taking; a person does that on the page of the case.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

from app.exchange.foreign.known_cases import keys_of
from app.exchange.foreign.lines import Line
from app.exchange.recused import Recused
from app.ledger.same_numbers import alike
from app.store.office import Office


class _New(Protocol):
    line: Line


N = TypeVar("N", bound=_New)


def offered(office: Office, owner: str, new: Mapping[str, N]) -> Iterator[tuple[N, str]]:
    """New rows, given by the id that their case would have, each with a sentence for a case here that may be the same."""
    if not new:
        return
    barred = Recused(office).cases
    cases = ({"id": id, "owner": owner, **dict(keys_of(each.line))} for id, each in new.items())
    for pair in alike(office.db, cases):
        if pair.other not in barred:
            number = pair.other_no or "(未编号)"
            yield (
                new[pair.one],
                f"与“{number}”的{pair.called}相同，可能是同一件：收取后打开案件，用“同一件”核对",
            )
