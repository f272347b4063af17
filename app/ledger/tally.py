"""Many questions answered together: the numbers of a list, each as many as the rows its question opens.

The first condition of every question is asked of the store, where an index answers it. What stands in the columns
of the other conditions is then read once for all rows found, and the rest is set arithmetic: a list of a hundred
numbers takes a dozen statements.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from peewee import Database

from app.ledger import pieces
from app.ledger.columns import CASE
from app.ledger.families import matters
from app.ledger.folding import known
from app.ledger.query import Condition, Query
from app.ledger.recused import recused
from app.ledger.values import values
from app.schema.kinds import Stored


class Tally:
    """Knows the rows of these questions, each with the columns by which it is grouped, summed or measured.

    The same rows answer as in `app.ledger.query`: without the voided, and without those of which the person who has
    logged in may see the number only. A question must have a condition and no text.
    """

    def __init__(self, db: Database, today: date, asked: Mapping[Query, Iterable[str]]) -> None:
        parted: dict[tuple[str, str], dict[Query, Iterable[str]]] = defaultdict(dict)
        for query, columns in asked.items():
            parted[_part(query)][query] = columns
        self._left_out = {
            source: set(pieces.voided(db, source)) | recused(db, source)
            for source in {part[0] for part in parted}
        }
        self._several = known(db, CASE)
        self._parts = {
            part: _Part(db, today, part[0], mine, self._left_out[part[0]]) for part, mine in parted.items()
        }

    def rows(self, query: Query) -> set[int]:
        """Row numbers of the answer."""
        return self._parts[_part(query)].rows(query)

    def count(self, query: Query) -> int:
        """How many rows answer."""
        return len(self.rows(query))

    def by(self, query: Query, column: str) -> dict[Stored, int]:
        """How many rows answer for each value of a column; None is blank."""
        found = self._parts[_part(query)].column(column)
        return Counter(found[number] for number in self.rows(query))

    def matters(self, query: Query) -> int:
        """How many matters the rows are: those judged to be one count once, as lines of the folded ledger."""
        return matters(self.rows(query), self._several)

    def matters_by(self, query: Query, column: str) -> dict[Stored, int]:
        """How many matters have each value of a column; one that stands under two values counts under both."""
        found = self._parts[_part(query)].column(column)
        grouped: dict[Stored, list[int]] = defaultdict(list)
        for number in self.rows(query):
            grouped[found[number]].append(number)
        return {value: matters(rows, self._several) for value, rows in grouped.items()}

    def alone(self, query: Query) -> int:
        """How many rows belong to no matter of several."""
        return len(self.rows(query) - self._several.all)

    def values(self, query: Query, column: str) -> dict[int, Stored]:
        """What stands in a column of the rows that answer."""
        found = self._parts[_part(query)].column(column)
        return {number: found[number] for number in self.rows(query)}


def _part(query: Query) -> tuple[str, str]:
    """Questions that begin with the same column share what is read."""
    return query.source, query.conditions[0].column


class _Part:
    """The questions of one source whose first condition asks the same column."""

    def __init__(
        self, db: Database, today: date, source: str, asked: Mapping[Query, Iterable[str]], left_out: set[int]
    ) -> None:
        firsts = {each.conditions[0] for each in asked}
        self._fitting: dict[Condition, set[int]] = {
            each: set(pieces.holding(db, source, each.column, each.values, each.how, today)) - left_out
            for each in firsts
        }
        later = [each.column for query in asked for each in query.conditions[1:] if each not in firsts]
        self._names = list(dict.fromkeys([*later, *(name for names in asked.values() for name in names)]))
        read = {
            query.conditions[0] for query, names in asked.items() if len(query.conditions) > 1 or tuple(names)
        }
        every = set().union(*(self._fitting[each] for each in read))
        self._read = values(db, source, sorted(every), self._names, today) if self._names else {}
        self._groups: dict[str, dict[Stored, list[int]]] = {}
        self._columns: dict[str, dict[int, Stored]] = {}
        self._known: dict[Query, set[int]] = {}

    def column(self, name: str) -> dict[int, Stored]:
        if name not in self._columns:
            at = self._names.index(name)
            self._columns[name] = {number: row[at] for number, row in self._read.items()}
        return self._columns[name]

    def _by_value(self, name: str) -> dict[Stored, list[int]]:
        if name not in self._groups:
            groups: dict[Stored, list[int]] = defaultdict(list)
            for number, value in self.column(name).items():
                groups[value].append(number)
            self._groups[name] = groups
        return self._groups[name]

    def rows(self, query: Query) -> set[int]:
        if query not in self._known:
            self._known[query] = set.intersection(*(self._fits(each) for each in query.conditions))
        return self._known[query]

    def _fits(self, condition: Condition) -> set[int]:
        if condition not in self._fitting:
            by_value = self._by_value(condition.column)
            parts = [rows for value, rows in by_value.items() if fits(condition, value)]
            self._fitting[condition] = set().union(*parts)
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
