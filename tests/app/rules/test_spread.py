"""多年, 多层 and 多头 follow from how the reports of one matter came."""

from datetime import date

from app.rules.spread import Handed, spread


def test_a_matter_reported_once_has_not_spread() -> None:
    found = spread([Handed(date(2026, 3, 5), "self", "")])
    assert (found.years, found.levels, found.addressees) == ((2026,), ("本级",), ("本机关",))
    assert found.words == ()


def test_years_levels_and_addressees_are_each_counted_once() -> None:
    found = spread(
        [
            Handed(date(2024, 5, 1), "self", ""),
            Handed(date(2026, 1, 9), "forwarded_above", "清河县纪委监委信访室"),
            Handed(date(2026, 2, 9), "dept_forwarded", "清河县信访局"),
            Handed(None, "village_committee", " "),
        ]
    )
    assert found.words == (
        "多年(2024、2026)", "多层(本级、上级、村级)", "多头(本机关、清河县纪委监委信访室、清河县信访局)",
    )  # fmt: skip


def test_two_letters_of_one_year_to_one_office_are_no_spread() -> None:
    assert spread([Handed(date(2026, 1, 1), "self", "")] * 2).words == ()
