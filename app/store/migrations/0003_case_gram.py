"""The index of a search (`app.store.grams`): pairs of neighbouring characters of what is searched of each case."""

from itertools import pairwise
from typing import Any

_MARKS = "".join(map(chr, (*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 127)))).replace(
    "'", "''"
)
_TOKENS = f"ascii tokenchars '{_MARKS}'".replace('"', '""')
STATEMENT = (
    'CREATE VIRTUAL TABLE "case_gram" USING fts5("pairs", content=\'\', contentless_delete=1, detail=none, '
    f'tokenize="{_TOKENS}")'
)
_BATCH = 2000


def up(migrator: Any, db: Any) -> None:
    db.execute_sql(STATEMENT)
    last = 0
    while found := db.execute_sql(
        'SELECT "registration", "body" FROM "case_text" WHERE "registration" > ? ORDER BY 1 LIMIT ?',
        (last, _BATCH),
    ).fetchall():
        db.connection().executemany(
            'INSERT INTO "case_gram" ("rowid", "pairs") VALUES (?, ?)',
            [(number, " ".join(sorted(_grams(body)))) for number, body in found],
        )
        last = found[-1][0]


def _grams(text: str) -> set[str]:
    return {pair for word in text.split() for pair in (*map("".join, pairwise(word)), word[-1])}
