"""What minutes and circulars say of a case that goes up: the sentences are found, shown, and destroyed with it.

Minutes hang on no case, so they are searched for its marks: its numbers and the names in it. A sentence that holds one
goes as a whole, from the record, from the journal's contents and with them from undo, and from kept postings; how many
sentences went is all that is written in their place (Rules Art. 15).
"""

import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from peewee import Database

from app.records.meetings import Meeting
from app.records.oversight import Order
from app.records.record import Record
from app.store import firewall, rows
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

    @property
    def words(self) -> str:
        """每周对账会 2026-03-06：“云信〔2026〕1号由李岚谈话。”"""
        called = self.record.name if isinstance(self.record, Meeting) else self.record.value("order_no")
        return f"{called}：{''.join(f'“{each.strip()}”' for each in self.sentences)}"


def marks(office: Office, case: CaseFile) -> frozenset[str]:
    """By what a text is known to speak of a case: its numbers and the names in it, reporters' too."""
    found = [
        number for each in (case.registration, *case.others) for number in (each.case_no, each.platform_no)
    ]
    found += [each.respondent for each in case.allegations]
    for row in rows.fetch(office.db, "reporter", "id", [each.id for each in case.reporters]):
        if row["name"]:
            found.append(office.unseal_text(str(row["name"]), f"reporter.name/{row['id']}"))
    return telling(text for text in found if text)


def telling(words: Collection[str] | Iterator[str]) -> frozenset[str]:
    """Those that are long enough to tell a sentence by."""
    return frozenset(said for text in words if len(said := text.strip()) >= SHORTEST)


def spoken(office: Office, wanted: Collection[str]) -> list[Spoken]:
    """Every text of this office that holds one of these marks now, the oldest first; voided records too."""
    return [
        Spoken(record, name, found)
        for record in _searched(office)
        for name in TEXTS[type(record)]
        if (found := _holding(str(record.value(name) or ""), wanted))
    ]


def strike(office: Office, write: Writer, wanted: Collection[str]) -> int:
    """Destroy every sentence that holds one of these, inside the transaction of `write`; returns how many now stood."""
    for record in _searched(office):
        _forget(office.db, record, wanted)
    found = spoken(office, wanted)
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
    return sum(len(each.sentences) for each in found)


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
