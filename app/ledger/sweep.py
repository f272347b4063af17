"""大起底: which matters a sweep of the stock finds, unclosed or repeated, and how far each has spread (M01).

What stands on the ledger of the backlog is not found again; what was written off is, once it is at work again or a later
report of it has come. Which case is one matter with which was judged by a person (`case_row.family`).
"""

from app.rules.spread import LEVELS, OUR_LEVEL, OWN
from app.rules.stage import IN_WORK

SWEEP = "case.sweep"
"""Name of the column; its codes are those of the list `sweep`."""

_WORK = ", ".join(f"'{stage.value}'" for stage in IN_WORK)
_LEVEL = (
    'CASE y."intake_source" '
    + " ".join(f"WHEN '{code}' THEN '{level}'" for code, level in LEVELS.items())
    + f" ELSE '{OUR_LEVEL}' END"
)
_ADDRESSEE = f"ifnull(nullif(trim(y.\"source_unit\"), ''), '{OWN}')"
_SEVERAL = (
    "CASE WHEN count(*) > 1 THEN 'repeated,' ELSE '' END "
    "|| CASE WHEN count(DISTINCT substr(y.\"received_on\", 1, 4)) > 1 THEN 'years,' ELSE '' END "
    f"|| CASE WHEN count(DISTINCT {_LEVEL}) > 1 THEN 'levels,' ELSE '' END "
    f"|| CASE WHEN count(DISTINCT {_ADDRESSEE}) > 1 THEN 'addressees,' ELSE '' END"
)
_LISTED = 'max(y."listed_on" IS NOT NULL AND y."written_off_on" IS NULL)'
_AGAIN = '(count(*) > 1 AND ifnull(max(y."received_on") > max(y."written_off_on"), 0))'
_OPEN = f'max(x."stage" IN ({_WORK}))'
SQL = (
    f'(SELECT CASE WHEN c."voided" OR {_LISTED} THEN NULL '
    f'WHEN max(y."written_off_on") IS NOT NULL AND NOT {_AGAIN} AND NOT {_OPEN} THEN NULL '
    f"ELSE nullif(rtrim(CASE WHEN {_OPEN} THEN 'open,' ELSE '' END || {_SEVERAL} "
    f"|| CASE WHEN {_AGAIN} THEN 'again,' ELSE '' END, ','), '') END "
    'FROM "case_row" x JOIN "registration" y ON y."n" = x."registration" '
    'WHERE x."voided" = 0 AND x."family" = c."family")'
)
"""What a sweep says of the matter of a case (`c`): codes parted by commas, or nothing."""
MAY_BE = (
    f'c."voided" = 0 AND (c."stage" IN ({_WORK}) OR c."family" IN '
    '(SELECT z."family" FROM "case_row" z WHERE z."voided" = 0 AND z."family" <> z."registration"))'
)
"""The few cases of which `SQL` can say anything at all."""
