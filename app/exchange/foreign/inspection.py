"""A foreign file looked at as a whole: its tables, their mapping, every row's outcome, and counts that agree."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import Unavailable
from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.laid_out import is_upright, tables_beside
from app.exchange.foreign.lines import Understood, Wishes
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.matching import Outcome, Result, match
from app.exchange.foreign.owners import Sender, sender_of
from app.exchange.foreign.source import Sheet, Source, read_source
from app.exchange.foreign.tables import Rows, Table, data_rows, tables_of, told_header
from app.exchange.foreign.understood import understand
from app.exchange.foreign.years_said import common_year
from app.exchange.posting import Progress, no_progress
from app.exchange.uncollected import uncollected
from app.schema.kinds import Value
from app.store import recusal, shelf
from app.store.office import Office

MAPPINGS, WORDS = "foreign_mapping", "foreign_words"
"""Kinds of the shelf: mappings by fingerprint of the header and sender; words that were taught, by code list."""


@dataclass(frozen=True)
class Decisions:
    """What the person decided of one table: fields by column, values for missing columns, repairs refused, words taught.

    `words` gives a code for (code list, word); "" keeps the word as text.
    """

    columns: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    given: Mapping[str, Value] = field(default_factory=dict)
    refused: frozenset[tuple[int, int]] = frozenset()
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    own_level: frozenset[int] = frozenset()
    """Rows (from 0) whose respondents somebody said to be our own level's (Rules Art. 15)."""
    left_out: bool = False
    """Whether this table is not taken at all."""


@dataclass(slots=True)
class Looked:
    """One table with what becomes of its rows."""

    understood: Understood
    outcomes: list[Outcome]
    fingerprint: str

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.understood.table

    def counts(self) -> dict[str, int]:
        """Rows by result, and `skipped` for those that are no data; together they are the rows `read`."""
        counted = Counter(each.result.value for each in self.outcomes for _ in each.line.rows)
        found = {each.value: counted[each.value] for each in Result}
        found["skipped"] = len(self.understood.passed)
        return {"read": sum(found.values()), **found}


@dataclass(slots=True)
class Inspection:
    """What taking a foreign file would do. Nothing has been written."""

    source: Source
    looked: list[Looked]
    sender: str = ""
    """The code of the office whose ledger it is; blank for our own."""

    def counts(self) -> dict[str, int]:
        """The counts of all tables together."""
        total = Counter(dict.fromkeys(("read", *(each.value for each in Result), "skipped"), 0))
        for each in self.looked:
            total.update(each.counts())
        return dict(total)

    def as_json(self) -> dict[str, Any]:
        """For the command line: the first table at the top level, further ones beside it."""
        tables = [_table_json(each) for each in self.looked]
        return {"kind": "foreign", "file": self.source.name, "format": self.source.kind, **tables[0],
                "counts": self.counts(), "further": tables[1:]}  # fmt: skip


class HeaderNotFound(Unavailable):
    """The file was read, but nothing in it looks like a header: a person can still point at one."""


@uncollected()
def inspect(
    office: Office, path: Path | Source, decisions: Mapping[int, Decisions] | None = None, sender: str = "",
    progress: Progress = no_progress, headers: Mapping[str, Rows] | None = None,
) -> Inspection:  # fmt: skip
    """Look at a foreign file; `headers` says by sheet where a person pointed at one.

    Raises Unavailable where it cannot be read, HeaderNotFound where it holds nothing that looks like a ledger, NotAllowed
    for whoever reads no case: what stands here is shown beside what the file says.
    """
    recusal.refuse_reading(office.db)
    source = path if isinstance(path, Source) else read_source(path)
    tables = [table for sheet in source.sheets for table in _tables(office, source, sheet, headers or {})]
    if not tables and any(map(is_upright, source.sheets)):
        raise Unavailable(_UPRIGHT.format(source.name))
    if not tables:
        raise HeaderNotFound(
            f"“{source.name}”里没有找到台账的表头（例如“编号、收到日期、被反映人、问题摘要”那一行）："
            "请指出表头在哪一行，或核对是不是选错了文件。"
        )
    decided = decisions or {}
    who = sender_of(office, sender)
    year = common_year(source.sheets)
    looked = [
        _look(office, table, year, decided.get(number), who, progress) for number, table in enumerate(tables)
    ]
    return Inspection(source, looked, sender)


_UPRIGHT = (
    "“{}”是竖着排的（栏目在最左边一列，一件一列）：请在 Excel/WPS 里复制整张表，用“选择性粘贴”里的“转置”"
    "贴到新表，存好再选。"
)


def _tables(office: Office, source: Source, sheet: Sheet, headers: Mapping[str, Rows]) -> list[Table]:
    """The tables of a sheet, two ledgers beside each other as two; none where one matter stands in a column."""
    said = headers.get(sheet.name)
    if said is None and is_upright(sheet):
        return []
    found = tables_of(sheet, source.name, said) if said is not None else tables_beside(sheet, source.name)
    return found or told_header(sheet, _kept_headers(office), source.name)


def _kept_headers(office: Office) -> Callable[[Table], bool]:
    """Whether rows are a header under which a ledger was taken before."""
    marks = {key.partition("/")[0] for key in shelf.values(office.db, MAPPINGS)}
    return lambda table: bool(marks) and fingerprint(table) in marks


def fingerprint(table: Table) -> str:
    """What the mapping of a table is remembered by: a digest of its headings."""
    return hashlib.sha256("\x1f".join(table.fingerprint).encode()).hexdigest()[:24]


def _look(
    office: Office,
    table: Table,
    year: int | None,
    decided: Decisions | None,
    sender: Sender,
    progress: Progress,
) -> Looked:
    progress(0, table.last_row - table.header_rows[1])
    rows, passed = data_rows(table)
    mark = fingerprint(table)
    said, by = _said(office, table, decided, mark, "" if sender.own else sender.code)
    setting = Setting(office.today, table.year or year, _taught(office, decided), table.month)
    mapping = map_columns(table, rows, setting, said, by)
    wishes = Wishes(decided.refused, decided.given) if decided else Wishes()
    if decided and decided.left_out:
        return Looked(Understood(table, mapping, [], passed), [], mark)
    understood = understand(table, mapping, rows, passed, setting, wishes, progress)
    own_level = decided.own_level if decided else frozenset()
    outcomes = match(office, understood.lines, own_level, sender, lambda: progress(len(rows), len(rows)))
    return Looked(understood, outcomes, mark)


def _said(
    office: Office, table: Table, decided: Decisions | None, mark: str, sender: str
) -> tuple[dict[int, tuple[str, ...]], str]:
    if decided is not None and decided.columns:
        return dict(decided.columns), "person"
    kept = shelf.values(office.db, MAPPINGS)
    known = kept.get(f"{mark}/{sender}") or kept.get(f"{mark}/")
    if known is None:
        return {}, "person"
    columns = {int(column): tuple(fields) for column, fields in known["columns"].items()}
    widths = {each.column for each in table.headings}
    return {column: fields for column, fields in columns.items() if column in widths}, "remembered"


def _taught(office: Office, decided: Decisions | None) -> tuple[tuple[str, str, str], ...]:
    kept = shelf.values(office.db, WORDS)
    taught = {(str(each["list"]), str(each["word"])): str(each["code"]) for each in kept.values()}
    taught |= dict(decided.words) if decided else {}
    return tuple(sorted((list_id, word, code) for (list_id, word), code in taught.items()))


def _table_json(looked: Looked) -> dict[str, Any]:
    table, understood = looked.table, looked.understood
    first, behind = table.header_rows
    return {
        "sheet": table.sheet.name, "header_rows": [row + 1 for row in range(first, behind)],
        "mapping": [
            {"column": each.column + 1, "header": each.heading, "field": list(each.fields), "by": each.by,
             "certainty": each.certainty}
            for each in understood.mapping
        ],
        "assumed": understood.assumed,
        "unknown": [
            {"field": field_id, "word": word, "rows": rows} for (field_id, word), rows in understood.unknown.items()
        ],
        "repairs": [
            {"row": note.row + 1, "column": note.column + 1, "kind": note.kind, "text": note.text, "said": note.sentence}
            for line in understood.lines for note in line.notes if note.kind != "problem"
        ],
        "skipped": [{"row": each.row + 1, "reason": each.reason} for each in understood.passed],
        "rows": [_row_json(each) for each in looked.outcomes],
        "counts": looked.counts(),
    }  # fmt: skip


def _row_json(outcome: Outcome) -> dict[str, Any]:
    line = outcome.line
    values: dict[str, Any] = {
        key: _plain(value) for key, value in line.values.items() if not key.startswith("reporter.")
    }
    values["allegation"] = [
        {key: _plain(value) for key, value in point.items()} for point in line.allegations
    ]
    if line.measures:
        values["measure"] = [{key: _plain(value) for key, value in each.items()} for each in line.measures]
    values["reporter"] = any(key.startswith("reporter.") for key in line.values)
    return {
        "row": line.row + 1, "result": outcome.result.value, "case": outcome.case, "case_no": outcome.case_no,
        "values": values, "kept": line.kept, "reasons": outcome.reasons, "above": outcome.above,
        "adds_reporter": outcome.adds_reporter,
        "changes": [
            {"field": f"{each.kind}.{each.name}", "old": each.shown()[0], "new": each.shown()[1], "ours": each.ours,
             "way": each.way.value}
            for each in outcome.changes
        ],
    }  # fmt: skip


def _plain(value: Value) -> Any:
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))
