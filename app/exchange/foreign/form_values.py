"""What our cases say under the headings of a county's form: a few questions for all cases together, none per case.

Nothing of who reported leaves in a form: those columns stay blank and are named.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.exchange.foreign.fill import Filling, Form
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import plain_heading
from app.exchange.foreign.mapping import Mapped
from app.ledger.columns import CASE, column
from app.ledger.values import record_ids, values
from app.records.catalogue import KINDS
from app.schema.kinds import Count, Day, Kind, Money, Stored
from app.store import recusal, rows, same
from app.store.office import Office

KEPT = "列:"
"""Before the heading of a column that belongs to no field, in what is kept beside a record."""

SAYS_WHO = re.compile(
    r"反映人|举报人|信访人|来访人|来信人|检举|控告人|诉求人|联系|电话|手机|身份证|住址|地址|姓名|\(批注\)$"
)
"""Headings of kept columns that may say who reported."""

_BANDS = ("registration", "handling", "supervision")
_AND = "；"
_OWN_NAME = ("填报单位", "填报单位名称", "报送单位", "报送单位名称")
"""Headings of columns that ask in every row who reports."""


def form_columns(
    office: Office, form: Form, mapping: Sequence[Mapped], numbers: Sequence[int]
) -> tuple[dict[int, list[Filling]], list[str]]:
    """The values of each mapped column for these rows of the ledger, in their order, and headings left blank.

    `numbers` are row numbers of cases; one in which the person is respondent says its number alone. Raises NotAllowed
    for who may not read cases.
    """
    wanted = [each for each in mapping if each.heading]
    names = sorted({field for each in wanted for field in each.fields if field.partition(".")[0] in _BANDS})
    found = values(office.db, CASE, numbers, names, office.today)
    ids = record_ids(office.db, CASE, numbers)
    lists = _lists(office, wanted, ids)
    kept = _kept(office, wanted, ids)
    columns: dict[int, list[Filling]] = {}
    blank: list[str] = []
    for each in wanted:
        if any(field.startswith("reporter.") for field in each.fields):
            blank.append(each.heading)
        elif SERIAL in each.fields:
            columns[each.column] = list(range(1, len(numbers) + 1))
        elif not each.fields and plain_heading(each.heading) in _OWN_NAME:
            columns[each.column] = [office.name] * len(numbers)
        elif not each.fields:
            texts = kept.get(plain_heading(each.heading), {})
            if texts:
                columns[each.column] = [texts.get(ids[number]) for number in numbers]
            else:
                blank.append(each.heading)
        else:
            columns[each.column] = [
                _joined([_one(field, number, names, found, lists, ids) for field in each.fields])
                for number in numbers
            ]
    return columns, blank


def _lists(
    office: Office, wanted: Sequence[Mapped], ids: Mapping[int, str]
) -> dict[str, dict[str, list[str]]]:
    """By field id and case, what the records of a list say one after the other."""
    said: dict[str, dict[str, list[str]]] = {}
    by_kind: dict[str, set[str]] = defaultdict(set)
    for each in wanted:
        for field in each.fields:
            kind, _, name = field.partition(".")
            if kind not in _BANDS and kind in KINDS and kind != "reporter":
                by_kind[kind].add(name)
    person = recusal.barred(office.db)
    at = same.members(office.db, ids.values()) if by_kind else {}
    for kind, names in by_kind.items():
        for row in rows.fetch(office.db, kind, "case", at):
            if row["voided"] is None and not (person and recusal.names(row.get("respondent"), person)):
                for name in names:
                    text = _text(KINDS[kind].column(name).kind, row[name])
                    if text:
                        said.setdefault(f"{kind}.{name}", {}).setdefault(at[str(row["case"])], []).append(
                            text
                        )
    return said


def _kept(office: Office, wanted: Sequence[Mapped], ids: Mapping[int, str]) -> dict[str, dict[str, str]]:
    """By plain heading and case, the texts that came with a ledger under a column that is no field."""
    asked = {plain_heading(each.heading) for each in wanted if not each.fields}
    if not asked:
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in rows.fetch(office.db, "registration", "id", list(ids.values())):
        for key, text in rows.extra_of(row).items():
            heading = plain_heading(key.removeprefix(KEPT))
            if key.startswith(KEPT) and heading in asked:
                found.setdefault(heading, {})[str(row["id"])] = str(text)
    return found


def _one(
    field_id: str, number: int, names: Sequence[str], found: Mapping[int, tuple[Stored, ...]],
    lists: Mapping[str, Mapping[str, Sequence[str]]], ids: Mapping[int, str],
) -> Filling:  # fmt: skip
    kind_id = field_id.partition(".")[0]
    if kind_id not in _BANDS:
        said = lists.get(field_id, {}).get(ids[number], ())
        return (
            _AND.join(dict.fromkeys(said)) if field_id != "allegation.respondent" else "、".join(said) or None
        )
    stored = found[number][names.index(field_id)]
    kind = column(CASE, field_id).kind
    if stored is None:
        return None
    if isinstance(kind, (Day, Count, Money)):
        value = kind.from_stored(stored)
        return value if not isinstance(value, (bool, tuple)) else None
    return _text(kind, stored)


def _text(kind: Kind, stored: Stored) -> str:
    return "" if stored is None else kind.to_text(kind.from_stored(stored))


def _joined(parts: Sequence[Filling]) -> Filling:
    """One value as it is; several, such as unit and post, one after the other."""
    if len(parts) == 1:
        return parts[0]
    texts = [str(part) for part in parts if part not in (None, "") and not isinstance(part, Decimal)]
    return "".join(texts) or None
