"""The preset's colours as hues of the screen."""

from typing import cast, get_args

from app.rules.status import Preset
from ui.tokens import Hue

_SPELT = {"gray": "grey"}


def hues(preset: Preset) -> dict[str, Hue]:
    """Status → hue. A colour this screen does not have is left to the light's own hue."""
    said = {status.value: _SPELT.get(colour, colour) for status, colour in preset.colours.items()}
    return {status: cast(Hue, colour) for status, colour in said.items() if colour in get_args(Hue)}
