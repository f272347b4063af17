"""Who reported, sealed inside the hidden sheet: never in cells, only for the office it was released to (Rules Art. 47).

AES-256-GCM under a key drawn from the password of the pair, also where the pair's files go in clear; bound to record and
receiver. It goes again with every posting until the receiver's knowledge list shows it in its present version.
"""

import base64
import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.exchange import pairs
from app.exchange.merge import rightful
from app.exchange.storable import is_id, unfit
from app.exchange.truth import IDENTITY, Stated
from app.records.matters import Reporter
from app.records.version import Relation, decode, encode, relation
from app.store import firewall, peers, rows, shelf
from app.store.office import Office
from app.store.rows import Row
from app.store.sealing import drawn_key, is_sealed

SORT = IDENTITY
SHELF = "released"
_PURPOSE = b"huiyin reporter identity 1"


@dataclass
class Brought:
    """What a posting brings of reporters: versions to keep, and how many could not be opened or may not be kept."""

    versions: list[Stated]
    closed: int = 0


def lines(office: Office, receiver: str, barred: Collection[str] = ()) -> Iterator[dict[str, str]]:
    """The sealed lines for a receiver: released to it, and not yet known there in the present version."""
    released = [
        key.partition("/")[2] for key, said in shelf.values(office.db, SHELF).items()
        if key.partition("/")[0] == receiver and said["case"] not in barred
    ]  # fmt: skip
    word = pairs.pair(office, receiver).current
    if not released or word is None:
        return
    desks = [peers.known(office.db, desk) for desk in peers.desks_of(office.db, receiver)]
    for row in rows.fetch(office.db, Reporter.kind, "id", released):
        known = bool(desks) and all(each.get(str(row["id"])) == row["version"] for each in desks)
        if not known:
            yield _sealed(office, receiver, row, word.hint)


def known_here(office: Office, owner: str) -> dict[str, str]:
    """Reporters of that office that were released to us: id to version, for our knowledge list."""
    return {
        str(row["id"]): str(row["version"]) for row in rows.fetch(office.db, Reporter.kind, "owner", [owner])
    }


def brought(office: Office, sender: str, said: Iterable[Any], arriving: Collection[str] = ()) -> Brought:
    """Open the sealed lines of a posting that came from that office. What does not fit is left out and counted.

    `arriving`: ids of the records that come with it; a reporter without its case is not kept.
    """
    found = Brought([])
    hints = [word.hint for word in pairs.pair(office, sender).words]
    for line in said:
        version = _opened(office.code, sender, line, hints)
        if version is None:
            found.closed += 1
        elif _is_news(office, version, arriving):
            found.versions.append(version)
    return found


def row_of(office: Office, version: Stated) -> Row:
    """The version as a row, its sensitive values sealed under this office's own key."""
    row: Row = dict.fromkeys(rows.names(Reporter.kind))
    for column in Reporter.columns():
        value = version.fields.get(column.name)
        if value is not None and column.sensitive:
            value = office.seal_text(str(value), f"{column.id}/{version.id}")
        row[column.name] = value
    return row | {"id": version.id, "owner": version.owner, "version": encode(version.version),
                  "voided": version.voided, "extra": None}  # fmt: skip


def _sealed(office: Office, receiver: str, row: Row, hint: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    id = str(row["id"])
    fields = {
        column.name: office.unseal_text(str(row[column.name]), f"{column.id}/{id}")
        if is_sealed(row[column.name]) else row[column.name]
        for column in Reporter.columns() if row[column.name] is not None
    }  # fmt: skip
    voided = None if row["voided"] is None else str(row["voided"])
    one = Stated(Reporter.kind, id, str(row["owner"]), decode(str(row["version"])), voided, fields)
    nonce = os.urandom(12)
    text = json.dumps(one.line(), ensure_ascii=False).encode()
    sealed = nonce + AESGCM(drawn_key(hint, _PURPOSE)).encrypt(nonce, text, _bound(id, receiver))
    return {"id": id, "case": str(row["case"]), "sealed": base64.b64encode(sealed).decode()}


def _opened(code: str, sender: str, line: Any, hints: list[bytes]) -> Stated | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(line["sealed"], validate=True)
        for hint in hints:
            try:
                text = AESGCM(drawn_key(hint, _PURPOSE)).decrypt(raw[:12], raw[12:], _bound(line["id"], code))
            except InvalidTag:
                continue
            version = Stated.of(json.loads(text))
            return version if _may_be(version, sender, line) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return None


def _may_be(version: Stated, sender: str, line: Any) -> bool:
    """Whether it is a reporter of the sender, of the case it says, written by the sender's own hand."""
    case = version.fields.get("case")
    return (
        version.kind == Reporter.kind and version.id == line["id"] and is_id(version.id) and version.owner == sender
        and rightful(version) and isinstance(case, str) and is_id(case) and unfit(version) is None
    )  # fmt: skip


def _is_news(office: Office, version: Stated, arriving: Collection[str]) -> bool:
    held = rows.fetch(office.db, Reporter.kind, "id", [version.id])
    if held and held[0]["owner"] != version.owner:
        return False
    case = str(version.fields["case"])
    if case in firewall.gone(office.db) or not (
        case in arriving or rows.fetch(office.db, "registration", "id", [case])
    ):
        return False
    known = (Relation.EQUAL, Relation.OLDER)
    return not held or relation(version.version, decode(str(held[0]["version"]))) not in known


def _bound(id: str, receiver: str) -> bytes:
    return f"{id}/{receiver}".encode()
