"""代码表: what a county calls codes, and the codes it added. A list that is not known here is told and left."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import Group, Item, Standing
from app.schema import codes

_KEY = "codes.changes"


class CodeWords(Group):
    """Content: changes by list and code, as in the setting."""

    id, label = "codes", "代码表"

    def content(self, standing: Standing) -> Any:
        return {list_id: dict(said) for list_id, said in standing.setting(_KEY).items() if said}

    def check(self, content: Any) -> None:
        if not isinstance(content, dict) or not all(isinstance(each, dict) for each in content.values()):
            raise Invalid("下发的代码表读不懂。")
        if len(content) > 1000 or any(len(list_id) > 40 for list_id in content):
            raise Invalid("下发的代码表读不懂。")
        known = {each.id for each in codes.shipped_lists()}
        codes.check({list_id: _known(said) for list_id, said in content.items() if list_id in known})

    def items(self, standing: Standing, content: Any) -> list[Item]:
        return [*self._brought(standing, content), *self._taken_away(standing, content)]

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        said = {list_id: dict(each) for list_id, each in standing.setting(_KEY).items()}
        for item in items:
            list_id, _, code = item.key.partition("/")
            if item.value is None:
                said.get(list_id, {}).pop(code, None)
            else:
                said.setdefault(list_id, {})[code] = item.value
        return {_KEY: {list_id: each for list_id, each in said.items() if each}}

    def present(self, standing: Standing) -> dict[str, Any]:
        return {
            f"{list_id}/{code}": change
            for list_id, said in standing.setting(_KEY).items()
            for code, change in said.items()
        }

    def _brought(self, standing: Standing, content: Any) -> Iterator[Item]:
        known = {each.id: each for each in codes.shipped_lists()}
        present = self.present(standing)
        for list_id, said in content.items():
            if list_id not in known:
                why = "本机的程序没有这张代码表，请升级回音后再采用。"
                yield Item(
                    self.id, f"{list_id}/", f"代码表“{list_id}”", "没有", f"{len(said)} 条", said, refusal=why
                )
                continue
            for code, change in _known(said).items():
                key = f"{list_id}/{code}"
                if present.get(key) != change:
                    yield self._item(standing, known[list_id], code, present.get(key), change)

    def _taken_away(self, standing: Standing, content: Any) -> Iterator[Item]:
        known = {each.id: each for each in codes.shipped_lists()}
        for key, change in self.present(standing).items():
            list_id, _, code = key.partition("/")
            ours = standing.taken.get(f"{self.id}/{key}")
            if ours == change and code not in content.get(list_id, {}) and list_id in known:
                yield self._item(standing, known[list_id], code, change, None)

    def _item(self, standing: Standing, known: codes.CodeList, code: str, before: Any, after: Any) -> Item:
        key = f"{known.id}/{code}"
        own = standing.is_own(f"{self.id}/{key}", before, None)
        name = (after or before or {}).get("label") or known.name_of(code)
        return Item(self.id, key, f"{known.label} · {name}", _words(known, code, before), _words(known, code, after),
                    after, own)  # fmt: skip


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """The changes of a list without what only a newer program knows."""
    return {
        code: {name: value for name, value in change.items() if name in codes.KEYS}
        if isinstance(change, dict)
        else change
        for code, change in said.items()
    }


def _words(known: codes.CodeList, code: str, change: Any) -> str:
    """The code as it reads with this change; None: as the program came."""
    found = codes.changed(known, {} if change is None else {code: change}).by_id.get(code)
    if found is None:
        return "没有"
    return f"{found.label}（不再选用）" if found.retired else found.label
