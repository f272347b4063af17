"""Unfinished entries of this desk, kept while somebody types so that a power cut takes no more than half a second.

A draft may hold what identifies a reporter, so its whole body is sealed (Rules Art. 47). It is not journalled.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.store.office import Office
from app.store.opening import explained, moment
from app.store.tables import Draft

ENTRY_DRAFTS = "entry/"
"""How the pages of unfinished registrations begin; a number follows."""
ACTION_DRAFTS = "action/"
"""How the half-typed forms of actions begin; the case's id and the person follow."""
_WRITER = "_writer"
Body = Mapping[str, Any]
"""What a page needs to show the entry again; plain JSON values."""


@dataclass(frozen=True)
class Kept:
    """One draft: its page, what was typed, and when it was kept (`2026-03-06 11:32:05`)."""

    page: str
    body: Body
    saved_at: str


def keep(office: Office, page: str, body: Body) -> None:
    """Keep the draft of a page in place of an older one. Raises Unavailable when the disk refuses."""
    whole = {**body, _WRITER: office.person}
    sealed = office.seal_text(json.dumps(whole, ensure_ascii=False), _place(page))
    said = {"body": sealed, "saved_at": moment(office.now)}
    with explained():
        Draft.insert(page=page, **said).on_conflict(
            conflict_target=[Draft.page], update={Draft.body: said["body"], Draft.saved_at: said["saved_at"]}
        ).execute(office.db)


def kept(office: Office, page: str) -> Kept | None:
    """The draft of a page, or None."""
    row = Draft.select().where(Draft.page == page).dicts().first(office.db)
    if row is None:
        return None
    body = json.loads(office.unseal_text(row["body"], _place(page)))
    body.pop(_WRITER, None)
    return Kept(page, body, row["saved_at"])


def waiting(office: Office, prefix: str) -> list[tuple[str, str]]:
    """Pages whose name begins so and that have a draft, with the moment it was kept, the newest first.

    Where people log in, each sees only the own: a draft may name a reporter.
    """
    query = Draft.select(Draft.page, Draft.saved_at, Draft.body).where(Draft.page.startswith(prefix))
    found = query.order_by(Draft.saved_at.desc(), Draft.page).tuples().execute(office.db)
    return [(page, at) for page, at, body in found if office.roles is None or _is_his(office, page, body)]


def taken(office: Office, prefix: str) -> set[str]:
    """Pages whose name begins so and that have a draft, whoever typed it."""
    query = Draft.select(Draft.page).where(Draft.page.startswith(prefix)).tuples()
    return {page for (page,) in query.execute(office.db)}


def _is_his(office: Office, page: str, body: str) -> bool:
    writer = json.loads(office.unseal_text(body, _place(page))).get(_WRITER)
    return writer in (None, "", office.person)


def drop(office: Office, page: str) -> None:
    """Forget the draft of a page."""
    with explained():
        Draft.delete().where(Draft.page == page).execute(office.db)


def follow(office: Office, dropped: str, to: str) -> None:
    """Half-typed forms of a case that is kept under another id now go on there, where none waits."""
    for page in taken(office, f"{ACTION_DRAFTS}{dropped}"):
        there = page.replace(dropped, to)
        found = kept(office, page)
        if found is not None and kept(office, there) is None:
            row = Draft.select(Draft.body).where(Draft.page == page).scalar(office.db)
            sealed = office.seal_text(office.unseal_text(row, _place(page)), _place(there))
            with explained():
                Draft.insert(page=there, body=sealed, saved_at=found.saved_at).execute(office.db)
            drop(office, page)


def _place(page: str) -> str:
    return f"draft/{page}"
