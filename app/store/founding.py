"""Setting up an empty store: folder, key, tables, first desk; what goes wrong leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import Database

from app.errors import NotAllowed
from app.rules.unit_codes import check_code
from app.store import desk, disk, holding, keys, opening, reporter_key
from app.store.holding import Hold
from app.store.opening import explained
from app.store.own_desk import place_of


@contextmanager
def founded(folder: Path, code: str) -> Iterator[tuple[Database, Hold]]:
    """The empty store of the office `code`, open; an error while it is used takes it away again.

    Raises NotAllowed where one already lies, Invalid for a code that is none.
    """
    if opening.exists(folder):
        raise NotAllowed(f"“{folder}”里已经有一个单位的数据，请换一个文件夹，或直接打开它。")
    code = check_code(code)
    if keys.exists(folder):
        raise NotAllowed(f"“{folder}”里还有另一份数据的钥匙，不能覆盖。请换一个文件夹。")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        disk.refuse_unfit(folder)
        key = keys.create_unprotected(folder)
        db: Database | None = None
        hold = holding.using(folder)
        try:
            db = opening.connect(folder, key)
            opening.migrate(db)
            with db.atomic("IMMEDIATE"):
                desk.begin(db, code, place_of(folder, hold))
                reporter_key.draw(db)
            yield db, hold
        except BaseException:
            if db is not None:
                db.close()
            hold.release()
            opening.remove_store(folder)
            raise
