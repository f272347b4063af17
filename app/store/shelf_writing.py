"""What one writing puts on the shelf: small values by kind and key, collected, read backwards, written as one."""

import json
from typing import Any

from peewee import Database

from app.change import Change, Edit
from app.errors import Conflict
from app.store import proposing

# SQL text here: peewee takes longer to put such statements together than the database to do them.
_SHELVE = (
    'INSERT INTO "shelf" ("kind", "key", "value") VALUES (?, ?, ?)'
    ' ON CONFLICT ("kind", "key") DO UPDATE SET "value" = excluded."value"'
)
_MOVED_ON = {
    "taken": "这份工作簿后来又收过，不能整批撤销。有不对的内容请逐条改正。",
    "configuration": "这份工作簿带来的配置后来又有变化。请先撤销采用配置的那一步。",
    "sibling": "待定的记录后来又有变化，不能撤销。请重新查看待定记录。",
    "proposal": "这条更正建议后来又有了新的答复，不能撤销。",
    "setting": "这项设置后来又改过，不能撤销。请直接改成想要的样子。",
}


class ShelfWriting:
    """The values of one writing, as they stood before and as they are to stand."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._texts: dict[tuple[str, str], tuple[str | None, str | None]] = {}

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a value (JSON); None takes it away."""
        text = None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
        before = self._texts.get((kind, key), (self._kept(kind, key), None))[0]
        self._texts[(kind, key)] = (before, text)

    def get(self, kind: str, key: str) -> Any:
        """The value as it stands within this writing, or None."""
        now = self._texts.get((kind, key))
        text = self._kept(kind, key) if now is None else now[1]
        return None if text is None else json.loads(text)

    def forget(self, case: str) -> None:
        """Put nothing there that speaks of this case."""
        for shelved, (_, text) in list(self._texts.items()):
            if case in f"{shelved[1]}{text}":
                del self._texts[shelved]

    def as_left(self, edit: Edit) -> bool:
        """Whether the value still is as the edit left it; of a file that was taken a receipt may have gone out."""
        now, left = self._kept(edit.kind, edit.id), edit.after.get("value")
        if edit.kind != "taken" or now is None or left is None:
            return now == left
        without = (
            {name: said for name, said in json.loads(str(text)).items() if name != "answered"}
            for text in (now, left)
        )
        return next(without) == next(without)

    def reverse(self, edit: Edit, change: Change) -> None:
        """Put back what stood before the edit. Raises Conflict when it was written since."""
        now = self._kept(edit.kind, edit.id)
        if not self.as_left(edit):
            raise Conflict(_MOVED_ON.get(edit.kind, "之后又改过，不能撤销。"))
        before = None if (said := edit.before.get("value")) is None else str(said)
        if edit.kind == proposing.KIND and change.action != "take":
            before = proposing.stepped_back(now, before)
        self._texts[(edit.kind, edit.id)] = (now, before)

    def edits(self) -> list[Edit]:
        """What differs."""
        return [
            Edit(kind, key, {"value": before}, {"value": after})
            for (kind, key), (before, after) in self._texts.items()
            if before != after
        ]

    def write(self) -> None:
        """Write all of it."""
        for (kind, key), (_, value) in self._texts.items():
            if value is None:
                self._db.execute_sql('DELETE FROM "shelf" WHERE "kind" = ? AND "key" = ?', (kind, key))
            else:
                self._db.execute_sql(_SHELVE, (kind, key, value))

    def _kept(self, kind: str, key: str) -> str | None:
        asked = 'SELECT "value" FROM "shelf" WHERE "kind" = ? AND "key" = ?'
        found = self._db.execute_sql(asked, (kind, key)).fetchone()
        return found[0] if found else None
