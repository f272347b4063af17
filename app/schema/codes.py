"""Code lists: what a Choice may hold. They are data in `resources/codes/`, read once.

Foreign ledgers are mapped by text (id, label, alias), never by their numbers.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

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
        return tuple(code for code in self.codes if not code.import_only)

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


@cache
def code_list(list_id: str) -> CodeList:
    """The list of that id; raises LookupError when the program has none."""
    path = resource("codes", f"{list_id}.toml")
    if not path.is_file():
        raise LookupError(f"no code list {list_id!r} in resources/codes")
    said = tomllib.loads(path.read_text("utf-8"))
    codes = tuple(Code(**{**code, "aliases": tuple(code.get("aliases", ()))}) for code in said["code"])
    return CodeList(id=said["id"], label=said["label"], source=said["source"], codes=codes)


@cache
def code_lists() -> tuple[CodeList, ...]:
    """Every list, by id."""
    return tuple(code_list(path.stem) for path in sorted(resource("codes").glob("*.toml")))
