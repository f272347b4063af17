"""Code lists: what a Choice may hold. They are data in `resources/codes/`, read once, with what an office added.

Foreign ledgers are mapped by text (id, label, alias), never by their numbers. What an office calls a code, and the codes
it added, are a setting of it (`codes.changes`); `in_force` makes them known to this process, where a record is shown
without anybody knowing whose it is. So offices that are open together see each other's words, never another's ids.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from app.errors import Invalid
from app.paths import resource


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


@dataclass(frozen=True)
class Code:
    """One value of a list. `initials` are those of the label's pinyin; `parent` is the code one level up."""

    id: str
    label: str
    initials: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    import_only: bool = False
    description: str = ""
    retired: bool = False
    """An office chose it no longer; what holds it keeps it."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Label and aliases as they are compared: half-width, lower case."""
        return tuple(_plain(word) for word in (self.label, *self.aliases))


@dataclass(frozen=True)
class CodeList:
    """The codes of one list in the order in which they are offered."""

    id: str
    label: str
    source: str
    codes: tuple[Code, ...] = field(repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """Each code under its id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def offered(self) -> tuple[Code, ...]:
        """The codes a person may choose: all but those that only an import may bring."""
        return tuple(code for code in self.codes if not (code.import_only or code.retired))

    @cached_property
    def _by_word(self) -> Mapping[str, Code]:
        words = {word: code for code in reversed(self.codes) for word in reversed(code.words)}
        return words | {_plain(code.id): code for code in self.codes}

    def name_of(self, code_id: str) -> str:
        """The label of a code; an id that this version does not know is its own label."""
        code = self.by_id.get(code_id)
        return code.label if code else code_id

    def find(self, text: str) -> Code | None:
        """The code whose id, label or alias `text` is, full-width and half-width signs being equal."""
        return self._by_word.get(_plain(text))

    def matching(self, typed: str) -> list[Code]:
        """The codes that `typed` may mean, best first: by number from 1, by initials, by part of a word.

        Digits are a number of the list, or a whole word (12388); nothing typed offers the whole list.
        """
        text = _plain(typed)
        ranked = [
            (rank, number, code)
            for number, code in enumerate(self.offered, start=1)
            if (rank := _rank(code, str(number), text)) is not None
        ]
        return [code for _, _, code in sorted(ranked, key=lambda each: each[:2])]


def _rank(code: Code, number: str, text: str) -> int | None:
    tests = (
        number == text,
        code.initials == text or text in code.words,
        number.startswith(text),
        code.initials.startswith(text),
        not text.isdigit() and any(word.startswith(text) for word in code.words),
        not text.isdigit() and any(text in word for word in code.words),
    )
    return next((rank for rank, holds in enumerate(tests) if holds), None)


Changes = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By list and code: `label`, `aliases`, `initials`, `offered`; what it does not say stays as it is."""
FIXED = frozenset({"staff_role", "unit_kind", "letter_kind", "reveal_reason"})
"""Lists by which the program itself acts: no office changes them."""
KEYS: Mapping[str, type] = {"label": str, "aliases": list, "initials": str, "offered": bool}
"""What can be said of a code."""
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST, _LONGEST = 500, 60

_IN_FORCE: dict[str, Changes] = {}


def in_force(office: str, changes: Changes) -> None:
    """From now on these changes of that office hold in this process, in place of what it changed before."""
    if changes != _IN_FORCE.get(office, {}):
        _IN_FORCE[office] = changes
        code_list.cache_clear()
        code_lists.cache_clear()


def check(changes: Any) -> None:
    """Raises Invalid where it is not what `Changes` says."""
    if not isinstance(changes, dict):
        raise Invalid("代码表的改动读不懂，请重新设置。")
    known = {each.id: each for each in shipped_lists()}
    for list_id, said in changes.items():
        if list_id not in known or list_id in FIXED:
            raise Invalid(f"没有“{str(list_id)[:_LONGEST]}”这张可以改的代码表。")
        if not isinstance(said, dict) or len(said) > _MOST:
            raise Invalid(f"代码表“{known[list_id].label}”的改动读不懂，请重新设置。")
        for id, change in said.items():
            _check_code(known[list_id], id, change)


def _check_code(known: "CodeList", id: str, change: Any) -> None:
    sound = isinstance(change, dict) and set(change) <= set(KEYS) and _ID.fullmatch(id) is not None
    sound = sound and all(type(value) is KEYS[name] for name, value in change.items())
    if sound:
        words = [change.get("label", "-"), change.get("initials", ""), *change.get("aliases", ())]
        sound = all(type(each) is str and len(each) <= _LONGEST and each.isprintable() for each in words)
        sound = sound and bool(words[0].strip()) and ("label" in change or id in known.by_id)
    if not sound:
        raise Invalid(
            f"代码表“{known.label}”里“{str(id)[:_LONGEST]}”这一条不对：要有编号和 {_LONGEST} 字以内的名称。"
        )


def changed(shipped: "CodeList", changes: Mapping[str, Mapping[str, Any]]) -> "CodeList":
    """The list with these changes by code; codes that it lacks come last."""
    old = tuple(_with(code, changes[code.id]) if code.id in changes else code for code in shipped.codes)
    new = tuple(
        _with(Code(id, str(said["label"]), str(said.get("initials", ""))), said)
        for id, said in changes.items()
        if id not in shipped.by_id and "label" in said
    )
    return replace(shipped, codes=old + new)


def _with(code: Code, said: Mapping[str, Any]) -> Code:
    """A code with what was said of it; its old words still find it."""
    label = str(said.get("label", code.label))
    aliases = (*code.aliases, *said.get("aliases", ()), *([code.label] if label != code.label else []))
    return replace(
        code, label=label, aliases=tuple(dict.fromkeys(aliases)), initials=str(said.get("initials", code.initials)),
        retired=not said.get("offered", True),
    )  # fmt: skip


@cache
def shipped_list(list_id: str) -> CodeList:
    """The list of that id as it came with the program; raises LookupError when it has none."""
    path = resource("codes", f"{list_id}.toml")
    if not path.is_file():
        raise LookupError(f"no code list {list_id!r} in resources/codes")
    said = tomllib.loads(path.read_text("utf-8"))
    codes = tuple(Code(**{**code, "aliases": tuple(code.get("aliases", ()))}) for code in said["code"])
    return CodeList(id=said["id"], label=said["label"], source=said["source"], codes=codes)


@cache
def shipped_lists() -> tuple[CodeList, ...]:
    """Every list as it came with the program, by id."""
    return tuple(shipped_list(path.stem) for path in sorted(resource("codes").glob("*.toml")))


@cache
def code_list(list_id: str) -> CodeList:
    """The list of that id as it is in force; raises LookupError when the program has none."""
    found = shipped_list(list_id)
    for changes in _IN_FORCE.values():
        if list_id in changes:
            found = changed(found, changes[list_id])
    return found


@cache
def code_lists() -> tuple[CodeList, ...]:
    """Every list, by id."""
    return tuple(code_list(each.id) for each in shipped_lists())
