"""Every text can be read on every fill it stands on, in both themes."""

import pytest

from ui.tokens import DARK, LIGHT, TEXT_PAIRS, Tokens, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_stands_out_from_its_fill_by_at_least_four_and_a_half(
    tokens: Tokens, pair: tuple[str, str]
) -> None:
    text, fill = (tokens.as_dict()[name] for name in pair)
    assert contrast(text, fill) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ring_around_the_focused_field_stands_out_by_at_least_three(tokens: Tokens) -> None:
    assert contrast(tokens.accent, tokens.surface) >= 3


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
