"""When a case ended, by when it was to be closed, and whether it was: what the lists of meetings count by.

The rows are derived anew at the next opening (`case_rows.settle` looks for a blank family).
"""

from typing import Any

STATEMENTS = (
    'ALTER TABLE "case_row" ADD COLUMN "ended_on" TEXT',
    'ALTER TABLE "case_row" ADD COLUMN "limit_on" TEXT',
    'ALTER TABLE "case_row" ADD COLUMN "closing" TEXT',
    'CREATE INDEX "case_row_ended_on" ON "case_row" ("ended_on")',
    'CREATE INDEX "case_row_limit_on" ON "case_row" ("limit_on")',
    'UPDATE "case_row" SET "family" = NULL',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
