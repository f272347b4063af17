"""Drop-downs that are searched by typing: initials, part of a word, or another name of the thing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from PySide6.QtCore import Signal

from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import label_of, offered, other_words
from app.records.catalogue import KINDS
from app.schema.codes import CodeList
from app.schema.kinds import Text
from app.schema.pinyin import initials
from ui.form.pick import PickEditor
from ui.form.pop_list import Option

KEEP, KEEP_WORD = "", "原样保留（不对应栏目）"
AS_TEXT = "text"
AS_TEXT_WORD = "照原文保留，不归到哪一类"


class OnePick(PickEditor):
    """Says at once which thing was chosen."""

    picked = Signal(str)

    def _pick(self, chosen: str) -> None:
        super()._pick(chosen)
        self._hide()
        self.picked.emit(chosen)


def said_of(fields: Sequence[str]) -> str:
    """What a column is understood as, in words."""
    if not fields:
        return KEEP_WORD
    if len(fields) > 1:
        return f"拆成 {'、'.join(label_of(each) for each in fields)}"
    if fields[0] == SERIAL:
        return "序号（只计数）"
    return f"{KINDS[fields[0].partition('.')[0]].label} · {label_of(fields[0])}"


def field_pick(today: Callable[[], date], none: str = KEEP_WORD) -> OnePick:
    """The drop-down of what a column may be; ids are field ids joined by +, KEEP for none, which is called `none`."""

    def options(typed: str) -> list[Option]:
        return [each if each.id != KEEP else Option(KEEP, none) for each in _fields_like(typed)]

    def label(key: str) -> str:
        return said_of(_parts(key)) if key else none

    return OnePick(Text(), today, options, label, width=420)


def key_of(fields: Sequence[str]) -> str:
    """The id of these fields in the drop-down."""
    return "+".join(fields)


def fields_of(key: str) -> tuple[str, ...]:
    """The fields of an id of the drop-down."""
    return _parts(key)


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part for part in key.split("+") if part)


@lru_cache(maxsize=1)
def _all() -> tuple[tuple[Option, str, str], ...]:
    """Every option, its own words, and those by which people also call it; each with initials."""
    found = [(Option(KEEP, KEEP_WORD), _heard({KEEP_WORD}), "")]
    for fields in offered():
        own = {said_of(fields), *(label_of(each) for each in fields)}
        others = set(other_words().get(fields[0], ())) if len(fields) == 1 else set()
        found.append((Option(key_of(fields), said_of(fields)), _heard(own), _heard(others)))
    return tuple(found)


def _heard(words: set[str]) -> str:
    return " ".join(f"{word} {initials(word)}" for word in sorted(words)).lower()


def _fields_like(typed: str) -> list[Option]:
    said = typed.strip().lower()
    ranked = [
        ((said not in own, f" {said}" not in f" {own} {others}"), option)
        for option, own, others in _all()
        if said in own or said in others
    ]
    return [option for _, option in sorted(ranked, key=lambda each: each[0])]


def code_pick(codes: CodeList, today: Callable[[], date]) -> OnePick:
    """The drop-down of a code list, with the choice to leave the word as text."""

    def options(typed: str) -> list[Option]:
        said = [Option(code.id, code.label) for code in codes.matching(typed)]
        return [*said, Option(AS_TEXT, AS_TEXT_WORD)]

    def label(id: str) -> str:
        return AS_TEXT_WORD if id == AS_TEXT else codes.name_of(id)

    return OnePick(Text(), today, options, label, width=320)
