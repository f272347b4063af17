"""The index of a search: which cases hold which pair of neighbouring characters.

Names of two characters are the rule, so an index over three would never find them, and one over single characters
finds nearly everything. The pairs of a word are looked up here; a word of more than two characters is then
compared with the text itself, since its pairs may stand apart.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from peewee import Database

Texts = Iterable[tuple[int, str]]
"""Row number of a registration, and what of its case is searched."""

TABLE = "case_gram"
EXACT = 2
"""Words up to so many characters are found to the letter; longer ones must be compared with the text."""


def grams(text: str) -> set[str]:
    """The pairs of neighbouring characters in each word of a text, and the last character of each word."""
    return {pair for word in text.split() for pair in (*map("".join, pairwise(word)), word[-1])}


def write(db: Database, texts: Texts) -> None:
    """Index these cases anew."""
    db.connection().executemany(
        f'INSERT OR REPLACE INTO "{TABLE}" ("rowid", "pairs") VALUES (?, ?)',
        ((number, " ".join(sorted(grams(text)))) for number, text in texts),
    )


def forget(db: Database, numbers: Iterable[int]) -> None:
    """Take cases out so that no page of the index keeps a trace of them: what an index marks as deleted, it still
    holds until it is written anew."""
    db.connection().executemany(f'DELETE FROM "{TABLE}" WHERE "rowid" = ?', ((each,) for each in numbers))
    db.execute_sql(f'INSERT INTO "{TABLE}" ("{TABLE}") VALUES (\'optimize\')')


def can_find(word: str) -> bool:
    """Whether the index knows the characters of this word; control characters it does not."""
    return word.isprintable()


def question(words: Sequence[str]) -> str:
    """What the index is asked for cases that hold all pairs of all words."""
    return " AND ".join(_quoted(pair) for word in words for pair in _pairs(word))


def _pairs(word: str) -> list[str]:
    return sorted(set(map("".join, pairwise(word)))) or [word]


def _quoted(pair: str) -> str:
    said = '"' + pair.replace('"', '""') + '"'
    return said if len(pair) > 1 else f"{said} *"
