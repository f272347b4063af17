"""对账: the two knowledge lists side by side, case by case."""

from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.take_back import take_back
from app.actions.units import mark_without, unit_by_code
from app.errors import NotAllowed
from app.exchange.posting import known_text
from app.exchange.receive import open_truth
from app.exchange.reconcile import Reconciled, reconcile, reconcile_all
from app.exchange.reconcile_sheet import reconciled_sheet
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


@pytest.mark.thorough
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
    assert (found[old].other, found[old].unknown) == (1, 0) and found[old].words == "对方还是旧的 1 条"
    assert found[old].to_do == found[new].to_do == "再寄一份"
    assert found[new].other == 0 and found[new].unknown > 0 and "对方没有" in found[new].words
    path = two.post(town, "QH00", tmp_path)
    under_way = compared(town, "QH00")
    assert {each.to_do for each in under_way.apart} == {"已随第 2 号寄出，等对方收取"}
    assert "第 2 号已寄出" in under_way.to_do and "第 2 号" in under_way.asking
    two.receive(county, path)
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert compared(town, "QH00").apart == () and compared(town, "QH00").to_do == ""


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


@pytest.mark.thorough
def test_what_the_other_side_wrote_later_is_to_be_asked_for(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    edit_cases(town, [case], {"registration.summary": "补充了内容"})
    path = two.post(town, "QH00", tmp_path)
    (desk,) = peers.desks_of(county.db, "YX01")
    with county.writing("试", action="take"):
        peers.note_known(county.db, desk, {**peers.known(county.db, desk), **_known_in(path)})
    (apart,) = compared(county, "YX01").apart
    assert apart.words == "对方更新 1 条" and apart.to_do == "请对方再寄一份"
    assert "请对方再寄一份" in compared(county, "YX01").to_do
    two.receive(county, path)
    assert compared(county, "YX01").agrees


def _known_in(path: Path) -> dict[str, str]:
    return {first.id: known_text(first, rest) for first, *rest in open_truth(path).versions()}


@pytest.mark.thorough
def test_what_two_desks_of_theirs_hold_apart_is_told(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    other = two.copied(town, tmp_path / "other")
    edit_cases(other, [case], {"registration.summary": "另一台写的"})
    edit_cases(town, [case], {"registration.summary": "这台写的"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(county, two.post(other, "QH00", tmp_path))
    (apart,) = compared(county, "YX01").apart
    assert "两边各写过 1 条" in apart.words and "待裁定" in apart.to_do
    other.close()


@pytest.mark.thorough
def test_numbers_that_never_came_are_named_and_an_office_without_huiyin_is_left_alone(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    for _ in range(3):
        last = two.post(town, "QH00", tmp_path)
    two.receive(county, last)
    found = compared(county, "YX01")
    assert found.gaps == ((2, 3),) and found.last is not None and found.last[0] == 4 and found.agrees
    mark_without(county, "YX01", True)
    assert compared(county, "YX01").without and "不用对账" in compared(county, "YX01").summary
    assert compared(county, "YX01").to_do == ""


def test_units_are_counted_and_the_comparison_can_be_stopped(town: Office, county: Office) -> None:
    two.report(town)
    known = [each for each in town.find(Unit) if each.code == "QH00"]
    seen: list[tuple[int, int]] = []
    assert [each.code for each in reconcile_all(town, known, lambda *at: seen.append(at))] == ["QH00"]
    assert seen[0] == (0, 1)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reconcile_all(town, known, stop)


def test_an_office_is_not_compared_with_itself(county: Office) -> None:
    own = next(each for each in county.find(Unit) if each.code == county.code)
    with pytest.raises(NotAllowed, match="本单位自己"):
        reconcile(county, own)


def test_what_was_taken_back_and_what_went_up_is_named_and_never_asked_for_again(
    town: Office, county: Office, tmp_path: Path
) -> None:
    up = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    two.report(town, summary="撤销收取的")
    two.receive(county, two.post(town, "QH00", tmp_path))
    take_back(county, town.desk, 2)
    found = compared(county, "YX01")
    assert (found.lacking, found.taken_back, found.agrees) == (0, 3, False)
    assert "3 条本机收取后撤销过" in found.summary and "重新收取" in found.to_do and "全量" not in found.to_do
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert "第 2 号对方收取后又撤销了" in compared(town, "QH00").to_do
    two.act(town, "escalate_case", up, registration__approver="李", escalation__handed_to="市纪委")
    found = compared(town, "QH00")
    assert found.gone > 0 and found.lacking == 0 and "本机没有" not in found.summary
    assert any("转为报上级件" in each for each in reconciled_sheet(town, [found]).remarks)
