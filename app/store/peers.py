"""What the store remembers of other offices: postings sent and taken, what each of their desks knows, and scope.

Read anywhere; written only inside `with office.writing(…)`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from peewee import Database

from app.records.catalogue import ALONE, CASE_LISTS
from app.store import shelf
from app.store.tables import Known, Payload, Sent

CASE_KINDS: tuple[str, ...] = ("registration", "handling", "supervision", *(each.kind for each in CASE_LISTS))
"""The kinds of record that travel with a case."""
TRAVELLING: tuple[str, ...] = (*CASE_KINDS, *(each.kind for each in ALONE))
"""The kinds of record that travel at all."""


def last_sent(db: Database, receiver: str, desk: str) -> tuple[int, str]:
    """Number and digest of this desk's newest posting to an office; (0, "") before the first."""
    newest = (
        Sent.select(Sent.number, Sent.digest)
        .where((Sent.receiver == receiver) & (Sent.desk == desk))
        .order_by(Sent.number.desc())
        .limit(1)
        .tuples()
        .first(db)
    )
    return newest or (0, "")


def note_sent(
    db: Database, *, receiver: str, desk: str, number: int, digest: str, at: str, cases: int, file_name: str,
    packed: bytes,
) -> None:  # fmt: skip
    """Remember a posting and its truth."""
    Sent.insert(
        receiver=receiver, desk=desk, number=number, digest=digest, at=at, cases=cases, file_name=file_name
    ).execute(db)
    keep_payload(db, digest, packed)


BESIDE = "beside"
"""Kind of the shelf: postings without a case that carry something else, by digest."""


HOME = "home"
"""Kind of the shelf: postings of ours that came home filled in, by digest."""


def homecomings(db: Database) -> dict[str, dict[str, Any]]:
    """The postings of ours that an office without Huiyin filled in and sent back, by digest: office,
    number, cases and when."""
    return shelf.values(db, HOME)


Wanted = Callable[[Mapping[str, Any]], bool]
"""Whether a posting sent wants a receipt."""


def asks_for_receipt(db: Database) -> Wanted:
    """Whether a posting sent wants a receipt: it carries a case, or a letter, a correction, configuration."""
    beside = shelf.values(db, BESIDE).keys()
    return lambda row: bool(row["cases"]) or row["digest"] in beside


def was_sent(db: Database, digest: str) -> bool:
    """Whether a posting with this truth is remembered as sent."""
    return bool(Sent.select().where(Sent.digest == digest).exists(db))


def keep_payload(db: Database, digest: str, packed: bytes) -> None:
    """Keep a truth under its digest."""
    db.execute_sql('INSERT OR IGNORE INTO "payload" ("digest", "body") VALUES (?, ?)', (digest, packed))


def payload(db: Database, digest: str) -> bytes | None:
    """The truth that is kept under a digest, or None."""
    found = Payload.select(Payload.body).where(Payload.digest == digest).scalar(db)
    return None if found is None else bytes(found)


def sent(db: Database, receiver: str | None = None) -> list[dict[str, Any]]:
    """Postings sent, newest first."""
    query = Sent.select().order_by(Sent.at.desc(), Sent.number.desc()).dicts()
    return list((query.where(Sent.receiver == receiver) if receiver else query).execute(db))


def note_answer(db: Database, sender: str, digest: str, answer: str) -> None:
    """A receipt for a posting of ours came in from that office; for one that went to somebody else it says nothing."""
    to_it = (Sent.receiver == sender) | Sent.receiver.startswith(f"{sender}/")
    Sent.update(answered=answer).where((Sent.digest == digest) & to_it).execute(db)


def known(db: Database, desk: str) -> dict[str, str]:
    """Record id to encoded version: what a desk said it knows."""
    return dict(
        db.execute_sql('SELECT "record", "version" FROM "known" WHERE "desk" = ?', (desk,)).fetchall()
    )


def known_version(db: Database, desk: str, record: str) -> str | None:
    """What a desk said it knows of one record or proposal."""
    mine = (Known.desk == desk) & (Known.record == record)
    found: str | None = Known.select(Known.version).where(mine).scalar(db)
    return found


def note_known(db: Database, desk: str, versions: Mapping[str, str]) -> None:
    """Replace what a desk knows by the list of its newest file."""
    Known.delete().where(Known.desk == desk).execute(db)
    rows = [(desk, record, version) for record, version in versions.items()]
    db.connection().executemany('INSERT INTO "known" ("desk", "record", "version") VALUES (?, ?, ?)', rows)


def desks_of(db: Database, receiver: str) -> list[str]:
    """The living desks of an office (or the one desk named) from which a knowledge list has come."""
    if "/" in receiver:
        living = [receiver] if has_spoken(db, receiver) else []
    else:  # "0" follows "/": what begins with the office's code and "/" is a range that the index finds
        query = 'SELECT DISTINCT "desk" FROM "known" WHERE "desk" >= ? AND "desk" < ?'
        living = [desk for (desk,) in db.execute_sql(query, (f"{receiver}/", f"{receiver}0")).fetchall()]
    dead = shelf.values(db, "retired")
    return [desk for desk in living if desk not in dead]


def spoken(db: Database) -> list[str]:
    """Every desk from which a knowledge list has come."""
    return sorted(desk for (desk,) in Known.select(Known.desk).distinct().tuples().execute(db))


def has_spoken(db: Database, desk: str) -> bool:
    """Whether a knowledge list has come from this desk."""
    return db.execute_sql('SELECT 1 FROM "known" WHERE "desk" = ? LIMIT 1', (desk,)).fetchone() is not None


def shared_cases(db: Database, *, receiver: str, names: Iterable[str], upward: bool) -> set[str]:
    """Cases the receiver has a part in: all of them upward; downward those it registered, handles or was given."""
    if upward:
        return {id for (id,) in db.execute_sql('SELECT "id" FROM "registration"').fetchall()}
    wanted = list(names)
    marks = ", ".join("?" * len(wanted)) or "NULL"
    sql = (
        'SELECT "id" FROM "registration" WHERE "owner" = ? '
        'UNION SELECT "case" FROM "handling" WHERE "owner" = ? '
        f'UNION SELECT "case" FROM "supervision" WHERE "handling_unit" IN ({marks})'
    )
    return {id for (id,) in db.execute_sql(sql, [receiver, receiver, *wanted]).fetchall() if id}


def open_cases(db: Database) -> set[str]:
    """Cases that are not yet archived, rejected, moved or kept."""
    sql = (
        'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" WHERE c."open" = 1'
    )
    return {id for (id,) in db.execute_sql(sql).fetchall()}


def unknown_cases(db: Database, desk: str, kinds: Iterable[str] = CASE_KINDS) -> set[str]:
    """Cases of which some record's present version is not in the knowledge list of that desk."""
    found: set[str] = set()
    for kind in kinds:
        case = '"id"' if kind == "registration" else '"case"'
        sql = (
            f'SELECT DISTINCT x.{case} FROM "{kind}" x LEFT JOIN "known" k '
            'ON k."desk" = ? AND k."record" = x."id" AND k."version" = x."version" '
            'WHERE k."record" IS NULL AND x.' + case + " IS NOT NULL"
        )
        found |= {id for (id,) in db.execute_sql(sql, [desk]).fetchall()}
    return found
