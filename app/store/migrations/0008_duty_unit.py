"""Whose duty is due first: what the badge of 今日 counts by at every change, and the lists of the units below.

The rows are derived anew at the next opening (`case_rows.settle` looks for a blank family).
"""

from typing import Any

STATEMENTS = (
    'ALTER TABLE "case_row" ADD COLUMN "duty_unit" TEXT',
    'CREATE INDEX "case_row_duty_unit" ON "case_row" ("duty_unit")',
    'UPDATE "case_row" SET "family" = NULL',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
