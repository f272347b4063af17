"""多年, 多层, 多头: how far one matter has spread over years, levels and addressees (M01)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

OWN = "本机关"
LEVELS = {
    "village_committee": "村级",
    "forwarded_above": "上级",
    "assigned_above": "上级",
    "inspection": "上级",
}
"""The level at which a report was handed in, by its source; everything else came in at our own."""
OUR_LEVEL = "本级"


@dataclass(frozen=True)
class Handed:
    """How one report of the matter came: when, by which source (code), from which office (blank: straight to us)."""

    received_on: date | None
    source: str
    unit: str


@dataclass(frozen=True)
class Spread:
    """The years in which reports came, the levels and the addressees they were handed to, each once and in order."""

    years: tuple[int, ...]
    levels: tuple[str, ...]
    addressees: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Of 多年, 多层 and 多头 those that hold (more than one), with what they hold of."""
        said = (("多年", tuple(map(str, self.years))), ("多层", self.levels), ("多头", self.addressees))
        return tuple(f"{name}({'、'.join(each)})" for name, each in said if len(each) > 1)


def spread(reports: Iterable[Handed]) -> Spread:
    """What the reports of one matter say of its spread."""
    known = list(reports)
    return Spread(
        tuple(sorted({each.received_on.year for each in known if each.received_on is not None})),
        tuple(dict.fromkeys(LEVELS.get(each.source, OUR_LEVEL) for each in known)),
        tuple(dict.fromkeys(each.unit.strip() or OWN for each in known)),
    )
