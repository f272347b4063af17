"""处理处分: what was done about each respondent stands for itself, with money, sanction and own opinion."""

from decimal import Decimal

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.errors import Invalid, NotAllowed
from app.ledger.statistics import statistics
from app.records.proceedings import Measure
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import do_action
from tests.app.store.offices import reported


def measure(office: Office, case: str, **said: object) -> None:
    action = CASE_ACTIONS["take_measure"]
    given = {f"measure.{name}": value for name, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]


def test_each_respondent_has_a_line_with_measures_sanction_form_money_and_opinion(office: Office) -> None:
    case = reported(office)
    with pytest.raises(NotAllowed, match="还没有承办人"):
        measure(office, case, organizational=("criticism",))
    do_action(office, case, "accept")
    do_action(office, case, "hand_over")
    measure(office, case, organizational=("admonition", "criticism"), four_forms="1", recovered=Decimal("1.2"),
            own_opinion="没有意见")  # fmt: skip
    measure(office, case, respondent="钟守平", party_sanction="warning", government_sanction="demerit",
            filing="party", filed_on=office.today)  # fmt: skip
    first, second = read_case(office, case).of(Measure)
    assert (first.respondent, first.organizational, first.recovered, first.own_opinion) == (
        "曾小明", ("admonition", "criticism"), Decimal("1.2"), "没有意见",
    )  # fmt: skip
    assert (second.respondent, second.party_sanction, second.government_sanction, second.filed_on) == (
        "钟守平", "warning", "demerit", office.today,
    )  # fmt: skip
    counted = {each.value: each.number for each in
               statistics(office.db, office.today).dimension("measure.organizational").counts if each.value}  # fmt: skip
    assert counted == {"admonition": 1, "criticism": 1}


def test_a_line_that_says_nothing_was_done_is_refused_and_an_archived_case_takes_none(office: Office) -> None:
    case = reported(office)
    do_action(office, case, "accept")
    do_action(office, case, "hand_over")
    with pytest.raises(Invalid) as caught:
        measure(office, case)
    assert caught.value.field == "measure.organizational"
    do_action(office, case, "close")
    measure(office, case, organizational=("criticism",))
    do_action(office, case, "archive")
    with pytest.raises(NotAllowed, match="已经归档"):
        measure(office, case, organizational=("criticism",))
