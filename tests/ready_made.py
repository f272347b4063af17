"""What nearly every test starts from, made once in a process: the tables of a new store, and offices to copy.

The migrations make the tables of the first store; every later one gets the same tables in one step
(`tests/census/test_ready_made.py` holds that it is the same). An office that a fixture hands out is a copy of one
that was set up once.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.store import desk, keys, opening

MIGRATE = opening.migrate
"""The real one."""


class Tables:
    """The tables of a new store, as the migrations left them in the first one."""

    def __init__(self) -> None:
        self._statements: list[str] = []
        self._history: list[tuple[Any, ...]] = []

    def migrate(self, database: SqlCipherDatabase, migrations: Path | None = None) -> None:
        """In the place of `app.store.opening.migrate`: what is not new, or is to be another shape, it leaves to that."""
        new = migrations is None and not database.get_tables()
        if not (new and self._statements):
            MIGRATE(database, migrations)
        if new and self._statements:
            with database.atomic("IMMEDIATE"):
                connection = database.connection()
                for statement in self._statements:
                    connection.execute(statement)
                connection.executemany("INSERT INTO schema_migration VALUES (?, ?, ?)", self._history)
        elif new:
            self._learn(database)

    def _learn(self, database: SqlCipherDatabase) -> None:
        rows = database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        whole = [name for name, sql in rows if sql.startswith("CREATE VIRTUAL")]
        parts = tuple(f"{name}_" for name in whole)
        self._statements = [
            sql
            for name, sql in rows
            if not (parts and name.startswith(parts)) and not name.startswith("sqlite_")
        ]
        self._history = database.execute_sql("SELECT * FROM schema_migration ORDER BY id").fetchall()


class Offices:
    """Offices set up once in this process, for every test to copy."""

    def __init__(self, room: Path) -> None:
        self._room = room

    def kept(self, build: Callable[[Path], None]) -> Path:
        """The folder in which `build` worked when it was first asked for, to be read only."""
        first = self._room / f"{build.__module__}.{build.__qualname__}"
        if not first.exists():
            build(first)
        return first

    def copy(self, build: Callable[[Path], None], folder: Path) -> Path:
        """A copy of what `build` leaves in a folder, as if it had been built in `folder`; the same desk."""
        shutil.copytree(self.kept(build), folder)
        file = folder / opening.FILE_NAME
        opened = os.open(file, os.O_RDONLY)
        place = desk.Place.of(file, opened)
        os.close(opened)
        database = opening.connect(folder, keys.unlock(folder, None).key)
        desk.settle_at(database, place)
        database.close()
        return folder
