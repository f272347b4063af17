"""What every group of configuration has in common: it is sent whole, compared item by item, taken item by item."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.records.offices import Unit
from app.store import shelf
from app.store.office import Office

UNIT_FIELDS = ("name", "unit_kind", "above", "short")
"""What a directory says of a unit beside its code."""
KEPT = "configuration"
"""Under which the shelf keeps what came of each group."""


@dataclass(frozen=True)
class Item:
    """One thing in which what came differs from what stands here. `value` is to be put; None gives back the shipped one.

    `own`: this office changed it itself. `warning`: longer than the law says. `refusal`: why it cannot be taken.
    """

    group: str
    key: str
    label: str
    old: str
    new: str
    value: Any
    own: bool = False
    warning: str = ""
    refusal: str = ""
    since: str = ""
    """From which day it holds, where it names one itself."""

    @property
    def id(self) -> str:
        """Which item it is, over all groups."""
        return f"{self.group}/{self.key}"

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {"id": self.id, "label": self.label, "old": self.old, "new": self.new, "own": self.own,
                "warning": self.warning or None, "refusal": self.refusal or None}  # fmt: skip

    @property
    def ticked(self) -> bool:
        """Whether it is offered as to be taken: nothing that overrides this office's own word or the law is."""
        return not (self.own or self.warning or self.refusal)


@dataclass(frozen=True)
class Standing:
    """What stands in an office: its settings, its directory by code, and what it took from the county by item."""

    setting: Callable[[str], Any]
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    here: str = ""
    taken: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, office: Office) -> "Standing":
        """As it is now."""
        units = {
            str(each.code): {name: getattr(each, name) or "" for name in UNIT_FIELDS}
            for each in office.find(Unit, voided=False)
        }
        taken = {
            f"{group}/{key}": said["value"]
            for group, kept in shelf.values(office.db, KEPT).items()
            for key, said in kept.get("values", {}).items()
        }
        return cls(office.setting, units, office.code, taken)

    @classmethod
    def shipped(cls) -> "Standing":
        """As the program comes, without an office."""
        return cls(lambda key: shelf.DEFAULTS[key])

    def is_own(self, id: str, present: Any, shipped: Any) -> bool:
        """Whether this office said it itself: neither the program nor the county did."""
        return bool(present != shipped and present != self.taken.get(id, shipped))


class Group:
    """One group: derive, and put an instance into `groups.GROUPS`."""

    id: str
    label: str

    def content(self, standing: Standing) -> Any:
        """All of it as it stands, for sending (JSON)."""
        raise NotImplementedError

    def check(self, content: Any) -> None:
        """Raises Invalid when it is no such content."""
        raise NotImplementedError

    def items(self, standing: Standing, content: Any) -> list[Item]:
        """In what a checked content differs from what stands."""
        raise NotImplementedError

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        """The settings, by key, that taking these items makes."""
        raise NotImplementedError

    def values(self, item: Item) -> dict[str, Any]:
        """What is remembered as taken, by key, so that it is known later where a setting came from."""
        return {item.key: item.value}

    def present(self, standing: Standing) -> dict[str, Any]:
        """By key, what stands here and is not as the program came."""
        raise NotImplementedError
