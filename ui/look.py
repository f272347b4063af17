"""How a desk wants its screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Dark or light, and the size of type in per cent (100 to 150)."""

    dark: bool
    scale: int
