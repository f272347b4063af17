"""How this desk likes its screen: widths, views, folded panes. Kept as JSON by key, never journalled, never sent."""

import json
from typing import Any

from peewee import Database

from app.store.opening import explained

_KEEP = (
    'INSERT INTO "preference" ("key", "value") VALUES (?, ?)'
    ' ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"'
)


def get(db: Database, key: str, default: Any = None) -> Any:
    """What was put under this key, else `default`; a value that cannot be read counts as none."""
    with explained():
        # SQL text: peewee takes longer to put the statement together than the database to answer it.
        found = db.execute_sql('SELECT "value" FROM "preference" WHERE "key" = ?', (key,)).fetchone()
    if found is None:
        return default
    try:
        return json.loads(found[0])
    except ValueError:
        return default


def put(db: Database, key: str, value: Any) -> None:
    """Keep a value (anything JSON can hold); None forgets it."""
    with explained():
        if value is None:
            db.execute_sql('DELETE FROM "preference" WHERE "key" = ?', (key,))
            return
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        db.execute_sql(_KEEP, (key, text))
