"""Which cases may be one report: a number of the county, the platform or the office agrees; nothing is decided by that."""

import pytest

from app.actions.edit import edit_cases
from app.actions.families import judge
from app.actions.same_case import say_same
from app.ledger.same_numbers import alike, alike_to, newest_alike
from app.ledger.today import look
from app.records.registration import Registration
from app.store.office import Office
from tests.app.store.offices import reported


@pytest.mark.parametrize(
    ("one", "other", "called"),
    [
        ({"platform_no": "P-1"}, {"platform_no": "P-1"}, "平台编号"),
        ({"county_ref_no": "清信〔2026〕3号"}, {"county_ref_no": "清信[2026]3号"}, "县编号"),
    ],
)
def test_a_number_in_common_makes_a_pair(
    office: Office, one: dict[str, str], other: dict[str, str], called: str
) -> None:
    first, second = reported(office, **one), reported(office, **other)
    (found,) = alike_to(office.db, first)
    assert (found.other, found.called) == (second, called)
    assert called in found.sentence
    assert [each.other for each in alike_to(office.db, second)] == [first]


def test_the_countys_own_number_is_the_county_number_of_the_other(office: Office) -> None:
    first = reported(office)
    number = office.get(Registration, first).case_no
    second = reported(office, county_ref_no=number)
    assert [each.other for each in alike_to(office.db, second)] == [first]
    assert [each.other for each in alike_to(office.db, first)] == [second]


def test_one_number_of_their_own_at_two_offices_makes_a_pair_at_one_office_a_task(office: Office) -> None:
    first = reported(office)
    number = office.get(Registration, first).case_no
    other = {"id": "f" * 8, "owner": "QH00", "case_no": number}
    assert [each.other for each in alike(office.db, [other])] == [first]
    assert alike(office.db, [{**other, "owner": office.code}]) == []


def test_what_is_decided_is_offered_no_more(office: Office) -> None:
    first, second, third = (reported(office, platform_no="P-1") for _ in range(3))
    judge(office, third, first, "different")
    say_same(office, first, second)
    assert alike_to(office.db, first) == []
    assert alike_to(office.db, third) == []


def test_without_numbers_nothing_is_offered(office: Office) -> None:
    first = reported(office)
    edit_cases(office, [first], {"registration.platform_no": "P-1"})
    reported(office)
    assert alike_to(office.db, first) == []


def test_pairs_among_the_newest_cases_stand_on_the_first_page_until_somebody_says(office: Office) -> None:
    first, second = reported(office, platform_no="P-1"), reported(office, platform_no="P-1")
    (pair,) = newest_alike(office.db)
    assert {pair.one, pair.other} == {first, second}
    assert look(office, "").alike == (pair,)
    assert newest_alike(office.db, {first}) == []
    say_same(office, first, second)
    assert look(office, "").alike == ()
