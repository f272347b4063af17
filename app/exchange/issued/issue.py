"""下发配置: what a county says of its configuration in a posting, and the number that each group of it bears.

A group's number grows when its content is another than the one sent before, so that a receiver knows old from new.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import NotAllowed
from app.exchange.issued.group import Item, Standing
from app.exchange.issued.groups import GROUPS, group
from app.records.offices import Unit
from app.store import shelf
from app.store.office import Office
from app.store.opening import moment
from app.store.sister_desks import is_home

ISSUED = "issued"
"""Under which the shelf keeps what was sent last of each group: number, digest, since when."""


@dataclass(frozen=True)
class Issue:
    """What goes along: the `line` of the truth; `notes` by group, to be remembered once the posting is."""

    line: dict[str, Any]
    notes: Mapping[str, Mapping[str, Any]]

    @property
    def labels(self) -> str:
        """工作日历、时限."""
        return "、".join(GROUPS[each].label for each in self.notes)


def issue(office: Office, wanted: Collection[str], receiver: Unit) -> Issue | None:
    """The groups that were ticked for that unit, as they stand; None for none.

    Raises Invalid for a group that does not exist, NotAllowed unless a county writes to a unit below it.
    """
    if not wanted:
        return None
    chosen = [group(each) for each in GROUPS if each in {group(asked).id for asked in wanted}]
    if office.level != "county":
        raise NotAllowed("只有县里能下发配置。请去掉要下发的配置再寄。")
    code = str(receiver.code)
    if is_home(office.code, code) or code == office.above:
        raise NotAllowed(f"配置只能下发给下级单位，不能寄给“{receiver.name}”。请去掉要下发的配置再寄。")
    standing, at = Standing.of(office), moment(office.now)
    notes, said = {}, {}
    for each in chosen:
        content = each.content(standing)
        notes[each.id] = note = _note(office, each.id, digest(content), at)
        said[each.id] = {"number": note["number"], "at": note["at"], "content": content}
    return Issue({"office": office.code, "groups": said}, notes)


def rows(issued: Issue) -> list[tuple[str, int, str, Item | None]]:
    """For the sheet that people read: group, number, since when, and each item that is not as the program comes."""
    shipped = Standing.shipped()
    found: list[tuple[str, int, str, Item | None]] = []
    for id, said in issued.line["groups"].items():
        items = GROUPS[id].items(shipped, said["content"])
        found += [
            (GROUPS[id].label, said["number"], said["at"], item)
            for item in (*items, *([] if items else [None]))
        ]
    return found


def summary(office: Office, id: str) -> str:
    """In a few words what a group holds, for whoever ticks it: 与程序自带的不同 3 处."""
    found = group(id)
    items = found.items(Standing.shipped(), found.content(Standing.of(office)))
    if id == "units":
        return f"{len(items)} 个单位"
    return f"与程序自带的不同 {len(items)} 处" if items else "与程序自带的一样"


def digest(content: Any) -> str:
    """SHA-256 of a content, however its keys are ordered."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _note(office: Office, id: str, digest: str, at: str) -> dict[str, Any]:
    last = shelf.value(office.db, ISSUED, id)
    if last is not None and last["digest"] == digest:
        return dict(last)
    return {"number": 1 if last is None else last["number"] + 1, "digest": digest, "at": at}
