"""Where references go when rows are put in."""

import pytest

from app.exchange.foreign.sheet_xml import Shift, shifted_down

BEFORE_SEVEN = Shift(7, 10, 4)


@pytest.mark.parametrize(
    "formula, moved",
    [
        ("SUM(E4:E6)", "SUM(E4:E16)"), ("E7*2", "E17*2"), ("E6", "E6"), ("$E$7", "$E$17"), ("SUM(E1:E3)", "SUM(E1:E3)"),
        ("SUM(E2:E8)", "SUM(E2:E18)"), ('IF(A7="E7",1,E7)', 'IF(A17="E7",1,E17)'), ("季报!E7+勿动!E7", "季报!E17+勿动!E7"),
        ("'季 报'!E7", "'季 报'!E7"), ("SUM(4:6)", "SUM(4:16)"), ("LOG10(E7)", "LOG10(E17)"), ("E4:E6 E5:E5", "E4:E16 E5:E5"),
        ("INDIRECT(\"E\"&7)", "INDIRECT(\"E\"&7)"), ("SUM(Sheet2!A1:B9,E7)", "SUM(Sheet2!A1:B9,E17)"),
    ],
)  # fmt: skip
def test_formulas_follow(formula: str, moved: str) -> None:
    assert BEFORE_SEVEN.formula(formula, True, "季报") == moved


def test_a_formula_elsewhere_follows_only_where_it_names_the_sheet() -> None:
    assert BEFORE_SEVEN.formula("E7+'季 报'!E7", False, "季 报") == "E7+'季 报'!E17"


@pytest.mark.parametrize(
    "formula, moved",
    [("C4-B4", "C6-B6"), ("$C$4*B4", "$C$4*B6"), ('"C4"&C4', '"C4"&C6'), ("SUM(A4:C4)", "SUM(A6:C6)")],
)
def test_a_formula_copied_down(formula: str, moved: str) -> None:
    assert shifted_down(formula, 2) == moved
