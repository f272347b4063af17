"""单位名录: the units a county knows; what this office calls itself is left to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import UNIT_FIELDS, Group, Item, Standing
from app.schema.codes import shipped_list

_MOST, _LONGEST = 3000, 100


class Directory(Group):
    """Content: name, kind, unit above and short name of each unit, by code."""

    id, label = "units", "单位名录"

    def content(self, standing: Standing) -> Any:
        return {code: dict(said) for code, said in standing.units.items()}

    def check(self, content: Any) -> None:
        if not isinstance(content, dict) or len(content) > _MOST:
            raise Invalid("下发的单位名录读不懂。")
        kinds = shipped_list("unit_kind").by_id
        for code, said in content.items():
            sound = isinstance(said, dict) and set(UNIT_FIELDS) <= said.keys() and 0 < len(code.strip()) <= 40
            words = [code, *(said[name] for name in UNIT_FIELDS)] if sound else [None]
            if not all(type(each) is str and len(each) <= _LONGEST and each.isprintable() for each in words):
                raise Invalid(f"下发的单位名录里“{str(code)[:40]}”这一条不对。")
            if "/" in code or not said["name"].strip() or said["unit_kind"] not in kinds:
                raise Invalid(f"下发的单位名录里“{code[:40]}”这一条不对。")

    def items(self, standing: Standing, content: Any) -> list[Item]:
        return list(self._items(standing, content))

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        return {}

    def present(self, standing: Standing) -> dict[str, Any]:
        return {code: dict(said) for code, said in standing.units.items()}

    def _items(self, standing: Standing, content: Any) -> Iterator[Item]:
        for code, said in content.items():
            value = {name: said[name] for name in UNIT_FIELDS}
            ours = standing.units.get(code)
            brings = ours is None or any(value[name] not in ("", ours[name]) for name in UNIT_FIELDS)
            if code != standing.here and brings:
                other = ours is not None and any(
                    ours[name] not in ("", value[name]) for name in UNIT_FIELDS if value[name]
                )
                own = other and standing.taken.get(f"{self.id}/{code}") != ours
                old = "没有" if ours is None else _words(ours)
                yield Item(self.id, code, f"{value['name']}（{code}）", old, _words(value), value, own)


def _words(said: Mapping[str, Any]) -> str:
    kind = shipped_list("unit_kind").name_of(str(said["unit_kind"]))
    above = f"，上级 {said['above']}" if said["above"] else ""
    short = f"，简称“{said['short']}”" if said["short"] else ""
    return f"{said['name']}，{kind}{short}{above}"
