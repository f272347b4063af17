"""The column of the time after closing."""

from datetime import date

import pytest

from app.ledger.columns import column
from app.rules.after_closing import After, after_closing
from app.rules.stage import stage
from app.rules.status import load_preset

CLOSED: dict[str, object] = {
    "registration.registered_on": date(2026, 3, 2), "registration.identity_status": "real_name",
    "handling.received_on": date(2026, 3, 3), "handling.closed_on": date(2026, 3, 20), "handling.finding": "substantiated",
}  # fmt: skip
TOLD = {**CLOSED, "handling.fed_back_on": date(2026, 3, 25)}


@pytest.mark.parametrize(("facts", "after"), [
    ({"registration.registered_on": date(2026, 3, 2)}, After.OPEN),
    (CLOSED, After.CLOSED),
    ({**CLOSED, "registration.identity_status": "anonymous"}, After.NONE),
    ({**TOLD, "handling.satisfaction": "satisfied"}, After.NONE),
    ({**TOLD, "handling.satisfaction": "dissatisfied"}, After.DISSATISFIED),
    ({"registration.registered_on": date(2026, 3, 2), "registration.rejected_on": date(2026, 3, 4)}, After.NONE),
])  # fmt: skip
def test_the_column_says_what_is_left_after_closing(facts: dict[str, object], after: After) -> None:
    assert after_closing(facts, stage(facts)) is after


def test_every_value_has_a_word_and_a_colour_in_the_scheme() -> None:
    assert set(load_preset("C2").after) == {each.value for each in After}
    assert len({each.label for each in After}) == len(After)


def test_each_value_has_a_mark_of_its_own_beside_its_word() -> None:
    assert len({each.mark for each in After}) == len(After)
    words = column("case", "case.after").words
    assert words is not None
    assert words["closed"] == "● 已办结未反馈"
