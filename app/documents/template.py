"""A paper's template: one TOML file that says what stands in it and when it makes sense; read, checked, never run.

The program's own lie in `resources/papers/`. A file of the same name in the folder `papers` of the office's data stands in
its place. Names are full field ids and derived words; in a sentence they stand in braces: {registration.case_no}.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from app.documents.paper import Role
from app.documents.subject import Pick, declared
from app.documents.words import WORDS
from app.errors import Invalid, system_said
from app.paths import resource
from app.records.catalogue import KINDS
from app.rules.stage import Stage
from app.schema.kinds import Choice

FOLDER = "papers"
_LARGEST = 200_000
MOST_CELLS = 3
"""Cells with a label in one row."""
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Condition:
    """A field or word that must hold something (one of `codes`, where they are named) or, `absent`, must not."""

    fact: str
    codes: tuple[str, ...] = ()
    absent: bool = False
    own: bool = False
    """Whether the record must be this office's."""


@dataclass(frozen=True)
class Need:
    """What must be so before the paper makes sense, and the sentence where it is not."""

    condition: Condition
    says: str


@dataclass(frozen=True)
class CellPlan:
    """One labelled cell: its words hold places, or `name` is the field or word whose text stands there."""

    label: str
    name: str = ""
    words: str = ""
    foot: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Part:
    """One block. Of `words`, `rows`, `columns` and `signs` one is said."""

    when: tuple[Condition, ...] = ()
    role: Role = Role.BODY
    words: str = ""
    rows: tuple[tuple[CellPlan, ...], ...] = ()
    columns: tuple[str, ...] = ()
    room: int = 0
    signs: tuple[tuple[str, str, str], ...] = ()
    """Label, and the fields of name and day."""


@dataclass(frozen=True)
class Template:
    """One paper as it is declared. `number` is the field that holds its letter number."""

    id: str
    title: str
    order: int
    parts: tuple[Part, ...]
    number: str = ""
    heading: str = ""
    stages: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    pick: Pick = field(default_factory=dict)
    look: str = ""
    apart_title: str = ""
    apart: tuple[Part, ...] = ()


@cache
def names() -> tuple[str, ...]:
    """The papers there are, by name."""
    return tuple(sorted(path.stem for path in resource(FOLDER).glob("*.toml")))


@cache
def shipped(name: str) -> Template:
    """The program's own template; LookupError when there is none of that name."""
    if name not in names():
        raise LookupError(f"no template {name!r} in resources/papers")
    return read_template(resource(FOLDER, f"{name}.toml"))


def template_of(folder: Path, name: str) -> Template:
    """The office's template where its data folder has one, else the program's. Raises Invalid in one sentence."""
    own = folder / FOLDER / f"{name}.toml"
    return read_template(own) if own.is_file() else shipped(name)


def read_template(path: Path) -> Template:
    """Read and check one template file. Raises Invalid saying which file, where, and what is wrong."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _Wrong("文件太大，模板应在 200 KB 以内")
        said = tomllib.loads(path.read_text("utf-8-sig"))
        return _Reader(path.stem).template(said)
    except UnicodeDecodeError:
        raise Invalid(f"文书模板“{path.name}”不是 UTF-8 文本，请另存为 UTF-8。") from None
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"文书模板“{path.name}”写得不对（{_at(str(error))}），请改正或删掉它。") from None
    except OSError as error:
        raise Invalid(f"文书模板打不开：{system_said(error, path.name)}") from None
    except _Wrong as error:
        raise Invalid(f"文书模板“{path.name}”：{error}。请改正，或删掉它改用自带的。") from None


def _at(error: str) -> str:
    found = re.search(r"at line (\d+), column (\d+)", error)
    return f"第 {found[1]} 行第 {found[2]} 个字符附近" if found else "文件末尾附近"


class _Wrong(Exception):
    """Half a sentence that `read_template` completes."""


class _Reader:
    """Reads one file's tables; whatever is wrong is a _Wrong."""

    def __init__(self, name: str) -> None:
        self._name, self._where, self._apart = name, "开头", False

    def template(self, said: Mapping[str, Any]) -> Template:
        self._known(
            said,
            {"id", "title", "order", "number", "heading", "stages", "need", "pick", "look", "part", "apart"},
        )
        if self._text(said, "id") != self._name:
            raise _Wrong(f"id 应写成“{self._name}”，和文件名一样")
        title = self._words(said, "title")
        if not title:
            raise _Wrong("缺少标题 title")
        made = Template(
            id=self._name, title=title, order=self._whole(said, "order", 1000),
            number=self._name_of(said.get("number", "")), heading=self._words(said, "heading"),
            stages=tuple(self._stage(each) for each in self._list(said, "stages")),
            needs=tuple(self._need(each) for each in self._list(said, "need")),
            pick=self._pick(said.get("pick", {})), look=self._text(said, "look"),
            parts=tuple(self._part(at, each) for at, each in enumerate(self._list(said, "part"), start=1)),
        )  # fmt: skip
        if not made.parts:
            raise _Wrong("里面一段内容（[[part]]）也没有")
        return self._with_apart(made, said.get("apart"))

    def _with_apart(self, made: Template, said: object) -> Template:
        if said is None:
            return made
        self._where, self._apart = "裁下的部分", True
        table = self._table(said)
        self._known(table, {"title", "part"})
        parts = tuple(self._part(at, each) for at, each in enumerate(self._list(table, "part"), start=1))
        return replace(made, apart_title=self._text(table, "title"), apart=parts)

    def _part(self, at: int, said: object) -> Part:
        self._where = f"{'裁下的部分' if self._apart else ''}第 {at} 段"
        table = self._table(said)
        self._known(table, {"when", "role", "words", "rows", "columns", "room", "signs"})
        if sum(key in table for key in ("words", "rows", "columns", "signs")) != 1:
            raise self._wrong("words、rows、columns、signs 里要写一样，也只能写一样")
        if table.get("role", "body") not in {each.value for each in Role}:
            raise self._wrong(f"role 可以写：{'、'.join(each.value for each in Role)}")
        conditions = table.get("when", [])
        many = conditions if isinstance(conditions, list) else [conditions]
        return Part(
            when=tuple(self._condition(each) for each in many),
            role=Role(table.get("role", "body")), words=self._words(table, "words"),
            rows=tuple(self._row(each) for each in self._list(table, "rows")),
            columns=self._columns(table), room=self._whole(table, "room", 0),
            signs=tuple(self._sign(each) for each in self._list(table, "signs")),
        )  # fmt: skip

    def _columns(self, said: Mapping[str, Any]) -> tuple[str, ...]:
        found = tuple(self._name_of(each) for each in self._list(said, "columns"))
        if any(each in WORDS for each in found) or len({each.partition(".")[0] for each in found}) > 1:
            raise self._wrong("columns 里的栏目要属于同一种记录")
        return found

    def _row(self, said: object) -> tuple[CellPlan, ...]:
        cells = tuple(self._cell(each) for each in (said if isinstance(said, list) else [said]))
        if not 1 <= len(cells) <= MOST_CELLS:
            raise self._wrong(f"一行可以有 1 到 {MOST_CELLS} 栏")
        return cells

    def _cell(self, said: object) -> CellPlan:
        if isinstance(said, str):
            return CellPlan(self._label_of(said), self._name_of(said))
        table = self._table(said)
        self._known(table, {"label", "name", "words", "foot", "lines"})
        name = self._name_of(table.get("name", ""))
        label = self._text(table, "label") or (self._label_of(name) if name else "")
        if not label:
            raise self._wrong("有一栏没有写名称 label")
        words, foot = self._words(table, "words"), self._words(table, "foot")
        return CellPlan(label, name, words, foot, self._whole(table, "lines", 1))

    def _sign(self, said: object) -> tuple[str, str, str]:
        parts = said if isinstance(said, list) else [said]
        if not 1 <= len(parts) <= 3 or not all(isinstance(each, str) for each in parts):
            raise self._wrong('signs 里每一项写成 ["称呼", "姓名栏目", "日期栏目"]，后两样可以不写')
        label, *names = parts
        name, day = [*(self._name_of(each) for each in names), "", ""][:2]
        return str(label), name, day

    def _need(self, said: object) -> Need:
        table = self._table(said)
        says = self._text(table, "says")
        if not says.endswith("。"):
            raise self._wrong("need 里的 says 要写成一句话，以句号结束")
        return Need(self._condition({key: value for key, value in table.items() if key != "says"}), says)

    def _condition(self, said: object) -> Condition:
        table = self._table(said)
        self._known(table, {"fact", "is", "absent", "own"})
        fact = self._name_of(table.get("fact", ""))
        codes = tuple(self._list(table, "is"))
        absent, own = table.get("absent", False), table.get("own", False)
        if not fact or not isinstance(absent, bool) or not isinstance(own, bool):
            raise self._wrong("条件要写 fact，absent 和 own 只能写 true 或 false")
        self._codes(fact, codes)
        return Condition(fact, codes, absent, own)

    def _codes(self, fact: str, codes: Sequence[object]) -> None:
        kind = None if fact in WORDS else declared(fact).kind
        for code in codes:
            if not isinstance(code, str) or (isinstance(kind, Choice) and code not in kind.codes.by_id):
                raise self._wrong(f"“{fact}”没有“{code}”这个值")

    def _pick(self, said: object) -> Pick:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for kind, fields in self._table(said).items():
            for name, codes in self._table(fields).items():
                self._codes(self._name_of(f"{kind}.{name}"), self._list({"is": codes}, "is"))
                found.setdefault(kind, {})[name] = tuple(codes)
        return found

    def _stage(self, said: object) -> str:
        if said not in {each.value for each in Stage}:
            raise self._wrong(f"没有“{said}”这个阶段")
        return str(said)

    def _words(self, said: Mapping[str, Any], key: str) -> str:
        words = self._text(said, key)
        for name in _places(words):
            self._name_of(name)
        return words

    def _name_of(self, said: object) -> str:
        """A field id or a word that exists and may stand here; blank stays blank."""
        if said == "":
            return ""
        if not isinstance(said, str):
            raise self._wrong(f"“{said}”应是栏目名")
        if said in WORDS:
            return said
        kind, _, own = said.partition(".")
        if kind not in KINDS or own not in {each.name for each in KINDS[kind].columns()}:
            raise self._wrong(f"没有“{said}”这个栏目")
        if kind == "reporter" and not self._apart:
            raise self._wrong(f"“{said}”是反映人的信息，只能放在裁下的部分（[apart]）里")
        return said

    def _label_of(self, name: str) -> str:
        if name in WORDS:
            return WORDS[name].meaning
        self._name_of(name)
        return declared(name).label if name else ""

    def _known(self, said: Mapping[str, Any], keys: set[str]) -> None:
        for key in said:
            if key not in keys:
                raise self._wrong(f"不认识“{key}”，可以写：{'、'.join(sorted(keys))}")

    def _table(self, said: object) -> Mapping[str, Any]:
        if not isinstance(said, dict):
            raise self._wrong("应写成带名称的一组值")
        return said

    def _list(self, said: Mapping[str, Any], key: str) -> list[Any]:
        found = said.get(key, [])
        if not isinstance(found, list):
            raise self._wrong(f"“{key}”应是一列值，写在方括号里")
        return found

    def _text(self, said: Mapping[str, Any], key: str) -> str:
        found = said.get(key, "")
        if not isinstance(found, str):
            raise self._wrong(f"“{key}”应是文字，写在引号里")
        return found.strip()

    def _whole(self, said: Mapping[str, Any], key: str, least: int) -> int:
        found = said.get(key, least)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 1000:
            raise self._wrong(f"“{key}”应是 0 到 1000 的整数")
        return found

    def _wrong(self, what: str) -> _Wrong:
        return _Wrong(f"{self._where}{what}" if self._where.endswith("段") else f"{self._where}：{what}")


def _places(words: str) -> Iterator[str]:
    return (found[1] for found in _PLACE.finditer(words))


def filled(words: str, text: Any) -> str:
    """`words` with every place in braces replaced by what `text` says for its name."""
    return _PLACE.sub(lambda found: str(text(found[1])), words)
