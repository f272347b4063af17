"""The days on which a case was listed as backlog and written off are asked for by every weekly list."""

from typing import Any

STATEMENTS = (
    'CREATE INDEX "registration_listed_on" ON "registration" ("listed_on")',
    'CREATE INDEX "registration_written_off_on" ON "registration" ("written_off_on")',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
