"""How a desk wants its screen."""

from typing import NamedTuple


class Look(NamedTuple):
    """Dark or light, and the size of type in per cent (100 to 150)."""

    dark: bool
    scale: int
