"""The record of a meeting, and on an order the meeting that decided it (M11)."""

from typing import Any

STATEMENTS = (
    """CREATE TABLE "meeting" ("n" INTEGER NOT NULL PRIMARY KEY,
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "voided" TEXT,
    "extra" TEXT,
    "meeting_kind" TEXT,
    "period" TEXT,
    "held_on" TEXT,
    "place" TEXT,
    "chair" TEXT,
    "chair_pinyin" TEXT,
    "attendants" TEXT,
    "minutes" TEXT)""",
    """CREATE UNIQUE INDEX "meeting_id" ON "meeting" ("id")""",
    """CREATE INDEX "meeting_held_on" ON "meeting" ("held_on")""",
    """ALTER TABLE "order" ADD COLUMN "decided_at" TEXT""",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
