"""灯色方案: which scheme of lights is chosen, and what it says, for a program that does not know it."""

from collections.abc import Sequence
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import Group, Item, Standing
from app.rules.status import COLOURS, Preset, Status, preset_of, shipped_preset
from app.store.setting_checks import check_presets
from app.store.shelf import DEFAULTS

_CHOSEN, _LOCAL = "preset", "preset.local"


class Scheme(Group):
    """Content: `preset` (id) and its `definition`."""

    id, label = "presets", "灯色方案"

    def content(self, standing: Standing) -> Any:
        id = standing.setting(_CHOSEN)
        return {"preset": id, "definition": _definition(standing, id)}

    def check(self, content: Any) -> None:
        if not isinstance(content, dict) or not {"preset", "definition"} <= content.keys():
            raise Invalid("下发的灯色方案读不懂。")
        if not isinstance(content["preset"], str) or len(content["preset"]) > 40:
            raise Invalid("下发的灯色方案读不懂。")
        check_presets({content["preset"]: _known(content["definition"])})

    def items(self, standing: Standing, content: Any) -> list[Item]:
        present = self.content(standing)
        value = {"preset": content["preset"], "definition": _known(content["definition"])}
        if present == value:
            return []
        own = standing.is_own(f"{self.id}/{_CHOSEN}", present, self.content(Standing.shipped()))
        return [Item(self.id, _CHOSEN, self.label, _words(present), _words(value), value, own)]

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        local, chosen = dict(standing.setting(_LOCAL)), standing.setting(_CHOSEN)
        for item in items:
            chosen = DEFAULTS[_CHOSEN] if item.value is None else item.value["preset"]
            local.pop(chosen, None)
            if item.value is not None and item.value["definition"] != _shipped(chosen):
                local[chosen] = item.value["definition"]
        return {_CHOSEN: chosen, _LOCAL: local}

    def present(self, standing: Standing) -> dict[str, Any]:
        said = self.content(standing)
        return {} if said == self.content(Standing.shipped()) else {_CHOSEN: said}


def _definition(standing: Standing, id: str) -> Any:
    return standing.setting(_LOCAL).get(id) or _shipped(id)


def _known(definition: Any) -> Any:
    """The definition without what only a newer program knows."""
    names = Preset.__dataclass_fields__
    if not isinstance(definition, dict):
        return definition
    return {name: said for name, said in definition.items() if name in names}


def _shipped(id: str) -> Any:
    try:
        return shipped_preset(id)
    except LookupError:
        return None


def _words(content: Any) -> str:
    preset = preset_of(content["definition"])
    lights = "、".join(
        f"{each.label}{COLOURS[preset.colours[each]]}"
        for each in (Status.OVERDUE, Status.DUE_SOON, Status.RUNNING)
    )
    return f"{preset.label}，提前 {preset.yellow_days} 个工作日变黄（{lights}）"
