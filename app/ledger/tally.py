"""Many questions answered together: the numbers of a list, each as many as the rows its question opens.

The first condition of every question is asked of the store, where an index answers it. What stands in the columns
of the other conditions is then read once for all rows found, and the rest is set arithmetic: a list of a hundred
numbers takes a dozen statements.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from peewee import Database

from app.ledger import pieces
from app.ledger.query import Condition, Query
from app.ledger.recused import recused
from app.ledger.values import values
from app.schema.kinds import Stored


class Tally:
    """Knows the rows of these questions; `also` names columns by source that are grouped by, summed or measured.

    The same rows answer as in `app.ledger.query`: without the voided, and without those of which the person who has
    logged in may see the number only. A question must have a condition and no text.
    """

    def __init__(
        self, db: Database, today: date, queries: Iterable[Query], also: Mapping[str, Iterable[str]]
    ) -> None:
        self._db, self._today = db, today
        asked = set(queries)
        self._sources = {
            source: _Source(db, today, source, [each for each in asked if each.source == source], also.get(source, ()))
            for source in {each.source for each in asked}
        }  # fmt: skip

    def rows(self, query: Query) -> set[int]:
        """Row numbers of the answer."""
        return self._sources[query.source].rows(query)

    def count(self, query: Query) -> int:
        """How many rows answer."""
        return len(self.rows(query))

    def by(self, query: Query, column: str) -> dict[Stored, int]:
        """How many rows answer for each value of a column; None is blank."""
        found = self._sources[query.source].column(column)
        return Counter(found[number] for number in self.rows(query))

    def values(self, query: Query, column: str) -> dict[int, Stored]:
        """What stands in a column of the rows that answer."""
        found = self._sources[query.source].column(column)
        return {number: found[number] for number in self.rows(query)}


class _Source:
    def __init__(
        self, db: Database, today: date, source: str, queries: list[Query], also: Iterable[str]
    ) -> None:
        left_out = set(pieces.voided(db, source)) | recused(db, source)
        firsts = {each.conditions[0] for each in queries}
        self._fitting: dict[Condition, set[int]] = {
            each: set(pieces.holding(db, source, each.column, each.values, each.how, today)) - left_out
            for each in firsts
        }
        later = {each for query in queries for each in query.conditions[1:]} - firsts
        self._names = list(dict.fromkeys([*(each.column for each in later), *also]))
        every = set().union(*self._fitting.values()) if self._fitting else set()
        self._read = values(db, source, sorted(every), self._names, today) if self._names else {}
        self._columns: dict[str, dict[int, Stored]] = {}
        self._known: dict[Query, set[int]] = {}

    def column(self, name: str) -> dict[int, Stored]:
        if name not in self._columns:
            at = self._names.index(name)
            self._columns[name] = {number: row[at] for number, row in self._read.items()}
        return self._columns[name]

    def rows(self, query: Query) -> set[int]:
        if query not in self._known:
            self._known[query] = set.intersection(*(self._fits(each) for each in query.conditions))
        return self._known[query]

    def _fits(self, condition: Condition) -> set[int]:
        if condition not in self._fitting:
            stored = self.column(condition.column)
            self._fitting[condition] = {number for number, value in stored.items() if fits(condition, value)}
        return self._fitting[condition]


def fits(condition: Condition, value: Stored) -> bool:
    """Whether a stored value answers a condition, as the database would say. ValueError for what lists do not ask."""
    if condition.how == "in":
        return value in condition.values
    if condition.how == "not_by":
        return value is None or str(value) > str(condition.values[0])
    if condition.how == "between":
        low, high = condition.values
        return value is not None and (low is None or str(value) >= str(low)) and (
            high is None or str(value) <= str(high)
        )  # fmt: skip
    raise ValueError(condition.how)
