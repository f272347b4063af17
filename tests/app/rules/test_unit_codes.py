"""Codes of units: what people call them, and nothing that would part them in two."""

import pytest

from app.errors import Invalid
from app.rules.unit_codes import check_code


@pytest.mark.parametrize("code", ["YX01", " YX01 ", "430181-07", "云溪", "QH.00", "a_b"])
def test_letters_digits_and_characters_make_a_code(code: str) -> None:
    assert check_code(code) == code.strip()


@pytest.mark.parametrize(
    "code", ["", " ", "a b", "A/1", "A\\1", "YX01@2", "YX01#3", "甲、乙", "a,b", "x=1", "长" * 41]
)
def test_what_would_part_a_code_in_two_is_refused_and_an_example_given(code: str) -> None:
    with pytest.raises(Invalid, match="例如 YX01") as caught:
        check_code(code, "unit.above")
    assert caught.value.field == "unit.above"
