"""同一件: a registration may say that it is the same as another; where each dropped id ends is derived."""

from typing import Any

STATEMENTS = (
    'ALTER TABLE "registration" ADD COLUMN "same_as" TEXT',
    'CREATE INDEX "registration_same_as" ON "registration" ("same_as")',
    'CREATE TABLE "same_case" ("dropped" TEXT NOT NULL PRIMARY KEY, "kept" TEXT NOT NULL)',
    'CREATE INDEX "same_case_kept" ON "same_case" ("kept")',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
