"""The one table of colours: what each surface, text, line and light is in the light and in the dark theme."""

from typing import Literal, NamedTuple

Hue = Literal["red", "orange", "yellow", "blue", "green", "purple", "grey"]
"""The colours a light may have; presets give a meaning one of these, never a colour value."""


class Tokens(NamedTuple):
    """Colours of one theme, as #rrggbb. `*_soft` are the quiet fills behind a light of that hue."""

    window: str
    surface: str
    rail: str
    text: str
    text_soft: str
    text_off: str
    hairline: str
    border: str
    hover: str
    selection: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    red: str
    red_soft: str
    orange: str
    orange_soft: str
    yellow: str
    yellow_soft: str
    blue: str
    blue_soft: str
    green: str
    green_soft: str
    purple: str
    purple_soft: str
    grey: str
    grey_soft: str

    def hue(self, hue: Hue) -> str:
        """The colour of a light's mark and words."""
        found: str = getattr(self, hue)
        return found

    def soft(self, hue: Hue) -> str:
        """The quiet fill behind a light's words."""
        found: str = getattr(self, f"{hue}_soft")
        return found

    def as_dict(self) -> dict[str, str]:
        """Name → #rrggbb, for the style sheet."""
        return self._asdict()


LIGHT = Tokens(
    window="#f3f5f6",
    surface="#ffffff",
    rail="#e9eef0",
    text="#1b2428",
    text_soft="#566369",
    text_off="#8b979d",
    hairline="#dfe5e8",
    border="#98a5ac",
    hover="#edf2f3",
    selection="#d8eaec",
    accent="#0f5f69",
    accent_hover="#0b4e57",
    on_accent="#ffffff",
    accent_text="#0e5a64",
    red="#b0231b",
    red_soft="#fdebe9",
    orange="#a34200",
    orange_soft="#fdeedf",
    yellow="#795600",
    yellow_soft="#fdf3cf",
    blue="#1c5a9e",
    blue_soft="#e6f0fa",
    green="#1d6b3a",
    green_soft="#e5f4ea",
    purple="#6b3fa0",
    purple_soft="#f1eafa",
    grey="#566369",
    grey_soft="#edf1f2",
)

DARK = Tokens(
    window="#11171b",
    surface="#182025",
    rail="#0d1316",
    text="#e2e9ec",
    text_soft="#9fadb4",
    text_off="#6c7a82",
    hairline="#29343a",
    border="#56666f",
    hover="#202a30",
    selection="#1d424a",
    accent="#1f7882",
    accent_hover="#227d87",
    on_accent="#ffffff",
    accent_text="#62c1ca",
    red="#ff9a91",
    red_soft="#43201f",
    orange="#ffb37a",
    orange_soft="#3f2917",
    yellow="#f0d06a",
    yellow_soft="#3a3216",
    blue="#93c0ff",
    blue_soft="#1c2e45",
    green="#86d6a0",
    green_soft="#1a3526",
    purple="#cdaef7",
    purple_soft="#322547",
    grey="#a3b0b7",
    grey_soft="#252f35",
)

READ_ON = ("window", "surface", "rail", "hover", "selection")
"""The fills on which texts stand."""

_HUES = ("red", "orange", "yellow", "blue", "green", "purple", "grey")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, fill) for text in ("text", "text_soft", "accent_text") for fill in READ_ON),
    *((hue, fill) for hue in _HUES for fill in READ_ON),
    *((hue, f"{hue}_soft") for hue in _HUES),
    *(("text", f"{hue}_soft") for hue in ("red", "yellow", "green", "grey")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
)
"""Every pair of text and fill the program may use; a test holds each to 4.5:1 in both themes."""


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours after WCAG 2.1, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
