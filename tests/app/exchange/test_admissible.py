"""Tests of what the numbers of a posting explain: each in a sentence that says what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.take import take
from app.actions.void_case import void_case
from app.errors import NotAllowed, Unavailable
from app.exchange.admissible import Admission, admission
from app.exchange.receive import open_truth, preview
from app.exchange.truth import MAJOR, MINOR, Header, Truth, _header
from app.store.office import Office
from tests.app.exchange import two_offices as two


def said(office: Office, path: Path, **header: object) -> Admission:
    """What a taker is told of the posting with another header."""
    truth = open_truth(path)
    truth.header = replace(truth.header, **header)  # type: ignore[arg-type]
    return admission(office, truth)


@pytest.fixture
def path(town: Office, tmp_path: Path) -> Path:
    """The township's first posting, with one case."""
    two.report(town)
    return two.post(town, "QH00", tmp_path)


def test_a_gap_is_told_and_is_no_harm(town: Office, county: Office, path: Path, tmp_path: Path) -> None:
    two.receive(county, path)
    two.post(town, "QH00", tmp_path)
    third = preview(county, two.post(town, "QH00", tmp_path))
    assert third.refusal is None
    assert any("中间缺第 2 号" in each and "不要紧" in each for each in third.warnings)


@pytest.mark.thorough
def test_a_repeated_one_and_an_older_one_are_told(
    town: Office, county: Office, path: Path, tmp_path: Path
) -> None:
    second = two.post(town, "QH00", tmp_path)
    two.receive(county, second)
    assert any("较早的一份（已收到第 2 号）" in each for each in preview(county, path).warnings)
    again = preview(county, second)
    assert again.already and any("再收一次不会改变什么" in each for each in again.warnings)


def test_the_same_number_with_another_content_is_held(
    town: Office, county: Office, path: Path, tmp_path: Path
) -> None:
    two.receive(county, path)
    twin = open_truth(path)
    twin.digest = "0" * 64
    found = admission(county, twin)
    assert found.refusal is not None and "内容与这一份不同" in found.refusal and "核对" in found.refusal


@pytest.mark.thorough
def test_one_for_another_office_is_refused_with_its_name(county: Office, path: Path) -> None:
    found = said(county, path, receiver="QH99", receiver_name="青河县纪委")
    assert (
        found.refusal
        == "这份工作簿是寄给“青河县纪委”的，不是寄给本单位的，不能收取：请转交它，或退给“云溪镇纪委”。"
    )


def test_a_desk_of_another_office_than_the_sender_is_refused(county: Office, path: Path) -> None:
    found = said(county, path, desk="SM02/ABC")
    assert found.refusal is not None and "前后不一致" in found.refusal


def test_a_newer_major_is_refused_and_says_to_upgrade(path: Path) -> None:
    header = {**vars(open_truth(path).header), "format": f"{MAJOR + 1}.0"}
    with pytest.raises(Unavailable, match="请先升级回音"):
        _header(("header", header))
    assert isinstance(_header(("header", {**header, "format": f"{MAJOR}.{MINOR + 7}"})), Header)


@pytest.mark.thorough
def test_a_newer_minor_and_an_older_format_are_taken_and_told(county: Office, path: Path) -> None:
    newer = said(county, path, format=f"{MAJOR}.{MINOR + 3}")
    assert newer.refusal is None and any("原样留着" in each for each in newer.warnings)
    older = said(county, path, format=f"{MAJOR}.0" if MINOR else f"{MAJOR - 1}.9")
    assert older.refusal is None and any("提醒对方升级" in each for each in older.warnings)
    same = said(county, path)
    assert not [each for each in same.warnings if "版本" in each]


def test_one_without_any_case_is_told(town: Office, county: Office, tmp_path: Path) -> None:
    found = preview(county, two.post(town, "QH00", tmp_path))
    assert any("一件案件也没有" in each for each in found.warnings)


def shrunk(town: Office, county: Office, tmp_path: Path, reports: int, gone: int) -> Truth:
    """The next posting of a township that says it has so many cases fewer than before."""
    for _ in range(reports):
        two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    truth = open_truth(two.post(town, "QH00", tmp_path))
    truth.header = replace(truth.header, total_cases=truth.header.total_cases - gone)
    return truth


@pytest.mark.parametrize(
    ("reports", "gone", "asks"),
    [
        (12, 6, True),
        (12, 4, False),
        pytest.param(30, 6, False, marks=pytest.mark.thorough),
        pytest.param(6, 6, True, marks=pytest.mark.thorough),
    ],
)
def test_a_sender_whose_cases_became_far_fewer_is_asked_about(
    town: Office, county: Office, tmp_path: Path, reports: int, gone: int, asks: bool
) -> None:
    found = admission(county, shrunk(town, county, tmp_path, reports, gone))
    assert found.refusal is None and bool(found.fewer) is asks
    if asks:
        assert f"少了 {gone} 件" in found.fewer and "不会删掉本机已有的" in found.fewer


@pytest.mark.thorough
def test_it_is_taken_only_after_the_answer(town: Office, county: Office, path: Path, tmp_path: Path) -> None:
    two.receive(county, path)
    two.report(town)
    found = preview(county, two.post(town, "QH00", tmp_path))
    assert found.fewer == ""
    found.fewer = "少了 6 件。"
    with pytest.raises(NotAllowed, match="少了 6 件"):
        take(county, found)
    found.agreed = True
    take(county, found)


@pytest.mark.thorough
def test_a_voided_case_makes_no_ledger_shrink(
    town: Office, county: Office, path: Path, tmp_path: Path
) -> None:
    cases = [two.report(town) for _ in range(9)]
    two.receive(county, two.post(town, "QH00", tmp_path))
    for case in cases:
        void_case(town, case, "登记错")
    assert preview(county, two.post(town, "QH00", tmp_path)).fewer == ""
