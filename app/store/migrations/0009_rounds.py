"""Duties of earlier rounds: kept since now, so the rows of cases with several rounds are derived anew.

The rows are derived at the next opening (`case_rows.settle` looks for a blank family).
"""

from typing import Any

STATEMENT = (
    'UPDATE "case_row" SET "family" = NULL WHERE "registration" IN (SELECT r."n" FROM "registration" r '
    'JOIN "handling" h ON h."case" = r."id" GROUP BY r."n" HAVING count(*) > 1)'
)


def up(migrator: Any, db: Any) -> None:
    db.execute_sql(STATEMENT)
