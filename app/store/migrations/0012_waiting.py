"""What an office waits for is found by what few cases have: indexes that hold these only, and from a band to its case."""

from typing import Any

STATEMENTS = (
    'CREATE INDEX "case_row_handling" ON "case_row" ("handling")',
    'CREATE INDEX "case_row_supervision" ON "case_row" ("supervision")',
    'CREATE INDEX "handling_unsigned" ON "handling" ("owner") '
    'WHERE "handler" >= \'\' AND "received_on" IS NULL AND "closed_on" IS NULL',
    'CREATE INDEX "handling_unreviewed" ON "handling" ("owner") WHERE "reported_on" >= \'\' AND "archived_on" IS NULL',
    'CREATE INDEX "registration_transferred" ON "registration" ("owner") WHERE "transferred_on" >= \'\'',
    'CREATE INDEX "supervision_assigned" ON "supervision" ("owner") WHERE "assigned_on" >= \'\'',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
