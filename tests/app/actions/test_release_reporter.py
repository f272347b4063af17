"""Tests of who may be given a reporter's identity, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.release_reporter import receivers, release_reporter, released_to
from app.actions.units import add_unit, mark_without, unit_name
from app.errors import Invalid, NotAllowed
from app.exchange.pairs import pair
from app.store.office import Office
from tests.app.store.offices import REPORTER, Clock, new_township, reported

pytestmark = pytest.mark.usefixtures("encrypted")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_township(tmp_path / "town", Clock())
    yield made
    made.close()


def test_a_reason_is_needed_and_other_needs_words(office: Office) -> None:
    case = reported(office, REPORTER)
    with pytest.raises(Invalid, match="从列出的理由"):
        release_reporter(office, case, "QH00", "curiosity")
    with pytest.raises(Invalid, match="写明理由"):
        release_reporter(office, case, "QH00", "other", " ")


def test_an_office_without_the_program_gets_it_on_paper(office: Office) -> None:
    add_unit(office, code="ZF01", name="云溪镇派出所", unit_kind="township", uses_huiyin=False)
    with pytest.raises(NotAllowed, match="写在纸上，按机要渠道送"):
        release_reporter(office, reported(office, REPORTER), "ZF01", "result")


def test_an_office_without_a_part_in_the_case_gets_nothing(office: Office) -> None:
    add_unit(office, code="SM02", name="石门乡纪委", unit_kind="township", uses_huiyin=True)
    with pytest.raises(NotAllowed, match="没有参与这一件"):
        release_reporter(office, reported(office, REPORTER), "SM02", "result")
    with pytest.raises(NotAllowed, match="没有代码为"):
        release_reporter(office, reported(office, REPORTER), "NO", "result")


def test_where_nobody_is_known_nobody_is_given(office: Office) -> None:
    with pytest.raises(NotAllowed, match="没有登记反映人"):
        release_reporter(office, reported(office), "QH00", "result")


def test_a_pair_without_a_password_gets_one_first(office: Office) -> None:
    release_reporter(office, reported(office, REPORTER), "QH00", "result")
    assert pair(office, "QH00").current is not None


def test_those_with_a_part_in_the_case_are_offered_and_whoever_got_it_is_named(office: Office) -> None:
    add_unit(office, code="SM02", name="石门乡纪委", unit_kind="township", uses_huiyin=True)
    case = reported(office, REPORTER)
    assert [each.code for each in receivers(office, case)] == ["QH00"] and released_to(office, case) == []
    release_reporter(office, case, "QH00", "result")
    assert released_to(office, case) == [unit_name(office, "QH00")]
    mark_without(office, "QH00", True)
    assert receivers(office, case) == []
