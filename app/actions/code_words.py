"""代码表: what this office calls a code, the codes it added, and those it chooses no longer."""

import re
from typing import Any

from app.actions.settings import set_setting
from app.change import Change
from app.errors import Invalid
from app.schema import codes
from app.schema.pinyin import initials
from app.store.office import Office

_KEY = "codes.changes"


def add_code(office: Office, list_id: str, label: str) -> Change | None:
    """Add a code to a list. Raises Invalid for a list that cannot be added to, and for a word that the list has."""
    word = _word(list_id, label)
    own = re.sub(r"[^a-z0-9]", "", office.code.lower()) or "own"
    known = codes.changed(codes.shipped_list(list_id), _said(office, list_id)).by_id
    id = next(id for number in range(1, 10_000) if (id := f"x_{own[:20]}_{number}") not in known)
    return _set(office, list_id, id, {"label": word, "initials": initials(word)})


def rename_code(office: Office, list_id: str, id: str, label: str) -> Change | None:
    """Call a code otherwise from now on; its old word still finds it. Raises Invalid as `add_code` does."""
    word = _word(list_id, label)
    return _set(
        office, list_id, id, {**_said(office, list_id).get(id, {}), "label": word, "initials": initials(word)}
    )


def offer_code(office: Office, list_id: str, id: str, offered: bool) -> Change | None:
    """Offer a code for choosing, or no longer; what holds it keeps it."""
    said = {name: value for name, value in _said(office, list_id).get(id, {}).items() if name != "offered"}
    return _set(office, list_id, id, said if offered else {**said, "offered": False})


def _word(list_id: str, label: str) -> str:
    word = " ".join(label.split())
    if list_id in codes.FIXED:
        raise Invalid("这张表是程序自己要用的，不能改。")
    if not word:
        raise Invalid("请写上名称。")
    if codes.code_list(list_id).find(word) is not None:
        raise Invalid(f"这张表里已经有“{word}”。")
    return word


def _said(office: Office, list_id: str) -> dict[str, Any]:
    return dict(office.setting(_KEY).get(list_id, {}))


def _set(office: Office, list_id: str, id: str, said: dict[str, Any]) -> Change | None:
    everything = {each: dict(changes) for each, changes in office.setting(_KEY).items()}
    mine = {each: change for each, change in {**_said(office, list_id), id: said}.items() if change}
    everything |= {list_id: mine}
    return set_setting(office, _KEY, {each: changes for each, changes in everything.items() if changes})
