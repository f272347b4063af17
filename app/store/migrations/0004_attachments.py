"""The records of attachments. Their contents lie beside the store, one encrypted file each."""

from typing import Any

STATEMENTS = (
    """CREATE TABLE "attachment" ("n" INTEGER NOT NULL PRIMARY KEY,
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "voided" TEXT,
    "extra" TEXT,
    "case" TEXT,
    "step" TEXT,
    "scan_type" TEXT,
    "name" TEXT,
    "pages" INTEGER,
    "size" INTEGER,
    "media" TEXT,
    "sha256" TEXT,
    "added_by" TEXT,
    "added_by_pinyin" TEXT,
    "added_on" TEXT,
    "note" TEXT)""",
    """CREATE UNIQUE INDEX "attachment_id" ON "attachment" ("id")""",
    """CREATE INDEX "attachment_case" ON "attachment" ("case")""",
    """CREATE INDEX "attachment_step" ON "attachment" ("step")""",
    """CREATE INDEX "attachment_sha256" ON "attachment" ("sha256")""",
    """CREATE INDEX "attachment_added_on" ON "attachment" ("added_on")""",
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
