"""Where the connection to a store is made, and nowhere else: encryption or another database goes in here.

A store is one file, `ledger.db`, in the office's folder. Opening migrates it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path

from peewee import Database, DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as driver

from app.errors import Damaged, NotAllowed, Unavailable, system_said
from app.store import disk, holding, keys
from app.store.holding import Hold

FILE_NAME = "ledger.db"
JOURNAL_COPY = "journal.log"
"""The journal's second copy (`app.store.second_journal`)."""
CONTENTS = "附件"
"""The folder of the contents of attachments (`app.store.vault`)."""

_CACHE, _SMALL_CACHE = -64_000, -2_000
"""Pages kept in memory, in kB below zero: for the ledger, whose questions come back, and for one long walk."""
_PRAGMAS = {
    "cipher_log_level": "none",
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "busy_timeout": 5000,
    "cache_size": _CACHE,
    "temp_store": "memory",
}
_LOOKING = {"cipher_log_level": "none", "busy_timeout": 5000}
_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError,
         driver.DataError, driver.IntegrityError, driver.NotSupportedError, driver.ProgrammingError)  # fmt: skip
"""What a database says of a wrong statement: a bug of ours, not the world's doing."""


@contextmanager
def explained(folder: Path | None = None) -> Iterator[None]:
    """Turn what the database or the disk says into one sentence (Unavailable).

    Many rows at once go to the driver itself, so its errors come beside peewee's. `folder`: where the store lies; on a
    full disk the database cannot make its shared memory and calls that an error of the disk.
    """
    try:
        yield
    except (DatabaseError, driver.Error) as error:
        told = sentence_for(error)
        if told is None:
            raise
        if folder is not None and "disk I/O" in str(error) and disk.is_full(folder):
            told = Unavailable(_FULL)
        raise told from error
    except OSError as error:
        raise Unavailable(system_said(error, error.filename or "数据文件")) from error


def sentence_for(error: BaseException) -> Unavailable | None:
    """What the database said, told; None for a bug of ours, or for what no database said."""
    if isinstance(error, _OURS) or not isinstance(error, (DatabaseError, driver.Error)):
        return None
    return (Damaged if _is_damage(error) else Unavailable)(_sentence(error))


_FULL = "磁盘已满，没有写入任何内容。请腾出空间后重试。"
_SENTENCES = (
    ("is full", _FULL),
    ("readonly", "数据文件是只读的，没有写入。请检查文件夹权限或换一个文件夹。"),
    ("locked", "数据文件正被另一个程序占用，请关闭它后重试。"),
    ("malformed", "数据文件已损坏，请不要继续使用，先从备份恢复。"),
    ("not a database", "数据文件打不开：它不是回音的数据，已经损坏，或者与钥匙文件不是一对。请从备份恢复。"),
    ("disk I/O", "读写磁盘时出错，没有写入。请检查磁盘和数据线后重试。"),
    ("unable to open", "打不开数据文件，请检查文件夹是否存在、是否有权限。"),
)

_DAMAGE = ("malformed", "not a database", "disk I/O")
"""After these the store may not go on as if nothing were."""


def _sentence(error: BaseException | None) -> str:
    """What happened, in words; a failed roll-back hides the error before it, so that one is asked too."""
    said = str(error)
    while error is not None:
        for sign, sentence in _SENTENCES:
            if sign in str(error):
                return sentence
        error = error.__context__
    return f"数据文件出错：{said}。没有写入，请重试；再次出现请从备份恢复。"


def _is_damage(error: BaseException | None) -> bool:
    while error is not None:
        if any(sign in str(error) for sign in _DAMAGE):
            return True
        error = error.__context__
    return False


def connect(folder: Path, key: bytes, name: str = FILE_NAME) -> SqlCipherDatabase:
    """The database in `folder`, encrypted under `key` (32 bytes), connected; not migrated."""
    database = SqlCipherDatabase(str(folder / name), passphrase=passphrase(key), pragmas=_PRAGMAS)
    database.connect()
    return database


@contextmanager
def walked_once(database: Database) -> Iterator[None]:
    """While every page is read once and not again: a small cache, and what it held is given back."""
    database.execute_sql(f"PRAGMA cache_size = {_SMALL_CACHE}")
    database.execute_sql("PRAGMA shrink_memory")
    try:
        yield
    finally:
        database.execute_sql(f"PRAGMA cache_size = {_CACHE}")
        database.execute_sql("PRAGMA shrink_memory")


def passphrase(key: bytes) -> str:
    """A raw key as SQLCipher takes it: no derivation, so that opening costs nothing."""
    return f"x'{key.hex()}'"


def data_key(database: Database) -> bytes:
    """The key that an open store was connected with."""
    return bytes.fromhex(database.connect_params["passphrase"][2:-1])


def pending(database: SqlCipherDatabase) -> bool:
    """Whether a store is of an earlier shape. Raises NotAllowed for one that a newer program has written."""
    applied: set[str] = set()
    if "schema_migration" in database.get_tables():
        applied = {
            name for (name,) in database.execute_sql('SELECT "name" FROM "schema_migration"').fetchall()
        }
    if applied - _shipped_migrations():
        raise NotAllowed("这份数据由更新版本的回音保存过，请用新版本打开。")
    return bool(_shipped_migrations() - applied)


@cache
def _shipped_migrations() -> frozenset[str]:
    """The names that peewee's runner knows them by."""
    with resources.as_file(resources.files("app.store") / "migrations") as shipped:
        return frozenset(path.stem for path in shipped.glob("[0-9]*.py"))


def migrate(database: SqlCipherDatabase, migrations: Path | None = None) -> None:
    """Bring a store to this program's shape (or to that of a folder of `migrations`), in place."""
    with _runner(database, migrations) as runner:
        runner.up()


@contextmanager
def _runner(database: SqlCipherDatabase, migrations: Path | None) -> Iterator[Runner]:
    with resources.as_file(resources.files("app.store") / "migrations") as shipped:
        yield Runner(database, str(migrations or shipped))


def open_store(folder: Path, key: bytes) -> tuple[SqlCipherDatabase, Hold]:
    """Connect to the store in `folder`, upgraded if it must be; the hold says to others that it is in use.

    Raises NotAllowed for a newer store or one that another program is exchanging, Unavailable with what went wrong.
    """
    from app.store import traces

    emptied = not (folder / FILE_NAME).stat().st_size and not _log_of(folder)
    if emptied and traces.found(folder):
        raise traces.emptied(folder)
    if _is_of_an_earlier_shape(folder, key):
        from app.store.upgrading import Upgrade

        Upgrade(folder, key).run()
    hold, database = _connected(folder, key)
    try:
        if not _holds_anything(database):
            if traces.found(folder):
                raise traces.emptied(folder)
            migrate(database)
    except BaseException:
        database.close()
        hold.release()
        raise
    return database, hold


def _is_of_an_earlier_shape(folder: Path, key: bytes) -> bool:
    """Whether a store must be upgraded, seen without changing a byte of it. Raises NotAllowed for a newer one."""
    hold = holding.using(folder)
    try:
        if (folder / f"{FILE_NAME}-journal").exists():  # a write was cut off: only a writer can take it back
            connect(folder, key).close()
        where = f"{(folder / FILE_NAME).absolute().as_uri()}?mode=ro"
        database = SqlCipherDatabase(where, passphrase=passphrase(key), pragmas=_LOOKING, uri=True)
        database.connect()
        try:
            return _holds_anything(database) and pending(database)
        finally:
            database.close()
    finally:
        hold.release()


def _holds_anything(database: SqlCipherDatabase) -> bool:
    return bool(set(database.get_tables()) - {"schema_migration"})


def _log_of(folder: Path) -> bool:
    """Whether pages wait in the write-ahead log."""
    log = folder / f"{FILE_NAME}-wal"
    return log.is_file() and log.stat().st_size > 0


def _connected(folder: Path, key: bytes) -> tuple[Hold, SqlCipherDatabase]:
    hold = holding.using(folder)
    try:
        return hold, connect(folder, key)
    except BaseException:
        hold.release()
        raise


def exists(folder: Path) -> bool:
    """Whether an office has been set up in this folder."""
    return (folder / FILE_NAME).is_file()


def remove_store(folder: Path) -> None:
    """Take away a store that could not be set up to its end, and what the database keeps beside it."""
    files = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal", JOURNAL_COPY,
             holding.STORE_LOCK, holding.BACKUP_LOCK)  # fmt: skip
    for name in (*files, keys.KEY_FILE, keys.SLOTS_FILE):
        (folder / name).unlink(missing_ok=True)


def copy_store(source: Path, target: Path) -> None:
    """Copy an office's closed store into another folder, as a person with a file manager would."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source / FILE_NAME, target / FILE_NAME)
    if (source / JOURNAL_COPY).is_file():
        shutil.copy2(source / JOURNAL_COPY, target / JOURNAL_COPY)
    keys.copy_locks(source, target)
    if (source / CONTENTS).is_dir():
        shutil.copytree(source / CONTENTS, target / CONTENTS)


def moment(now: datetime) -> str:
    """How a moment is written down: to the second, local time."""
    return now.isoformat(sep=" ", timespec="seconds")
