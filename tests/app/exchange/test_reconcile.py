"""对账: the two knowledge lists side by side, case by case."""

from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.units import unit_by_code
from app.errors import NotAllowed
from app.exchange.reconcile import Reconciled, reconcile
from app.records.offices import Unit
from app.store import peers
from app.store.office import Office
from tests.app.exchange import two_offices as two


def compared(office: Office, code: str) -> Reconciled:
    unit = unit_by_code(office, code)
    assert unit is not None
    return reconcile(office, unit)


def test_nothing_can_be_compared_before_the_first_file_of_the_other_side(town: Office) -> None:
    two.report(town)
    found = compared(town, "QH00")
    assert (found.heard, found.cases) == (False, 1) and "无从对账" in found.summary


def test_after_an_exchange_both_sides_agree(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    for office, code in ((county, "YX01"), (town, "QH00")):
        found = compared(office, code)
        assert (found.cases, found.apart, found.lacking) == (1, (), 0) and "两边一致" in found.summary


def test_a_case_they_do_not_know_and_one_they_know_otherwise_are_named(
    town: Office, county: Office, tmp_path: Path
) -> None:
    old = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    new = two.report(town)
    edit_cases(town, [old], {"registration.summary": "补充了内容"})
    found = {each.case: each for each in compared(town, "QH00").apart}
    assert found.keys() == {old, new}
    assert (found[old].other, found[old].unknown) == (1, 0) and found[old].words == "对方是另一版 1 条"
    assert found[new].other == 0 and found[new].unknown > 0 and "对方没有" in found[new].words
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert compared(town, "QH00").apart == ()


def test_records_of_theirs_that_are_not_here_are_counted(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    (desk,) = peers.desks_of(county.db, "YX01")
    known = peers.known(county.db, desk)
    with county.writing("试", action="take"):
        peers.note_known(county.db, desk, {**known, "01a202bc-0000-7000-8000-000000000001": "x"})
    assert compared(county, "YX01").lacking == 1 and "本机没有" in compared(county, "YX01").summary


def test_an_office_is_not_compared_with_itself(county: Office) -> None:
    own = next(each for each in county.find(Unit) if each.code == county.code)
    with pytest.raises(NotAllowed, match="本单位自己"):
        reconcile(county, own)
