"""How this desk likes its screen: widths, views, folded panes. Kept as JSON by key, never journalled, never sent."""

import json
from typing import Any

from peewee import Database

from app.store.opening import explained
from app.store.tables import Preference


def get(db: Database, key: str, default: Any = None) -> Any:
    """What was put under this key, else `default`; a value that cannot be read counts as none."""
    with explained():
        found = Preference.select(Preference.value).where(Preference.key == key).scalar(db)
    if found is None:
        return default
    try:
        return json.loads(found)
    except ValueError:
        return default


def put(db: Database, key: str, value: Any) -> None:
    """Keep a value (anything JSON can hold); None forgets it."""
    with explained():
        if value is None:
            Preference.delete().where(Preference.key == key).execute(db)
            return
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        Preference.insert(key=key, value=text).on_conflict(
            conflict_target=[Preference.key], update={Preference.value: text}
        ).execute(db)
