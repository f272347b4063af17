"""The blind index of reporters: which reporter has which keyed digest. Filled when the store is next opened."""

from typing import Any

STATEMENTS = (
    """CREATE TABLE "reporter_index" ("reporter" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    PRIMARY KEY ("reporter",
    "field",
    "digest"))""",
    """CREATE INDEX "reporterindex_field_digest" ON "reporter_index" ("field", "digest")""",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
