"""What is marked of a case beside its stage, the backlog (积案), the level of a visit, who sent a quarterly report.

The rows are derived anew at the next opening (`case_rows.settle` looks for a blank family).
"""

from typing import Any

STATEMENTS = (
    'ALTER TABLE "case_row" ADD COLUMN "flags" TEXT',
    'ALTER TABLE "registration" ADD COLUMN "listed_on" TEXT',
    'ALTER TABLE "registration" ADD COLUMN "written_off_on" TEXT',
    'ALTER TABLE "registration" ADD COLUMN "write_off_ground" TEXT',
    'ALTER TABLE "visit" ADD COLUMN "visit_level" TEXT',
    'ALTER TABLE "periodic" ADD COLUMN "unit" TEXT',
    'UPDATE "case_row" SET "family" = NULL',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
