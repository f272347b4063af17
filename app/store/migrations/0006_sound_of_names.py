"""Indexes on the sound of names: earlier cases are found by it (`app.ledger.likeness`), handlers sorted by it."""

from typing import Any

STATEMENTS = (
    'CREATE INDEX "allegation_respondent_pinyin" ON "allegation" ("respondent_pinyin")',
    'CREATE INDEX "handling_handler_pinyin" ON "handling" ("handler_pinyin")',
)


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
