"""What minutes, circulars and other cases say of a case that goes up: the sentences are found, shown, and destroyed with it.

Minutes hang on no case, so they are searched for its marks: its numbers and the names in it. The long texts of other cases
are searched for its numbers alone, for a name in them may be another matter's. A sentence that holds a mark goes as a
whole, from the record, from the journal's contents and with them from undo, and from kept postings; how many sentences
went is all that is written in their place (Rules Art. 15).
"""

import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from peewee import Database

from app.records.catalogue import KINDS
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.records.record import Record
from app.records.registration import Registration
from app.schema.kinds import LongText
from app.store import case_rows, firewall, rows, same
from app.store.case_file import CaseFile
from app.store.office import Office
from app.store.writing import Writer

TEXTS: dict[type[Record], tuple[str, ...]] = {
    Meeting: ("place", "attendants", "minutes"),
    Order: ("requirement", "reply"),
}
"""What may speak of a case without hanging on it: minutes, circulars and warning letters."""
SHORTEST = 2
"""Characters of the shortest mark: one character alone is in every sentence."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*|[。！？!?；;\n]+")


@dataclass(frozen=True)
class Spoken:
    """One text of a record that speaks of the case, and its sentences that do."""

    record: Record
    name: str
    sentences: tuple[str, ...]
    called: str = ""
    """By which the record is known, where it has no name of its own."""

    @property
    def words(self) -> str:
        """每周对账会 2026-03-06：“云信〔2026〕1号由李岚谈话。”"""
        called = self.record.name if isinstance(self.record, Meeting) else self.called
        return f"{called}：{''.join(f'“{each.strip()}”' for each in self.sentences)}"


def marks(office: Office, case: CaseFile) -> frozenset[str]:
    """By what a text is known to speak of a case: its numbers and the names in it, reporters' too."""
    found: list[str | None] = list(numbers(case))
    found += [each.respondent for each in case.allegations]
    for row in rows.fetch(office.db, "reporter", "id", [each.id for each in case.reporters]):
        if row["name"]:
            found.append(office.unseal_text(str(row["name"]), f"reporter.name/{row['id']}"))
    return telling(text for text in found if text)


def numbers(case: CaseFile) -> frozenset[str]:
    """The numbers of a case: by these another case's text speaks of it and of no other."""
    said = (
        number
        for each in (case.registration, *case.others)
        for number in (each.case_no, each.platform_no, each.county_ref_no)
    )
    return telling(number for number in said if number)


def telling(words: Collection[str] | Iterator[str]) -> frozenset[str]:
    """Those that are long enough to tell a sentence by."""
    return frozenset(said for text in words if len(said := text.strip()) >= SHORTEST)


def spoken(office: Office, wanted: Collection[str]) -> list[Spoken]:
    """Every text of this office that holds one of these marks now, the oldest first; voided records too."""
    return [
        Spoken(record, name, found, str(record.value("order_no") if isinstance(record, Order) else ""))
        for record in _searched(office)
        for name in TEXTS[type(record)]
        if (found := _holding(str(record.value(name) or ""), wanted))
    ]


def spoken_elsewhere(office: Office, case: CaseFile) -> list[Spoken]:
    """Every long text of this office's records in other cases that names the case by a number."""
    wanted, members = numbers(case), set(same.members(office.db, [case.registration.id]))
    found: list[Spoken] = []
    for kind, columns in _long_texts():
        of_case = "id" if kind == "registration" else "case"
        text = " || char(10) || ".join(f"ifnull(\"{each}\", '')" for each in columns)
        holds = " OR ".join(f"instr({text}, ?) > 0" for _ in wanted)
        sql = f'SELECT "id" FROM "{kind}" WHERE "owner" = ? AND "{of_case}" IS NOT NULL AND ({holds}) ORDER BY "n"'
        for (id,) in office.db.execute_sql(sql, (office.code, *wanted)).fetchall() if wanted else ():
            record = office.get(KINDS[kind], id)
            if _case_of(record) not in members:
                found += _named(office, record, columns, wanted)
    return found


def _named(
    office: Office, record: Record, columns: Iterable[str], wanted: Collection[str]
) -> Iterator[Spoken]:
    for each in columns:
        if sentences := _holding(str(record.value(each) or ""), wanted):
            called = f"{_number(office, _case_of(record))} {record.column(each).label}"
            yield Spoken(record, each, sentences, called)


def strike(office: Office, write: Writer, wanted: Collection[str], case: CaseFile | None = None) -> int:
    """Destroy every sentence that holds one of these, inside the transaction of `write`, and in other cases those that
    name `case` by a number; returns how many now stood."""
    elsewhere = [] if case is None else spoken_elsewhere(office, case)
    for record in (*_searched(office), *(each.record for each in elsewhere)):
        _forget(office.db, record, wanted)
    found = [*spoken(office, wanted), *elsewhere]
    for one in found:
        record = one.record
        left = "".join(
            each for each in _SENTENCE.findall(str(record.value(one.name))) if each not in one.sentences
        )
        sql = f'UPDATE "{record.kind}" SET "{one.name}" = ? WHERE "id" = ?'
        office.db.execute_sql(sql, (left or None, record.id))
        if record.voided is None:
            said = f"{left.rstrip()}（{len(one.sentences)} 句已随报上级件销毁）"
            write.edit(office.get(type(record), record.id), **{one.name: said})
    voided = {_case_of(each.record) for each in elsewhere if each.record.voided is not None}
    case_rows.refresh(office.db, voided, office.measure)
    return sum(len(each.sentences) for each in found)


def _long_texts() -> Iterator[tuple[str, list[str]]]:
    """Each kind that belongs to a case, and its long texts."""
    for kind, record in KINDS.items():
        if kind == "registration" or any(each.name == "case" for each in record.columns()):
            columns = [each.name for each in record.columns() if type(each.kind) is LongText]
            if columns:
                yield kind, columns


def _case_of(record: Record) -> str:
    return str(record.id if isinstance(record, Registration) else record.value("case"))


def _number(office: Office, case: str) -> str:
    found = office.db.execute_sql('SELECT "case_no" FROM "registration" WHERE "id" = ?', (case,)).fetchone()
    return str(found[0]) if found and found[0] else "（未编号）"


def _searched(office: Office) -> Iterator[Record]:
    for kind in TEXTS:
        for record in office.find(kind):
            if record.owner == office.code and getattr(record, "case", None) is None:
                yield record


def _holding(text: str, wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(each for each in _SENTENCE.findall(text) if any(mark in each for mark in wanted))


def _forget(db: Database, record: Record, wanted: Collection[str]) -> None:
    """Drop what earlier said it too: contents of journal lines, held versions, the kept truth of postings."""
    lines = db.execute_sql(
        'SELECT c."seq", c."body" FROM "journal_record" r JOIN "journal_content" c ON c."seq" = r."seq" '
        'WHERE r."record" = ?',
        (record.id,),
    ).fetchall()
    escaped = [json.dumps(mark, ensure_ascii=False)[1:-1] for mark in wanted]
    told = [
        seq for seq, body in lines if any(each in zlib.decompress(bytes(body)).decode() for each in escaped)
    ]
    for seq in told:
        db.execute_sql('DELETE FROM "journal_content" WHERE "seq" = ?', (seq,))
    if told:
        firewall.forget_kept(db, record.id)
